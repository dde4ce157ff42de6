//! Taking a session off the agenda.

use diesel_async::AsyncConnection as _;

use super::queries;
use super::save_session::entry;
use crate::activity::{self, Actor, Kind};
use crate::events::queries as events;
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::{AgendaSessionId, EventId};

/// Takes a session off the agenda of an event; one that is gone already stays gone.
///
/// # Errors
/// When the database does not take it.
pub async fn remove_session(
    conn: &mut Conn,
    clock: &Clock,
    event_id: EventId,
    id: AgendaSessionId,
    actor: Actor,
) -> diesel::QueryResult<()> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let event = events::find_for_update(conn, event_id).await?;
        if queries::delete(conn, event_id, id).await? {
            activity::record(conn, now, vec![entry(Kind::SessionRemoved, &event, id, actor)]).await?;
        }
        Ok(())
    })
    .await
}
