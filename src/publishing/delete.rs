//! Deleting an event so that it can be restored for a month, and restoring it. What is deleted is out of sight of
//! everybody; nothing of it is lost.

use chrono::{DateTime, TimeDelta, Utc};
use diesel_async::AsyncConnection as _;
use serde_json::json;

use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events::{self, Event, EventStatus};
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::EventId;

/// For so long a deleted event can be restored.
pub const RESTORABLE: TimeDelta = TimeDelta::days(30);

/// Whether the event may be deleted at `now`: nobody may be waiting for it.
#[must_use]
pub fn is_deletable(event: &Event, now: DateTime<Utc>) -> bool {
    match event.status {
        EventStatus::Draft | EventStatus::Cancelled | EventStatus::Archived => true,
        EventStatus::Published => event.is_over(now),
    }
}

/// Deletes an event; says whether it was done. One that people expect to take place is cancelled first.
///
/// # Errors
/// When the database does not take it.
pub async fn delete_event(
    conn: &mut Conn,
    clock: &Clock,
    id: EventId,
    actor: Actor,
) -> diesel::QueryResult<bool> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let event = events::find_for_update(conn, id).await?;
        if !is_deletable(&event, now) {
            return Ok(false);
        }
        events::set_deleted(conn, id, Some(now), now).await?;
        let entry = NewActivity {
            kind: Kind::EventDeleted,
            actor,
            organization_id: Some(event.organization_id),
            event_id: Some(id),
            subject_id: id.uuid(),
            data: json!({}),
            personal: None,
        };
        activity::record(conn, now, vec![entry]).await?;
        Ok(true)
    })
    .await
}

/// Brings a deleted event back as it was. The caller has seen that the actor may.
///
/// # Errors
/// When the database does not take it; not found, if there is nothing to restore.
pub async fn restore_event(
    conn: &mut Conn,
    clock: &Clock,
    id: EventId,
    actor: Actor,
) -> diesel::QueryResult<Event> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let event = events::find_deleted_for_update(conn, id, now - RESTORABLE)
            .await?
            .ok_or(diesel::result::Error::NotFound)?;
        events::set_deleted(conn, id, None, now).await?;
        let entry = NewActivity {
            kind: Kind::EventRestored,
            actor,
            organization_id: Some(event.organization_id),
            event_id: Some(id),
            subject_id: id.uuid(),
            data: json!({}),
            personal: None,
        };
        activity::record(conn, now, vec![entry]).await?;
        Ok(event)
    })
    .await
}
