//! Adding a participation category.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::places::{Places, settle};
use super::queries::{self, CategoryUpdate};
use super::{Admission, NewCategory, find_by_key_of};
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events;
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::EventId;
use crate::platform::localized::Localized;

/// A category as an organizer describes it.
#[derive(Debug)]
pub struct CategoryDescription {
    /// Name by language.
    pub name: Localized,
    /// A sentence by language.
    pub description: Localized,
    /// How many may take part.
    pub places: Places,
    /// What comes between a good form and a confirmed place.
    pub admission: Admission,
}

/// How adding ended.
#[derive(Debug, PartialEq, Eq)]
pub enum AddOutcome {
    /// It is there.
    Added,
    /// Another category of the event has that key.
    KeyTaken,
}

/// Adds a category at the end of the list. The event is held, so that nobody registers while places move.
///
/// # Errors
/// When the database does not take it.
pub async fn add_category(
    conn: &mut Conn,
    clock: &Clock,
    event_id: EventId,
    key: &str,
    described: &CategoryDescription,
    actor: Actor,
) -> diesel::QueryResult<AddOutcome> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let event = events::find_for_update(conn, event_id).await?;
        let others = queries::list_all(conn, event_id).await?;
        if others.iter().any(|other| other.key == key) {
            return Ok(AddOutcome::KeyTaken);
        }
        let new = NewCategory {
            event_id,
            quotas: Vec::new(),
            key,
            name: described.name.clone(),
            description: described.description.clone(),
            position: i32::try_from(others.len() + 1).unwrap_or(i32::MAX),
            admission: described.admission,
        };
        let id = queries::insert(conn, &new).await?;
        let category = find_by_key_of(conn, event_id, key).await?;
        settle(conn, &category, described.places, now).await?;
        let change = CategoryUpdate {
            name: &described.name,
            description: &described.description,
        };
        queries::update(conn, id, &change, described.admission).await?;
        let entry = NewActivity {
            kind: Kind::CategoryCreated,
            actor,
            organization_id: Some(event.organization_id),
            event_id: Some(event.id),
            subject_id: id.uuid(),
            data: json!({"key": key}),
            personal: None,
        };
        activity::record(conn, now, vec![entry]).await?;
        Ok(AddOutcome::Added)
    })
    .await
}
