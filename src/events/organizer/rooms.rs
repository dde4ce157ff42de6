//! Adding, changing and removing a room of a venue.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::venue_form::differing;
use super::venues::{find_venue, show_used, to_venue};
use crate::accounts::{self, OrganizationAccess};
use crate::activity::Actor;
use crate::events::rooms::{
    RemoveRoomOutcome, Room, RoomDescription, add_room, change_room, find_room, remove_room,
};
use crate::events::{EditOutcome, Manage, Venue};
use crate::platform::db::Conn;
use crate::platform::i18n::Tr;
use crate::platform::ids::RoomId;
use crate::platform::lang::Lang;
use crate::platform::text::normalise_width;
use crate::platform::time::Zone;
use crate::platform::web::{
    App, Conflict, Error, FieldError, FormState, LocalizedField, Mistakes, Page, RawForm, html,
    localized_field, urls,
};

const NAME: LocalizedField = localized_field!("name");
/// The longest name, in characters.
const MAX_NAME: usize = 120;
/// More than any hall holds.
const MOST_PEOPLE: i32 = 1_000_000;

#[derive(Template)]
#[template(path = "events/room.html")]
struct RoomPage {
    page: Page,
    organization: String,
    venue: String,
    venue_href: String,
    title: String,
    form: FormState,
    conflict: Option<Conflict>,
    revision: i32,
}

impl RoomPage {
    fn name(&self) -> LocalizedField {
        NAME
    }
}

fn room_page(
    access: &OrganizationAccess<Manage>,
    venue: &Venue,
    room: Option<&Room>,
    page: Page,
    form: FormState,
) -> RoomPage {
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    RoomPage {
        organization: access.organization.name.clone(),
        venue: venue.name.resolve(t.lang(), Lang::En).1.to_owned(),
        venue_href: urls::venue(access.organization.id, venue.id),
        title: room.map_or_else(
            || t.of("room-new"),
            |room| room.name.resolve(t.lang(), Lang::En).1.to_owned(),
        ),
        form,
        conflict: None,
        revision: room.map_or(0, |room| room.revision),
        page,
    }
}

