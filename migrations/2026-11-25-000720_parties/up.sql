-- Several registered together: whether they want all of their places or none, where there are not enough.
CREATE TABLE parties (
    id             uuid    PRIMARY KEY,
    stays_together boolean NOT NULL
);
-- A party is written once its head got in, in the same transaction.
ALTER TABLE registrations ADD CONSTRAINT registration_belongs_to_a_party
    FOREIGN KEY (party_id) REFERENCES parties ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
