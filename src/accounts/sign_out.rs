//! Ending sessions: the one of this browser, or any of one's own from elsewhere.

use diesel_async::AsyncConnection as _;

use super::error::AccountError;
use super::model::Browser;
use super::queries;
use super::sessions::{Ending, record_endings};
use crate::platform::ids::{AccountId, SessionId};
use crate::platform::web::App;

/// Ends the session of this browser, if it has one.
pub async fn sign_out(app: &App, browser: &Browser) -> Result<(), AccountError> {
    let Some(hash) = browser.session else {
        return Ok(());
    };
    let mut conn = app.pool.get().await?;
    conn.transaction(async |conn| {
        let now = app.clock.now(conn).await?;
        let ended = queries::delete_session(conn, hash).await?;
        Ok(record_endings(conn, ended, Ending::SignedOut, now).await?)
    })
    .await
}

/// What became of the wish to end a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevokeOutcome {
    /// It is ended.
    Revoked,
    /// There is no such session of this account.
    Unknown,
}

/// Ends one of the account's own sessions.
pub async fn revoke_session(
    app: &App,
    account_id: AccountId,
    session_id: SessionId,
) -> Result<RevokeOutcome, AccountError> {
    let mut conn = app.pool.get().await?;
    conn.transaction(async |conn| {
        let now = app.clock.now(conn).await?;
        let Some(ended) = queries::delete_session_of(conn, account_id, session_id).await? else {
            return Ok(RevokeOutcome::Unknown);
        };
        record_endings(conn, [ended], Ending::Revoked, now).await?;
        Ok(RevokeOutcome::Revoked)
    })
    .await
}
