DROP TABLE registration_notes;
