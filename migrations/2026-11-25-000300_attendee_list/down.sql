DROP INDEX outgoing_mails_failed;
DROP INDEX registrations_by_status;
CREATE INDEX registrations_by_status ON registrations (event_id, status, registered_at DESC, id DESC);
DROP INDEX registrations_by_category_and_time;
DROP INDEX registrations_by_organization;
DROP INDEX registrations_by_email;
DROP INDEX registrations_by_name;
