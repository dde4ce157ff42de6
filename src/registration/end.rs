//! Ending a registration: the attendee withdraws it, or the organizer cancels it. Its place is given back and to whoever
//! waits for it, its mail ordered and its history written in one transaction, once, however often and by however many
//! it is asked for.

use super::life::Deed;
use super::model::MailPolicy;
use super::moves::{self, Move, Moved};
use crate::activity::Actor;
use crate::platform::ids::RegistrationId;
use crate::platform::web::{App, Error};

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndOutcome {
    /// It is ended, and its place is free.
    Ended,
    /// It was so already; nothing was changed.
    Already,
    /// It has ended in another way before, or the event is past that.
    TooLate,
}

/// An organizer's cancelling.
#[derive(Debug)]
pub struct Cancellation {
    /// Who does it.
    pub actor: Actor,
    /// Why, in words for the attendee; at most 1,000 characters.
    pub reason: Option<String>,
    /// Whether she is told.
    pub mail: MailPolicy,
}

/// The attendee takes her registration back, and is told so by mail.
///
/// # Errors
/// When the database does not take it.
pub async fn withdraw(app: &App, id: RegistrationId) -> Result<EndOutcome, Error> {
    end(app, Move::new(id, Deed::Withdraw, Actor::Attendee)).await
}

/// An organizer ends a registration, whatever the hour.
///
/// # Errors
/// When the database does not take it.
pub async fn cancel(app: &App, id: RegistrationId, cancellation: Cancellation) -> Result<EndOutcome, Error> {
    let ending = Move {
        reason: cancellation.reason.filter(|reason| !reason.is_empty()),
        mail: cancellation.mail,
        ..Move::new(id, Deed::Cancel, cancellation.actor)
    };
    end(app, ending).await
}

async fn end(app: &App, ending: Move) -> Result<EndOutcome, Error> {
    let moved = moves::act_on_one(app, ending).await?;
    Ok(match moved {
        Moved::To(_) => EndOutcome::Ended,
        Moved::Done => EndOutcome::Already,
        Moved::Stays | Moved::Impossible | Moved::NoPlace => EndOutcome::TooLate,
    })
}
