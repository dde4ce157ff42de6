-- How an event looks; one without a row wears the house's own colour.
CREATE TABLE event_looks (
    event_id    uuid    PRIMARY KEY REFERENCES events ON DELETE CASCADE,
    -- As it was asked for; what is shown of it is worked out so that it stays readable.
    brand_color text    CHECK (brand_color ~ '^#[0-9a-f]{6}$'),
    revision    integer NOT NULL DEFAULT 1
);
