//! Adding a room and changing one.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::{RoomDescription, queries};
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events::model::{EditOutcome, Venue};
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::RoomId;

pub(super) fn entry(kind: Kind, venue: &Venue, id: RoomId, actor: Actor) -> NewActivity {
    NewActivity {
        kind,
        actor,
        organization_id: Some(venue.organization_id),
        event_id: None,
        subject_id: id.uuid(),
        data: json!({"venue": venue.id}),
        personal: None,
    }
}

/// Adds a room to a venue.
///
/// # Errors
/// When the database does not take it.
pub async fn add_room(
    conn: &mut Conn,
    clock: &Clock,
    venue: &Venue,
    room: &RoomDescription,
    actor: Actor,
) -> diesel::QueryResult<RoomId> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let id = queries::insert(conn, venue.id, room).await?;
        activity::record(conn, now, vec![entry(Kind::RoomCreated, venue, id, actor)]).await?;
        Ok(id)
    })
    .await
}

/// Changes a room that is still in `revision`.
///
/// # Errors
/// When the database does not take it, or there is no such room at the venue.
pub async fn change_room(
    conn: &mut Conn,
    clock: &Clock,
    venue: &Venue,
    (id, revision): (RoomId, i32),
    room: &RoomDescription,
    actor: Actor,
) -> diesel::QueryResult<EditOutcome> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let stored = queries::lock_room(conn, venue.id, id)
            .await?
            .ok_or(diesel::result::Error::NotFound)?;
        if stored.revision != revision {
            return Ok(EditOutcome::Conflict);
        }
        queries::update(conn, id, room).await?;
        activity::record(conn, now, vec![entry(Kind::RoomChanged, venue, id, actor)]).await?;
        Ok(EditOutcome::Saved)
    })
    .await
}
