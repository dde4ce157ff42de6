//! Changing how an event looks.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::queries;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events::model::EditOutcome;
use crate::events::queries as events;
use crate::platform::clock::Clock;
use crate::platform::colour::Colour;
use crate::platform::db::Conn;
use crate::platform::ids::EventId;

/// Gives an event, whose look is still in `revision`, a colour of its own, or takes it back.
///
/// # Errors
/// When the database does not take it.
pub async fn change_look(
    conn: &mut Conn,
    clock: &Clock,
    event_id: EventId,
    revision: i32,
    colour: Option<Colour>,
    actor: Actor,
) -> diesel::QueryResult<EditOutcome> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        // Whoever changes a look holds its event.
        let event = events::find_for_update(conn, event_id).await?;
        if queries::find_look(conn, event_id).await?.revision != revision {
            return Ok(EditOutcome::Conflict);
        }
        let colour = colour.map(|colour| colour.to_string());
        queries::save(conn, event_id, colour.as_deref()).await?;
        let entry = NewActivity {
            kind: Kind::EventChanged,
            actor,
            organization_id: Some(event.organization_id),
            event_id: Some(event_id),
            subject_id: event_id.uuid(),
            data: json!({"what": "look"}),
            personal: None,
        };
        activity::record(conn, now, vec![entry]).await?;
        Ok(EditOutcome::Saved)
    })
    .await
}
