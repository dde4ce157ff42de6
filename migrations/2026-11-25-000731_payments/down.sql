-- Payments are not known before this migration; entries never change, but for going back.
ALTER TABLE dues_entries DISABLE TRIGGER dues_entries_never_change;
DELETE FROM dues_entries WHERE kind = 'payment';
ALTER TABLE dues_entries ENABLE TRIGGER dues_entries_never_change;
ALTER TABLE dues_entries
    DROP CONSTRAINT a_payment_is_something,
    DROP CONSTRAINT dues_kind_is_known,
    ADD CONSTRAINT dues_kind_is_known CHECK (kind IN ('charge'));
