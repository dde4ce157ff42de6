-- Somebody who lost her mail asks for the links to all she is registered for, whatever the event.
CREATE INDEX registrations_by_person ON registrations (email_key) WHERE email_key IS NOT NULL;
