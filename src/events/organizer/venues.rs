//! `/organizer/organizations/{organization}/venues`: the venues of an organization, each with its rooms and the
//! events there.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::venue_form::{ADDRESS, MAX_ADDRESS, MAX_VENUE_NAME, differing, parse_position};
use crate::accounts::{self, OrganizationAccess};
use crate::activity::Actor;
use crate::events::change_venue::change_venue;
use crate::events::moves::find_unsettled;
use crate::events::queries::{self, VenueChanges};
use crate::events::rooms::{RoomUse, list_rooms};
use crate::events::{EditOutcome, Event, Manage, Venue, status_tag};
use crate::platform::db::Conn;
use crate::platform::i18n::Tr;
use crate::platform::ids::{OrganizationId, VenueId};
use crate::platform::lang::Lang;
use crate::platform::localized::{Localized, Resolved};
use crate::platform::time::Zone;
use crate::platform::web::{
    App, Conflict, Error, FieldError, FormState, LocalizedField, Mistakes, Page, RawForm, html,
    localized_field, urls,
};

const NAME: LocalizedField = localized_field!("name");

#[derive(Template)]
#[template(path = "events/venues.html")]
struct VenuesPage {
    page: Page,
    organization: String,
    venues: Vec<VenueRow>,
}

struct VenueRow {
    name: Resolved,
    address: Resolved,
    href: String,
    events: String,
}

#[derive(Template)]
#[template(path = "events/venue.html")]
struct VenuePage {
    page: Page,
    organization: String,
    list_href: String,
    title: Resolved,
    form: FormState,
    conflict: Option<Conflict>,
    notice: Option<String>,
    /// Why a room was not removed, and the sessions in it.
    refusal: Vec<String>,
    revision: i32,
    rooms: Vec<RoomRow>,
    new_room_href: String,
    events: Vec<EventRow>,
}

struct RoomRow {
    name: Resolved,
    capacity: String,
    href: String,
    remove_href: String,
}

struct EventRow {
    lang: Lang,
    title: String,
    when: String,
    status: String,
    tone: &'static str,
    href: String,
}

impl VenuePage {
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
    done: String,
}

/// The text for a reader of the page; venues belong to no event whose language could step in.
fn words(text: &Localized, t: Tr) -> Resolved {
    text.resolved(t.lang(), Lang::En)
}

/// `GET /organizer/organizations/{organization}/venues`
///
/// # Errors
/// When the database does not answer.
pub async fn list(
    app: web::Data<App>,
    access: OrganizationAccess<Manage>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let venues = queries::list_venues(&mut conn, access.organization.id).await?;
    let ids: Vec<VenueId> = venues.iter().map(|venue| venue.id).collect();
    let events = queries::list_at_venues(&mut conn, &ids).await?;
    let template = VenuesPage {
        organization: access.organization.name.clone(),
        venues: venues
            .iter()
            .map(|venue| {
                let here = events.iter().filter(|event| event.venue_id == Some(venue.id));
                VenueRow {
                    name: words(&venue.name, t),
                    address: words(&venue.address, t),
                    href: urls::venue(access.organization.id, venue.id),
                    events: t.count(
                        "venue-event-count",
                        i64::try_from(here.count()).unwrap_or(i64::MAX),
                    ),
                }
            })
            .collect(),
        page,
    };
    html(HttpResponse::Ok(), &template)
}

pub(super) async fn find_venue(
    conn: &mut Conn,
    organization: OrganizationId,
    id: &str,
) -> Result<Venue, Error> {
    let id: VenueId = id.parse().map_err(|_| Error::NotFound)?;
    queries::find_venue_of(conn, organization, id)
        .await?
        .ok_or(Error::NotFound)
}

fn stored(venue: &Venue) -> FormState {
    let position = venue
        .latitude
        .zip(venue.longitude)
        .map(|(north, east)| format!("{north}, {east}"));
    let mut defaults = vec![("position", position.unwrap_or_default())];
    defaults.extend(NAME.defaults(&venue.name));
    defaults.extend(ADDRESS.defaults(&venue.address));
    FormState::fresh(defaults)
}

async fn venue_page(
    conn: &mut Conn,
    access: &OrganizationAccess<Manage>,
    venue: &Venue,
    page: Page,
    form: FormState,
) -> Result<VenuePage, Error> {
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let organization = access.organization.id;
    let rooms = list_rooms(conn, venue.id).await?;
    let events = queries::list_at_venues(conn, &[venue.id]).await?;
    Ok(VenuePage {
        organization: access.organization.name.clone(),
        list_href: urls::venues(organization),
        title: words(&venue.name, t),
        form,
        conflict: None,
        notice: None,
        refusal: Vec::new(),
        revision: venue.revision,
        rooms: rooms
            .iter()
            .map(|room| RoomRow {
                name: words(&room.name, t),
                capacity: room
                    .capacity
                    .map(|capacity| t.count("room-holds", capacity))
                    .unwrap_or_default(),
                href: urls::room(organization, venue.id, room.id),
                remove_href: urls::remove_room(organization, venue.id, room.id),
            })
            .collect(),
        new_room_href: urls::new_room(organization, venue.id),
        events: events.iter().map(|event| event_row(event, t)).collect(),
        page,
    })
}

