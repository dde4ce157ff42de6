//! Background task: forgets sessions and links that let nobody in any more.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;

use super::queries;
use crate::platform::db::Conn;

/// Links are kept a little longer than they work: a session that one started refers to it.
const LINKS_KEPT: TimeDelta = TimeDelta::days(1);

/// Forgets what is over at `now`.
///
/// # Errors
/// When the database does not answer.
pub async fn sweep(conn: &mut Conn, now: DateTime<Utc>) -> QueryResult<usize> {
    let sessions = queries::delete_dead_sessions(conn, now).await?;
    let links = queries::delete_dead_links(conn, now - LINKS_KEPT).await?;
    Ok(sessions + links)
}
