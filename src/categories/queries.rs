//! The SQL of categories and of what their quotas hold.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{Category, NewCategory, Quota};
use crate::platform::db::Conn;
use crate::platform::ids::{CategoryId, EventId, QuotaId};
use crate::schema::{participation_categories, quotas};

/// The categories of an event that are offered, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn list_of_event(conn: &mut Conn, event_id: EventId) -> QueryResult<Vec<Category>> {
    list_of_events(conn, &[event_id]).await
}

/// The same for several events at once.
///
/// # Errors
/// When the database does not answer.
pub async fn list_of_events(conn: &mut Conn, events: &[EventId]) -> QueryResult<Vec<Category>> {
    participation_categories::table
        .filter(participation_categories::event_id.eq_any(events))
        .filter(participation_categories::archived_at.is_null())
        .order((participation_categories::position, participation_categories::id))
        .select(Category::as_select())
        .load(conn)
        .await
}

/// What the quotas of these categories hold, without locking: for pages, not for decisions.
///
/// # Errors
/// When the database does not answer.
pub async fn find_quota_states(
    conn: &mut Conn,
    categories: &[Category],
) -> QueryResult<HashMap<QuotaId, Quota>> {
    let ids: Vec<QuotaId> = categories
        .iter()
        .filter_map(|category| category.quota_id)
        .collect();
    let rows: Vec<Quota> = quotas::table
        .filter(quotas::id.eq_any(ids))
        .select(Quota::as_select())
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|quota| (quota.id, quota)).collect())
}

/// Sets up a number of places.
///
/// # Errors
/// When the database does not take it.
pub async fn insert_quota(conn: &mut Conn, event_id: EventId, name: &str, size: i32) -> QueryResult<QuotaId> {
    let id = QuotaId::new();
    diesel::insert_into(quotas::table)
        .values((
            quotas::id.eq(id),
            quotas::event_id.eq(event_id),
            quotas::name.eq(name),
            quotas::size.eq(size),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

/// Adds a category.
///
/// # Errors
/// When the database does not take it; `category_key_is_taken` among others.
pub async fn insert(conn: &mut Conn, new: &NewCategory) -> QueryResult<CategoryId> {
    let id = CategoryId::new();
    diesel::insert_into(participation_categories::table)
        .values((
            participation_categories::id.eq(id),
            participation_categories::event_id.eq(new.event_id),
            participation_categories::quota_id.eq(new.quota_id),
            participation_categories::key.eq(new.key),
            participation_categories::name.eq(&new.name),
            participation_categories::description.eq(&new.description),
            participation_categories::position.eq(new.position),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}
