//! `/organizer/events/{slug}/agenda`: the sessions by day.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

use crate::events::agenda::{AgendaSession, Misfit, event_days, list_sessions};
use crate::events::rooms::{Room, list_rooms};
use crate::events::{Event, EventAccess, Manage, Workspace, WorkspacePage};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::web::{App, Error, Page, html, urls};

#[derive(Template)]
#[template(path = "events/agenda.html")]
struct AgendaPage {
    page: Page,
    workspace: Workspace,
    notice: Option<String>,
    about: String,
    days: Vec<Day>,
    /// Where to add a session; none while the event has no time.
    new_href: Option<String>,
    schedule_href: String,
    venues_href: String,
}

struct Day {
    heading: String,
    sessions: Vec<Row>,
}

struct Row {
    hours: String,
    lang: Lang,
    title: String,
    /// Kind, room and speakers in one line.
    facts: String,
    misfit: Option<String>,
    href: String,
    remove_href: String,
}

/// What a redirect back to the page says.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    done: String,
}

/// `GET /organizer/events/{slug}/agenda`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    said: web::Query<Said>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let (sessions, rooms) = sessions_and_rooms(&mut conn, event).await?;
    let mut days: Vec<Day> = Vec::new();
    let mut day: Option<NaiveDate> = None;
    for session in &sessions {
        let date = session.row.starts_local.date();
        if day != Some(date) {
            day = Some(date);
            days.push(Day {
                heading: t.date_weekday(date),
                sessions: Vec::new(),
            });
        }
        if let Some(day) = days.last_mut() {
            day.sessions.push(row(event, session, &rooms, t));
        }
    }
    let template = AgendaPage {
        workspace: Workspace::of(&access, t, WorkspacePage::Agenda),
        notice: match said.done.as_str() {
            "saved" => Some(t.of("saved")),
            "twice" => Some(t.of("schedule-saved-ambiguous")),
            "removed" => Some(t.of("session-removed")),
            _ => None,
        },
        about: match event.schedule() {
            Some(schedule) => {
                let zone = t.zone_name(schedule.zone, schedule.starts_at);
                t.with("agenda-about", &[("zone", Value::from(zone))])
            }
            None => t.of("agenda-no-time"),
        },
        days,
        new_href: (!event_days(event).is_empty()).then(|| urls::new_agenda_session(&event.slug)),
        schedule_href: urls::event_schedule(&event.slug),
        venues_href: match event.venue_id {
            Some(id) => urls::venue(event.organization_id, id),
            None => urls::venues(event.organization_id),
        },
        page,
    };
    html(HttpResponse::Ok(), &template)
}

async fn sessions_and_rooms(
    conn: &mut Conn,
    event: &Event,
) -> Result<(Vec<AgendaSession>, Vec<Room>), Error> {
    let rooms = match event.venue_id {
        Some(id) => list_rooms(conn, id).await?,
        None => Vec::new(),
    };
    Ok((list_sessions(conn, event.id).await?, rooms))
}

fn row(event: &Event, session: &AgendaSession, rooms: &[Room], t: Tr) -> Row {
    let default = event.default_language;
    let (lang, title) = session.row.title.resolve(t.lang(), default);
    let room = rooms.iter().find(|room| Some(room.id) == session.row.room_id);
    let mut facts = vec![session.row.kind.words(t)];
    facts.extend(room.map(|room| room.name.resolve(t.lang(), default).1.to_owned()));
    let names = session.speakers.iter();
    facts.extend(names.map(|speaker| speaker.name.resolve(t.lang(), default).1.to_owned()));
    Row {
        hours: t.with(
            "hours",
            &[
                ("start", Value::from(t.time(session.row.starts_local.time()))),
                ("end", Value::from(t.time(session.row.ends_local.time()))),
            ],
        ),
        lang,
        title: title.to_owned(),
        facts: facts.join(" · "),
        misfit: session.misfit(event, rooms).map(|misfit| misfit_words(misfit, t)),
        href: urls::agenda_session(&event.slug, session.row.id),
        remove_href: urls::delete_agenda_session(&event.slug, session.row.id),
    }
}

fn misfit_words(misfit: Misfit, t: Tr) -> String {
    match misfit {
        Misfit::Outside => t.of("session-outside"),
        Misfit::Elsewhere => t.of("session-elsewhere"),
    }
}

/// A session that no longer fits, for the page on which the event is moved.
pub(super) struct Misplaced {
    pub title: String,
    pub words: String,
    pub href: String,
}

/// The sessions that do not fit the event as it is now.
pub(super) async fn list_misplaced(conn: &mut Conn, event: &Event, t: Tr) -> Result<Vec<Misplaced>, Error> {
    let (sessions, rooms) = sessions_and_rooms(conn, event).await?;
    Ok(sessions
        .iter()
        .filter_map(|session| {
            let misfit = session.misfit(event, &rooms)?;
            let title = session.row.title.resolve(t.lang(), event.default_language);
            Some(Misplaced {
                title: title.1.to_owned(),
                words: format!(
                    "{}. {}",
                    t.date_time(session.row.starts_local),
                    misfit_words(misfit, t)
                ),
                href: urls::agenda_session(&event.slug, session.row.id),
            })
        })
        .collect())
}
