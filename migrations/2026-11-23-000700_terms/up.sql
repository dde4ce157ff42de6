-- Terms of participation: one draft that is edited, and versions that are never changed again.
CREATE TABLE terms_drafts (
    event_id   uuid        PRIMARY KEY REFERENCES events ON DELETE CASCADE,
    rules      jsonb       NOT NULL,
    -- Free clauses, Markdown, by language.
    clauses    jsonb       NOT NULL,
    updated_at timestamptz NOT NULL,
    revision   integer     NOT NULL DEFAULT 1
);

CREATE TABLE terms_versions (
    id               uuid        PRIMARY KEY,
    event_id         uuid        NOT NULL REFERENCES events ON DELETE RESTRICT,
    number           integer     NOT NULL CHECK (number > 0),
    -- In which zone its deadlines run.
    time_zone        text        NOT NULL,
    rules            jsonb       NOT NULL,
    clauses          jsonb       NOT NULL,
    -- The rendered document by language, as it was shown, and the SHA-256 of each.
    documents        jsonb       NOT NULL,
    document_digests jsonb       NOT NULL,
    -- SHA-256 over the canonical JSON of zone, rules and clauses.
    digest           bytea       NOT NULL CHECK (length(digest) = 32),
    published_at     timestamptz NOT NULL,
    CONSTRAINT terms_version_number_is_taken UNIQUE (event_id, number)
);
CREATE TRIGGER terms_versions_never_change BEFORE UPDATE OR DELETE ON terms_versions
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER terms_versions_are_not_truncated BEFORE TRUNCATE ON terms_versions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Who accepted what, exactly as she saw it. Its registration gets a foreign key where registrations are made.
CREATE TABLE consents (
    id               uuid        PRIMARY KEY,
    registration_id  uuid        NOT NULL,
    terms_version_id uuid        NOT NULL REFERENCES terms_versions ON DELETE RESTRICT,
    required         boolean     NOT NULL,
    digest           bytea       NOT NULL CHECK (length(digest) = 32),
    document_digest  bytea       NOT NULL CHECK (length(document_digest) = 32),
    language         text        NOT NULL CHECK (language IN ('en', 'ru', 'zh')),
    channel          text        NOT NULL CHECK (channel IN ('self', 'contact_person', 'desk', 'import')),
    given_at         timestamptz NOT NULL,
    withdrawn_at     timestamptz,
    CONSTRAINT version_is_accepted_once UNIQUE (registration_id, terms_version_id)
);
CREATE INDEX consents_by_terms_version ON consents (terms_version_id);
