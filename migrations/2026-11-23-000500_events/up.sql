-- Events and where they take place. The truth of a time is the wall clock in the zone;
-- the instants beside it are derived in Rust and recomputed when the zone's rules change.
CREATE TABLE venues (
    id              uuid             PRIMARY KEY,
    organization_id uuid             NOT NULL REFERENCES organizations ON DELETE RESTRICT,
    name            jsonb            NOT NULL,
    address         jsonb            NOT NULL,
    latitude        double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude       double precision CHECK (longitude BETWEEN -180 AND 180),
    revision        integer          NOT NULL DEFAULT 1,
    CHECK ((latitude IS NULL) = (longitude IS NULL))
);
CREATE INDEX venues_by_organization ON venues (organization_id);

CREATE TABLE events (
    id                uuid        PRIMARY KEY,
    organization_id   uuid        NOT NULL REFERENCES organizations ON DELETE RESTRICT,
    venue_id          uuid        REFERENCES venues ON DELETE RESTRICT,
    slug              text        NOT NULL CONSTRAINT event_slug_is_taken UNIQUE
                                  CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 80),
    status            text        NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'cancelled', 'archived')),
    visibility        text        NOT NULL DEFAULT 'public' CHECK (visibility IN ('public', 'unlisted')),
    default_language  text        NOT NULL CHECK (default_language IN ('en', 'ru', 'zh')),
    languages         text[]      NOT NULL CHECK (languages <@ ARRAY['en', 'ru', 'zh'] AND default_language = ANY (languages)),
    title             jsonb       NOT NULL,
    summary           jsonb       NOT NULL DEFAULT '{}',
    -- Markdown
    description       jsonb       NOT NULL DEFAULT '{}',
    contact_email     text,
    -- Whether the form asks for a phone number.
    asks_phone        boolean     NOT NULL DEFAULT false,
    time_zone         text,
    starts_local      timestamp,
    ends_local        timestamp,
    starts_at         timestamptz,
    ends_at           timestamptz,
    -- SEQUENCE of the calendar entry (RFC 5545, 3.8.7.4): raised whenever what it says changes.
    calendar_sequence integer     NOT NULL DEFAULT 0,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    published_at      timestamptz,
    cancelled_at      timestamptz,
    deleted_at        timestamptz,
    revision          integer     NOT NULL DEFAULT 1,
    CONSTRAINT title_exists_in_the_default_language CHECK (title ? default_language),
    CONSTRAINT published_event_has_a_time CHECK (
        status = 'draft' OR (time_zone IS NOT NULL AND starts_local IS NOT NULL AND ends_local IS NOT NULL
                             AND starts_at IS NOT NULL AND ends_at IS NOT NULL)),
    CONSTRAINT published_event_ends_after_it_starts CHECK (status = 'draft' OR ends_at > starts_at),
    CONSTRAINT published_event_has_a_venue CHECK (status = 'draft' OR venue_id IS NOT NULL),
    CONSTRAINT published_event_has_a_contact CHECK (status = 'draft' OR contact_email IS NOT NULL),
    CONSTRAINT status_has_its_moment CHECK (
        (status = 'draft' OR published_at IS NOT NULL) AND (status <> 'cancelled' OR cancelled_at IS NOT NULL))
);
CREATE INDEX events_by_organization ON events (organization_id);
CREATE INDEX events_by_venue ON events (venue_id);
CREATE INDEX events_listed ON events (starts_at, id)
    WHERE status IN ('published', 'cancelled') AND visibility = 'public' AND deleted_at IS NULL;
