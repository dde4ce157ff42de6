ALTER TABLE registrations DROP COLUMN status_reason;
