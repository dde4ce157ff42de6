DROP TABLE waitlist_entries;
ALTER TABLE registrations DROP COLUMN acts_until, DROP COLUMN has_place;
ALTER TABLE participation_categories
    DROP COLUMN offer_hours, DROP COLUMN waitlist, DROP COLUMN payment_days, DROP COLUMN awaits_payment,
    DROP COLUMN reviews_edits, DROP COLUMN review_holds_place, DROP COLUMN needs_review, DROP COLUMN proves_address;
