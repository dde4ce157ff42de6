//! What may be done to a registration in which status, and what becomes of it: the whole of it, in one table.

use super::model::RegistrationStatus;
use crate::platform::ids::text_enum;

text_enum! {
    /// What somebody does to a registration.
    pub enum Deed {
        /// The attendee takes it back.
        Withdraw = "withdraw",
        /// The organizer ends it.
        Cancel = "cancel",
    }
}

/// What a deed does to a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It changes to this one.
    To(RegistrationStatus),
    /// It has been done already: doing it twice is no fault and changes nothing.
    Done,
    /// It is too late for it.
    Impossible,
}

/// What `deed` does to a registration that is `status`.
#[must_use]
pub fn step(status: RegistrationStatus, deed: Deed) -> Step {
    use RegistrationStatus as S;
    match (status, deed) {
        (
            S::Unverified | S::PendingReview | S::AwaitingPayment | S::Waitlisted | S::Offered | S::Confirmed,
            Deed::Withdraw,
        ) => Step::To(S::Withdrawn),
        (
            S::Unverified | S::PendingReview | S::AwaitingPayment | S::Waitlisted | S::Offered | S::Confirmed,
            Deed::Cancel,
        ) => Step::To(S::Cancelled),
        (S::Withdrawn, Deed::Withdraw) | (S::Cancelled, Deed::Cancel) => Step::Done,
        (S::Rejected | S::Cancelled | S::Expired, Deed::Withdraw)
        | (S::Rejected | S::Withdrawn | S::Expired, Deed::Cancel) => Step::Impossible,
    }
}
