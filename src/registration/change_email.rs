//! Changing the address of a registration when the half hour for [correcting](super::correct_email) it is over. Whoever
//! holds the link may be somebody to whom it was forwarded; hence the new address is asked first, by a link mailed to
//! it. When that is confirmed the registration gets a new link, the old one dies, and the old address is told.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection as _;

use super::address_mail::confirm_address_mail;
use super::correct_email::write_address;
use super::life::may_withdraw;
use super::model::{AddressChange, Registration};
use super::queries;
use crate::activity::Actor;
use crate::events::{self, Event};
use crate::mail;
use crate::platform::db::{self, Conn};
use crate::platform::email::EmailAddress;
use crate::platform::ids::{AddressChangeId, RegistrationId};
use crate::platform::secret::{Purpose, Token};
use crate::platform::throttle::{Limit, Verdict};
use crate::platform::web::{App, Error};

/// How long the link to the new address works.
const LIFETIME: TimeDelta = TimeDelta::hours(24);

/// Every wish mails somebody who may have nothing to do with it.
const BY_REGISTRATION: Limit = Limit {
    scope: "registration.change_email",
    hits: 5,
    seconds: 3600,
};
/// Mails to one address, by whatever registrations.
const BY_ADDRESS: Limit = Limit {
    scope: "registration.change_email.address",
    hits: 3,
    seconds: 3600,
};

/// How a wish was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmailChangeOutcome {
    /// A link is on its way to the new address. Whether that one is registered already is told there alone.
    Asked,
    /// It is the address it has.
    Unchanged,
    /// The registration has ended or the event has begun.
    TooLate,
    /// It was asked for often enough.
    TooOften {
        /// When to come again.
        retry_after: TimeDelta,
    },
}

/// How a confirmation ended.
#[derive(Debug)]
pub enum EmailConfirmed {
    /// The registration has this link now.
    Changed(Token),
    /// Somebody with that address is registered.
    AlreadyRegistered,
    /// The registration has ended or the event has begun.
    TooLate,
    /// There is no such wish any more.
    Unknown,
}

/// Whether the address of `registration` can be changed, one way or the other.
#[must_use]
pub fn may_change_email(registration: &Registration, event: &Event, now: DateTime<Utc>) -> bool {
    registration.status.is_live() && registration.email.is_some() && may_withdraw(event, now)
}

/// Asks the owner of `email` whether a registration shall have it.
///
/// # Errors
/// When the database does not take it.
pub async fn request_email_change(
    app: &App,
    id: RegistrationId,
    email: &EmailAddress,
) -> Result<EmailChangeOutcome, Error> {
    let mut conn = app.pool.get().await?;
    // Outside of the transaction: a try counts, whatever comes of it.
    let now = app.clock.now(&conn).await?;
    for (limit, key) in [(BY_REGISTRATION, id.to_string()), (BY_ADDRESS, email.key())] {
        if let Verdict::Denied { retry_after } = limit.hit(&mut conn, &key, now).await? {
            return Ok(EmailChangeOutcome::TooOften { retry_after });
        }
    }
    let outcome = conn
        .transaction(async |conn| {
            let registration = queries::find_for_update(conn, id).await?;
            let event = events::find_by_id(conn, registration.event_id).await?;
            if !may_change_email(&registration, &event, now) {
                return Ok(EmailChangeOutcome::TooLate);
            }
            if registration.email.as_deref() == Some(email.to_string().as_str()) {
                queries::delete_address_change(conn, id).await?;
                return Ok(EmailChangeOutcome::Unchanged);
            }
            let change_id = AddressChangeId::new();
            let token = app
                .config
                .keys
                .derive(Purpose::AddressChange, change_id.uuid(), 0);
            let change = AddressChange {
                id: change_id,
                registration_id: id,
                email: email.to_string(),
                token_hash: token.hash().to_vec(),
                requested_at: now,
                expires_at: now + LIFETIME,
                confirmed_at: None,
            };
            queries::put_address_change(conn, &change).await?;
            let letter = confirm_address_mail(&registration, &change);
            mail::enqueue(conn, now, app.urls.host(), vec![letter]).await?;
            Ok::<_, diesel::result::Error>(EmailChangeOutcome::Asked)
        })
        .await?;
    if outcome == EmailChangeOutcome::Asked {
        app.waker.wake();
    }
    Ok(outcome)
}

/// Gives the registration the address whose link, `token`, was confirmed.
///
/// # Errors
/// When the database does not take it.
pub async fn confirm_email_change(app: &App, token: &Token) -> Result<EmailConfirmed, Error> {
    let mut conn = app.pool.get().await?;
    let now = app.clock.now(&conn).await?;
    let Some((change, _, event)) = queries::find_address_change_by_link(&mut conn, token.hash(), now).await?
    else {
        return Ok(EmailConfirmed::Unknown);
    };
    let Ok(email) = EmailAddress::parse(&change.email) else {
        return Ok(EmailConfirmed::Unknown);
    };
    let done = conn
        .transaction(async |conn| {
            let registration = queries::find_for_update(conn, change.registration_id).await?;
            // The button was pressed twice, or another address was wished for meanwhile.
            let waits = queries::find_address_change(conn, registration.id, now).await?;
            if waits.is_none_or(|waits| waits.id != change.id) {
                return Ok(
                    match own_link(app, &registration).filter(|_| has_come_true(&change, &registration)) {
                        Some(token) => EmailConfirmed::Changed(token),
                        None => EmailConfirmed::Unknown,
                    },
                );
            }
            if !may_change_email(&registration, &event, now) {
                return Ok(EmailConfirmed::TooLate);
            }
            // First, because another address makes void whatever waits.
            queries::confirm_address_change(conn, change.id, now).await?;
            let token = write_address(conn, app, &registration, &event, &email, Actor::Attendee, now).await?;
            Ok::<_, diesel::result::Error>(EmailConfirmed::Changed(token))
        })
        .await;
    match done {
        Ok(outcome) => {
            app.waker.wake();
            Ok(outcome)
        }
        Err(error) if db::violated(&error) == Some("person_registers_once") => {
            Ok(EmailConfirmed::AlreadyRegistered)
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether the registration has the address that was wished for.
#[must_use]
pub fn has_come_true(change: &AddressChange, registration: &Registration) -> bool {
    registration.email.as_ref() == Some(&change.email)
}

/// The personal link of `registration`, for whoever has proved to read its mail.
#[must_use]
pub fn own_link(app: &App, registration: &Registration) -> Option<Token> {
    app.config.keys.recover(
        Purpose::Registration,
        registration.id.uuid(),
        registration.link_epoch,
        &registration.link_hash.to_vec(),
    )
}

/// Forgets wishes whose links open nothing any more.
///
/// # Errors
/// When the database does not answer.
pub async fn sweep(conn: &mut Conn, now: DateTime<Utc>) -> QueryResult<usize> {
    queries::delete_dead_address_changes(conn, now).await
}
