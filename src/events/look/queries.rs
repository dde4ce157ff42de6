//! The SQL of looks.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::EventLook;
use super::picture::{NewPictureFile, PictureFile};
use crate::platform::db::Conn;
use crate::platform::ids::EventId;
use crate::platform::localized::Localized;
use crate::schema::{event_looks, event_pictures};

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

pub(super) async fn save_picture_alt(conn: &mut Conn, event_id: EventId, alt: &Localized) -> QueryResult<()> {
    diesel::insert_into(event_looks::table)
        .values((
            event_looks::event_id.eq(event_id),
            event_looks::picture_alt.eq(alt),
        ))
        .on_conflict(event_looks::event_id)
        .do_update()
        .set((
            event_looks::picture_alt.eq(alt),
            event_looks::revision.eq(event_looks::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn list_picture_files(conn: &mut Conn, event_id: EventId) -> QueryResult<Vec<PictureFile>> {
    event_pictures::table
        .filter(event_pictures::event_id.eq(event_id))
        .select(PictureFile::as_select())
        .load(conn)
        .await
}

pub(super) async fn delete_picture_files(conn: &mut Conn, event_id: EventId) -> QueryResult<()> {
    diesel::delete(event_pictures::table.filter(event_pictures::event_id.eq(event_id)))
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn insert_picture_files(
    conn: &mut Conn,
    event_id: EventId,
    files: [NewPictureFile; 3],
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let placed = (
        event_pictures::event_id.eq(event_id),
        event_pictures::uploaded_at.eq(now),
    );
    let rows: Vec<_> = files.into_iter().map(|file| (placed, file)).collect();
    diesel::insert_into(event_pictures::table)
        .values(rows)
        .execute(conn)
        .await?;
    Ok(())
}

/// A file of an event's picture by the end of its address.
///
/// # Errors
/// When the database does not answer.
pub async fn find_picture_jpeg(
    conn: &mut Conn,
    event_id: EventId,
    name: &str,
) -> QueryResult<Option<Vec<u8>>> {
    event_pictures::table
        .filter(event_pictures::event_id.eq(event_id))
        .filter(event_pictures::name.eq(name))
        .select(event_pictures::jpeg)
        .first(conn)
        .await
        .optional()
}

/// Gives an event the look of another, its picture too.
///
/// # Errors
/// When the database does not take it.
pub async fn copy_look(conn: &mut Conn, from: EventId, to: EventId) -> QueryResult<()> {
    let look = find_look(conn, from).await?;
    if look.brand_color.is_some() {
        save(conn, to, look.brand_color.as_deref()).await?;
    }
    if look.picture_alt.is_empty() {
        return Ok(());
    }
    save_picture_alt(conn, to, &look.picture_alt).await?;
    event_pictures::table
        .filter(event_pictures::event_id.eq(from))
        .select((
            to.into_sql::<diesel::sql_types::Uuid>(),
            event_pictures::size,
            event_pictures::name,
            event_pictures::width,
            event_pictures::height,
            event_pictures::jpeg,
            event_pictures::uploaded_at,
        ))
        .insert_into(event_pictures::table)
        .into_columns((
            event_pictures::event_id,
            event_pictures::size,
            event_pictures::name,
            event_pictures::width,
            event_pictures::height,
            event_pictures::jpeg,
            event_pictures::uploaded_at,
        ))
        .execute(conn)
        .await?;
    Ok(())
}
