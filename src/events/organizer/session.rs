//! Putting a session on the agenda and changing one.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::session_form::{self, ABOUT, SPEAKERS, SpeakerFields, TITLE};
use super::venue_form::differing;
use crate::accounts;
use crate::activity::Actor;
use crate::events::agenda::{
    self, AgendaSession, SessionDescription, SessionKind, SessionOutcome, event_days,
};
use crate::events::rooms::list_rooms;
use crate::events::{Event, EventAccess, Manage, Workspace, WorkspacePage};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::AgendaSessionId;
use crate::platform::time::Zone;
use crate::platform::web::{
    App, Conflict, Error, FieldError, FormState, LocalizedField, Mistakes, Page, RawForm, html, urls,
};

#[derive(Template)]
#[template(path = "events/session.html")]
struct SessionPage {
    page: Page,
    workspace: Workspace,
    form: FormState,
    conflict: Option<Conflict>,
    title: String,
    revision: i32,
    list_href: String,
    venues_href: String,
    kinds: Vec<(String, String)>,
    days: Vec<(String, String)>,
    rooms: Vec<(String, String)>,
    /// Those that are shown.
    speakers: Vec<SpeakerRow>,
    has_more: bool,
}

struct SpeakerRow {
    heading: String,
    name: LocalizedField,
    affiliation: LocalizedField,
}

impl SessionPage {
    fn title_field(&self) -> LocalizedField {
        TITLE
    }

    fn about(&self) -> LocalizedField {
        ABOUT
    }
}

async fn session_page(
    conn: &mut Conn,
    access: &EventAccess<Manage>,
    page: Page,
    session: Option<&AgendaSession>,
    form: FormState,
) -> Result<SessionPage, Error> {
    let event = &access.event;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let known = match event.venue_id {
        Some(id) => list_rooms(conn, id).await?,
        None => Vec::new(),
    };
    let mut rooms = vec![(String::new(), t.of("session-no-room"))];
    rooms.extend(known.iter().map(|room| {
        let name = room.name.resolve(t.lang(), event.default_language).1;
        let words = match room.capacity {
            Some(capacity) => format!("{name}, {}", t.count("room-holds", capacity)),
            None => name.to_owned(),
        };
        (room.id.to_string(), words)
    }));
    let mut days: Vec<(String, String)> = event_days(event)
        .into_iter()
        .map(|day| (day.to_string(), t.date_weekday(day)))
        .collect();
    // A day the event no longer has must not turn into another one without a word.
    if !days.iter().any(|(value, _)| form.is("day", value)) {
        days.insert(0, (String::new(), t.of("session-day-choose")));
    }
    let shown = session_form::count_rows(&form);
    Ok(SessionPage {
        workspace: Workspace::of(access, t, WorkspacePage::Agenda),
        conflict: None,
        title: session.map_or_else(
            || t.of("session-new"),
            |session| {
                let title = session.row.title.resolve(t.lang(), event.default_language);
                title.1.to_owned()
            },
        ),
        revision: session.map_or(0, |session| session.row.revision),
        list_href: urls::agenda(&event.slug),
        venues_href: match event.venue_id {
            Some(id) => urls::venue(event.organization_id, id),
            None => urls::event_schedule(&event.slug),
        },
        kinds: SessionKind::ALL
            .iter()
            .map(|kind| (kind.to_string(), kind.words(t)))
            .collect(),
        days,
        rooms,
        speakers: (1_i32..)
            .zip(&SPEAKERS)
            .take(shown)
            .map(|(number, fields): (i32, &SpeakerFields)| SpeakerRow {
                heading: t.with("speaker-number", &[("number", Value::from(t.number(number)))]),
                name: fields.name,
                affiliation: fields.affiliation,
            })
            .collect(),
        has_more: shown < SPEAKERS.len(),
        form,
        page,
    })
}

/// `GET /organizer/events/{slug}/agenda/new`; while the event has no time, back to the agenda, which says so.
///
/// # Errors
/// When the database does not answer.
pub async fn show_add(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let Some(first) = event_days(event).first().copied() else {
        return Ok(to_agenda(&event.slug, ""));
    };
    let mut conn = app.pool.get().await?;
    // After what is last on the agenda, as agendas are written from top to bottom.
    let sessions = agenda::list_sessions(&mut conn, event.id).await?;
    let last = sessions.iter().map(|session| session.row.ends_local).max();
    let mut defaults = vec![("day", first.to_string())];
    if let Some(last) = last.filter(|last| event_days(event).contains(&last.date())) {
        defaults = vec![
            ("day", last.date().to_string()),
            ("starts", last.format("%H:%M").to_string()),
        ];
    }
    let form = FormState::fresh(defaults);
    let template = session_page(&mut conn, &access, page, None, form).await?;
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/events/{slug}/agenda/new`
///
/// # Errors
/// When the database does not answer.
pub async fn add(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    save(&app, &mut conn, &access, None, form, page).await
}

/// `GET /organizer/events/{slug}/agenda/{session}`
///
/// # Errors
/// 404 for a session that is not on this agenda.
pub async fn show_change(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let session = find(&mut conn, &access, &path.1).await?;
    let form = session_form::stored(&session);
    let template = session_page(&mut conn, &access, page, Some(&session), form).await?;
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/events/{slug}/agenda/{session}`
///
/// # Errors
/// 404 for a session that is not on this agenda.
pub async fn change(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let session = find(&mut conn, &access, &path.1).await?;
    save(&app, &mut conn, &access, Some(&session), form, page).await
}

/// `POST /organizer/events/{slug}/agenda/{session}/delete`
///
/// # Errors
/// 404 for what is no session.
pub async fn remove(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Error> {
    let id: AgendaSessionId = path.1.parse().map_err(|_| Error::NotFound)?;
    let actor = Actor::Account(access.signed_in.account.id);
    let mut conn = app.pool.get().await?;
    agenda::remove_session(&mut conn, &app.clock, access.event.id, id, actor).await?;
    Ok(to_agenda(&access.event.slug, "removed"))
}

async fn find(conn: &mut Conn, access: &EventAccess<Manage>, id: &str) -> Result<AgendaSession, Error> {
    let id: AgendaSessionId = id.parse().map_err(|_| Error::NotFound)?;
    agenda::find_session(conn, access.event.id, id)
        .await?
        .ok_or(Error::NotFound)
}

fn to_agenda(slug: &str, done: &str) -> HttpResponse {
    let query = if done.is_empty() {
        String::new()
    } else {
        format!("?done={done}")
    };
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, format!("{}{query}", urls::agenda(slug))))
        .finish()
}

