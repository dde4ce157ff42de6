ALTER TABLE registrations DROP CONSTRAINT registration_belongs_to_a_party;
DROP TABLE parties;
