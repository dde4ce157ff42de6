//! What it is called in the history and told by mail when a registration comes to a status: the same words, whether
//! intake put it there or somebody moved it.

use chrono::{DateTime, TimeDelta, Utc};

use super::life::Deed;
use super::mail;
use super::model::RegistrationStatus;
use crate::activity::Kind;
use crate::categories::Admission;
use crate::events::Event;

/// How long a place is held for somebody whose address is not proved yet: a mail that is delayed by greylisting gets
/// there in time, and a place that nobody claims is not kept from others for long.
pub(super) const PROOF_TIME: TimeDelta = TimeDelta::hours(2);

/// Until when somebody who came to `status` at `now` must act, if she must.
pub(super) fn acts_until(
    status: RegistrationStatus,
    admission: &Admission,
    event: &Event,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    match status {
        RegistrationStatus::Unverified => Some(now + PROOF_TIME),
        RegistrationStatus::AwaitingPayment => Some(now + admission.payment_time()?),
        // Nobody is asked whether she comes when the event has begun.
        RegistrationStatus::Offered => {
            let until = now + admission.offer_time();
            Some(event.starts_at.map_or(until, |starts_at| until.min(starts_at)))
        }
        _ => None,
    }
}

/// What the history calls coming to `status`.
pub(super) fn arrival(status: RegistrationStatus) -> Kind {
    match status {
        RegistrationStatus::Unverified => Kind::RegistrationProofAwaited,
        RegistrationStatus::PendingReview => Kind::RegistrationReviewAwaited,
        RegistrationStatus::AwaitingPayment => Kind::RegistrationPaymentAwaited,
        RegistrationStatus::Waitlisted => Kind::RegistrationWaitlisted,
        RegistrationStatus::Offered => Kind::RegistrationOffered,
        RegistrationStatus::Confirmed => Kind::RegistrationConfirmed,
        RegistrationStatus::Rejected => Kind::RegistrationRejected,
        RegistrationStatus::Withdrawn => Kind::RegistrationWithdrawn,
        RegistrationStatus::Cancelled => Kind::RegistrationCancelled,
        RegistrationStatus::Expired => Kind::RegistrationExpired,
    }
}

/// What the history calls a deed that is not told by where it leads.
pub(super) fn deed(deed: Deed) -> Option<Kind> {
    match deed {
        Deed::Prove => Some(Kind::RegistrationProved),
        Deed::Approve => Some(Kind::RegistrationApproved),
        Deed::AskMore => Some(Kind::RegistrationMoreAsked),
        Deed::Complete => Some(Kind::RegistrationCompleted),
        Deed::Accept => Some(Kind::RegistrationOfferAccepted),
        Deed::Decline => Some(Kind::RegistrationOfferDeclined),
        // What was paid is on record by whoever notes it, amount and all.
        Deed::Pay
        | Deed::Withdraw
        | Deed::Cancel
        | Deed::Reject
        | Deed::ReviewAgain
        | Deed::Offer
        | Deed::Promote
        | Deed::Expire => None,
    }
}

/// The mail that tells of coming to `status`.
pub(super) fn letter(status: RegistrationStatus) -> &'static str {
    match status {
        RegistrationStatus::Unverified => mail::PROVE,
        RegistrationStatus::PendingReview => mail::IN_REVIEW,
        RegistrationStatus::AwaitingPayment => mail::AWAITING_PAYMENT,
        RegistrationStatus::Waitlisted => mail::WAITLISTED,
        RegistrationStatus::Offered => mail::OFFERED,
        RegistrationStatus::Confirmed => mail::CONFIRMED,
        RegistrationStatus::Rejected => mail::REJECTED,
        RegistrationStatus::Withdrawn => mail::WITHDRAWN,
        RegistrationStatus::Cancelled => mail::CANCELLED,
        RegistrationStatus::Expired => mail::EXPIRED,
    }
}
