//! Choosing a password, the first or another one.
//!
//! A browser left open is not its owner, so she proves once more who she is: by the current password, or by having
//! just come in through a link, which is how a forgotten password is replaced.

use chrono::{DateTime, TimeDelta, Utc};
use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::error::AccountError;
use super::history::entry;
use super::limits::{PASSWORD_CHANGES, count_try};
use super::model::{Account, Session};
use super::passwords::{self, Check, NewPassword, PasswordFault};
use super::queries;
use super::sessions::{Ending, record_endings};
use crate::activity::{self, Actor, Kind};
use crate::platform::db::Conn;
use crate::platform::ids::AccountId;
use crate::platform::web::App;

/// How long after coming in through a link the current password is not asked for.
const FRESH: TimeDelta = TimeDelta::minutes(15);

/// What she has to show to set a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProofNeeded {
    /// Nothing more than her session: there is no password yet.
    NoneYet,
    /// Nothing more than her session: she came through a link just now.
    CameByLink,
    /// The current password.
    CurrentPassword,
}

/// What this session has to show to set a password.
pub async fn proof_needed(
    conn: &mut Conn,
    account_id: AccountId,
    session: &Session,
    now: DateTime<Utc>,
) -> diesel::QueryResult<ProofNeeded> {
    let stored = queries::find_password_hash(conn, account_id).await?;
    if stored.is_none() {
        Ok(ProofNeeded::NoneYet)
    } else if now - session.created_at < FRESH && queries::started_by_link(conn, session.id).await? {
        Ok(ProofNeeded::CameByLink)
    } else {
        Ok(ProofNeeded::CurrentPassword)
    }
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetPasswordOutcome {
    /// It is set, and all other browsers are signed out.
    Set,
    /// Something is wrong with what was typed.
    Rejected {
        /// The current password is not the current password.
        current_is_wrong: bool,
        /// What is wrong with the new one.
        fault: Option<PasswordFault>,
    },
    /// Tried too often.
    Throttled {
        /// When to come again.
        retry_after: TimeDelta,
    },
}

/// Sets the password of `account`, asked for in its `session`.
pub async fn set_password(
    app: &App,
    account: &Account,
    session: &Session,
    current: &str,
    new: &str,
) -> Result<SetPasswordOutcome, AccountError> {
    let account_id = account.id;
    let (needed, stored) = {
        let mut conn = app.pool.get().await?;
        let now = app.clock.now(&conn).await?;
        let needed = proof_needed(&mut conn, account_id, session, now).await?;
        if needed == ProofNeeded::CurrentPassword {
            let limits = [(PASSWORD_CHANGES, &*account_id.to_string())];
            if let Some(retry_after) = count_try(&mut conn, app.clock.process_now(), &limits).await? {
                return Ok(SetPasswordOutcome::Throttled { retry_after });
            }
        }
        (needed, queries::find_password_hash(&mut conn, account_id).await?)
    };
    let current_is_wrong = needed == ProofNeeded::CurrentPassword
        && passwords::check(current, stored.as_deref()).await? == Check::Wrong;
    let password = match NewPassword::parse(new, &account.email) {
        Ok(password) if !current_is_wrong => password,
        judged => {
            return Ok(SetPasswordOutcome::Rejected {
                current_is_wrong,
                fault: judged.err(),
            });
        }
    };
    let hash = passwords::hash(password).await?;
    let mut conn = app.pool.get().await?;
    conn.transaction(async |conn| {
        let now = app.clock.now(conn).await?;
        if !queries::set_password_hash(conn, account_id, stored.as_deref(), &hash).await? {
            // It was changed elsewhere at the same moment, so what was typed is the current one no longer.
            return Ok(SetPasswordOutcome::Rejected {
                current_is_wrong: true,
                fault: None,
            });
        }
        // Whoever else got in, by a browser or by a link that still lies in a mailbox, is out.
        queries::delete_open_links(conn, account_id).await?;
        let ended = queries::delete_other_sessions(conn, account_id, session.id).await?;
        let data = json!({"sessions_ended": ended.len(), "first": stored.is_none()});
        let changed = entry(
            Kind::PasswordChanged,
            Actor::Account(account_id),
            account_id,
            data,
        );
        activity::record(conn, now, vec![changed]).await?;
        record_endings(conn, ended, Ending::PasswordChanged, now).await?;
        Ok(SetPasswordOutcome::Set)
    })
    .await
}
