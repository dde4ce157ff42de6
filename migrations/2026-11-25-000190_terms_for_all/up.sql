-- Whether whoever registered before a version may use what is better for her of hers and this one.
ALTER TABLE terms_versions ADD COLUMN applies_to_all boolean NOT NULL DEFAULT false;
