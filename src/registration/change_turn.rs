//! Letting somebody in a line go before all others, or taking that back: with a reason, on the record.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::queries::line as queries;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events::Event;
use crate::platform::ids::{RegistrationId, text_enum};
use crate::platform::web::{App, Error};

text_enum! {
    /// When somebody in a line has her turn.
    pub enum Turn {
        /// Before all others.
        First = "first",
        /// By the time since which she waits.
        ByTime = "by-time",
    }
}

/// Gives somebody in a line of `event` another turn, and those who want to come with her; says whether she waits at
/// all. The record keeps the reason.
///
/// # Errors
/// When the database does not take it.
pub async fn change_turn(
    app: &App,
    event: &Event,
    id: RegistrationId,
    turn: Turn,
    reason: &str,
    actor: Actor,
) -> Result<bool, Error> {
    let mut conn = app.pool.get().await?;
    let waits = conn
        .transaction(async |conn| {
            let now = app.clock.now(conn).await?;
            let Some((was, together)) = queries::find_entry_for_update(conn, id).await? else {
                return Ok(false);
            };
            let priority = match turn {
                Turn::ByTime => 0,
                Turn::First => queries::find_top_priority(conn, event.id, id, together)
                    .await?
                    .saturating_add(1),
            };
            if priority == was {
                return Ok(true);
            }
            queries::update_priority(conn, id, together, priority).await?;
            let entry = NewActivity {
                kind: Kind::RegistrationPrioritized,
                actor,
                organization_id: Some(event.organization_id),
                event_id: Some(event.id),
                subject_id: id.uuid(),
                data: json!({"turn": turn}),
                personal: Some(json!({"reason": reason})),
            };
            activity::record(conn, now, vec![entry]).await?;
            Ok::<_, diesel::result::Error>(true)
        })
        .await?;
    Ok(waits)
}
