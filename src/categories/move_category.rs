//! Changing the order in which categories are offered.

use diesel_async::AsyncConnection as _;

use super::queries;
use crate::events;
use crate::platform::db::Conn;
use crate::platform::ids::{CategoryId, EventId};

/// Which way a category goes in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Before the one it stands behind.
    Up,
    /// Behind the one it stands before.
    Down,
}

/// Moves the category `key` by one place among those that are offered; at the end of the list nothing happens. An
/// order is no fact that a history would keep.
///
/// # Errors
/// When the database does not take it.
pub async fn move_category(
    conn: &mut Conn,
    event_id: EventId,
    key: &str,
    direction: Direction,
) -> diesel::QueryResult<()> {
    conn.transaction(async |conn| {
        events::find_for_update(conn, event_id).await?;
        let (offered, archived): (Vec<_>, Vec<_>) = queries::list_all(conn, event_id)
            .await?
            .into_iter()
            .partition(|category| category.archived_at.is_none());
        let mut order: Vec<CategoryId> = offered.iter().map(|category| category.id).collect();
        let place = offered.iter().position(|category| category.key == key);
        let other = place.and_then(|place| match direction {
            Direction::Up => place.checked_sub(1),
            Direction::Down => Some(place + 1).filter(|next| *next < order.len()),
        });
        if let (Some(place), Some(other)) = (place, other) {
            order.swap(place, other);
            order.extend(archived.iter().map(|category| category.id));
            queries::set_order(conn, &order).await?;
        }
        Ok(())
    })
    .await
}
