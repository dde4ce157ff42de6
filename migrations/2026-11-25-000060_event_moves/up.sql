-- A published event takes place at another time or in another place than people who registered expect: what they
-- expect, and what was decided about telling them.
CREATE TABLE event_moves (
    id            uuid        PRIMARY KEY,
    event_id      uuid        NOT NULL REFERENCES events ON DELETE CASCADE,
    -- What held before the first change that nobody has been told of.
    time_zone     text        NOT NULL,
    starts_local  timestamp   NOT NULL,
    ends_local    timestamp   NOT NULL,
    venue_name    jsonb       NOT NULL,
    venue_address jsonb       NOT NULL,
    -- The latest change; whoever registers after it knows already.
    moved_at      timestamptz NOT NULL,
    -- Raised at every further change, so that nobody tells of another change than the one on the screen.
    revision      integer     NOT NULL DEFAULT 1,
    settled_at    timestamptz,
    is_told       boolean,
    -- What the organizer says to it, by language.
    words         jsonb       NOT NULL DEFAULT '{}',
    CHECK ((settled_at IS NULL) = (is_told IS NULL))
);
CREATE INDEX event_moves_by_event ON event_moves (event_id);
CREATE UNIQUE INDEX event_has_one_unsettled_move ON event_moves (event_id) WHERE settled_at IS NULL;
