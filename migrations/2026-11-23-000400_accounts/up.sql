-- People who sign in, the organizations they work for, and how they prove who they are.
CREATE TABLE organizations (
    id         uuid        PRIMARY KEY,
    name       text        NOT NULL CONSTRAINT organization_name_is_taken UNIQUE CHECK (name <> ''),
    created_at timestamptz NOT NULL,
    revision   integer     NOT NULL DEFAULT 1
);

CREATE TABLE accounts (
    id            uuid        PRIMARY KEY,
    email         text        NOT NULL,
    email_key     text        NOT NULL CONSTRAINT account_email_is_taken UNIQUE,
    name          text        NOT NULL CHECK (name <> ''),
    language      text        NOT NULL CHECK (language IN ('en', 'ru', 'zh')),
    -- Argon2id in the PHC string format; absent until she chooses one.
    password_hash text        CHECK (password_hash LIKE '$argon2id$%'),
    disabled_at   timestamptz,
    created_at    timestamptz NOT NULL,
    revision      integer     NOT NULL DEFAULT 1
);

CREATE TABLE memberships (
    organization_id uuid        NOT NULL REFERENCES organizations ON DELETE CASCADE,
    account_id      uuid        NOT NULL REFERENCES accounts ON DELETE CASCADE,
    role            text        NOT NULL CHECK (role IN ('owner', 'manager', 'viewer')),
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, account_id)
);
CREATE INDEX memberships_by_account ON memberships (account_id);

CREATE TABLE sign_in_links (
    id         uuid        PRIMARY KEY,
    account_id uuid        NOT NULL REFERENCES accounts ON DELETE CASCADE,
    token_hash bytea       NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
    used_at    timestamptz
);
CREATE INDEX sign_in_links_by_account ON sign_in_links (account_id);

CREATE TABLE sessions (
    id           uuid        PRIMARY KEY,
    account_id   uuid        NOT NULL REFERENCES accounts ON DELETE CASCADE,
    token_hash   bytea       NOT NULL UNIQUE,
    -- What the browser says of itself, so that she recognizes it in the list.
    user_agent   text        NOT NULL,
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL CHECK (expires_at > created_at)
);
CREATE INDEX sessions_by_account ON sessions (account_id);
