//! `/organizer/events/{slug}/when-and-where`.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::agenda::{Misplaced, list_misplaced};
use super::venue_form::{ADDRESS, MAX_ADDRESS, MAX_VENUE_NAME, control_value, parse_position, span_mistake};
use crate::accounts;
use crate::activity::Actor;
use crate::events::change_place::{Span, VenueChoice, change_place};
use crate::events::moves::find_unsettled;
use crate::events::{
    EditOutcome, Event, EventAccess, EventStatus, Manage, NewVenue, Venue, Workspace, WorkspacePage, queries,
};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::VenueId;
use crate::platform::time::Zone;
use crate::platform::web::{
    App, Conflict, Error, FieldError, FormState, LocalizedField, Mistakes, Page, RawForm, html,
    localized_field, urls,
};

const NAME: LocalizedField = localized_field!("venue_name");

#[derive(Template)]
#[template(path = "events/schedule.html")]
struct SchedulePage {
    page: Page,
    workspace: Workspace,
    form: FormState,
    conflict: Option<Conflict>,
    notice: Option<String>,
    revision: i32,
    is_published: bool,
    /// Sessions of the agenda that do not fit the event as it is now.
    misplaced: Vec<Misplaced>,
    venues_href: String,
    zones: Vec<&'static str>,
    venues: Vec<(String, String)>,
    /// Whether the fields of a new venue are open.
    is_new_venue: bool,
}

impl SchedulePage {
    fn name(&self) -> LocalizedField {
        NAME
    }

    fn address(&self) -> LocalizedField {
        ADDRESS
    }
}

/// What a redirect back to the page says.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    saved: String,
}

async fn schedule_page(
    conn: &mut Conn,
    access: &EventAccess<Manage>,
    event: &Event,
    page: Page,
    form: FormState,
) -> Result<SchedulePage, Error> {
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let known = queries::list_venues(conn, event.organization_id).await?;
    let mut venues = vec![(String::new(), t.of("schedule-no-venue"))];
    venues.extend(
        known
            .iter()
            .map(|venue| (venue.id.to_string(), venue_words(venue, event, t))),
    );
    venues.push(("new".to_owned(), t.of("schedule-new-venue")));
    Ok(SchedulePage {
        workspace: Workspace::of(access, t, WorkspacePage::Schedule),
        conflict: None,
        notice: None,
        revision: event.revision,
        is_published: event.status == EventStatus::Published,
        misplaced: list_misplaced(conn, event, t).await?,
        venues_href: urls::venues(event.organization_id),
        zones: Zone::all().map(Zone::name).collect(),
        venues,
        is_new_venue: form.is("venue", "new") || known.is_empty(),
        form,
        page,
    })
}

fn venue_words(venue: &Venue, event: &Event, t: Tr) -> String {
    let default = event.default_language;
    format!(
        "{}, {}",
        venue.name.resolve(t.lang(), default).1,
        venue.address.resolve(t.lang(), default).1
    )
}

async fn stored(conn: &mut Conn, event: &Event) -> Result<FormState, Error> {
    let zone = match event.time_zone {
        Some(zone) => Some(zone),
        None => queries::find_usual_zone(conn, event.organization_id).await?,
    };
    let control = |time: Option<chrono::NaiveDateTime>| time.map(control_value).unwrap_or_default();
    Ok(FormState::fresh([
        ("starts", control(event.starts_local)),
        ("ends", control(event.ends_local)),
        ("zone", zone.map(|zone| zone.to_string()).unwrap_or_default()),
        (
            "venue",
            event.venue_id.map(|id| id.to_string()).unwrap_or_default(),
        ),
    ]))
}

