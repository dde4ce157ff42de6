//! Rooms of a venue: entered once, used by the agenda of every event there.

mod queries;
mod save_room;
mod remove_room;

use diesel::prelude::*;

use crate::platform::ids::{RoomId, VenueId};
use crate::platform::localized::Localized;
use crate::schema::rooms;

pub(super) use queries::lock_room;
pub use queries::{RoomUse, find_room, list_rooms};
pub use remove_room::{RemoveRoomOutcome, remove_room};
pub use save_room::{add_room, change_room};

/// A room.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = rooms, check_for_backend(diesel::pg::Pg))]
pub struct Room {
    /// Its id.
    pub id: RoomId,
    /// Where it is.
    pub venue_id: VenueId,
    /// Name by language.
    pub name: Localized,
    /// How many people it holds, where somebody said so.
    pub capacity: Option<i32>,
    /// Raised at every change.
    pub revision: i32,
}

/// What is said of a room.
#[derive(Debug)]
pub struct RoomDescription {
    /// Name by language.
    pub name: Localized,
    /// How many people it holds.
    pub capacity: Option<i32>,
}
