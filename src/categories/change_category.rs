//! Changing a participation category: its words, how many places it has, and how it lets people in.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::add_category::CategoryDescription;
use super::find_by_key_of;
use super::places::settle;
use super::queries::{self, CategoryUpdate};
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events;
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::EventId;

/// How a change ended.
#[derive(Debug, PartialEq, Eq)]
pub enum ChangeOutcome {
    /// It is saved.
    Changed,
    /// Somebody else changed it since the form was opened.
    Conflict,
    /// So many stand in the line that would be closed.
    PeopleWait(i64),
}

/// Changes the category `key`, if it is still in `revision`. Its key never changes. The event is held, so that nobody
/// registers while places move.
///
/// # Errors
/// When the database does not take it, or there is no such category.
pub async fn change_category(
    conn: &mut Conn,
    clock: &Clock,
    event_id: EventId,
    key: &str,
    revision: i32,
    described: &CategoryDescription,
    actor: Actor,
) -> diesel::QueryResult<ChangeOutcome> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let event = events::find_for_update(conn, event_id).await?;
        let category = find_by_key_of(conn, event_id, key).await?;
        if category.revision != revision {
            return Ok(ChangeOutcome::Conflict);
        }
        if category.admission.has_waitlist() && !described.admission.has_waitlist() {
            let waiting = queries::count_waiting(conn, category.id).await?;
            if waiting > 0 {
                return Ok(ChangeOutcome::PeopleWait(waiting));
            }
        }
        settle(conn, &category, described.places, now).await?;
        let change = CategoryUpdate {
            name: &described.name,
            description: &described.description,
        };
        queries::update(conn, category.id, &change, described.admission).await?;
        queries::delete_idle_quotas(conn, &category.quotas).await?;
        let entry = NewActivity {
            kind: Kind::CategoryChanged,
            actor,
            organization_id: Some(event.organization_id),
            event_id: Some(event.id),
            subject_id: category.id.uuid(),
            data: json!({"key": key, "admission": category.admission != described.admission}),
            personal: None,
        };
        activity::record(conn, now, vec![entry]).await?;
        Ok(ChangeOutcome::Changed)
    })
    .await
}
