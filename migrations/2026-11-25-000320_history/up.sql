-- Who did something at an event, and what one of them did there. Attendees, who are most of the log, are left out.
CREATE INDEX activities_by_account ON activities (event_id, actor_id, occurred_at DESC, id DESC) WHERE actor_id IS NOT NULL;
-- Registrations are nearly all of the log; what else was done is found beside them.
CREATE INDEX activities_by_kind ON activities (event_id, kind, occurred_at DESC, id DESC) WHERE kind NOT LIKE 'registration.%';