/// `GET /organizer/organizations/{organization}/venues/{venue}/rooms/new`
///
/// # Errors
/// 404 for another organization's venue.
pub async fn show_add(
    app: web::Data<App>,
    access: OrganizationAccess<Manage>,
    path: web::Path<(String, String)>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let venue = find_venue(&mut conn, access.organization.id, &path.1).await?;
    let template = room_page(&access, &venue, None, page, FormState::default());
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/organizations/{organization}/venues/{venue}/rooms/new`
///
/// # Errors
/// 404 for another organization's venue.
pub async fn add(
    app: web::Data<App>,
    access: OrganizationAccess<Manage>,
    path: web::Path<(String, String)>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let venue = find_venue(&mut conn, access.organization.id, &path.1).await?;
    match parse(&form, page.t) {
        Ok(room) => {
            let actor = Actor::Account(access.signed_in.account.id);
            add_room(&mut conn, &app.clock, &venue, &room, actor).await?;
            Ok(to_venue(access.organization.id, &venue, "saved"))
        }
        Err(errors) => {
            let form = FormState::rejected(form, errors);
            let template = room_page(&access, &venue, None, page, form);
            html(HttpResponse::UnprocessableEntity(), &template)
        }
    }
}

async fn find(
    conn: &mut Conn,
    access: &OrganizationAccess<Manage>,
    venue: &str,
    room: &str,
) -> Result<(Venue, Room), Error> {
    let venue = find_venue(conn, access.organization.id, venue).await?;
    let id: RoomId = room.parse().map_err(|_| Error::NotFound)?;
    let room = find_room(conn, venue.id, id).await?.ok_or(Error::NotFound)?;
    Ok((venue, room))
}

/// `GET /organizer/organizations/{organization}/venues/{venue}/rooms/{room}`
///
/// # Errors
/// 404 for a room of another venue.
pub async fn show_change(
    app: web::Data<App>,
    access: OrganizationAccess<Manage>,
    path: web::Path<(String, String, String)>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let (venue, room) = find(&mut conn, &access, &path.1, &path.2).await?;
    let capacity = room.capacity.map(|capacity| capacity.to_string());
    let mut defaults = vec![("capacity", capacity.unwrap_or_default())];
    defaults.extend(NAME.defaults(&room.name));
    let template = room_page(&access, &venue, Some(&room), page, FormState::fresh(defaults));
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/organizations/{organization}/venues/{venue}/rooms/{room}`
///
/// # Errors
/// 404 for a room of another venue.
pub async fn change(
    app: web::Data<App>,
    access: OrganizationAccess<Manage>,
    path: web::Path<(String, String, String)>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let (venue, room) = find(&mut conn, &access, &path.1, &path.2).await?;
    let described = match parse(&form, t) {
        Ok(described) => described,
        Err(errors) => {
            let form = FormState::rejected(form, errors);
            let template = room_page(&access, &venue, Some(&room), page, form);
            return html(HttpResponse::UnprocessableEntity(), &template);
        }
    };
    let which = (room.id, form.get("revision").parse().unwrap_or(0));
    let actor = Actor::Account(access.signed_in.account.id);
    match change_room(&mut conn, &app.clock, &venue, which, &described, actor).await? {
        EditOutcome::Saved => Ok(to_venue(access.organization.id, &venue, "saved")),
        EditOutcome::Conflict => {
            let (venue, current) = find(&mut conn, &access, &path.1, &path.2).await?;
            let mut stored = differing(&t.of("room-name"), &current.name, &described.name);
            if current.capacity != described.capacity {
                let capacity = current.capacity.map(|capacity| t.number(capacity));
                stored.push((t.of("room-capacity"), capacity.unwrap_or_default()));
            }
            let conflict = Conflict {
                words: accounts::describe_last_change(&mut conn, current.id.uuid(), Zone::UTC, t).await?,
                stored,
            };
            let form = FormState::rejected(form, Vec::new());
            let template = RoomPage {
                conflict: Some(conflict),
                ..room_page(&access, &venue, Some(&current), page, form)
            };
            html(HttpResponse::Conflict(), &template)
        }
    }
}

/// `POST /organizer/organizations/{organization}/venues/{venue}/rooms/{room}/remove`
///
/// # Errors
/// 404 for a room of another venue.
pub async fn remove(
    app: web::Data<App>,
    access: OrganizationAccess<Manage>,
    path: web::Path<(String, String, String)>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let (venue, room) = find(&mut conn, &access, &path.1, &path.2).await?;
    let actor = Actor::Account(access.signed_in.account.id);
    match remove_room(&mut conn, &app.clock, &venue, room.id, actor).await? {
        RemoveRoomOutcome::Removed => Ok(to_venue(access.organization.id, &venue, "removed")),
        RemoveRoomOutcome::Used(uses) => show_used(&mut conn, &access, &venue, &uses, page).await,
    }
}

fn parse(form: &RawForm, t: Tr) -> Result<RoomDescription, Vec<FieldError>> {
    let mut mistakes = Mistakes::new(t);
    let name = mistakes.localized_line(form, NAME, MAX_NAME);
    if name.is_empty() && mistakes.found.is_empty() {
        mistakes.add(NAME.name(t.lang()), t.of("room-name-missing"));
    }
    let typed = normalise_width(form.get("capacity"));
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let capacity = if digits.is_empty() {
        None
    } else {
        let number = digits.parse::<i32>().ok();
        let number = number.filter(|number| (1..=MOST_PEOPLE).contains(number));
        if number.is_none() {
            mistakes.add("capacity", t.of("room-capacity-odd"));
        }
        number
    };
    if mistakes.found.is_empty() {
        Ok(RoomDescription { name, capacity })
    } else {
        Err(mistakes.found)
    }
}
