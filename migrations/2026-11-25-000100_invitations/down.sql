ALTER TABLE accounts DROP COLUMN last_seen_at;
DROP TABLE invitations;
