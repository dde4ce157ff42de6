//! An organizer corrects what a registration says of its person, her address among it: all of it in one transaction, or
//! nothing.

use diesel_async::AsyncConnection as _;

use super::change_details::{Writing, write_details};
use super::correct_email::write_address;
use super::details::Details;
use super::model::MailPolicy;
use super::model::Registration;
use super::queries;
use crate::activity::Actor;
use crate::events;
use crate::mail::Withheld;
use crate::platform::db;
use crate::platform::email::EmailAddress;
use crate::platform::ids::RegistrationId;
use crate::platform::web::{App, Error};

/// What an organizer wants it to say.
#[derive(Debug)]
pub struct Correction {
    /// The registration's revision that the form was opened on.
    pub revision: i32,
    /// All details as they are to be.
    pub details: Details,
    /// Her address as it is to be; `None` leaves it as it is.
    pub email: Option<EmailAddress>,
    /// Who asks.
    pub actor: Actor,
    /// Whether she is told of other details. Another address is always told: her link goes there.
    pub mail: MailPolicy,
}

/// How it went.
#[derive(Debug)]
pub enum RegistrationCorrected {
    /// It is saved.
    Changed,
    /// There was nothing to change.
    Unchanged,
    /// It was changed since the form was opened; this is what it says now.
    Conflict(Box<Registration>),
    /// Somebody with that address is registered.
    AddressTaken,
}

/// Corrects a registration, whatever its status and the hour.
///
/// # Errors
/// When the database does not take it.
pub async fn correct_registration(
    app: &App,
    id: RegistrationId,
    correction: Correction,
) -> Result<RegistrationCorrected, Error> {
    let mut conn = app.pool.get().await?;
    let done = conn
        .transaction(async |conn| {
            let now = app.clock.now(conn).await?;
            let registration = queries::find_for_update(conn, id).await?;
            let event = events::find_by_id(conn, registration.event_id).await?;
            let changes = Details::of(&registration).changes(&correction.details);
            let email = correction
                .email
                .as_ref()
                .filter(|email| registration.email.as_deref() != Some(email.to_string().as_str()));
            if changes.is_empty() && email.is_none() {
                return Ok(RegistrationCorrected::Unchanged);
            }
            if registration.revision != correction.revision {
                return Ok(RegistrationCorrected::Conflict(Box::new(registration)));
            }
            if !changes.is_empty() {
                let writing = Writing {
                    event: &event,
                    actor: correction.actor,
                    mail: match email {
                        Some(_) => MailPolicy::Suppress(Withheld::SaidElsewhere),
                        None => correction.mail,
                    },
                    host: app.urls.host(),
                    now,
                };
                write_details(conn, &registration, &correction.details, changes, writing).await?;
            }
            if let Some(email) = email {
                let registration = queries::find_by_id(conn, id).await?;
                write_address(conn, app, &registration, &event, email, correction.actor, now).await?;
            }
            Ok::<_, diesel::result::Error>(RegistrationCorrected::Changed)
        })
        .await;
    match done {
        Ok(outcome) => {
            app.waker.wake();
            Ok(outcome)
        }
        Err(error) if db::violated(&error) == Some("person_registers_once") => {
            Ok(RegistrationCorrected::AddressTaken)
        }
        Err(error) => Err(error.into()),
    }
}
