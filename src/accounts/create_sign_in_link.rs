//! A link that lets one person in once.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;
use serde_json::json;

use super::history::entry;
use super::model::NewSignInLink;
use super::queries;
use crate::activity::{self, Actor, Kind};
use crate::platform::db::Conn;
use crate::platform::ids::{AccountId, SignInLinkId};
use crate::platform::secret::{Keys, Purpose};

/// How long a link from the command line works: it is handed on by people.
pub const COMMAND_LINE_LIFETIME: TimeDelta = TimeDelta::hours(24);
/// How long a mailed link works: as long as a message to another device may be trusted (ASVS 5.0, 6.5.5).
pub const MAIL_LIFETIME: TimeDelta = TimeDelta::minutes(10);

/// Makes a link inside the caller's transaction. Its token can be computed again from its id by whoever has the
/// keys; what is stored of it is a hash.
///
/// # Errors
/// When the database does not take it.
pub async fn create_sign_in_link(
    conn: &mut Conn,
    keys: &Keys,
    account_id: AccountId,
    lifetime: TimeDelta,
    actor: Actor,
    now: DateTime<Utc>,
) -> QueryResult<NewSignInLink> {
    let id = SignInLinkId::new();
    let token = keys.derive(Purpose::SignIn, id.uuid(), 0);
    let link = NewSignInLink {
        id,
        token,
        expires_at: now + lifetime,
    };
    queries::insert_link(conn, &link, account_id, now).await?;
    let data = json!({"link_id": id, "expires_at": link.expires_at});
    activity::record(
        conn,
        now,
        vec![entry(Kind::SignInLinkCreated, actor, account_id, data)],
    )
    .await?;
    Ok(link)
}
