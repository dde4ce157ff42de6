-- In which capacity people take part, how many places there are, and who has taken one.
CREATE TABLE quotas (
    id       uuid    PRIMARY KEY,
    event_id uuid    NOT NULL REFERENCES events ON DELETE CASCADE,
    name     text    NOT NULL,
    size     integer NOT NULL CHECK (size >= 0),
    -- Places above the size that stand on record: a lowered size or a named overbooking.
    excess   integer NOT NULL DEFAULT 0 CHECK (excess >= 0),
    taken    integer NOT NULL DEFAULT 0 CHECK (taken >= 0),
    CONSTRAINT quota_is_never_oversold CHECK (taken <= size + excess)
);
CREATE INDEX quotas_by_event ON quotas (event_id);

CREATE TABLE participation_categories (
    id          uuid    PRIMARY KEY,
    event_id    uuid    NOT NULL REFERENCES events ON DELETE CASCADE,
    -- No quota: as many as come.
    quota_id    uuid    REFERENCES quotas ON DELETE RESTRICT,
    -- Rules, CSV and API know a category by its key; it never changes.
    key         text    NOT NULL CHECK (key ~ '^[a-z0-9]+(_[a-z0-9]+)*$' AND length(key) <= 40),
    name        jsonb   NOT NULL,
    description jsonb   NOT NULL DEFAULT '{}',
    position    integer NOT NULL,
    archived_at timestamptz,
    CONSTRAINT category_key_is_taken UNIQUE (event_id, key)
);
CREATE INDEX participation_categories_by_quota ON participation_categories (quota_id);

CREATE FUNCTION refuse_new_category_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the key of a participation category never changes' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER category_keys_never_change BEFORE UPDATE OF key ON participation_categories
    FOR EACH ROW WHEN (NEW.key IS DISTINCT FROM OLD.key) EXECUTE FUNCTION refuse_new_category_key();

-- The ledger: one row a place taken. Its registration gets a foreign key where registrations are made.
CREATE TABLE quota_claims (
    id              uuid        PRIMARY KEY,
    quota_id        uuid        NOT NULL REFERENCES quotas ON DELETE CASCADE,
    registration_id uuid        NOT NULL,
    taken_at        timestamptz NOT NULL,
    -- A claim with an end is a hold.
    held_until      timestamptz,
    released_at     timestamptz
);
CREATE UNIQUE INDEX registration_claims_a_quota_once ON quota_claims (registration_id, quota_id) WHERE released_at IS NULL;
CREATE INDEX quota_claims_by_registration ON quota_claims (registration_id);
CREATE INDEX quota_claims_by_quota ON quota_claims (quota_id);

-- Locks the quotas in the order of their ids, whatever the order of the question: two transactions
-- that want the same two cannot wait for each other.
CREATE FUNCTION lock_quotas(wanted uuid[]) RETURNS SETOF quotas LANGUAGE sql AS $$
    SELECT * FROM quotas WHERE id = ANY (wanted) ORDER BY id FOR NO KEY UPDATE
$$;
