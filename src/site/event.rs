//! `/e/{slug}`: what, when, where, on what terms, and one button.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::agenda::{self, AgendaDay};
use super::cache::{self, PageCache};
use super::facts::EventFacts;
use super::structured::{Share, Told};
use super::terms_brief::TermsBrief;
use crate::accounts;
use crate::events::{self, Event, EventStatus};
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::markdown;
use crate::platform::web::{App, Error, Page, urls};
use crate::registration::{Availability, EventState, OfferState};
use crate::terms;

#[derive(Template)]
#[template(path = "site/event.html")]
struct EventPage {
    page: Page,
    facts: EventFacts,
    description: String,
    description_lang: Lang,
    agenda: Vec<AgendaDay>,
    organization: String,
    contact: Option<String>,
    categories: Vec<CategoryFacts>,
    terms: Option<TermsBrief>,
    button: Button,
    /// Said above everything else: that the event is called off.
    notice: Option<String>,
    calendar_href: String,
    find_href: String,
    share: Share,
}

struct CategoryFacts {
    name: String,
    description: String,
    left: String,
}

/// The one button: a link while there is something to do, else words that say why not.
struct Button {
    words: String,
    href: Option<String>,
    hint: String,
}

/// `GET /e/{slug}`
///
/// # Errors
/// 404 for a draft as for an event that never was.
pub async fn show(
    request: HttpRequest,
    slug: web::Path<String>,
    app: web::Data<App>,
    cache: web::Data<PageCache>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let lang = page.lang();
    let kept = cache
        .get_or_render(
            (request.path().to_owned(), lang),
            Box::pin(render(&app, &slug, page)),
        )
        .await?;
    Ok(cache::answer(&request, &kept))
}

async fn render(app: &App, slug: &str, page: Page) -> Result<String, Error> {
    let t = page.t;
    let lang = page.lang();
    let mut conn = app.pool.get().await?;
    let event = match events::find_by_slug(&mut conn, slug).await? {
        Some(event) if event.status != EventStatus::Draft => event,
        Some(_) => return Err(Error::NotFound),
        None => return Err(events::moved(&mut conn, slug, &urls::event(slug), "").await?),
    };
    let now = app.clock.now(&mut conn).await?;
    let venue = match event.venue_id {
        Some(id) => Some(events::find_venue(&mut conn, id).await?),
        None => None,
    };
    let organization = accounts::find_organization(&mut conn, event.organization_id).await?;
    let terms = terms::find_current(&mut conn, event.id).await?;
    let availability = Availability::load(&mut conn, &event, terms.as_ref(), now).await?;
    let document = match &terms {
        Some(terms) => Some(terms::find_document(&mut conn, terms.id, lang).await?),
        None => None,
    };
    let agenda = agenda::of(&mut conn, &event, t).await?;
    let (description_lang, description) = event.description.resolve(lang, event.default_language);
    let facts = EventFacts::of(&event, venue.as_ref(), t);
    let template = EventPage {
        share: Share::of(
            &app.urls,
            Told {
                event: &event,
                facts: &facts,
                venue: venue.as_ref(),
                organization: &organization.name,
                availability: &availability,
                picture: None,
            },
            t,
        ),
        facts,
        description: markdown::to_html(description, 2),
        description_lang,
        agenda,
        organization: organization.name,
        contact: event.contact_email.clone(),
        categories: category_facts(&event, &availability, t),
        terms: terms.zip(document).map(|(terms, document)| {
            TermsBrief::of(&event, &terms, &document, &names_of(&availability), now, t)
        }),
        button: button(&event, &availability, t),
        notice: (event.status == EventStatus::Cancelled)
            .then(|| format!("{}. {}", t.of("button-cancelled"), t.of("button-cancelled-hint"))),
        calendar_href: urls::event_calendar(&event.slug),
        find_href: urls::find_registration_of(&event.slug),
        page,
    };
    template.render().map_err(Error::internal)
}

/// Keys and names of what is offered, for the terms' words.
fn names_of(availability: &Availability) -> Vec<(String, Localized)> {
    availability
        .offers
        .iter()
        .map(|offer| (offer.category.key.clone(), offer.category.name.clone()))
        .collect()
}

fn category_facts(event: &Event, availability: &Availability, t: Tr) -> Vec<CategoryFacts> {
    let (lang, default) = (t.lang(), event.default_language);
    let over = matches!(availability.state, EventState::Cancelled | EventState::Over);
    availability
        .offers
        .iter()
        .map(|offer| CategoryFacts {
            name: offer.category.name(lang, default).to_owned(),
            description: offer.category.description.resolve(lang, default).1.to_owned(),
            left: match offer.state {
                _ if over => String::new(),
                OfferState::Open { left: Some(left) } => t.count("places-left", left),
                OfferState::Open { left: None } => t.of("places-unlimited"),
                OfferState::Full => t.of("places-none"),
                OfferState::NotYet(_) => t.of("category-not-yet"),
                OfferState::Closed(_) => t.of("category-closed"),
            },
        })
        .collect()
}

fn button(event: &Event, availability: &Availability, t: Tr) -> Button {
    let register = Some(urls::register(&event.slug));
    let (words, href, hint) = match availability.state {
        EventState::Open => (t.of("button-register"), register, t.of("button-register-hint")),
        EventState::Full => (t.of("button-full"), None, t.of("button-full-hint")),
        EventState::NotYet(opens) => {
            let opens = event
                .time_zone
                .map(|zone| t.moment(zone, opens))
                .unwrap_or_default();
            (
                t.with("button-not-yet", &[("opens", Value::from(opens))]),
                None,
                t.of("button-not-yet-hint"),
            )
        }
        EventState::Closed => (t.of("button-closed"), None, t.of("button-closed-hint")),
        EventState::Cancelled => (t.of("button-cancelled"), None, t.of("button-cancelled-hint")),
        EventState::Over => (t.of("button-over"), None, t.of("button-over-hint")),
    };
    Button { words, href, hint }
}
