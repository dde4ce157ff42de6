//! The heart: from a form to a confirmed place.
//!
//! [`intake::take`] decides about registrations in sets, inside one transaction that holds the locks of all quotas
//! it touches; everything that follows from a registration (its place, its consent, its history, its mail) is
//! written there or not at all. What a person did twice is recognized by the form's id, and who is already
//! registered by a unique index, so that neither needs a lock.

mod model;
mod life;
mod details;
mod search;
mod availability;
mod queries;
mod acceptances;
mod entry;
mod price;
mod owed;
mod mail;
mod places;
mod news;
mod changes;
mod waitlist;
mod intake;
mod moves;
mod limits;
mod register;
mod resend;
mod mail_links;
mod request_links;
mod address_mail;
mod end;
mod note_payment;
mod prove;
mod review;
mod said;
mod answer_offer;
mod offer_place;
mod change_turn;
mod expire;
mod announce;
mod change_consent;
mod change_details;
mod correct_email;
mod change_email;
mod correct_registration;
mod extractors;
pub mod organizer;
pub mod public;

pub use acceptances::{Acceptance, Acceptances, OpenConsent, find_acceptances};
pub use address_mail::ConfirmAddressRenderer;
pub use announce::{tell_cancelled, tell_moved};
pub use answer_offer::{AnswerOutcome, OfferAnswer, answer_offer};
pub use availability::{Availability, EventState, Offer, OfferState};
pub use change_consent::{ConsentOutcome, give_consent, withdraw_consent};
pub use change_details::{ChangeOutcome, DetailsChange, change_details, is_reviewed_again};
pub use change_email::{
    EmailChangeOutcome, EmailConfirmed, confirm_email_change, has_come_true, may_change_email, own_link,
    request_email_change, sweep,
};
pub use change_turn::{Turn, change_turn};
pub use correct_email::{CorrectionOutcome, correct_email, correctable_until};
pub use correct_registration::{Correction, RegistrationCorrected, correct_registration};
pub use details::{DetailChange, DetailField, Details};
pub use end::{Cancellation, EndOutcome, cancel, withdraw};
pub use expire::expire_due;
pub use extractors::OwnRegistration;
pub use intake::{Companion, IntakeMeans, NewRegistration, Refusal, RegistrationOutcome, Submission, take};
pub use life::{Deed, Standing, Step, may_withdraw, stage, step};
pub use limits::{RegistrationLimits, Slow};
pub use mail::ConfirmationRenderer;
pub use mail_links::LinksRenderer;
pub use model::{AddressChange, MailPolicy, Reference, Registration, RegistrationStatus, ReviewQuestion};
pub use moves::Moved;
pub use note_payment::{PaymentOutcome, note_payment};
pub use offer_place::{OfferPlaceOutcome, offer_place};
pub use owed::{Owed, Refund, later_words};
pub use price::Price;
pub use prove::{is_proof, prove};
pub use queries::line::{Position, Progress, find_position, find_progress, list_companions};
pub use queries::{
    Audience, count_audience, find_address_change, find_by_id, find_category, find_open_question,
    sort_in_search,
};
pub use register::{Intake, RegisterError};
pub use request_links::{LinksOutcome, request_links};
pub use resend::{ResendOutcome, resend_confirmation};
pub use review::{Decision, answer_question, review};
pub use waitlist::{PromoteError, is_promoting, promote_waiting};
