-- How a category lets people in: what comes between a good form and a confirmed place.
ALTER TABLE participation_categories
    -- The address is proved first, by a link mailed to it.
    ADD COLUMN proves_address      boolean NOT NULL DEFAULT false,
    -- An organizer decides; meanwhile a place is held or not; what she edits afterwards is looked at again or not.
    ADD COLUMN needs_review        boolean NOT NULL DEFAULT false,
    ADD COLUMN review_holds_place  boolean NOT NULL DEFAULT true,
    ADD COLUMN reviews_edits       boolean NOT NULL DEFAULT false,
    -- Confirmed only when what is due is paid; a place is held for so many days, or without an end.
    ADD COLUMN awaits_payment      boolean NOT NULL DEFAULT false,
    ADD COLUMN payment_days        integer CONSTRAINT payment_days_are_sensible CHECK (payment_days BETWEEN 1 AND 365),
    -- When every place is taken: nobody waits; a freed place is offered for so many hours; or it is hers at once.
    ADD COLUMN waitlist            text    NOT NULL DEFAULT 'none'
        CONSTRAINT waitlist_is_known CHECK (waitlist IN ('none', 'offered', 'confirmed')),
    ADD COLUMN offer_hours         integer NOT NULL DEFAULT 48
        CONSTRAINT offer_hours_are_sensible CHECK (offer_hours BETWEEN 1 AND 720);

ALTER TABLE registrations
    -- Counted in every quota that bounds her category.
    ADD COLUMN has_place  boolean NOT NULL DEFAULT false,
    -- Until when she must act, else it ends by itself.
    ADD COLUMN acts_until timestamptz,
    ADD CONSTRAINT whoever_waits_has_no_place CHECK (status <> 'waitlisted' OR NOT has_place),
    ADD CONSTRAINT whoever_is_out_has_no_place
        CHECK (NOT has_place OR status NOT IN ('rejected', 'withdrawn', 'cancelled', 'expired')),
    ADD CONSTRAINT an_offer_ends CHECK (status <> 'offered' OR (has_place AND acts_until IS NOT NULL));

UPDATE registrations
SET has_place = true WHERE status IN ('unverified', 'pending_review', 'awaiting_payment', 'offered', 'confirmed');

CREATE INDEX registrations_due ON registrations (acts_until) WHERE acts_until IS NOT NULL;

-- The lines: a row for everybody who is waitlisted. An organizer's priority comes before time.
CREATE TABLE waitlist_entries (
    registration_id uuid        PRIMARY KEY REFERENCES registrations ON DELETE CASCADE,
    event_id        uuid        NOT NULL REFERENCES events ON DELETE CASCADE,
    category_id     uuid        NOT NULL REFERENCES participation_categories ON DELETE CASCADE,
    -- When she registered.
    since           timestamptz NOT NULL,
    priority        integer     NOT NULL DEFAULT 0,
    -- Those she wants to come with: all of them or none.
    together_id     uuid
);
CREATE INDEX waitlist_entries_in_line ON waitlist_entries (event_id, priority DESC, since, registration_id);
CREATE INDEX waitlist_entries_by_category ON waitlist_entries (category_id, priority DESC, since, registration_id);
