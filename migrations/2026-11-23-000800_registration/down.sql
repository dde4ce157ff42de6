ALTER TABLE consents DROP CONSTRAINT consent_belongs_to_a_registration;
ALTER TABLE quota_claims DROP CONSTRAINT claim_belongs_to_a_registration;
DROP TABLE registrations;
