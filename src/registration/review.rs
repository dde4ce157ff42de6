//! Review: an organizer decides about registrations, one or many at a time, or asks before she does; the registrant
//! answers. A decision is told by mail in the registrant's language; the words in it are the organizer's own.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::life::Deed;
use super::mail::MORE_ASKED;
use super::model::Registration;
use super::moves::{self, Move, Moved};
use super::queries;
use crate::activity::Actor;
use crate::events;
use crate::mail::{self, NewMail, Priority};
use crate::platform::ids::{AccountId, EventId, RegistrationId};
use crate::platform::web::{App, Error};

/// What an organizer decides.
#[derive(Debug, Clone)]
pub enum Decision {
    /// Yes.
    Approve {
        /// Even beyond the places there are. It stands on record.
        overbooks: bool,
    },
    /// No.
    Reject {
        /// Why, in words for the registrants.
        reason: String,
    },
    /// Not before this is answered.
    AskMore {
        /// In words for the registrants.
        question: String,
    },
}

impl Decision {
    fn about(&self, id: RegistrationId, by: AccountId) -> Move {
        let actor = Actor::Account(by);
        match self {
            Self::Approve { overbooks } => Move {
                overbooks: *overbooks,
                ..Move::new(id, Deed::Approve, actor)
            },
            Self::Reject { reason } => Move {
                reason: Some(reason.clone()),
                ..Move::new(id, Deed::Reject, actor)
            },
            Self::AskMore { .. } => Move::new(id, Deed::AskMore, actor),
        }
    }
}

/// Carries out one decision about all of `ids`; what became of each is in their order.
///
/// # Errors
/// When the database does not take it; then nothing was decided.
pub async fn review(
    app: &App,
    event_id: EventId,
    ids: &[RegistrationId],
    decision: &Decision,
    by: AccountId,
) -> Result<Vec<Moved>, Error> {
    let all: Vec<Move> = ids.iter().map(|id| decision.about(*id, by)).collect();
    let mut conn = app.pool.get().await?;
    let moved = conn
        .transaction(async |conn| {
            let now = app.clock.now(conn).await?;
            let held = events::lock_shared(conn, &[event_id]).await?;
            let event = held.first().ok_or(diesel::result::Error::NotFound)?;
            let moved = moves::perform(conn, app.urls.host(), event, &all, now).await?;
            let touched: Vec<RegistrationId> = ids
                .iter()
                .zip(&moved)
                .filter(|(_, moved)| matches!(moved, Moved::To(_) | Moved::Stays))
                .map(|(id, _)| *id)
                .collect();
            if let Decision::AskMore { question } = decision {
                queries::ask(conn, &touched, question, now).await?;
                let asked = queries::list_by_ids(conn, event_id, &touched).await?;
                let letters = asked.iter().filter_map(letter).collect();
                mail::enqueue(conn, now, app.urls.host(), letters).await?;
            } else {
                queries::close_questions(conn, &touched, now).await?;
            }
            Ok::<_, diesel::result::Error>(moved)
        })
        .await?;
    app.waker.wake();
    Ok(moved)
}

/// The letter with the question. What is asked is looked up when it is sent.
fn letter(asked: &Registration) -> Option<NewMail> {
    asked.address()?;
    Some(NewMail {
        kind: MORE_ASKED,
        subject_id: asked.id.uuid(),
        event_id: Some(asked.event_id),
        language: asked.language,
        revision: asked.revision,
        dedupe_key: Some(format!("{MORE_ASKED}:{}:{}", asked.id, asked.revision)),
        parameters: json!({}),
        priority: Priority::Normal,
        expires_at: None,
        suppressed: None,
    })
}

/// The registrant answers what she was asked, and is in the queue again.
///
/// # Errors
/// When the database does not take it.
pub async fn answer_question(app: &App, id: RegistrationId, words: &str) -> Result<Moved, Error> {
    let mut conn = app.pool.get().await?;
    let event_id = queries::find_by_id(&mut conn, id).await?.event_id;
    let moved = conn
        .transaction(async |conn| {
            let now = app.clock.now(conn).await?;
            let held = events::lock_shared(conn, &[event_id]).await?;
            let event = held.first().ok_or(diesel::result::Error::NotFound)?;
            if queries::find_open_question(conn, id).await?.is_none() {
                return Ok(Moved::Impossible);
            }
            let answering = [Move::new(id, Deed::Complete, Actor::Attendee)];
            let moved = moves::perform(conn, app.urls.host(), event, &answering, now).await?;
            let moved = moved.into_iter().next().unwrap_or(Moved::Impossible);
            if moved == Moved::Stays {
                queries::answer(conn, id, words, now).await?;
            }
            Ok::<_, diesel::result::Error>(moved)
        })
        .await?;
    Ok(moved)
}
