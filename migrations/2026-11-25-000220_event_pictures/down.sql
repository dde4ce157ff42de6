DROP TABLE event_pictures;
ALTER TABLE event_looks DROP COLUMN picture_alt;
