//! Saving the draft of the terms. What is in force does not change by it.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::model::TermsDraft;
use super::queries;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events;
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::EventId;

/// How saving ended.
#[derive(Debug, PartialEq, Eq)]
pub enum DraftOutcome {
    /// It is saved.
    Saved,
    /// Somebody else saved it since the form was opened.
    Conflict,
}

/// Saves the draft, if it is still in `revision`; 0 is a draft that was never saved. The event is held, so that two
/// who save at once come one after the other.
///
/// # Errors
/// When the database does not take it.
pub async fn change_draft(
    conn: &mut Conn,
    clock: &Clock,
    event_id: EventId,
    revision: i32,
    draft: &TermsDraft,
    actor: Actor,
) -> diesel::QueryResult<DraftOutcome> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let event = events::find_for_update(conn, event_id).await?;
        if queries::find_draft_revision(conn, event_id).await? != revision {
            return Ok(DraftOutcome::Conflict);
        }
        queries::save_draft(conn, event_id, draft, now).await?;
        let entry = NewActivity {
            kind: Kind::TermsDrafted,
            actor,
            organization_id: Some(event.organization_id),
            event_id: Some(event_id),
            subject_id: event_id.uuid(),
            data: json!({}),
            personal: None,
        };
        activity::record(conn, now, vec![entry]).await?;
        Ok(DraftOutcome::Saved)
    })
    .await
}
