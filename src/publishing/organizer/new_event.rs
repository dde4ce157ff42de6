//! `/organizer/new-event`: eight fields, and the event could be published.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::{self, Organization, Role, SignedIn};
use crate::activity::Actor;
use crate::events::organizer::{MAX_ADDRESS, MAX_VENUE_NAME, span_mistake};
use crate::events::{self, Span, Venue};
use crate::platform::db::Conn;
use crate::platform::i18n::Tr;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, FieldError, FormState, Mistakes, Page, RawForm, html, urls};
use crate::publishing::draft_event::{DraftError, EventIdea, Place, draft_event};

/// The longest title, in characters.
const MAX_TITLE: usize = 200;
/// Where most who have no other zone yet will be.
const FIRST_ZONE: &str = "Europe/Moscow";

#[derive(Template)]
#[template(path = "publishing/new_event.html")]
struct NewEventPage {
    page: Page,
    form: FormState,
    /// The organizations to choose from; with one there is nothing to choose.
    organizations: Vec<(String, String)>,
    zones: Vec<&'static str>,
    /// Names of the venues there are.
    venues: Vec<String>,
}

impl From<DraftError> for Error {
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::Db(error) => error.into(),
            DraftError::NoSlug => Self::internal(error),
        }
    }
}

/// The organizations in which somebody may draft events.
async fn list_own(conn: &mut Conn, signed_in: &SignedIn) -> Result<Vec<Organization>, Error> {
    let all = accounts::list_organizations(conn, signed_in.account.id).await?;
    let own: Vec<Organization> = all
        .into_iter()
        .filter(|(_, role)| *role >= Role::Manager)
        .map(|(organization, _)| organization)
        .collect();
    if own.is_empty() {
        return Err(Error::Forbidden);
    }
    Ok(own)
}

async fn list_venues(conn: &mut Conn, own: &[Organization]) -> Result<Vec<Venue>, Error> {
    let mut venues = Vec::new();
    for organization in own {
        venues.extend(events::list_venues(conn, organization.id).await?);
    }
    Ok(venues)
}

fn new_event_page(
    signed_in: &SignedIn,
    page: Page,
    own: &[Organization],
    venues: &[Venue],
    form: FormState,
) -> NewEventPage {
    let page = page.signed_in_as(&signed_in.account.name);
    let mut names: Vec<String> = venues
        .iter()
        .map(|venue| venue.name.resolve(page.lang(), page.lang()).1.to_owned())
        .collect();
    names.sort_unstable();
    names.dedup();
    NewEventPage {
        form,
        organizations: own
            .iter()
            .map(|organization| (organization.id.to_string(), organization.name.clone()))
            .collect(),
        zones: Zone::all().map(Zone::name).collect(),
        venues: names,
        page,
    }
}

/// `GET /organizer/new-event`
///
/// # Errors
/// 403 for somebody who may draft events nowhere.
pub async fn show(app: web::Data<App>, signed_in: SignedIn, page: Page) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let own = list_own(&mut conn, &signed_in).await?;
    let venues = list_venues(&mut conn, &own).await?;
    let usual = match own.as_slice() {
        [first, ..] => events::find_usual_zone(&mut conn, first.id).await?,
        [] => None,
    };
    let form = FormState::fresh([
        (
            "zone",
            usual.map_or_else(|| FIRST_ZONE.to_owned(), |zone| zone.to_string()),
        ),
        ("contact", signed_in.account.email.clone()),
    ]);
    html(
        HttpResponse::Ok(),
        &new_event_page(&signed_in, page, &own, &venues, form),
    )
}

/// `POST /organizer/new-event`: drafts it and goes to its page, where it can be published.
///
/// # Errors
/// 403 for somebody who may draft events nowhere.
pub async fn create(
    app: web::Data<App>,
    signed_in: SignedIn,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let own = list_own(&mut conn, &signed_in).await?;
    let venues = list_venues(&mut conn, &own).await?;
    let idea = match parse(&form, &own, &venues, page.t) {
        Ok(idea) => idea,
        Err(errors) => {
            let form = FormState::rejected(form, errors);
            let template = new_event_page(&signed_in, page, &own, &venues, form);
            return html(HttpResponse::UnprocessableEntity(), &template);
        }
    };
    let actor = Actor::Account(signed_in.account.id);
    let slug = draft_event(&mut conn, &app.clock, &idea, actor).await?;
    Ok(HttpResponse::SeeOther()
        .insert_header((header::LOCATION, urls::organizer_event(slug)))
        .finish())
}

fn parse(
    form: &RawForm,
    own: &[Organization],
    venues: &[Venue],
    t: Tr,
) -> Result<EventIdea, Vec<FieldError>> {
    let mut mistakes = Mistakes::new(t);
    let organization = match own {
        [only] => Some(only),
        several => several
            .iter()
            .find(|organization| organization.id.to_string() == form.get("organization")),
    };
    if organization.is_none() {
        mistakes.add("organization", t.of("new-event-organization-missing"));
    }
    let title = required(&mut mistakes, form, "title", MAX_TITLE, "new-event-title-missing");
    let starts = mistakes.local_time(form, "starts");
    let ends = mistakes.local_time(form, "ends");
    let zone = mistakes.zone(form, "zone");
    let span = starts.zip(ends).zip(zone).and_then(|((starts, ends), zone)| {
        Span::new(zone, starts, ends)
            .map_err(|fault| {
                let (field, message) = span_mistake(fault, zone, t);
                mistakes.add(field, message);
            })
            .ok()
    });
    let venue = required(
        &mut mistakes,
        form,
        "venue",
        MAX_VENUE_NAME,
        "new-event-venue-missing",
    );
    let known = venues.iter().find(|known| {
        organization.is_some_and(|organization| organization.id == known.organization_id)
            && known.name.iter().any(|(_, name)| Some(name) == venue.as_deref())
    });
    let place = match (known, venue) {
        (Some(known), _) => Some(Place::Known(known.id)),
        (None, Some(name)) => required(
            &mut mistakes,
            form,
            "address",
            MAX_ADDRESS,
            "new-event-address-missing",
        )
        .map(|address| Place::New { name, address }),
        (None, None) => None,
    };
    let places = match form.get("places").trim() {
        "" => Some(None),
        typed => crate::categories::organizer::parse_size(typed, t)
            .map_err(|message| mistakes.add("places", message))
            .ok()
            .map(Some),
    };
    let contact = mistakes.email(form, "contact");
    match (organization, title, span, place, places, contact) {
        (Some(organization), Some(title), Some(span), Some(place), Some(places), Some(contact))
            if mistakes.found.is_empty() =>
        {
            Ok(EventIdea {
                organization_id: organization.id,
                organization: organization.name.clone(),
                language: t.lang(),
                title,
                span,
                place,
                places,
                contact: contact.to_string(),
            })
        }
        _ => Err(mistakes.found),
    }
}

/// A line that must have something in it.
fn required(
    mistakes: &mut Mistakes,
    form: &RawForm,
    field: &'static str,
    most: usize,
    missing: &str,
) -> Option<String> {
    let line = mistakes.line(form, field, most)?;
    if line.is_empty() {
        mistakes.add(field, mistakes.t.of(missing));
        return None;
    }
    Some(line)
}
