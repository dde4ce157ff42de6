//! A link by mail, for whoever has no password or has forgotten it.

use chrono::TimeDelta;
use diesel::QueryResult;
use diesel_async::AsyncConnection as _;

use super::create_sign_in_link::{MAIL_LIFETIME, create_sign_in_link};
use super::error::AccountError;
use super::limits::{LINKS_BY_ADDRESS, LINKS_BY_NETWORK, count_try};
use super::local_path::LocalPath;
use super::mail::{LinkParameters, sign_in_link_mail};
use super::model::Browser;
use super::{queries, user_agent};
use crate::activity::Actor;
use crate::mail;
use crate::platform::db::Conn;
use crate::platform::email::EmailAddress;
use crate::platform::lang::Lang;
use crate::platform::pace;
use crate::platform::secret::Token;
use crate::platform::web::App;

/// How it ended. Neither ending says whether there is such an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkRequestOutcome {
    /// If the address has an account, a link is on its way to it.
    Taken,
    /// Asked for too often.
    Throttled {
        /// When to come again.
        retry_after: TimeDelta,
    },
}

/// Who is to get a link.
#[derive(Debug, Clone, Copy)]
pub enum LinkFor<'a> {
    /// The owner of this address.
    Address(&'a EmailAddress),
    /// Whoever this link was for, which works no longer. Its page does not say who that is.
    OldLink(&'a Token),
}

/// Mails a link to whom it is for, if there is such an account.
pub async fn request_sign_in_link(
    app: &App,
    browser: &Browser,
    whom: LinkFor<'_>,
    language: Lang,
    next: Option<&LocalPath>,
) -> Result<LinkRequestOutcome, AccountError> {
    pace::in_steps(take_request(app, browser, whom, language, next)).await
}

async fn take_request(
    app: &App,
    browser: &Browser,
    whom: LinkFor<'_>,
    language: Lang,
    next: Option<&LocalPath>,
) -> Result<LinkRequestOutcome, AccountError> {
    let mut conn = app.pool.get().await?;
    let key = key_of(&mut conn, whom).await?;
    let limits = [
        (LINKS_BY_NETWORK, browser.network.as_str()),
        (LINKS_BY_ADDRESS, key.as_str()),
    ];
    if let Some(retry_after) = count_try(&mut conn, app.clock.process_now(), &limits).await? {
        return Ok(LinkRequestOutcome::Throttled { retry_after });
    }
    let queued = conn
        .transaction::<_, AccountError, _>(async |conn| {
            let account = queries::find_account_by_email_key(conn, &key).await?;
            let Some(account) = account.filter(|account| account.disabled_at.is_none()) else {
                return Ok(false);
            };
            let now = app.clock.now(conn).await?;
            // Whoever asked has proved nothing yet, so it is not the account that acts.
            let link = create_sign_in_link(
                conn,
                &app.config.keys,
                account.id,
                MAIL_LIFETIME,
                Actor::System,
                now,
            )
            .await?;
            let parameters = LinkParameters {
                minutes: MAIL_LIFETIME.num_minutes(),
                browser: user_agent::describe(&browser.user_agent),
                next: next.map(ToString::to_string),
            };
            let row = sign_in_link_mail(&link, language, &parameters);
            mail::enqueue(conn, now, app.urls.host(), vec![row]).await?;
            Ok(true)
        })
        .await?;
    if queued {
        app.waker.wake();
    }
    Ok(LinkRequestOutcome::Taken)
}

/// What limits count by and accounts are found by; for an unknown link something that no account has.
async fn key_of(conn: &mut Conn, whom: LinkFor<'_>) -> QueryResult<String> {
    match whom {
        LinkFor::Address(email) => Ok(email.key()),
        LinkFor::OldLink(link) => {
            let key = queries::find_link_owner_key(conn, link.hash()).await?;
            Ok(key.unwrap_or_else(|| link.reveal().to_owned()))
        }
    }
}
