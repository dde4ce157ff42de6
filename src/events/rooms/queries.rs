//! The SQL of rooms.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{Room, RoomDescription};
use crate::events::model::Event;
use crate::platform::db::Conn;
use crate::platform::ids::{RoomId, VenueId};
use crate::platform::localized::Localized;
use crate::schema::{agenda_sessions, events, rooms};

/// The rooms of a venue, in the order in which they were entered.
///
/// # Errors
/// When the database does not answer.
pub async fn list_rooms(conn: &mut Conn, venue_id: VenueId) -> QueryResult<Vec<Room>> {
    rooms::table
        .filter(rooms::venue_id.eq(venue_id))
        .order(rooms::id)
        .select(Room::as_select())
        .load(conn)
        .await
}

/// A room of a venue.
///
/// # Errors
/// When the database does not answer.
pub async fn find_room(conn: &mut Conn, venue_id: VenueId, id: RoomId) -> QueryResult<Option<Room>> {
    rooms::table
        .find(id)
        .filter(rooms::venue_id.eq(venue_id))
        .select(Room::as_select())
        .first(conn)
        .await
        .optional()
}

/// The same, kept from everybody else who would book, change or remove it until the transaction ends.
pub(in crate::events) async fn lock_room(
    conn: &mut Conn,
    venue_id: VenueId,
    id: RoomId,
) -> QueryResult<Option<Room>> {
    rooms::table
        .find(id)
        .filter(rooms::venue_id.eq(venue_id))
        .for_update()
        .select(Room::as_select())
        .first(conn)
        .await
        .optional()
}

pub(super) async fn insert(
    conn: &mut Conn,
    venue_id: VenueId,
    room: &RoomDescription,
) -> QueryResult<RoomId> {
    let id = RoomId::new();
    diesel::insert_into(rooms::table)
        .values((
            rooms::id.eq(id),
            rooms::venue_id.eq(venue_id),
            rooms::name.eq(&room.name),
            rooms::capacity.eq(room.capacity),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

pub(super) async fn update(conn: &mut Conn, id: RoomId, room: &RoomDescription) -> QueryResult<()> {
    diesel::update(rooms::table.find(id))
        .set((
            rooms::name.eq(&room.name),
            rooms::capacity.eq(room.capacity),
            rooms::revision.eq(rooms::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn delete(conn: &mut Conn, id: RoomId) -> QueryResult<()> {
    diesel::delete(rooms::table.find(id)).execute(conn).await?;
    Ok(())
}

/// A session that takes place in a room.
#[derive(Debug)]
pub struct RoomUse {
    /// Its title.
    pub session: Localized,
    /// The event on whose agenda it is.
    pub event: Event,
}

/// Every session in a room, of deleted events too: they may come back.
pub(super) async fn list_uses(conn: &mut Conn, id: RoomId) -> QueryResult<Vec<RoomUse>> {
    let rows: Vec<(Localized, Event)> = agenda_sessions::table
        .inner_join(events::table)
        .filter(agenda_sessions::room_id.eq(id))
        .order(agenda_sessions::starts_local)
        .select((agenda_sessions::title, Event::as_select()))
        .load(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(session, event)| RoomUse { session, event })
        .collect())
}
