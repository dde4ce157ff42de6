//! Taking a published event back to draft, as long as nobody has registered: whoever has keeps a page to look at.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events::{self, EventStatus};
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::EventId;

/// How it ended.
#[derive(Debug, PartialEq, Eq)]
pub enum UnpublishOutcome {
    /// It is a draft again.
    Unpublished,
    /// It was not published.
    NotPublished,
    /// Somebody has registered.
    HasRegistrations,
}

/// Unpublishes an event. Its versions of the terms stay: what was said publicly was said.
///
/// # Errors
/// When the database does not take it.
pub async fn unpublish_event(
    conn: &mut Conn,
    clock: &Clock,
    id: EventId,
    actor: Actor,
) -> diesel::QueryResult<UnpublishOutcome> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        // Waits for the registrations that hold the row shared, so that none slips in behind it.
        let event = events::find_for_update(conn, id).await?;
        if event.status != EventStatus::Published {
            return Ok(UnpublishOutcome::NotPublished);
        }
        if events::has_registrations(conn, id).await? {
            return Ok(UnpublishOutcome::HasRegistrations);
        }
        events::unpublish(conn, id, now).await?;
        let entry = NewActivity {
            kind: Kind::EventUnpublished,
            actor,
            organization_id: Some(event.organization_id),
            event_id: Some(id),
            subject_id: id.uuid(),
            data: json!({}),
            personal: None,
        };
        activity::record(conn, now, vec![entry]).await?;
        Ok(UnpublishOutcome::Unpublished)
    })
    .await
}