/// Saves the form, or shows it again: with one more speaker, with what is wrong, with what somebody else saved.
async fn save(
    app: &App,
    conn: &mut Conn,
    access: &EventAccess<Manage>,
    session: Option<&AgendaSession>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let t = page.t;
    if form.has("more") {
        let revision = form.get("revision").parse().unwrap_or(0);
        let template = SessionPage {
            revision,
            ..session_page(conn, access, page, session, FormState::rejected(form, Vec::new())).await?
        };
        return html(HttpResponse::Ok(), &template);
    }
    let mut mistakes = Mistakes::new(t);
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    let Some((described, ambiguous)) = session_form::parse(&form, event, zone, &mut mistakes) else {
        let form = FormState::rejected(form, mistakes.found);
        let template = session_page(conn, access, page, session, form).await?;
        return html(HttpResponse::UnprocessableEntity(), &template);
    };
    let actor = Actor::Account(access.signed_in.account.id);
    let outcome = match session {
        None => agenda::add_session(conn, &app.clock, event.id, &described, actor).await?,
        Some(session) => {
            let revision = form.get("revision").parse().unwrap_or(0);
            let which = (session.row.id, revision);
            agenda::change_session(conn, &app.clock, event.id, which, &described, actor).await?
        }
    };
    let (field, message) = match outcome {
        SessionOutcome::Saved => {
            let done = if ambiguous { "twice" } else { "saved" };
            return Ok(to_agenda(&event.slug, done));
        }
        SessionOutcome::Conflict => {
            let Some(session) = session else {
                return Err(Error::NotFound);
            };
            let current = find(conn, access, &session.row.id.to_string()).await?;
            let conflict = Conflict {
                words: accounts::describe_last_change(conn, current.row.id.uuid(), zone, t).await?,
                stored: differences(conn, event, &current, &described, t).await?,
            };
            let form = FormState::rejected(form, Vec::new());
            let template = SessionPage {
                conflict: Some(conflict),
                ..session_page(conn, access, page, Some(&current), form).await?
            };
            return html(HttpResponse::Conflict(), &template);
        }
        SessionOutcome::Outside => ("day", t.of("session-day-missing")),
        SessionOutcome::NoRoom => ("room", t.of("session-room-gone")),
        SessionOutcome::RoomTaken(taken) => {
            let (other, whose) = *taken;
            let title = other.title.resolve(t.lang(), whose.default_language).1;
            let title = if whose.id == event.id {
                title.to_owned()
            } else {
                format!("{}: {title}", whose.title(t.lang()).1)
            };
            let message = t.with(
                "session-room-taken",
                &[
                    ("title", Value::from(title)),
                    ("starts", Value::from(t.time(other.starts_local.time()))),
                    ("ends", Value::from(t.time(other.ends_local.time()))),
                ],
            );
            ("room", message)
        }
    };
    let form = FormState::rejected(
        form,
        vec![FieldError {
            field: field.into(),
            message,
        }],
    );
    let template = session_page(conn, access, page, session, form).await?;
    html(HttpResponse::UnprocessableEntity(), &template)
}

/// What is stored and differs from what was typed.
async fn differences(
    conn: &mut Conn,
    event: &Event,
    current: &AgendaSession,
    typed: &SessionDescription,
    t: Tr,
) -> Result<Vec<(String, String)>, Error> {
    let row = &current.row;
    let texts = [
        ("session-title", &row.title, &typed.title),
        ("session-about", &row.about, &typed.about),
    ];
    let mut stored: Vec<(String, String)> = texts
        .into_iter()
        .flat_map(|(label, stored, typed)| differing(&t.of(label), stored, typed))
        .collect();
    if row.kind != typed.kind {
        stored.push((t.of("session-kind"), row.kind.words(t)));
    }
    if (row.starts_local, row.ends_local) != typed.local {
        let when = t.when(
            event.time_zone.unwrap_or(Zone::UTC),
            row.starts_local,
            row.ends_local,
        );
        stored.push((t.of("event-when"), when.line(t)));
    }
    if row.room_id != typed.room_id {
        let rooms = match event.venue_id {
            Some(id) => list_rooms(conn, id).await?,
            None => Vec::new(),
        };
        let room = rooms.iter().find(|room| Some(room.id) == row.room_id);
        let name = room.map(|room| room.name.resolve(t.lang(), event.default_language).1.to_owned());
        stored.push((t.of("session-room"), name.unwrap_or_default()));
    }
    if current.speakers != typed.speakers {
        let names: Vec<&str> = current
            .speakers
            .iter()
            .map(|speaker| speaker.name.resolve(t.lang(), event.default_language).1)
            .collect();
        stored.push((t.of("session-speakers"), names.join(" · ")));
    }
    Ok(stored)
}
