-- Consents beside the terms, each a row of its own, named by its key in the rules. The terms themselves have none.
ALTER TABLE consents ADD COLUMN key text CHECK (length(key) > 0);
ALTER TABLE consents DROP CONSTRAINT version_is_accepted_once;
-- What was withdrawn may be given again, as another row.
CREATE UNIQUE INDEX consent_is_given_once
    ON consents (registration_id, terms_version_id, coalesce(key, ''), coalesce(withdrawn_at, 'infinity'::timestamptz));
ALTER TABLE consents
    ADD CONSTRAINT terms_are_required CHECK (required OR key IS NOT NULL),
    -- What nobody takes part without ends with the registration.
    ADD CONSTRAINT required_consent_is_not_withdrawn CHECK (withdrawn_at IS NULL OR NOT required);
