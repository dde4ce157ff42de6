//! Gives or withdraws an optional consent, at once. What nobody takes part without ends with the registration alone.

use chrono::{DateTime, Utc};
use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::acceptances::optional_for;
use super::model::Registration;
use super::queries;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events;
use crate::platform::db::Conn;
use crate::platform::ids::RegistrationId;
use crate::platform::lang::Lang;
use crate::platform::web::{App, Error};
use crate::terms::{self, Channel, NewConsent};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentOutcome {
    /// It is so from now on.
    Changed,
    /// It was so already.
    Already,
    /// Nothing of that key is asked of her, or it cannot be changed by itself, or her registration has ended.
    Impossible,
}

/// Withdraws the consent of `key`, whatever has become of the registration.
///
/// # Errors
/// When the database does not take it.
pub async fn withdraw_consent(app: &App, id: RegistrationId, key: &str) -> Result<ConsentOutcome, Error> {
    let mut conn = app.pool.get().await?;
    let outcome = conn
        .transaction(async |conn| {
            let now = app.clock.now(conn).await?;
            // Held, so that giving and withdrawing come one after the other.
            let registration = queries::find_for_update(conn, id).await?;
            if !terms::withdraw_consent(conn, id, key, now).await? {
                let was_given = terms::list_consents(conn, id)
                    .await?
                    .iter()
                    .any(|consent| consent.key.as_deref() == Some(key) && !consent.required);
                return Ok(if was_given {
                    ConsentOutcome::Already
                } else {
                    ConsentOutcome::Impossible
                });
            }
            remember(conn, Kind::ConsentWithdrawn, &registration, key, now).await
        })
        .await?;
    Ok(outcome)
}

/// Gives the consent of `key`, read in `language`: one of the version that the registration accepted.
///
/// # Errors
/// When the database does not take it.
pub async fn give_consent(
    app: &App,
    id: RegistrationId,
    key: &str,
    language: Lang,
) -> Result<ConsentOutcome, Error> {
    let mut conn = app.pool.get().await?;
    let outcome = conn
        .transaction(async |conn| {
            let now = app.clock.now(conn).await?;
            let registration = queries::find_for_update(conn, id).await?;
            let given = terms::list_consents(conn, id).await?;
            let Some(accepted) = given.first().filter(|_| registration.status.is_live()) else {
                return Ok(ConsentOutcome::Impossible);
            };
            if given
                .iter()
                .any(|consent| consent.key.as_deref() == Some(key) && consent.withdrawn_at.is_none())
            {
                return Ok(ConsentOutcome::Already);
            }
            let version = terms::find_by_id(conn, accepted.terms_version_id).await?;
            let category = queries::find_category(conn, registration.category_id).await?;
            let choices = queries::find_choices(conn, id).await?;
            let mut open = optional_for(&version, &registration, &category, &choices);
            let Some(beside) = open.find(|one| one.key == key) else {
                return Ok(ConsentOutcome::Impossible);
            };
            let consent = NewConsent {
                registration_id: id,
                version: &version,
                beside: Some(beside),
                language,
                channel: Channel::SelfMade,
            };
            terms::record_consents(conn, &[consent], now).await?;
            remember(conn, Kind::ConsentGiven, &registration, key, now).await
        })
        .await?;
    Ok(outcome)
}

/// The history's entry of a change.
async fn remember(
    conn: &mut Conn,
    kind: Kind,
    registration: &Registration,
    key: &str,
    now: DateTime<Utc>,
) -> diesel::QueryResult<ConsentOutcome> {
    let event = events::find_by_id(conn, registration.event_id).await?;
    let entry = NewActivity {
        kind,
        actor: Actor::Attendee,
        organization_id: Some(event.organization_id),
        event_id: Some(event.id),
        subject_id: registration.id.uuid(),
        data: json!({"key": key}),
        personal: None,
    };
    activity::record(conn, now, vec![entry]).await?;
    Ok(ConsentOutcome::Changed)
}
