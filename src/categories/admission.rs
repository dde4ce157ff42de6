//! How a category lets people in: what comes between a good form and a confirmed place.

use chrono::TimeDelta;
use diesel::prelude::*;

use crate::platform::ids::text_enum;
use crate::schema::participation_categories;

text_enum! {
    /// What becomes of somebody who finds every place taken.
    pub enum Waitlist {
        /// She is refused.
        Off = "none",
        /// She waits; a freed place is held for her until she answers or time runs out.
        Offered = "offered",
        /// She waits; a freed place is hers at once.
        Confirmed = "confirmed",
    }
}

/// What a category asks of people before they have their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = participation_categories, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_null = true)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own that an organizer answers with yes or no"
)]
pub struct Admission {
    /// The address is proved first, by a link mailed to it.
    pub proves_address: bool,
    /// An organizer decides.
    pub needs_review: bool,
    /// A place is held while she decides.
    pub review_holds_place: bool,
    /// What an attendee edits afterwards is looked at again.
    pub reviews_edits: bool,
    /// A place is confirmed only when what is due is paid.
    pub awaits_payment: bool,
    /// So many days a place is held for the payment; `None` is without an end.
    pub payment_days: Option<i32>,
    /// What becomes of whoever finds every place taken.
    pub waitlist: Waitlist,
    /// So many hours an offered place is held.
    pub offer_hours: i32,
}

impl Admission {
    /// Whoever comes has a place at once, as long as there is one.
    pub const OPEN: Self = Self {
        proves_address: false,
        needs_review: false,
        review_holds_place: true,
        reviews_edits: false,
        awaits_payment: false,
        payment_days: None,
        waitlist: Waitlist::Off,
        offer_hours: 48,
    };

    /// Whether there is a line to stand in.
    #[must_use]
    pub fn has_waitlist(&self) -> bool {
        self.waitlist != Waitlist::Off
    }

    /// How long an offered place is held.
    #[must_use]
    pub fn offer_time(&self) -> TimeDelta {
        TimeDelta::hours(self.offer_hours.into())
    }

    /// How long a place is held for the payment, if not without an end.
    #[must_use]
    pub fn payment_time(&self) -> Option<TimeDelta> {
        self.payment_days.map(|days| TimeDelta::days(days.into()))
    }
}
