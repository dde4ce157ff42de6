ALTER TABLE terms_versions DROP COLUMN applies_to_all;
