//! Ending a registration: the attendee withdraws it, or the organizer cancels it. Its place is given back, its mail
//! ordered and its history written in one transaction, once, however often and by however many it is asked for.
//!
//! Locks are taken in the order of intake: the event shared, then the quotas in the order of their ids, then the
//! registration's own row.

use chrono::{DateTime, Utc};
use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::intake::MailPolicy;
use super::life::{Deed, Step, step};
use super::mail::{CANCELLED, WITHDRAWN};
use super::model::Registration;
use super::queries;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::categories;
use crate::events::{self, Event, EventStatus};
use crate::mail::{self, NewMail, Priority};
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

/// Whether an attendee of `event` can still withdraw: until it begins, as long as it is going to.
#[must_use]
pub fn may_withdraw(event: &Event, now: DateTime<Utc>) -> bool {
    event.status != EventStatus::Cancelled
        && event.status != EventStatus::Archived
        && event.starts_at.is_none_or(|starts_at| now < starts_at)
}

/// The attendee takes her registration back, and is told so by mail.
///
/// # Errors
/// When the database does not take it.
pub async fn withdraw(app: &App, id: RegistrationId) -> Result<EndOutcome, Error> {
    let ending = Ending {
        deed: Deed::Withdraw,
        actor: Actor::Attendee,
        reason: None,
        mail: MailPolicy::Send,
    };
    end(app, id, ending).await
}

/// An organizer ends a registration, whatever the hour.
///
/// # Errors
/// When the database does not take it.
pub async fn cancel(app: &App, id: RegistrationId, cancellation: Cancellation) -> Result<EndOutcome, Error> {
    let ending = Ending {
        deed: Deed::Cancel,
        actor: cancellation.actor,
        reason: cancellation.reason.filter(|reason| !reason.is_empty()),
        mail: cancellation.mail,
    };
    end(app, id, ending).await
}

struct Ending {
    deed: Deed,
    actor: Actor,
    reason: Option<String>,
    mail: MailPolicy,
}

async fn end(app: &App, id: RegistrationId, ending: Ending) -> Result<EndOutcome, Error> {
    let mut conn = app.pool.get().await?;
    let outcome = conn
        .transaction(async |conn| {
            let now = app.clock.now(conn).await?;
            let event_id = queries::find_by_id(conn, id).await?.event_id;
            let held = events::lock_shared(conn, &[event_id]).await?;
            let event = held.first().ok_or(diesel::result::Error::NotFound)?;
            categories::lock_quotas_held_by(conn, &[id]).await?;
            let registration = queries::find_for_update(conn, id).await?;
            let status = match step(registration.status, ending.deed) {
                Step::To(_) if ending.deed == Deed::Withdraw && !may_withdraw(event, now) => {
                    return Ok(EndOutcome::TooLate);
                }
                Step::To(status) => status,
                Step::Done => return Ok(EndOutcome::Already),
                Step::Onward | Step::Stays | Step::Impossible => return Ok(EndOutcome::TooLate),
            };
            queries::update_status(conn, id, status, ending.reason.as_deref(), now).await?;
            categories::release_places(conn, &[id], now).await?;
            activity::record(conn, now, vec![ending.entry(&registration, event)]).await?;
            let mails = ending.letter(&registration).into_iter().collect();
            mail::enqueue(conn, now, app.urls.host(), mails).await?;
            Ok::<_, diesel::result::Error>(EndOutcome::Ended)
        })
        .await?;
    if outcome == EndOutcome::Ended {
        app.waker.wake();
    }
    Ok(outcome)
}

impl Ending {
    fn entry(&self, registration: &Registration, event: &Event) -> NewActivity {
        NewActivity {
            kind: match self.deed {
                Deed::Withdraw => Kind::RegistrationWithdrawn,
                _ => Kind::RegistrationCancelled,
            },
            actor: self.actor,
            organization_id: Some(event.organization_id),
            event_id: Some(event.id),
            subject_id: registration.id.uuid(),
            data: json!({"was": registration.status}),
            personal: self.reason.as_ref().map(|reason| json!({"reason": reason})),
        }
    }

    /// Nothing, where there is no address to write to.
    fn letter(&self, registration: &Registration) -> Option<NewMail> {
        registration.email.as_ref()?;
        let kind = match self.deed {
            Deed::Withdraw => WITHDRAWN,
            _ => CANCELLED,
        };
        Some(NewMail {
            kind,
            subject_id: registration.id.uuid(),
            event_id: Some(registration.event_id),
            language: registration.language,
            revision: registration.revision + 1,
            dedupe_key: Some(format!("{kind}:{}", registration.id)),
            parameters: json!({}),
            priority: Priority::Normal,
            expires_at: None,
            suppressed: self.mail.reason(),
        })
    }
}