/// `GET /organizer/events/{slug}/when-and-where`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    said: web::Query<Said>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let notice = match said.saved.as_str() {
        "" => None,
        "twice" => Some(page.t.of("schedule-saved-ambiguous")),
        "told" => Some(page.t.of("schedule-told")),
        "untold" => Some(page.t.of("schedule-untold")),
        _ => Some(page.t.of("saved")),
    };
    let form = stored(&mut conn, &access.event).await?;
    let template = SchedulePage {
        notice,
        ..schedule_page(&mut conn, &access, &access.event, page, form).await?
    };
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/events/{slug}/when-and-where`: if people expect the event elsewhere, to where they are told.
///
/// # Errors
/// When the database does not answer.
pub async fn save(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let known = queries::list_venues(&mut conn, event.organization_id).await?;
    let (span, venue) = match parse(&form, event, &known, t) {
        Ok(parsed) => parsed,
        Err(errors) => {
            let form = FormState::rejected(form, errors);
            let template = schedule_page(&mut conn, &access, event, page, form).await?;
            return html(HttpResponse::UnprocessableEntity(), &template);
        }
    };
    let revision = form.get("revision").parse().unwrap_or(0);
    let actor = Actor::Account(access.signed_in.account.id);
    match change_place(&mut conn, &app.clock, event.id, revision, span, &venue, actor).await? {
        EditOutcome::Conflict => {
            let current = queries::find_by_id(&mut conn, event.id).await?;
            let conflict = conflict(&mut conn, &current, &known, t).await?;
            let form = FormState::rejected(form, Vec::new());
            let template = SchedulePage {
                conflict: Some(conflict),
                ..schedule_page(&mut conn, &access, &current, page, form).await?
            };
            html(HttpResponse::Conflict(), &template)
        }
        EditOutcome::Saved => {
            let said = if span.is_some_and(|span| span.ambiguous) {
                "twice"
            } else {
                "1"
            };
            let next = match find_unsettled(&mut conn, event.id).await? {
                Some(_) => urls::tell_move(&event.slug),
                None => urls::event_schedule(&event.slug),
            };
            Ok(HttpResponse::SeeOther()
                .insert_header((header::LOCATION, format!("{next}?saved={said}")))
                .finish())
        }
    }
}

type Parsed = (Option<Span>, VenueChoice);

fn parse(form: &RawForm, event: &Event, known: &[Venue], t: Tr) -> Result<Parsed, Vec<FieldError>> {
    let mut mistakes = Mistakes::new(t);
    let is_draft = event.status == EventStatus::Draft;
    let has_time = form.has("starts") || form.has("ends");
    let span = if has_time || !is_draft {
        let starts = mistakes.local_time(form, "starts");
        let ends = mistakes.local_time(form, "ends");
        let zone = mistakes.zone(form, "zone");
        starts.zip(ends).zip(zone).and_then(|((starts, ends), zone)| {
            Span::new(zone, starts, ends)
                .map_err(|fault| {
                    let (field, message) = span_mistake(fault, zone, t);
                    mistakes.add(field, message);
                })
                .ok()
        })
    } else {
        None
    };
    let venue = match form.get("venue") {
        "new" => VenueChoice::New(parse_venue(form, event, &mut mistakes)),
        "" => VenueChoice::None,
        id => {
            let id: Option<VenueId> = id.parse().ok();
            let own = id.filter(|id| known.iter().any(|venue| venue.id == *id));
            own.map_or(VenueChoice::None, VenueChoice::Known)
        }
    };
    if matches!(venue, VenueChoice::None) && (!is_draft || form.has("venue")) {
        mistakes.add("venue", t.of("schedule-venue-missing"));
    }
    if mistakes.found.is_empty() {
        Ok((span, venue))
    } else {
        Err(mistakes.found)
    }
}

fn parse_venue(form: &RawForm, event: &Event, mistakes: &mut Mistakes) -> NewVenue {
    let t = mistakes.t;
    let name = mistakes.localized_line(form, NAME, MAX_VENUE_NAME);
    let address = mistakes.localized_line(form, ADDRESS, MAX_ADDRESS);
    let language = ("language", Value::from(event.default_language.endonym()));
    for (text, field, message) in [
        (&name, NAME, "schedule-venue-name-missing"),
        (&address, ADDRESS, "schedule-address-missing"),
    ] {
        let needed = field.name(event.default_language);
        let told = mistakes.found.iter().any(|error| error.field == needed);
        if text.get(event.default_language).is_none() && !told {
            mistakes.add(needed, t.with(message, std::slice::from_ref(&language)));
        }
    }
    let position = parse_position(form.get("position")).unwrap_or_else(|_| {
        mistakes.add("position", t.of("schedule-position-odd"));
        None
    });
    NewVenue {
        organization_id: event.organization_id,
        name,
        address,
        position,
    }
}

async fn conflict(conn: &mut Conn, event: &Event, known: &[Venue], t: Tr) -> Result<Conflict, Error> {
    let when = event.schedule().map(|schedule| {
        t.when(schedule.zone, schedule.starts_local, schedule.ends_local)
            .line(t)
    });
    let venue = known
        .iter()
        .find(|venue| Some(venue.id) == event.venue_id)
        .map(|venue| venue_words(venue, event, t));
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    Ok(Conflict {
        words: accounts::describe_last_change(conn, event.id.uuid(), zone, t).await?,
        stored: vec![
            (t.of("event-when"), when.unwrap_or_default()),
            (t.of("event-where"), venue.unwrap_or_default()),
        ],
    })
}
