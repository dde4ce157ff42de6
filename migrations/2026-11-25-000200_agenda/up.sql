-- Rooms belong to a venue: every event there uses the same ones.
CREATE TABLE rooms (
    id       uuid    PRIMARY KEY,
    venue_id uuid    NOT NULL REFERENCES venues ON DELETE CASCADE,
    name     jsonb   NOT NULL,
    capacity integer CHECK (capacity > 0),
    revision integer NOT NULL DEFAULT 1
);
CREATE INDEX rooms_by_venue ON rooms (venue_id);

-- The agenda, by the wall clock of the event. Nothing decides by a session's instant, so none is stored.
CREATE TABLE agenda_sessions (
    id           uuid      PRIMARY KEY,
    event_id     uuid      NOT NULL REFERENCES events ON DELETE CASCADE,
    room_id      uuid      REFERENCES rooms ON DELETE RESTRICT,
    kind         text      NOT NULL CHECK (kind IN ('session', 'keynote', 'break', 'social')),
    title        jsonb     NOT NULL,
    -- Markdown
    about        jsonb     NOT NULL DEFAULT '{}',
    starts_local timestamp NOT NULL,
    ends_local   timestamp NOT NULL,
    revision     integer   NOT NULL DEFAULT 1,
    CONSTRAINT session_ends_after_it_starts CHECK (ends_local > starts_local)
);
CREATE INDEX agenda_sessions_by_event ON agenda_sessions (event_id, starts_local);
CREATE INDEX agenda_sessions_by_room ON agenda_sessions (room_id);

CREATE TABLE session_speakers (
    session_id  uuid     NOT NULL REFERENCES agenda_sessions ON DELETE CASCADE,
    position    smallint NOT NULL,
    name        jsonb    NOT NULL,
    affiliation jsonb    NOT NULL DEFAULT '{}',
    PRIMARY KEY (session_id, position)
);
