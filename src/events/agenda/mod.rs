//! The agenda: sessions by the wall clock of the event, in rooms of its venue, with those who speak.
//!
//! A session begins on one of the event's days and takes its room alone. An event that is moved keeps its sessions
//! where they are; which of them no longer fit is told to its organizer, who knows what to do about it.

mod queries;
mod save_session;
mod remove_session;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use diesel::prelude::*;

use super::model::Event;
use super::rooms::Room;
use crate::platform::i18n::Tr;
use crate::platform::ids::{AgendaSessionId, EventId, RoomId, text_enum};
use crate::platform::localized::Localized;
use crate::schema::{agenda_sessions, session_speakers};

pub use queries::{copy_agenda, find_session, list_sessions};
pub use remove_session::remove_session;
pub use save_session::{SessionOutcome, add_session, change_session};

text_enum! {
    /// What kind of session it is.
    pub enum SessionKind {
        /// Talks, panels, working groups.
        Session = "session",
        /// Before everybody.
        Keynote = "keynote",
        /// Coffee, lunch.
        Break = "break",
        /// Receptions, dinners, excursions.
        Social = "social",
    }
}

impl SessionKind {
    /// What it is called.
    #[must_use]
    pub fn words(self, t: Tr) -> String {
        match self {
            Self::Session => t.of("session-kind-session"),
            Self::Keynote => t.of("session-kind-keynote"),
            Self::Break => t.of("session-kind-break"),
            Self::Social => t.of("session-kind-social"),
        }
    }
}

/// Somebody who speaks in a session.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = session_speakers, check_for_backend(diesel::pg::Pg))]
pub struct Speaker {
    /// Name by language: one writes it differently in each script.
    pub name: Localized,
    /// Position and organization by language.
    pub affiliation: Localized,
}

/// A session as its row holds it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = agenda_sessions, check_for_backend(diesel::pg::Pg))]
pub struct SessionRow {
    /// Its id.
    pub id: AgendaSessionId,
    /// On whose agenda it is.
    pub event_id: EventId,
    /// Where.
    pub room_id: Option<RoomId>,
    /// What kind it is.
    pub kind: SessionKind,
    /// Title by language.
    pub title: Localized,
    /// Abstract by language, in Markdown.
    pub about: Localized,
    /// Begin, by the event's wall clock.
    pub starts_local: NaiveDateTime,
    /// End, by the event's wall clock.
    pub ends_local: NaiveDateTime,
    /// Raised at every change.
    pub revision: i32,
}

/// A session with its speakers.
#[derive(Debug, Clone)]
pub struct AgendaSession {
    /// What is said of it.
    pub row: SessionRow,
    /// Who speaks, in their order.
    pub speakers: Vec<Speaker>,
}

/// What is said of a session.
#[derive(Debug)]
pub struct SessionDescription {
    /// What kind it is.
    pub kind: SessionKind,
    /// Title by language.
    pub title: Localized,
    /// Abstract by language, in Markdown.
    pub about: Localized,
    /// Begin and end, by the event's wall clock.
    pub local: (NaiveDateTime, NaiveDateTime),
    /// Where.
    pub room_id: Option<RoomId>,
    /// Who speaks, in their order.
    pub speakers: Vec<Speaker>,
}

/// Why a session no longer fits its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// It begins on none of the event's days.
    Outside,
    /// Its room is at another venue.
    Elsewhere,
}

impl AgendaSession {
    /// Why it does not fit the event as it is now, whose venue has these `rooms`.
    #[must_use]
    pub fn misfit(&self, event: &Event, rooms: &[Room]) -> Option<Misfit> {
        let is_here = |id: RoomId| rooms.iter().any(|room| room.id == id);
        if !event_days(event).contains(&self.row.starts_local.date()) {
            Some(Misfit::Outside)
        } else if self.row.room_id.is_some_and(|id| !is_here(id)) {
            Some(Misfit::Elsewhere)
        } else {
            None
        }
    }
}

/// The longest agenda, in days: more than any conference and less than a mistyped year.
const MOST_DAYS: usize = 366;

/// The days of an event; an end at midnight belongs to the day before. None while it has no time.
#[must_use]
pub fn event_days(event: &Event) -> Vec<NaiveDate> {
    let (Some(starts), Some(ends)) = (event.starts_local, event.ends_local) else {
        return Vec::new();
    };
    let last = if ends.time() == NaiveTime::MIN && starts < ends {
        ends.date().pred_opt().unwrap_or(ends.date())
    } else {
        ends.date()
    };
    starts
        .date()
        .iter_days()
        .take_while(|day| *day <= last)
        .take(MOST_DAYS)
        .collect()
}
