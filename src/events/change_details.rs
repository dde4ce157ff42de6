//! Changing what an event is called and how it speaks of itself.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::queries::{self, EventDetails};
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::EventId;

/// How a change ended.
#[derive(Debug, PartialEq, Eq)]
pub enum ChangeOutcome {
    /// It is saved.
    Changed,
    /// Somebody else changed the event since the form was opened.
    Conflict,
    /// Another event has this address, or had it once.
    SlugTaken,
}

/// Changes an event that is still in `revision`. An old address goes on leading to it.
///
/// # Errors
/// When the database does not take it.
pub async fn change_details(
    conn: &mut Conn,
    clock: &Clock,
    id: EventId,
    revision: i32,
    details: &EventDetails,
    actor: Actor,
) -> diesel::QueryResult<ChangeOutcome> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let event = queries::find_for_update(conn, id).await?;
        if event.revision != revision {
            return Ok(ChangeOutcome::Conflict);
        }
        if event.slug != details.slug {
            if queries::is_slug_taken(conn, &details.slug, Some(id)).await? {
                return Ok(ChangeOutcome::SlugTaken);
            }
            queries::remember_slug(conn, id, &event.slug, &details.slug).await?;
        }
        queries::update_details(conn, id, details, now).await?;
        let entry = NewActivity {
            kind: Kind::EventChanged,
            actor,
            organization_id: Some(event.organization_id),
            event_id: Some(id),
            subject_id: id.uuid(),
            data: json!({"what": "details"}),
            personal: None,
        };
        activity::record(conn, now, vec![entry]).await?;
        Ok(ChangeOutcome::Changed)
    })
    .await
}
