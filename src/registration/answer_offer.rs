//! Answering an offer: the place that is held becomes hers, or goes to the next in the line, in one transaction.

use super::life::Deed;
use super::model::Registration;
use super::model::RegistrationStatus;
use super::moves::{self, Move, Moved};
use super::queries::line::list_companions;
use crate::activity::Actor;
use crate::platform::ids::text_enum;
use crate::platform::web::{App, Error};

text_enum! {
    /// What somebody says to a place that is held for her.
    pub enum OfferAnswer {
        /// She takes it.
        Accept = "accept",
        /// She does not want it.
        Decline = "decline",
    }
}

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerOutcome {
    /// It is answered, and this is where she stands now.
    Answered(RegistrationStatus),
    /// It was answered so before; nothing was changed.
    Already,
    /// The offer has ended, or there is none.
    TooLate,
}

/// Answers the offer to a registration, and with it the offers to those whom she has registered with her.
///
/// # Errors
/// When the database does not take it.
pub async fn answer_offer(
    app: &App,
    registration: &Registration,
    answer: OfferAnswer,
) -> Result<AnswerOutcome, Error> {
    let deed = match answer {
        OfferAnswer::Accept => Deed::Accept,
        OfferAnswer::Decline => Deed::Decline,
    };
    let companions = {
        let mut conn = app.pool.get().await?;
        list_companions(&mut conn, registration).await?
    };
    let offered = |one: &&Registration| one.status == RegistrationStatus::Offered;
    let party = std::iter::once(registration).chain(companions.iter().filter(offered));
    let answers: Vec<Move> = party
        .map(|one| Move::new(one.id, deed, Actor::Attendee))
        .collect();
    let moved = moves::act(app, registration.event_id, &answers).await?;
    Ok(match moved.first() {
        Some(Moved::To(status)) => AnswerOutcome::Answered(*status),
        Some(Moved::Done) => AnswerOutcome::Already,
        _ => AnswerOutcome::TooLate,
    })
}
