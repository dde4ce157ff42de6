//! The agenda on the event's page: by day, as the wall clock there shows it.

use chrono::NaiveDate;

use crate::events::agenda::{AgendaSession, SessionKind, list_sessions};
use crate::events::rooms::{Room, list_rooms};
use crate::events::{Event, EventSchedule};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::markdown;

/// A day with its sessions.
pub(super) struct AgendaDay {
    pub iso: String,
    pub words: String,
    pub sessions: Vec<SessionFacts>,
}

/// What is said of a session. A text comes with the language it is in.
pub(super) struct SessionFacts {
    pub kind: SessionKind,
    pub hours: String,
    pub iso_start: String,
    pub lang: Lang,
    pub title: String,
    /// Kind and room, as far as they say something.
    pub facts: String,
    pub speakers: Vec<SpeakerFacts>,
    /// The abstract as HTML.
    pub about: Option<(Lang, String)>,
}

pub(super) struct SpeakerFacts {
    pub name: (Lang, String),
    pub affiliation: (Lang, String),
}

/// The agenda of an event, empty while it has no time.
pub(super) async fn of(conn: &mut Conn, event: &Event, t: Tr) -> diesel::QueryResult<Vec<AgendaDay>> {
    let Some(schedule) = event.schedule() else {
        return Ok(Vec::new());
    };
    let rooms = match event.venue_id {
        Some(id) => list_rooms(conn, id).await?,
        None => Vec::new(),
    };
    let mut days: Vec<AgendaDay> = Vec::new();
    let mut last: Option<NaiveDate> = None;
    for session in list_sessions(conn, event.id).await? {
        let date = session.row.starts_local.date();
        if last != Some(date) {
            last = Some(date);
            days.push(AgendaDay {
                iso: date.to_string(),
                words: t.date_weekday(date),
                sessions: Vec::new(),
            });
        }
        if let Some(day) = days.last_mut() {
            day.sessions.push(facts(event, &schedule, &session, &rooms, t));
        }
    }
    Ok(days)
}

fn facts(
    event: &Event,
    schedule: &EventSchedule,
    session: &AgendaSession,
    rooms: &[Room],
    t: Tr,
) -> SessionFacts {
    let row = &session.row;
    let owned = |text: &Localized| {
        let (lang, text) = text.resolve(t.lang(), event.default_language);
        (lang, text.to_owned())
    };
    let (lang, title) = owned(&row.title);
    let kind = match row.kind {
        SessionKind::Keynote | SessionKind::Social => Some(row.kind.words(t)),
        SessionKind::Session | SessionKind::Break => None,
    };
    let room = rooms.iter().find(|room| Some(room.id) == row.room_id);
    let facts: Vec<String> = kind
        .into_iter()
        .chain(room.map(|room| owned(&room.name).1))
        .collect();
    let when = t.when(schedule.zone, row.starts_local, row.ends_local);
    let times = [row.starts_local, row.ends_local].map(|local| Value::from(t.time(local.time())));
    let [start, end] = times;
    SessionFacts {
        kind: row.kind,
        hours: t.with("hours", &[("start", start), ("end", end)]),
        iso_start: when.iso_start,
        lang,
        title,
        facts: facts.join(" · "),
        speakers: session
            .speakers
            .iter()
            .map(|speaker| SpeakerFacts {
                name: owned(&speaker.name),
                affiliation: owned(&speaker.affiliation),
            })
            .collect(),
        about: (!row.about.is_empty()).then(|| {
            let (lang, about) = owned(&row.about);
            (lang, markdown::to_html(&about, 5))
        }),
    }
}
