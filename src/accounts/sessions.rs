//! How a session starts and ends, below the use cases that decide it: inside their transactions, with its entry in
//! the history.

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use serde_json::json;

use super::history::entry;
use super::model::Browser;
use super::queries::{self, EndedSession};
use crate::activity::{self, Actor, Kind};
use crate::platform::db::Conn;
use crate::platform::ids::AccountId;
use crate::platform::secret::Token;

/// How somebody proved who she is.
#[derive(Clone, Copy, Debug)]
pub enum Proof {
    /// By her password.
    Password,
    /// By a one-time link.
    Link,
    /// By the invitation that opened the account.
    Invitation,
}

impl Proof {
    fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Link => "link",
            Self::Invitation => "invitation",
        }
    }
}

/// Why a session ended.
#[derive(Clone, Copy, Debug)]
pub enum Ending {
    /// She signed out in that browser.
    SignedOut,
    /// Somebody signed in anew in that browser.
    Replaced,
    /// She ended it from another browser.
    Revoked,
    /// The password was changed in another browser.
    PasswordChanged,
}

impl Ending {
    fn as_str(self) -> &'static str {
        match self {
            Self::SignedOut => "signed_out",
            Self::Replaced => "replaced",
            Self::Revoked => "revoked",
            Self::PasswordChanged => "password_changed",
        }
    }
}

/// Starts a session of its own token, whatever cookie the browser had before, and ends the one that cookie stood
/// for: a cookie that somebody planted or copied earlier is worth nothing afterwards.
pub async fn start(
    conn: &mut Conn,
    account_id: AccountId,
    browser: &Browser,
    proof: Proof,
    now: DateTime<Utc>,
) -> QueryResult<Token> {
    if let Some(hash) = browser.session {
        let replaced = queries::delete_session(conn, hash).await?;
        record_endings(conn, replaced, Ending::Replaced, now).await?;
    }
    let token = Token::random();
    let id = queries::insert_session(conn, account_id, &token, &browser.user_agent, now).await?;
    let data = json!({"session_id": id, "proof": proof.as_str()});
    let signed_in = entry(Kind::SignedIn, Actor::Account(account_id), account_id, data);
    activity::record(conn, now, vec![signed_in]).await?;
    Ok(token)
}

/// Writes down that these sessions ended.
pub async fn record_endings(
    conn: &mut Conn,
    ended: impl IntoIterator<Item = EndedSession> + Send,
    ending: Ending,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let entries = ended
        .into_iter()
        .map(|(session_id, account_id)| {
            let data = json!({"session_id": session_id, "ending": ending.as_str()});
            entry(Kind::SignedOut, Actor::Account(account_id), account_id, data)
        })
        .collect();
    activity::record(conn, now, entries).await
}
