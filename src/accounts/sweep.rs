//! Background task: forgets sessions, links and invitations that let nobody in any more.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;

use super::queries;
use crate::platform::db::Conn;

/// Links are kept longer than they work: whoever finds one in an old mail is sent a new one at a press, and a session
/// that one started refers to it.
const LINKS_KEPT: TimeDelta = TimeDelta::days(30);
/// So are invitations, whose pages say what became of them.
const INVITATIONS_KEPT: TimeDelta = TimeDelta::days(60);

/// Forgets what is over at `now`.
///
/// # Errors
/// When the database does not answer.
pub async fn sweep(conn: &mut Conn, now: DateTime<Utc>) -> QueryResult<usize> {
    let sessions = queries::delete_dead_sessions(conn, now).await?;
    let links = queries::delete_dead_links(conn, now - LINKS_KEPT).await?;
    let invitations = queries::delete_dead_invitations(conn, now - INVITATIONS_KEPT).await?;
    Ok(sessions + links + invitations)
}
