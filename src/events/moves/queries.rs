//! The SQL of moves.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{EventMove, Whereabouts};
use crate::platform::db::Conn;
use crate::platform::ids::{EventId, EventMoveId};
use crate::platform::localized::Localized;
use crate::schema::event_moves;

/// The move of an event that nobody has decided about yet.
///
/// # Errors
/// When the database does not answer.
pub async fn find_unsettled(conn: &mut Conn, event_id: EventId) -> QueryResult<Option<EventMove>> {
    event_moves::table
        .filter(event_moves::event_id.eq(event_id))
        .filter(event_moves::settled_at.is_null())
        .select(EventMove::as_select())
        .first(conn)
        .await
        .optional()
}

/// The same, locked until the transaction ends.
pub(super) async fn find_unsettled_for_update(
    conn: &mut Conn,
    event_id: EventId,
) -> QueryResult<Option<EventMove>> {
    event_moves::table
        .filter(event_moves::event_id.eq(event_id))
        .filter(event_moves::settled_at.is_null())
        .select(EventMove::as_select())
        .for_update()
        .first(conn)
        .await
        .optional()
}

/// A move, settled or not.
///
/// # Errors
/// When the database does not answer.
pub async fn find(conn: &mut Conn, id: EventMoveId) -> QueryResult<Option<EventMove>> {
    event_moves::table
        .find(id)
        .select(EventMove::as_select())
        .first(conn)
        .await
        .optional()
}

/// A move of the event, locked until the transaction ends. Whoever locks the event too does so first.
///
/// # Errors
/// When the database does not answer.
pub async fn find_for_update(
    conn: &mut Conn,
    event_id: EventId,
    id: EventMoveId,
) -> QueryResult<Option<EventMove>> {
    event_moves::table
        .find(id)
        .filter(event_moves::event_id.eq(event_id))
        .select(EventMove::as_select())
        .for_update()
        .first(conn)
        .await
        .optional()
}

pub(super) async fn insert(
    conn: &mut Conn,
    event_id: EventId,
    before: &Whereabouts,
    moved_at: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(event_moves::table)
        .values((
            event_moves::id.eq(EventMoveId::new()),
            event_moves::event_id.eq(event_id),
            before,
            event_moves::moved_at.eq(moved_at),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Writes down that it was changed once more.
pub(super) async fn move_on(conn: &mut Conn, id: EventMoveId, moved_at: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(event_moves::table.find(id))
        .set((
            event_moves::moved_at.eq(moved_at),
            event_moves::revision.eq(event_moves::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn delete(conn: &mut Conn, id: EventMoveId) -> QueryResult<()> {
    diesel::delete(event_moves::table.find(id)).execute(conn).await?;
    Ok(())
}

/// Writes down whether people are told of it, and in which words of the organizer.
///
/// # Errors
/// When the database does not take it.
pub async fn settle(
    conn: &mut Conn,
    id: EventMoveId,
    is_told: bool,
    words: &Localized,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(event_moves::table.find(id))
        .set((
            event_moves::settled_at.eq(now),
            event_moves::is_told.eq(is_told),
            event_moves::words.eq(words),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
