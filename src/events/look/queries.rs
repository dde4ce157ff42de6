//! The SQL of looks.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::EventLook;
use crate::platform::db::Conn;
use crate::platform::ids::EventId;
use crate::schema::event_looks;

/// How an event looks.
///
/// # Errors
/// When the database does not answer.
pub async fn find_look(conn: &mut Conn, event_id: EventId) -> QueryResult<EventLook> {
    let look = event_looks::table
        .find(event_id)
        .select(EventLook::as_select())
        .first(conn)
        .await
        .optional()?;
    Ok(look.unwrap_or_default())
}

pub(super) async fn save(conn: &mut Conn, event_id: EventId, brand_color: Option<&str>) -> QueryResult<()> {
    diesel::insert_into(event_looks::table)
        .values((
            event_looks::event_id.eq(event_id),
            event_looks::brand_color.eq(brand_color),
        ))
        .on_conflict(event_looks::event_id)
        .do_update()
        .set((
            event_looks::brand_color.eq(brand_color),
            event_looks::revision.eq(event_looks::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Gives an event the look of another.
///
/// # Errors
/// When the database does not take it.
pub async fn copy_look(conn: &mut Conn, from: EventId, to: EventId) -> QueryResult<()> {
    let look = find_look(conn, from).await?;
    if look.brand_color.is_some() {
        save(conn, to, look.brand_color.as_deref()).await?;
    }
    Ok(())
}
