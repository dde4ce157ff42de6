-- What organizers write down about an attendee for each other. She never sees it.
CREATE TABLE registration_notes (
    id              uuid        PRIMARY KEY,
    registration_id uuid        NOT NULL REFERENCES registrations ON DELETE RESTRICT,
    author_id       uuid        REFERENCES accounts ON DELETE SET NULL,
    body            text        NOT NULL CHECK (body <> ''),
    written_at      timestamptz NOT NULL
);
CREATE INDEX registration_notes_by_registration ON registration_notes (registration_id, written_at);
CREATE INDEX registration_notes_by_author ON registration_notes (author_id);
