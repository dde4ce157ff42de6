//! “Find my registration”: whoever lost her mail gets the links to all her registrations, at the address they are
//! registered with and nowhere else. The answer does not say whether there are any.

use chrono::TimeDelta;
use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::mail_links::LINKS;
use super::queries;
use crate::mail::{self, NewMail, Priority};
use crate::platform::email::EmailAddress;
use crate::platform::lang::Lang;
use crate::platform::pace;
use crate::platform::throttle::{Limit, Verdict};
use crate::platform::web::{App, Error};

/// Mails to one address. Known and unknown ones are counted alike, so that being slowed down tells nothing.
const BY_ADDRESS: Limit = Limit {
    scope: "registration.links.address",
    hits: 3,
    seconds: 3600,
};
/// Questions from one network, for whatever addresses. A conference hall is one network.
const BY_NETWORK: Limit = Limit {
    scope: "registration.links.network",
    hits: 60,
    seconds: 15 * 60,
};
/// After this the mail is of no use: she has asked again.
const LIFETIME: TimeDelta = TimeDelta::hours(12);

/// How it ended. Neither ending says whether the address is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinksOutcome {
    /// If the address is registered anywhere, a mail is on its way to it.
    Taken,
    /// Asked for too often.
    TooOften {
        /// When to come again.
        retry_after: TimeDelta,
    },
}

/// Mails the owner of `email` the links to her registrations, if she has any.
///
/// # Errors
/// When the database does not answer.
pub async fn request_links(
    app: &App,
    network: &str,
    email: &EmailAddress,
    language: Lang,
) -> Result<LinksOutcome, Error> {
    pace::in_steps(take_request(app, network, email, language)).await
}

async fn take_request(
    app: &App,
    network: &str,
    email: &EmailAddress,
    language: Lang,
) -> Result<LinksOutcome, Error> {
    let mut conn = app.pool.get().await?;
    let key = email.key();
    // Outside of the transaction: a try counts, whatever comes of it.
    for (limit, by) in [(BY_NETWORK, network), (BY_ADDRESS, key.as_str())] {
        let verdict = limit.hit(&mut conn, by, app.clock.process_now()).await?;
        if let Verdict::Denied { retry_after } = verdict {
            return Ok(LinksOutcome::TooOften { retry_after });
        }
    }
    let queued = conn
        .transaction(async |conn| {
            let now = app.clock.now(conn).await?;
            let Some(registration) = queries::find_newest_of_person(conn, &key).await? else {
                return Ok(false);
            };
            let mail = NewMail {
                kind: LINKS,
                subject_id: registration.uuid(),
                event_id: None,
                language,
                revision: 0,
                dedupe_key: None,
                parameters: json!({}),
                priority: Priority::Urgent,
                expires_at: Some(now + LIFETIME),
                suppressed: None,
            };
            mail::enqueue(conn, now, app.urls.host(), vec![mail]).await?;
            Ok::<_, diesel::result::Error>(true)
        })
        .await?;
    if queued {
        app.waker.wake();
    }
    Ok(LinksOutcome::Taken)
}
