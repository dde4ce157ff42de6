DELETE FROM consents WHERE key IS NOT NULL;
ALTER TABLE consents
    DROP CONSTRAINT terms_are_required,
    DROP CONSTRAINT required_consent_is_not_withdrawn;
DROP INDEX consent_is_given_once;
ALTER TABLE consents DROP COLUMN key;
ALTER TABLE consents ADD CONSTRAINT version_is_accepted_once UNIQUE (registration_id, terms_version_id);
