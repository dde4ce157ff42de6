-- One registration is one person at one event.
CREATE TABLE registrations (
    id                uuid        PRIMARY KEY,
    event_id          uuid        NOT NULL REFERENCES events ON DELETE RESTRICT,
    category_id       uuid        NOT NULL REFERENCES participation_categories ON DELETE RESTRICT,
    -- Several made together, and whom an accompanying person comes with.
    party_id          uuid,
    accompanies_id    uuid        REFERENCES registrations ON DELETE RESTRICT,
    reference         text        NOT NULL CONSTRAINT reference_is_taken UNIQUE CHECK (length(reference) = 8),
    status            text        NOT NULL CHECK (status IN ('unverified', 'pending_review', 'awaiting_payment', 'waitlisted',
                                      'offered', 'confirmed', 'rejected', 'withdrawn', 'cancelled', 'expired')),
    channel           text        NOT NULL CHECK (channel IN ('self', 'contact_person', 'desk', 'import')),
    language          text        NOT NULL CHECK (language IN ('en', 'ru', 'zh')),
    name              text,
    email             text,
    -- Only for a person's own address; a secretary's mailbox may register twelve.
    email_key         text        CHECK (email_key IS NULL OR email IS NOT NULL),
    contact_email     text,
    organization      text,
    position          text,
    country           text        CHECK (country ~ '^[A-Z]{2}$'),
    phone             text,
    answers           jsonb       NOT NULL DEFAULT '{}',
    -- One form, one registration: the id comes with the form, the digest says what was sent with it.
    submission_id     uuid,
    submission_digest bytea,
    -- The personal link: SHA-256 of the token and how often it was renewed.
    link_hash         bytea       NOT NULL CONSTRAINT link_is_taken UNIQUE CHECK (length(link_hash) = 32),
    link_epoch        integer     NOT NULL DEFAULT 0,
    -- Folded for search; pieces are one and two characters long.
    search_text       text        NOT NULL,
    search_pieces     text[]      NOT NULL,
    mail_revision     integer     NOT NULL DEFAULT 1,
    revision          integer     NOT NULL DEFAULT 1,
    registered_at     timestamptz NOT NULL,
    status_changed_at timestamptz NOT NULL,
    CHECK ((submission_id IS NULL) = (submission_digest IS NULL)),
    CONSTRAINT form_is_used_once UNIQUE (event_id, submission_id)
);
CREATE UNIQUE INDEX person_registers_once ON registrations (event_id, email_key)
    WHERE email_key IS NOT NULL
      AND status IN ('unverified', 'pending_review', 'awaiting_payment', 'waitlisted', 'offered', 'confirmed');
CREATE INDEX registrations_newest_first ON registrations (event_id, registered_at DESC, id DESC);
CREATE INDEX registrations_by_status ON registrations (event_id, status, registered_at DESC, id DESC);
CREATE INDEX registrations_by_category ON registrations (category_id);
CREATE INDEX registrations_by_accompanied ON registrations (accompanies_id) WHERE accompanies_id IS NOT NULL;
CREATE INDEX registrations_by_party ON registrations (party_id) WHERE party_id IS NOT NULL;
CREATE INDEX registrations_search_text ON registrations USING gin (search_text gin_trgm_ops);
CREATE INDEX registrations_search_pieces ON registrations USING gin (search_pieces);

ALTER TABLE quota_claims
    ADD CONSTRAINT claim_belongs_to_a_registration FOREIGN KEY (registration_id) REFERENCES registrations ON DELETE RESTRICT;
ALTER TABLE consents
    ADD CONSTRAINT consent_belongs_to_a_registration FOREIGN KEY (registration_id) REFERENCES registrations ON DELETE RESTRICT;
