-- The attendee list of a search for several Han characters in a row: the index of pieces answers, the text has the last word.
-- And its counts.
-- As in src/attendees/queries; run by pgbench, prepared.
SELECT id, category_id, reference, status, channel, language, name, email, organization, position, country, phone,
    registered_at,
    EXISTS (SELECT FROM outgoing_mails m WHERE m.subject_id = registrations.id AND m.state = 'failed'
        AND NOT EXISTS (SELECT FROM outgoing_mails later WHERE later.subject_id = m.subject_id
            AND later.created_at > m.created_at AND later.state IN ('queued', 'in_flight', 'sent'))) AS mail_failed,
    EXISTS (SELECT FROM registration_notes n WHERE n.registration_id = registrations.id) AS has_notes
FROM registrations WHERE event_id = :event_id::uuid AND registrations.search_pieces @> :pieces::text[] AND registrations.search_text LIKE :pattern
ORDER BY registered_at DESC, id DESC LIMIT :most;
SELECT status, count(*) FROM registrations WHERE event_id = :event_id::uuid AND registrations.search_pieces @> :pieces::text[] AND registrations.search_text LIKE :pattern GROUP BY status;
SELECT count(*) FROM registrations WHERE event_id = :event_id::uuid AND registrations.search_pieces @> :pieces::text[] AND registrations.search_text LIKE :pattern AND id IN (
    SELECT m.subject_id FROM outgoing_mails m WHERE m.event_id = registrations.event_id AND m.state = 'failed'
        AND NOT EXISTS (SELECT FROM outgoing_mails later WHERE later.subject_id = m.subject_id
            AND later.created_at > m.created_at AND later.state IN ('queued', 'in_flight', 'sent')));
SELECT id, event_id,
    ARRAY(SELECT quota_id FROM category_quotas WHERE category_id = participation_categories.id
          UNION SELECT quota_id FROM event_quotas WHERE event_id = participation_categories.event_id ORDER BY 1),
    key, name, description, archived_at, revision FROM participation_categories
WHERE event_id = :event_id::uuid ORDER BY position, id;
