-- What an event's picture shows, in words; empty where there is no picture.
ALTER TABLE event_looks ADD COLUMN picture_alt jsonb NOT NULL DEFAULT '{}';

-- The files of events' pictures, as they are served. They lie here and not in a folder, so that every process has them.
CREATE TABLE event_pictures (
    event_id    uuid        NOT NULL REFERENCES events ON DELETE CASCADE,
    size        text        NOT NULL CHECK (size IN ('wide', 'phone', 'share')),
    -- Part of the address; changes with the file.
    name        text        NOT NULL,
    width       integer     NOT NULL CHECK (width > 0),
    height      integer     NOT NULL CHECK (height > 0),
    jpeg        bytea       NOT NULL,
    uploaded_at timestamptz NOT NULL,
    PRIMARY KEY (event_id, size)
);
