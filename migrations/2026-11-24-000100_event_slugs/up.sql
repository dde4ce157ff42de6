-- Addresses that events had before: whoever kept one still finds the event.
CREATE TABLE event_slugs (
    slug     text PRIMARY KEY CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 80),
    event_id uuid NOT NULL REFERENCES events ON DELETE CASCADE
);
CREATE INDEX event_slugs_by_event ON event_slugs (event_id);
