-- The transactional outbox: what is to be told to whom. Never a body; it is rendered when it is sent.
CREATE TABLE outgoing_mails (
    id              uuid        PRIMARY KEY,
    kind            text        NOT NULL CHECK (kind ~ '^[a-z_]+\.[a-z_]+$'),
    subject_id      uuid        NOT NULL,
    event_id        uuid,
    language        text        NOT NULL CHECK (language IN ('en', 'ru', 'zh')),
    revision        integer     NOT NULL DEFAULT 0,
    -- Two rows with the same key tell the same thing; the second is refused.
    dedupe_key      text        CONSTRAINT mail_is_queued_once UNIQUE,
    parameters      jsonb       NOT NULL DEFAULT '{}',
    message_id      text        NOT NULL UNIQUE,
    state           text        NOT NULL CHECK (state IN ('queued', 'in_flight', 'sent', 'failed', 'suppressed')),
    -- Why it was suppressed or failed, in words for the organizer.
    reason          text        CHECK (reason IS NOT NULL OR state NOT IN ('failed', 'suppressed')),
    -- 0 is sent before 1: a sign-in link does not wait behind ten thousand confirmations.
    priority        smallint    NOT NULL DEFAULT 1 CHECK (priority BETWEEN 0 AND 9),
    attempts        integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_attempt_at timestamptz NOT NULL,
    -- After this moment it is of no use to anybody and is dropped.
    expires_at      timestamptz,
    lease_until     timestamptz CHECK ((lease_until IS NOT NULL) = (state = 'in_flight')),
    created_at      timestamptz NOT NULL,
    sent_at         timestamptz CHECK ((sent_at IS NOT NULL) = (state = 'sent'))
);
CREATE INDEX outgoing_mails_due ON outgoing_mails (priority, next_attempt_at) WHERE state = 'queued';
CREATE INDEX outgoing_mails_in_flight ON outgoing_mails (lease_until) WHERE state = 'in_flight';
CREATE INDEX outgoing_mails_by_subject ON outgoing_mails (subject_id, created_at);

CREATE TABLE mail_attempts (
    id               uuid        PRIMARY KEY,
    outgoing_mail_id uuid        NOT NULL REFERENCES outgoing_mails ON DELETE CASCADE,
    number           integer     NOT NULL CHECK (number > 0),
    started_at       timestamptz NOT NULL,
    finished_at      timestamptz,
    -- lost: the process that made the attempt ended before it could say how it went.
    outcome          text        CHECK (outcome IN ('accepted', 'temporary', 'permanent', 'relay', 'lost')),
    detail           text,
    UNIQUE (outgoing_mail_id, number),
    CHECK ((finished_at IS NULL) = (outcome IS NULL))
);

-- One row: while the relay itself refuses us (wrong password, greeting refused), nobody's mail is at fault.
CREATE TABLE mail_relay (
    singleton    boolean     PRIMARY KEY DEFAULT true CHECK (singleton),
    paused_until timestamptz,
    failures     integer     NOT NULL DEFAULT 0,
    reason       text
);
INSERT INTO mail_relay DEFAULT VALUES;
