//! What nobody is at: mails whose process died on the way, and mails whose time is over while they wait.

use diesel::QueryResult;
use diesel_async::AsyncConnection as _;

use super::claim::EXPIRED;
use super::queries;
use crate::platform::clock::Clock;
use crate::platform::db::Conn;

/// Why an attempt counts as lost.
const LOST: &str = "the process ended before it could say how it went; it may have arrived";

/// Puts abandoned mails back into the queue and gives up those past their time.
///
/// # Errors
/// When the database does not answer.
pub async fn upkeep(conn: &mut Conn, clock: &Clock) -> QueryResult<()> {
    let (returned, expired) = conn
        .transaction(async |conn| {
            let now = clock.now(conn).await?;
            let abandoned = queries::list_abandoned_for_update(conn, now).await?;
            if !abandoned.is_empty() {
                queries::return_to_queue(conn, &abandoned, now, LOST).await?;
            }
            let expired = queries::give_up_expired(conn, now, EXPIRED).await?;
            Ok::<_, diesel::result::Error>((abandoned.len(), expired))
        })
        .await?;
    if returned > 0 {
        tracing::warn!(returned, "mails whose process ended are in the queue again");
    }
    if expired > 0 {
        tracing::warn!(expired, "mails were not sent in time and are dropped");
    }
    Ok(())
}
