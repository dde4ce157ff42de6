ALTER TABLE participation_categories DROP COLUMN revision;
