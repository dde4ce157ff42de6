DROP TABLE dues_entries;
ALTER TABLE registrations DROP COLUMN choices;
