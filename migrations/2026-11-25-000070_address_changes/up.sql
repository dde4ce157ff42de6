-- An address at which somebody wants to be written to. It counts once whoever reads its mail has said so.
CREATE TABLE address_changes (
    id              uuid        PRIMARY KEY,
    -- One wish at a time: the latest counts.
    registration_id uuid        NOT NULL UNIQUE REFERENCES registrations ON DELETE CASCADE,
    email           text        NOT NULL,
    -- SHA-256 of the token in the link that was mailed to it.
    token_hash      bytea       NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    requested_at    timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL CHECK (expires_at > requested_at),
    -- Since when it is the registration's address.
    confirmed_at    timestamptz
);
CREATE INDEX address_changes_by_end ON address_changes (expires_at);
