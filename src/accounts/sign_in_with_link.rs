//! Signing in by a one-time link: looking at it changes nothing, pressing the button uses it up.

use diesel_async::AsyncConnection as _;

use super::error::AccountError;
use super::model::{Account, Browser};
use super::queries;
use super::sessions::{self, Proof};
use crate::platform::secret::Token;
use crate::platform::web::App;

/// Whom the link would let in now; `None` if nobody, whatever the reason.
pub async fn look_at_link(app: &App, link: &Token) -> Result<Option<Account>, AccountError> {
    let mut conn = app.pool.get().await?;
    let now = app.clock.now(&conn).await?;
    Ok(queries::find_open_link(&mut conn, link.hash(), now).await?)
}

/// How it ended.
#[derive(Debug)]
pub enum LinkOutcome {
    /// She is in; the token goes into the cookie.
    SignedIn(Token),
    /// The link is unknown, expired or used up, or the account is disabled.
    Refused,
}

/// Uses the link up and starts a session.
pub async fn sign_in_with_link(
    app: &App,
    browser: &Browser,
    link: &Token,
) -> Result<LinkOutcome, AccountError> {
    let mut conn = app.pool.get().await?;
    conn.transaction(async |conn| {
        let now = app.clock.now(conn).await?;
        if queries::find_open_link(conn, link.hash(), now).await?.is_none() {
            return Ok(LinkOutcome::Refused);
        }
        // Somebody may have been faster; the row decides.
        let Some(account_id) = queries::use_up_link(conn, link.hash(), now).await? else {
            return Ok(LinkOutcome::Refused);
        };
        let token = sessions::start(conn, account_id, browser, Proof::Link, now).await?;
        Ok(LinkOutcome::SignedIn(token))
    })
    .await
}
