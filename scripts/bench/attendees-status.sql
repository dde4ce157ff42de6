-- The attendee list of one status, and the counts of all.
-- As in src/attendees/queries.rs; run by pgbench, prepared.
SELECT r.id, r.reference, r.status, r.name, r.email, r.organization, r.country, r.registered_at, c.name
FROM registrations r JOIN participation_categories c ON r.category_id = c.id
WHERE r.event_id = :event_id::uuid AND r.status = :status
ORDER BY r.registered_at DESC, r.id DESC LIMIT :most;
SELECT r.status, count(*) FROM registrations r WHERE r.event_id = :event_id::uuid GROUP BY r.status;