fn event_row(event: &Event, t: Tr) -> EventRow {
    let (lang, title) = event.title(t.lang());
    let (status, tone) = status_tag(event.status);
    EventRow {
        lang,
        title: title.to_owned(),
        when: event
            .schedule()
            .map(|schedule| {
                t.when(schedule.zone, schedule.starts_local, schedule.ends_local)
                    .line(t)
            })
            .unwrap_or_default(),
        status: t.of(status),
        tone,
        href: urls::organizer_event(&event.slug),
    }
}

/// `GET /organizer/organizations/{organization}/venues/{venue}`
///
/// # Errors
/// 404 for another organization's venue.
pub async fn show(
    app: web::Data<App>,
    access: OrganizationAccess<Manage>,
    path: web::Path<(String, String)>,
    said: web::Query<Said>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let venue = find_venue(&mut conn, access.organization.id, &path.1).await?;
    let notice = match said.done.as_str() {
        "saved" => Some(page.t.of("saved")),
        "moved" => Some(page.t.of("venue-moved")),
        "removed" => Some(page.t.of("room-removed")),
        _ => None,
    };
    let template = VenuePage {
        notice,
        ..venue_page(&mut conn, &access, &venue, page, stored(&venue)).await?
    };
    html(HttpResponse::Ok(), &template)
}

/// The page of a venue one of whose rooms was to be removed, but is used.
pub(super) async fn show_used(
    conn: &mut Conn,
    access: &OrganizationAccess<Manage>,
    venue: &Venue,
    uses: &[RoomUse],
    page: Page,
) -> Result<HttpResponse, Error> {
    let lang = page.lang();
    let refusal = uses
        .iter()
        .map(|one| {
            let default = one.event.default_language;
            let session = one.session.resolve(lang, default).1;
            format!("{}: {session}", one.event.title(lang).1)
        })
        .collect();
    let template = VenuePage {
        refusal,
        ..venue_page(conn, access, venue, page, stored(venue)).await?
    };
    html(HttpResponse::Conflict(), &template)
}

/// `POST /organizer/organizations/{organization}/venues/{venue}`
///
/// # Errors
/// 404 for another organization's venue.
pub async fn save(
    app: web::Data<App>,
    access: OrganizationAccess<Manage>,
    path: web::Path<(String, String)>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let organization = access.organization.id;
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let venue = find_venue(&mut conn, organization, &path.1).await?;
    let changes = match parse(&form, t) {
        Ok(changes) => changes,
        Err(errors) => {
            let form = FormState::rejected(form, errors);
            let template = venue_page(&mut conn, &access, &venue, page, form).await?;
            return html(HttpResponse::UnprocessableEntity(), &template);
        }
    };
    let which = (venue.id, form.get("revision").parse().unwrap_or(0));
    let actor = Actor::Account(access.signed_in.account.id);
    match change_venue(&mut conn, &app.clock, organization, which, &changes, actor).await? {
        EditOutcome::Saved => {
            let moved = has_moved_events(&mut conn, &venue).await?;
            Ok(to_venue(
                organization,
                &venue,
                if moved { "moved" } else { "saved" },
            ))
        }
        EditOutcome::Conflict => {
            let current = find_venue(&mut conn, organization, &path.1).await?;
            let conflict = Conflict {
                words: accounts::describe_last_change(&mut conn, current.id.uuid(), Zone::UTC, t).await?,
                stored: differences(&current, &changes, t),
            };
            let form = FormState::rejected(form, Vec::new());
            let template = VenuePage {
                conflict: Some(conflict),
                ..venue_page(&mut conn, &access, &current, page, form).await?
            };
            html(HttpResponse::Conflict(), &template)
        }
    }
}

/// Whether people registered for an event there have not been told of a change yet.
async fn has_moved_events(conn: &mut Conn, venue: &Venue) -> Result<bool, Error> {
    for event in queries::list_at_venues(conn, &[venue.id]).await? {
        if find_unsettled(conn, event.id).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

pub(super) fn to_venue(organization: OrganizationId, venue: &Venue, done: &str) -> HttpResponse {
    let address = urls::venue(organization, venue.id);
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, format!("{address}?done={done}")))
        .finish()
}

fn parse(form: &RawForm, t: Tr) -> Result<VenueChanges, Vec<FieldError>> {
    let mut mistakes = Mistakes::new(t);
    let name = mistakes.localized_line(form, NAME, MAX_VENUE_NAME);
    if name.is_empty() && mistakes.found.is_empty() {
        mistakes.add(NAME.name(t.lang()), t.of("venue-name-missing"));
    }
    let told = mistakes.found.len();
    let address = mistakes.localized_line(form, ADDRESS, MAX_ADDRESS);
    if address.is_empty() && mistakes.found.len() == told {
        mistakes.add(ADDRESS.name(t.lang()), t.of("venue-address-missing"));
    }
    let position = parse_position(form.get("position")).unwrap_or_else(|_| {
        mistakes.add("position", t.of("schedule-position-odd"));
        None
    });
    if mistakes.found.is_empty() {
        Ok(VenueChanges {
            name,
            address,
            latitude: position.map(|(north, _)| north),
            longitude: position.map(|(_, east)| east),
        })
    } else {
        Err(mistakes.found)
    }
}

fn differences(venue: &Venue, typed: &VenueChanges, t: Tr) -> Vec<(String, String)> {
    let texts = [
        ("schedule-venue-name", &venue.name, &typed.name),
        ("schedule-address", &venue.address, &typed.address),
    ];
    texts
        .into_iter()
        .flat_map(|(label, stored, typed)| differing(&t.of(label), stored, typed))
        .collect()
}
