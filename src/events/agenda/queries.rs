//! The SQL of the agenda.

use std::collections::HashMap;

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{AgendaSession, SessionDescription, SessionRow, Speaker};
use crate::events::model::{Event, EventStatus};
use crate::platform::db::Conn;
use crate::platform::ids::{AgendaSessionId, EventId, RoomId};
use crate::schema::{agenda_sessions, events, session_speakers};

/// The sessions of an event in their order, with their speakers.
///
/// # Errors
/// When the database does not answer.
pub async fn list_sessions(conn: &mut Conn, event_id: EventId) -> QueryResult<Vec<AgendaSession>> {
    let rows = agenda_sessions::table
        .filter(agenda_sessions::event_id.eq(event_id))
        .order((
            agenda_sessions::starts_local,
            agenda_sessions::ends_local,
            agenda_sessions::id,
        ))
        .select(SessionRow::as_select())
        .load(conn)
        .await?;
    with_speakers(conn, rows).await
}

/// One session of an event.
///
/// # Errors
/// When the database does not answer.
pub async fn find_session(
    conn: &mut Conn,
    event_id: EventId,
    id: AgendaSessionId,
) -> QueryResult<Option<AgendaSession>> {
    let rows = agenda_sessions::table
        .find(id)
        .filter(agenda_sessions::event_id.eq(event_id))
        .select(SessionRow::as_select())
        .load(conn)
        .await?;
    Ok(with_speakers(conn, rows).await?.pop())
}

async fn with_speakers(conn: &mut Conn, rows: Vec<SessionRow>) -> QueryResult<Vec<AgendaSession>> {
    let ids: Vec<AgendaSessionId> = rows.iter().map(|row| row.id).collect();
    let all: Vec<(AgendaSessionId, Speaker)> = session_speakers::table
        .filter(session_speakers::session_id.eq_any(ids))
        .order((session_speakers::session_id, session_speakers::position))
        .select((session_speakers::session_id, Speaker::as_select()))
        .load(conn)
        .await?;
    let mut speakers: HashMap<AgendaSessionId, Vec<Speaker>> = HashMap::new();
    for (id, speaker) in all {
        speakers.entry(id).or_default().push(speaker);
    }
    Ok(rows
        .into_iter()
        .map(|row| AgendaSession {
            speakers: speakers.remove(&row.id).unwrap_or_default(),
            row,
        })
        .collect())
}

/// A session other than `except` that takes place in the room at the same time, with its event. A room has one wall
/// clock, so events there agree about it; events that are called off or deleted leave it free.
pub(super) async fn find_overlap(
    conn: &mut Conn,
    room_id: RoomId,
    (starts, ends): (NaiveDateTime, NaiveDateTime),
    except: Option<AgendaSessionId>,
) -> QueryResult<Option<(SessionRow, Event)>> {
    let found: Vec<(SessionRow, Event)> = agenda_sessions::table
        .inner_join(events::table)
        .filter(agenda_sessions::room_id.eq(room_id))
        .filter(agenda_sessions::starts_local.lt(ends))
        .filter(agenda_sessions::ends_local.gt(starts))
        .filter(events::deleted_at.is_null())
        .filter(events::status.ne(EventStatus::Cancelled))
        .order(agenda_sessions::starts_local)
        .limit(2)
        .select((SessionRow::as_select(), Event::as_select()))
        .load(conn)
        .await?;
    Ok(found.into_iter().find(|(session, _)| Some(session.id) != except))
}

pub(super) async fn insert(
    conn: &mut Conn,
    event_id: EventId,
    session: &SessionDescription,
) -> QueryResult<AgendaSessionId> {
    let id = AgendaSessionId::new();
    diesel::insert_into(agenda_sessions::table)
        .values((
            agenda_sessions::id.eq(id),
            agenda_sessions::event_id.eq(event_id),
            agenda_sessions::room_id.eq(session.room_id),
            agenda_sessions::kind.eq(session.kind),
            agenda_sessions::title.eq(&session.title),
            agenda_sessions::about.eq(&session.about),
            agenda_sessions::starts_local.eq(session.local.0),
            agenda_sessions::ends_local.eq(session.local.1),
        ))
        .execute(conn)
        .await?;
    insert_speakers(conn, id, &session.speakers).await?;
    Ok(id)
}

pub(super) async fn update(
    conn: &mut Conn,
    id: AgendaSessionId,
    session: &SessionDescription,
) -> QueryResult<()> {
    diesel::update(agenda_sessions::table.find(id))
        .set((
            agenda_sessions::room_id.eq(session.room_id),
            agenda_sessions::kind.eq(session.kind),
            agenda_sessions::title.eq(&session.title),
            agenda_sessions::about.eq(&session.about),
            agenda_sessions::starts_local.eq(session.local.0),
            agenda_sessions::ends_local.eq(session.local.1),
            agenda_sessions::revision.eq(agenda_sessions::revision + 1),
        ))
        .execute(conn)
        .await?;
    diesel::delete(session_speakers::table.filter(session_speakers::session_id.eq(id)))
        .execute(conn)
        .await?;
    insert_speakers(conn, id, &session.speakers).await
}

async fn insert_speakers(conn: &mut Conn, id: AgendaSessionId, speakers: &[Speaker]) -> QueryResult<()> {
    let rows: Vec<_> = (1_i16..)
        .zip(speakers)
        .map(|(position, speaker)| {
            (
                session_speakers::session_id.eq(id),
                session_speakers::position.eq(position),
                session_speakers::name.eq(&speaker.name),
                session_speakers::affiliation.eq(&speaker.affiliation),
            )
        })
        .collect();
    diesel::insert_into(session_speakers::table)
        .values(rows)
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes a session off the agenda, and says whether it was there.
pub(super) async fn delete(conn: &mut Conn, event_id: EventId, id: AgendaSessionId) -> QueryResult<bool> {
    let deleted = diesel::delete(
        agenda_sessions::table
            .find(id)
            .filter(agenda_sessions::event_id.eq(event_id)),
    )
    .execute(conn)
    .await?;
    Ok(deleted > 0)
}

/// Copies the agenda of an event to another one at the same venue, everything `later`.
///
/// # Errors
/// When the database does not take it.
pub async fn copy_agenda(conn: &mut Conn, from: EventId, to: EventId, later: TimeDelta) -> QueryResult<()> {
    for AgendaSession { row, speakers } in list_sessions(conn, from).await? {
        let copy = SessionDescription {
            kind: row.kind,
            title: row.title,
            about: row.about,
            local: (row.starts_local + later, row.ends_local + later),
            room_id: row.room_id,
            speakers,
        };
        insert(conn, to, &copy).await?;
    }
    Ok(())
}
