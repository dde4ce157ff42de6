-- People edit categories: whoever saves over somebody else's change is told.
ALTER TABLE participation_categories ADD COLUMN revision integer NOT NULL DEFAULT 1;
