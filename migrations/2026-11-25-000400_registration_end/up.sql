-- Why an organizer ended it, in words for the attendee; about a person, so erasure empties it.
ALTER TABLE registrations ADD COLUMN status_reason text CHECK (length(status_reason) BETWEEN 1 AND 1000);
