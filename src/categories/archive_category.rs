//! Putting a category away and offering it again. One that registrations or a version of the terms may name stays
//! for ever, out of sight; one that nothing can name is deleted.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::{find_by_key_of, queries};
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events::{self, EventStatus};
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::EventId;

/// How putting away ended.
#[derive(Debug, PartialEq, Eq)]
pub enum ArchiveOutcome {
    /// It is no longer offered; it can be brought back.
    Archived,
    /// It is gone: nothing had ever named it.
    Deleted,
    /// It is the last one a published event offers.
    LastOne,
}

/// Puts the category `key` away.
///
/// # Errors
/// When the database does not take it, or there is no such category.
pub async fn archive_category(
    conn: &mut Conn,
    clock: &Clock,
    event_id: EventId,
    key: &str,
    actor: Actor,
) -> diesel::QueryResult<ArchiveOutcome> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let event = events::find_for_update(conn, event_id).await?;
        let category = find_by_key_of(conn, event_id, key).await?;
        let offered = queries::list_of_event(conn, event_id).await?;
        let is_last = offered.iter().all(|other| other.id == category.id);
        if is_last && event.status == EventStatus::Published {
            return Ok(ArchiveOutcome::LastOne);
        }
        let outcome = if queries::is_unused(conn, &category).await? {
            queries::delete(conn, category.id).await?;
            queries::delete_idle_quotas(conn, &category.quotas).await?;
            ArchiveOutcome::Deleted
        } else {
            queries::set_archived(conn, category.id, Some(now)).await?;
            ArchiveOutcome::Archived
        };
        let entry = NewActivity {
            kind: Kind::CategoryArchived,
            actor,
            organization_id: Some(event.organization_id),
            event_id: Some(event.id),
            subject_id: category.id.uuid(),
            data: json!({"key": key}),
            personal: None,
        };
        activity::record(conn, now, vec![entry]).await?;
        Ok(outcome)
    })
    .await
}

/// Offers the category `key` again.
///
/// # Errors
/// When the database does not take it, or there is no such category.
pub async fn restore_category(
    conn: &mut Conn,
    clock: &Clock,
    event_id: EventId,
    key: &str,
    actor: Actor,
) -> diesel::QueryResult<()> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let event = events::find_for_update(conn, event_id).await?;
        let category = find_by_key_of(conn, event_id, key).await?;
        queries::set_archived(conn, category.id, None).await?;
        let entry = NewActivity {
            kind: Kind::CategoryRestored,
            actor,
            organization_id: Some(event.organization_id),
            event_id: Some(event.id),
            subject_id: category.id.uuid(),
            data: json!({"key": key}),
            personal: None,
        };
        activity::record(conn, now, vec![entry]).await?;
        Ok(())
    })
    .await
}
