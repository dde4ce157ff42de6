//! Removing a room that no session takes place in.

use diesel_async::AsyncConnection as _;

use super::queries::{self, RoomUse};
use super::save_room::entry;
use crate::activity::{self, Actor, Kind};
use crate::events::model::Venue;
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::RoomId;

/// How removing a room ended.
#[derive(Debug)]
pub enum RemoveRoomOutcome {
    /// It is gone.
    Removed,
    /// These sessions take place in it.
    Used(Vec<RoomUse>),
}

/// Removes a room of a venue.
///
/// # Errors
/// When the database does not take it, or there is no such room at the venue.
pub async fn remove_room(
    conn: &mut Conn,
    clock: &Clock,
    venue: &Venue,
    id: RoomId,
    actor: Actor,
) -> diesel::QueryResult<RemoveRoomOutcome> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        queries::lock_room(conn, venue.id, id)
            .await?
            .ok_or(diesel::result::Error::NotFound)?;
        let uses = queries::list_uses(conn, id).await?;
        if !uses.is_empty() {
            return Ok(RemoveRoomOutcome::Used(uses));
        }
        queries::delete(conn, id).await?;
        activity::record(conn, now, vec![entry(Kind::RoomRemoved, venue, id, actor)]).await?;
        Ok(RemoveRoomOutcome::Removed)
    })
    .await
}
