-- The attendee list of a search that the trigram index answers, and its counts.
-- As in src/attendees/queries.rs; run by pgbench, prepared.
SELECT r.id, r.reference, r.status, r.name, r.email, r.organization, r.country, r.registered_at, c.name
FROM registrations r JOIN participation_categories c ON r.category_id = c.id
WHERE r.event_id = :event_id::uuid AND r.search_text LIKE :pattern
ORDER BY r.registered_at DESC, r.id DESC LIMIT :most;
SELECT r.status, count(*) FROM registrations r WHERE r.event_id = :event_id::uuid AND r.search_text LIKE :pattern GROUP BY r.status;
