-- Grounds for registration.sql: a thousand quotas, and ids in the order of time as Lanyard makes them (UUIDv7), so that
-- the baseline's indexes grow at the same end. Run by psql with the variable event_id.
CREATE SCHEMA bench;

CREATE FUNCTION bench.new_id() RETURNS uuid LANGUAGE sql VOLATILE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0')
            || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$$;

-- The quota of this number.
CREATE FUNCTION bench.quota(number integer) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT ('b0000000-0000-7000-8000-' || lpad(number::text, 12, '0'))::uuid
$$;

INSERT INTO quotas (id, event_id, name, size)
SELECT bench.quota(number), :'event_id', 'bench ' || number, 1000000000 FROM generate_series(1, 1000) AS number;
