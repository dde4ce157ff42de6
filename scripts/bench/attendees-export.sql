-- The CSV's columns as psql fetches them. COPY … \g is \copy that takes variables.
-- As in src/attendees/queries.rs; run by psql with the variable event_id.
COPY (
    SELECT r.reference, r.name, r.email, r.organization, r.position, r.country, r.phone, c.key AS category, r.status,
           r.language, r.registered_at
    FROM registrations r JOIN participation_categories c ON r.category_id = c.id
    WHERE r.event_id = :'event_id'
    ORDER BY r.registered_at DESC, r.id DESC
) TO STDOUT WITH (FORMAT csv, HEADER) \g /dev/null
