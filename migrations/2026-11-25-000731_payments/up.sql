-- What was received for a registration is an entry like what it was charged.
ALTER TABLE dues_entries
    DROP CONSTRAINT dues_kind_is_known,
    ADD CONSTRAINT dues_kind_is_known CHECK (kind IN ('charge', 'payment')),
    ADD CONSTRAINT a_payment_is_something CHECK (kind <> 'payment' OR amount > 0);
