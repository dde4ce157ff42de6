//! Registering one person: through intake, with a second try where the database was merely busy, and a word by
//! mail to whoever is registered already.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::intake::{self, IntakeMeans, NewRegistration, Refusal, RegistrationOutcome};
use super::mail::ALREADY_REGISTERED;
use crate::mail::{self, NewMail, Priority};
use crate::platform::db::{self, DbError};
use crate::platform::throttle::{Limit, Verdict};
use crate::platform::web::App;

/// How often the owner of an address is told that somebody tried to register it again.
const REMINDER: Limit = Limit {
    scope: "registration.already_registered",
    hits: 2,
    seconds: 24 * 3600,
};
/// How often a registration is tried when the database is busy.
const TRIES: u32 = 3;

/// Why a registration was neither taken nor refused.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// No connection.
    #[error(transparent)]
    Unavailable(#[from] DbError),
    /// The database did not take it.
    #[error(transparent)]
    Db(#[from] diesel::result::Error),
    /// The task that did it was lost.
    #[error("the registration's task ended early: {0}")]
    Lost(String),
}

/// Registers one person. Runs to its end even if whoever asked goes away meanwhile.
///
/// # Errors
/// [`RegisterError`]; then nothing was written.
pub async fn register(app: &App, new: NewRegistration) -> Result<RegistrationOutcome, RegisterError> {
    let app = app.clone();
    // A browser that closes the connection drops the handler's future, in the middle of a transaction if need be.
    tokio::spawn(async move { register_now(&app, new).await })
        .await
        .map_err(|error| RegisterError::Lost(error.to_string()))?
}

async fn register_now(app: &App, new: NewRegistration) -> Result<RegistrationOutcome, RegisterError> {
    let means = IntakeMeans {
        clock: &app.clock,
        keys: &app.config.keys,
        host: app.urls.host(),
    };
    let batch = [new];
    let begun = Instant::now();
    let mut tried = 0;
    let outcome = loop {
        tried += 1;
        let mut conn = app.pool.get().await?;
        match intake::take(&mut conn, means, &batch).await {
            Ok(mut outcomes) => {
                break outcomes
                    .pop()
                    .unwrap_or(RegistrationOutcome::Refused(Refusal::Full));
            }
            // The lock makes this impossible; if it ever fails, the table's own word is a refusal, not a fault.
            Err(error) if db::violated(&error) == Some("quota_is_never_oversold") => {
                tracing::error!("a quota was about to be oversold; its table refused");
                break RegistrationOutcome::Refused(Refusal::Full);
            }
            Err(error) if db::is_busy(&error) && tried < TRIES => {
                drop(conn);
                let jitter = rand::random_range(10..60);
                tokio::time::sleep(Duration::from_millis(jitter * u64::from(tried))).await;
            }
            Err(error) => return Err(error.into()),
        }
    };
    app.metrics.observe("intake", batch.len(), begun.elapsed());
    app.metrics.tally("intake", outcome.word());
    match &outcome {
        RegistrationOutcome::Confirmed { .. } => app.waker.wake(),
        // An organizer at the desk sees who it is; nobody else does.
        RegistrationOutcome::Refused(Refusal::AlreadyRegistered(id)) if batch[0].entered_by.is_none() => {
            remind_owner(app, &batch[0], *id).await?;
        }
        RegistrationOutcome::Replayed { .. } | RegistrationOutcome::Refused(_) => {}
    }
    Ok(outcome)
}

/// Sends the link to the address that is registered, which may be another person's than whoever typed it.
async fn remind_owner(
    app: &App,
    new: &NewRegistration,
    id: crate::platform::ids::RegistrationId,
) -> Result<(), RegisterError> {
    let mut conn = app.pool.get().await?;
    let told = conn
        .transaction(async |conn| {
            let now = app.clock.now(conn).await?;
            if REMINDER.hit(conn, &id.to_string(), now).await? != Verdict::Allowed {
                return Ok(false);
            }
            let mail = NewMail {
                kind: ALREADY_REGISTERED,
                subject_id: id.uuid(),
                event_id: Some(new.event_id),
                language: new.language,
                revision: 0,
                dedupe_key: None,
                parameters: json!({}),
                priority: Priority::Normal,
                expires_at: Some(now + TimeDelta::days(2)),
                suppressed: None,
            };
            mail::enqueue(conn, now, app.urls.host(), vec![mail]).await?;
            Ok::<_, diesel::result::Error>(true)
        })
        .await?;
    if told {
        app.waker.wake();
    }
    Ok(())
}
