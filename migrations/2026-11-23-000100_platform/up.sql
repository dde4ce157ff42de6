-- What every slice leans on: the installation's own facts, counters that slow down guessing,
-- and the guard that makes a table append-only.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- One row: which secret key the links in this database were made with.
CREATE TABLE installation (
    singleton              boolean     PRIMARY KEY DEFAULT true CHECK (singleton),
    secret_key_fingerprint text        NOT NULL,
    created_at             timestamptz NOT NULL DEFAULT now()
);

-- Fixed windows; the key is a hash, so that no address lies here in clear.
CREATE TABLE throttles (
    scope             text        NOT NULL,
    key_hash          bytea       NOT NULL,
    window_started_at timestamptz NOT NULL,
    hits              integer     NOT NULL CHECK (hits > 0),
    PRIMARY KEY (scope, key_hash)
);
CREATE INDEX throttles_by_age ON throttles (window_started_at);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: its rows are written once', lower(TG_OP), TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;
