-- What a number of places bounds: categories, the whole event, extras. Whoever takes part needs a place in every quota
-- that bounds her; one quota may bound several of them, and one of them may be bounded by several quotas.
CREATE TABLE category_quotas (
    category_id uuid NOT NULL REFERENCES participation_categories ON DELETE CASCADE,
    quota_id    uuid NOT NULL REFERENCES quotas ON DELETE RESTRICT,
    PRIMARY KEY (category_id, quota_id)
);
CREATE INDEX category_quotas_by_quota ON category_quotas (quota_id);

-- Every category of the event, those added later too.
CREATE TABLE event_quotas (
    event_id uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    quota_id uuid NOT NULL REFERENCES quotas ON DELETE RESTRICT,
    PRIMARY KEY (event_id, quota_id)
);
CREATE INDEX event_quotas_by_quota ON event_quotas (quota_id);

-- An extra of the terms, by its key: a place for everybody who chose it.
CREATE TABLE option_quotas (
    event_id   uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    option_key text NOT NULL,
    quota_id   uuid NOT NULL REFERENCES quotas ON DELETE RESTRICT,
    PRIMARY KEY (event_id, option_key, quota_id)
);
CREATE INDEX option_quotas_by_quota ON option_quotas (quota_id);

INSERT INTO category_quotas (category_id, quota_id)
SELECT id, quota_id FROM participation_categories WHERE quota_id IS NOT NULL;

ALTER TABLE participation_categories DROP COLUMN quota_id;
