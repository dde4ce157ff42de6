-- People are asked into an organization by mail.
CREATE TABLE invitations (
    id              uuid        PRIMARY KEY,
    organization_id uuid        NOT NULL REFERENCES organizations ON DELETE CASCADE,
    email           text        NOT NULL,
    email_key       text        NOT NULL,
    role            text        NOT NULL CHECK (role IN ('owner', 'manager', 'viewer')),
    language        text        NOT NULL CHECK (language IN ('en', 'ru', 'zh')),
    token_hash      bytea       NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    invited_by      uuid        REFERENCES accounts ON DELETE SET NULL,
    created_at      timestamptz NOT NULL,
    -- Sending it again moves this on.
    expires_at      timestamptz NOT NULL CHECK (expires_at > created_at),
    accepted_at     timestamptz,
    revoked_at      timestamptz,
    CHECK (accepted_at IS NULL OR revoked_at IS NULL)
);
CREATE UNIQUE INDEX person_is_invited_once ON invitations (organization_id, email_key)
    WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitations_by_organization ON invitations (organization_id);
CREATE INDEX invitations_by_inviter ON invitations (invited_by);

-- Sessions are forgotten when they are over; a team still sees who has not been here for long.
ALTER TABLE accounts ADD COLUMN last_seen_at timestamptz;
