//! Correcting a mistyped address right after registering, on the page that registering led to: whoever mistyped it
//! has no mail to click in. The link is renewed, the old one dies with whatever mailbox it went to, and the
//! confirmation goes to the new address.

use chrono::{DateTime, TimeDelta, Utc};
use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::life::may_withdraw;
use super::mail::{ADDRESS_CHANGED, CONFIRMED};
use super::model::{Registration, RegistrationStatus};
use super::news;
use super::queries;
use super::search::SearchColumns;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events::{self, Event};
use crate::mail::{self, MailState, NewMail, Priority};
use crate::platform::db::{self, Conn};
use crate::platform::email::EmailAddress;
use crate::platform::ids::RegistrationId;
use crate::platform::secret::{Purpose, Token};
use crate::platform::throttle::{Limit, Verdict};
use crate::platform::web::{App, Error};

/// How long after registering. Later somebody else may read the mailbox that the link went to.
const GRACE: TimeDelta = TimeDelta::minutes(30);

/// Every correction mails whoever owns the address that was typed.
const CORRECTIONS: Limit = Limit {
    scope: "registration.correct_email",
    hits: 5,
    seconds: 3600,
};

/// How it went.
#[derive(Debug)]
pub enum CorrectionOutcome {
    /// The registration has this link now.
    Corrected(Token),
    /// It is the address it had.
    Unchanged,
    /// Somebody with that address is registered.
    AlreadyRegistered,
    /// Half an hour has passed, or the registration has ended.
    TooLate,
    /// It was corrected often enough.
    TooOften {
        /// When to come again.
        retry_after: TimeDelta,
    },
}

/// Until when the address of `registration` can be corrected, if it still can.
#[must_use]
pub fn correctable_until(
    registration: &Registration,
    event: &Event,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let until = registration.registered_at + GRACE;
    let may = registration.status.is_live()
        && registration.email.is_some()
        && now < until
        && may_withdraw(event, now);
    may.then_some(until)
}

/// Gives a registration another address, and a new link.
///
/// # Errors
/// When the database does not take it.
pub async fn correct_email(
    app: &App,
    id: RegistrationId,
    email: &EmailAddress,
) -> Result<CorrectionOutcome, Error> {
    let mut conn = app.pool.get().await?;
    // Outside of the transaction: a try counts, whatever comes of it.
    let now = app.clock.now(&conn).await?;
    if let Verdict::Denied { retry_after } = CORRECTIONS.hit(&mut conn, &id.to_string(), now).await? {
        return Ok(CorrectionOutcome::TooOften { retry_after });
    }
    let done = conn
        .transaction(async |conn| {
            let registration = queries::find_for_update(conn, id).await?;
            let event = events::find_by_id(conn, registration.event_id).await?;
            if correctable_until(&registration, &event, now).is_none() {
                return Ok(CorrectionOutcome::TooLate);
            }
            if registration.email.as_deref() == Some(email.to_string().as_str()) {
                return Ok(CorrectionOutcome::Unchanged);
            }
            let token = write_address(conn, app, &registration, &event, email, Actor::Attendee, now).await?;
            Ok::<_, diesel::result::Error>(CorrectionOutcome::Corrected(token))
        })
        .await;
    match done {
        Ok(outcome) => {
            app.waker.wake();
            Ok(outcome)
        }
        Err(error) if db::violated(&error) == Some("person_registers_once") => {
            Ok(CorrectionOutcome::AlreadyRegistered)
        }
        Err(error) => Err(error.into()),
    }
}

/// Writes another address and the link that goes there, with the history, the confirmation and, where the old address
/// has heard of the registration, word that it no longer counts. The caller holds the registration's lock.
pub(super) async fn write_address(
    conn: &mut Conn,
    app: &App,
    registration: &Registration,
    event: &Event,
    email: &EmailAddress,
    actor: Actor,
    now: DateTime<Utc>,
) -> diesel::QueryResult<Token> {
    let id = registration.id;
    let epoch = registration.link_epoch + 1;
    let token = app.config.keys.derive(Purpose::Registration, id.uuid(), epoch);
    let typed = email.to_string();
    let search = SearchColumns::of(
        registration.name.as_deref().unwrap_or_default(),
        &typed,
        registration.organization.as_deref(),
        registration.phone.as_deref(),
        &registration.reference,
    );
    let update = queries::EmailUpdate {
        email: typed.clone(),
        email_key: email.key(),
        link_hash: token.hash().to_vec(),
        link_epoch: epoch,
        search_text: search.text,
        search_pieces: search.pieces,
    };
    queries::update_email(conn, id, update).await?;
    queries::line::update_contact_email(conn, registration, &typed).await?;
    queries::delete_address_change(conn, id).await?;
    let revision = registration.revision + 1;
    let old = registration.email.clone().unwrap_or_default();
    let entry = NewActivity {
        kind: Kind::RegistrationAddressChanged,
        actor,
        organization_id: Some(event.organization_id),
        event_id: Some(event.id),
        subject_id: id.uuid(),
        data: json!({"revision": revision}),
        personal: Some(json!({"old": old, "new": typed})),
    };
    activity::record(conn, now, vec![entry]).await?;
    let mut letters = vec![arrival(registration)];
    // Whoever never heard of it need not hear that it is over.
    let mails = mail::list_of_subject(conn, id.uuid()).await?;
    if mails
        .iter()
        .any(|mail| mail.status.kind == CONFIRMED && has_left(mail.status.state))
    {
        letters.push(farewell(registration, revision));
    }
    mail::enqueue(conn, now, app.urls.host(), letters).await?;
    Ok(token)
}

fn letter(registration: &Registration, kind: &'static str, revision: i32) -> NewMail {
    NewMail {
        kind,
        subject_id: registration.id.uuid(),
        event_id: Some(registration.event_id),
        language: registration.language,
        revision,
        dedupe_key: Some(format!("{kind}:{}:{revision}", registration.id)),
        parameters: json!({}),
        priority: Priority::Normal,
        expires_at: None,
        suppressed: None,
    }
}

fn has_left(state: MailState) -> bool {
    matches!(state, MailState::Sent | MailState::InFlight)
}

/// To the new address: where she stands, as the old one was told.
fn arrival(registration: &Registration) -> NewMail {
    let revision = match registration.status {
        RegistrationStatus::Confirmed => registration.mail_revision + 1,
        _ => registration.revision + 1,
    };
    letter(registration, news::letter(registration.status), revision)
}

/// To the old one.
fn farewell(registration: &Registration, revision: i32) -> NewMail {
    letter(registration, ADDRESS_CHANGED, revision)
}
