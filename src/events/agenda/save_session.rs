//! Putting a session on the agenda and changing one. The room is locked while it is looked for others in it, so that
//! two organizers do not book it for the same hour.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::{SessionDescription, SessionRow, event_days, queries};
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events::model::Event;
use crate::events::{queries as events, rooms};
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::{AgendaSessionId, EventId};

/// How saving a session ended.
#[derive(Debug)]
pub enum SessionOutcome {
    /// It is on the agenda.
    Saved,
    /// Somebody else changed it since the form was opened.
    Conflict,
    /// The event has no such day, or none at all.
    Outside,
    /// The venue has no such room.
    NoRoom,
    /// The room is taken, by this session of this event.
    RoomTaken(Box<(SessionRow, Event)>),
}

/// Puts a session on the agenda of an event.
///
/// # Errors
/// When the database does not take it.
pub async fn add_session(
    conn: &mut Conn,
    clock: &Clock,
    event_id: EventId,
    session: &SessionDescription,
    actor: Actor,
) -> diesel::QueryResult<SessionOutcome> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let event = events::find_for_update(conn, event_id).await?;
        if let Some(refusal) = refuse(conn, &event, session, None).await? {
            return Ok(refusal);
        }
        let id = queries::insert(conn, event_id, session).await?;
        activity::record(conn, now, vec![entry(Kind::SessionCreated, &event, id, actor)]).await?;
        Ok(SessionOutcome::Saved)
    })
    .await
}

/// Changes a session that is still in `revision`.
///
/// # Errors
/// When the database does not take it, or the event has no such session.
pub async fn change_session(
    conn: &mut Conn,
    clock: &Clock,
    event_id: EventId,
    (id, revision): (AgendaSessionId, i32),
    session: &SessionDescription,
    actor: Actor,
) -> diesel::QueryResult<SessionOutcome> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        // Whoever changes a session holds its event, so the row needs no lock of its own.
        let event = events::find_for_update(conn, event_id).await?;
        let stored = queries::find_session(conn, event_id, id)
            .await?
            .ok_or(diesel::result::Error::NotFound)?;
        if stored.row.revision != revision {
            return Ok(SessionOutcome::Conflict);
        }
        if let Some(refusal) = refuse(conn, &event, session, Some(id)).await? {
            return Ok(refusal);
        }
        queries::update(conn, id, session).await?;
        activity::record(conn, now, vec![entry(Kind::SessionChanged, &event, id, actor)]).await?;
        Ok(SessionOutcome::Saved)
    })
    .await
}

/// Why the session cannot take place then and there.
async fn refuse(
    conn: &mut Conn,
    event: &Event,
    session: &SessionDescription,
    id: Option<AgendaSessionId>,
) -> diesel::QueryResult<Option<SessionOutcome>> {
    if !event_days(event).contains(&session.local.0.date()) {
        return Ok(Some(SessionOutcome::Outside));
    }
    let Some(room_id) = session.room_id else {
        return Ok(None);
    };
    let room = match event.venue_id {
        Some(venue_id) => rooms::lock_room(conn, venue_id, room_id).await?,
        None => None,
    };
    if room.is_none() {
        return Ok(Some(SessionOutcome::NoRoom));
    }
    let taken = queries::find_overlap(conn, room_id, session.local, id).await?;
    Ok(taken.map(|taken| SessionOutcome::RoomTaken(Box::new(taken))))
}

pub(super) fn entry(kind: Kind, event: &Event, id: AgendaSessionId, actor: Actor) -> NewActivity {
    NewActivity {
        kind,
        actor,
        organization_id: Some(event.organization_id),
        event_id: Some(event.id),
        subject_id: id.uuid(),
        data: json!({}),
        personal: None,
    }
}
