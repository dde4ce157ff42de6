-- What a registrant said and chose that her price depends on.
ALTER TABLE registrations ADD COLUMN choices jsonb NOT NULL DEFAULT '{}';

-- Money as it happened, an entry a happening, written once: what was charged, line by line, by which version.
CREATE TABLE dues_entries (
    id               uuid        PRIMARY KEY,
    registration_id  uuid        NOT NULL REFERENCES registrations ON DELETE RESTRICT,
    terms_version_id uuid        NOT NULL REFERENCES terms_versions ON DELETE RESTRICT,
    kind             text        NOT NULL CONSTRAINT dues_kind_is_known CHECK (kind IN ('charge')),
    currency         text        NOT NULL CONSTRAINT currency_is_a_code CHECK (currency ~ '^[A-Z]{3}$'),
    -- Minor units, tax included.
    amount           bigint      NOT NULL CONSTRAINT amount_is_not_negative CHECK (amount >= 0),
    lines            jsonb       NOT NULL,
    recorded_at      timestamptz NOT NULL
);

-- A registration is charged once in each currency.
CREATE UNIQUE INDEX registration_is_charged_once ON dues_entries (registration_id, currency) WHERE kind = 'charge';
CREATE INDEX dues_entries_by_registration ON dues_entries (registration_id);
CREATE INDEX dues_entries_by_version ON dues_entries (terms_version_id);

CREATE TRIGGER dues_entries_never_change BEFORE UPDATE OR DELETE ON dues_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dues_entries_are_not_truncated BEFORE TRUNCATE ON dues_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
