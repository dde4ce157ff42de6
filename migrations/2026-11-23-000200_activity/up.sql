-- Who did what, when. Append-only; typed ids without foreign keys, because an entry outlives its subject.
CREATE TABLE activities (
    id              uuid        PRIMARY KEY,
    occurred_at     timestamptz NOT NULL,
    kind            text        NOT NULL CHECK (kind ~ '^[a-z_]+\.[a-z_]+$'),
    actor_kind      text        NOT NULL CHECK (actor_kind IN ('account', 'attendee', 'operator', 'system')),
    actor_id        uuid,
    organization_id uuid,
    event_id        uuid,
    subject_id      uuid        NOT NULL,
    data            jsonb       NOT NULL DEFAULT '{}',
    -- Values that say something of a person lie apart, so that erasure can empty them.
    personal        jsonb
);
CREATE INDEX activities_by_event ON activities (event_id, occurred_at DESC, id DESC);
CREATE INDEX activities_by_subject ON activities (subject_id, occurred_at, id);

CREATE FUNCTION refuse_change_but_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.personal IS NULL
       AND to_jsonb(NEW) - 'personal' = to_jsonb(OLD) - 'personal' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% of % is refused: the history is append-only', lower(TG_OP), TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER activities_are_append_only BEFORE UPDATE OR DELETE ON activities
    FOR EACH ROW EXECUTE FUNCTION refuse_change_but_erasure();
CREATE TRIGGER activities_are_not_truncated BEFORE TRUNCATE ON activities
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
