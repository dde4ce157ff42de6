ALTER TABLE participation_categories ADD COLUMN quota_id uuid REFERENCES quotas ON DELETE RESTRICT;
CREATE INDEX participation_categories_by_quota ON participation_categories (quota_id);

-- A category had one quota at most: the tightest stays, and with it whoever holds a place there.
UPDATE participation_categories
SET quota_id = (
    SELECT q.id FROM quotas q
    WHERE q.id IN (SELECT quota_id FROM category_quotas WHERE category_id = participation_categories.id
                   UNION SELECT quota_id FROM event_quotas WHERE event_id = participation_categories.event_id)
    ORDER BY q.size - q.taken, q.id LIMIT 1);

WITH released AS (
    UPDATE quota_claims SET released_at = now()
    FROM registrations r JOIN participation_categories p ON p.id = r.category_id
    WHERE r.id = quota_claims.registration_id AND quota_claims.released_at IS NULL
      AND quota_claims.quota_id IS DISTINCT FROM p.quota_id
    RETURNING quota_claims.quota_id)
UPDATE quotas SET taken = taken - given.places, excess = greatest(taken - given.places - size, 0)
FROM (SELECT quota_id, count(*)::integer AS places FROM released GROUP BY quota_id) AS given
WHERE quotas.id = given.quota_id;

DROP TABLE option_quotas;
DROP TABLE event_quotas;
DROP TABLE category_quotas;
