//! Where a registration stands, what may be done to it there, and what becomes of it: the whole of it, in one table
//! and one function.
//!
//! [`step`] says of every deed at every status what it does. Where a deed merely takes one hurdle away, it says
//! [`Step::Onward`], and [`stage`] says from all hurdles together where she stands now; intake asks the same function
//! where somebody begins.

use chrono::{DateTime, Utc};

use super::model::RegistrationStatus;
use crate::categories::Admission;
use crate::events::{Event, EventStatus};
use crate::platform::ids::text_enum;

text_enum! {
    /// What somebody does to a registration.
    pub enum Deed {
        /// The attendee takes it back.
        Withdraw = "withdraw",
        /// The organizer ends it.
        Cancel = "cancel",
        /// Its owner opened the link in the mail and pressed the button.
        Prove = "prove",
        /// The organizer says yes.
        Approve = "approve",
        /// The organizer says no.
        Reject = "reject",
        /// The organizer wants to know more first.
        AskMore = "ask_more",
        /// The attendee answers that.
        Complete = "complete",
        /// The attendee changed what an organizer had approved.
        ReviewAgain = "review_again",
        /// A place is held for her.
        Offer = "offer",
        /// A place is hers.
        Promote = "promote",
        /// She takes the place that is held for her.
        Accept = "accept",
        /// She does not want it.
        Decline = "decline",
        /// What is due is paid.
        Pay = "pay",
        /// She did not act in time.
        Expire = "expire",
    }
}

/// What a deed does to a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It changes to this one.
    To(RegistrationStatus),
    /// One hurdle is behind her: it changes to whatever [`stage`] says.
    Onward,
    /// It stays; something else about the registration changes.
    Stays,
    /// It has been done already: doing it twice is no fault and changes nothing.
    Done,
    /// It cannot be done, or no more.
    Impossible,
}

/// What `deed` does to a registration that is `status`.
#[must_use]
#[allow(clippy::match_same_arms, reason = "it is read as a table, deed by deed")]
pub fn step(status: RegistrationStatus, deed: Deed) -> Step {
    use RegistrationStatus as S;
    match (deed, status) {
        (Deed::Withdraw, status) if status.is_live() => Step::To(S::Withdrawn),
        (Deed::Cancel, status) if status.is_live() => Step::To(S::Cancelled),
        (Deed::Withdraw, S::Withdrawn) | (Deed::Cancel, S::Cancelled) => Step::Done,

        (Deed::Prove, S::Unverified) => Step::Onward,
        (Deed::Prove, status) if status.is_live() => Step::Done,

        (Deed::Approve, S::PendingReview) => Step::Onward,
        (Deed::Approve, S::AwaitingPayment | S::Waitlisted | S::Offered | S::Confirmed) => Step::Done,
        (Deed::Reject, S::PendingReview) => Step::To(S::Rejected),
        (Deed::Reject, S::Rejected) => Step::Done,
        (Deed::AskMore | Deed::Complete, S::PendingReview) => Step::Stays,
        (Deed::ReviewAgain, S::AwaitingPayment | S::Waitlisted | S::Offered | S::Confirmed) => {
            Step::To(S::PendingReview)
        }
        (Deed::ReviewAgain, S::Unverified | S::PendingReview) => Step::Done,

        (Deed::Offer, S::Waitlisted) => Step::To(S::Offered),
        (Deed::Offer, S::Offered) => Step::Done,
        (Deed::Promote, S::Waitlisted) => Step::Onward,
        (Deed::Promote, S::AwaitingPayment | S::Confirmed) => Step::Done,
        (Deed::Accept, S::Offered) => Step::Onward,
        (Deed::Accept, S::PendingReview | S::AwaitingPayment | S::Confirmed) => Step::Done,
        (Deed::Decline, S::Offered) => Step::To(S::Withdrawn),
        (Deed::Decline, S::Withdrawn) => Step::Done,

        (Deed::Pay, S::AwaitingPayment) => Step::Onward,
        (Deed::Pay, S::Confirmed) => Step::Done,

        (Deed::Expire, S::Unverified | S::Offered | S::AwaitingPayment) => Step::To(S::Expired),
        (Deed::Expire, S::Expired) => Step::Done,
        _ => Step::Impossible,
    }
}

/// The hurdles of a registration, and which are behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each hurdle is taken or not, whatever the others are"
)]
pub struct Standing {
    /// The address was proved, or nobody asks.
    pub is_proved: bool,
    /// An organizer has said yes, or nobody asks.
    pub is_reviewed: bool,
    /// A place is hers in every quota that bounds her.
    pub has_place: bool,
    /// What is due is paid, or nothing is.
    pub is_paid: bool,
}

/// Where somebody with this `standing` is in a category that lets people in by `admission`.
#[must_use]
pub fn stage(admission: &Admission, standing: Standing) -> RegistrationStatus {
    if admission.proves_address && !standing.is_proved {
        RegistrationStatus::Unverified
    } else if admission.needs_review && !standing.is_reviewed {
        RegistrationStatus::PendingReview
    } else if !standing.has_place {
        RegistrationStatus::Waitlisted
    } else if admission.awaits_payment && !standing.is_paid {
        RegistrationStatus::AwaitingPayment
    } else {
        RegistrationStatus::Confirmed
    }
}

/// Whether an attendee of `event` can still withdraw: until it begins, as long as it is going to.
#[must_use]
pub fn may_withdraw(event: &Event, now: DateTime<Utc>) -> bool {
    event.status != EventStatus::Cancelled
        && event.status != EventStatus::Archived
        && event.starts_at.is_none_or(|starts_at| now < starts_at)
}

/// Whether a place is taken for whoever comes to `stage`, as long as there is one.
#[must_use]
pub fn takes_place(admission: &Admission, stage: RegistrationStatus) -> bool {
    match stage {
        // Whoever is proved next is reviewed without a place: nothing is to be held before.
        RegistrationStatus::Unverified => !admission.needs_review || admission.review_holds_place,
        RegistrationStatus::PendingReview => admission.review_holds_place,
        RegistrationStatus::AwaitingPayment
        | RegistrationStatus::Waitlisted
        | RegistrationStatus::Offered
        | RegistrationStatus::Confirmed => true,
        RegistrationStatus::Rejected
        | RegistrationStatus::Withdrawn
        | RegistrationStatus::Cancelled
        | RegistrationStatus::Expired => false,
    }
}
