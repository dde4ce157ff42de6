//! `/e/{slug}`: what, when, where, on what terms, and one button.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::agenda::{self, AgendaDay};
use super::cache::{self, PageCache};
use super::facts::EventFacts;
use super::structured::{Share, Told};
use super::terms_brief::TermsBrief;
use crate::accounts;
use crate::events::look::{ShownPicture, Theme, find_look, find_picture};
use crate::events::{self, Event, EventStatus};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::markdown;
use crate::platform::web::page::LanguageLink;
use crate::platform::web::{App, Error, Page, urls};
use crate::registration::{Availability, EventState};
use crate::terms;

#[derive(Template)]
#[template(path = "site/event.html")]
struct EventPage {
    page: Page,
    facts: EventFacts,
    picture: Option<ShownPicture>,
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
    /// None where there is nothing to note in a calendar any more.
    calendar_href: Option<String>,
    find_href: String,
    share: Share,
    preview: Option<PreviewBar>,
}

struct CategoryFacts {
    lang: Lang,
    name: String,
    description_lang: Lang,
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
            &app.metrics,
            (request.path().to_owned(), lang),
            Box::pin(render(&app, &slug, page)),
        )
        .await?;
    Ok(cache::answer(&request, &kept))
}

async fn render(app: &App, slug: &str, page: Page) -> Result<String, Error> {
    let mut conn = app.pool.get().await?;
    let event = match events::find_by_slug(&mut conn, slug).await? {
        Some(event) if event.status != EventStatus::Draft => event,
        Some(_) => return Err(Error::NotFound),
        None => return Err(events::moved(&mut conn, slug, &urls::event(slug), "").await?),
    };
    event_page(app, &mut conn, &event, page, None).await
}

/// What an organizer is told around the page, before visitors see it.
pub(super) struct PreviewBar {
    /// Speaks her language, which need not be the page's.
    pub t: Tr,
    /// What this is.
    pub words: String,
    /// What is not written in the page's language.
    pub lacks: Option<String>,
    /// The other languages.
    pub languages: Vec<LanguageLink>,
    /// Back to the workspace.
    pub back_href: String,
}

/// The page, for visitors or within a preview.
pub(super) async fn event_page(
    app: &App,
    conn: &mut Conn,
    event: &Event,
    page: Page,
    preview: Option<PreviewBar>,
) -> Result<String, Error> {
    let look = find_look(conn, event.id).await?;
    let page = page.with_theme(Theme::href_of(&look, event));
    let t = page.t;
    let lang = page.lang();
    let now = app.clock.now(conn).await?;
    let venue = match event.venue_id {
        Some(id) => Some(events::find_venue(conn, id).await?),
        None => None,
    };
    let organization = accounts::find_organization(conn, event.organization_id).await?;
    let terms = terms::find_current(conn, event.id).await?;
    let availability = Availability::load(conn, event, terms.as_ref(), now).await?;
    let names = names_of(&availability);
    let terms = match &terms {
        Some(terms) => {
            let document = terms::find_document(conn, terms.id, lang).await?;
            Some(TermsBrief::of(event, terms, &document, &names, now, t))
        }
        None if preview.is_some() => terms::find_draft(conn, event.id)
            .await?
            .map(|draft| TermsBrief::of_draft(event, &draft, &names, now, t)),
        None => None,
    };
    let agenda = agenda::of(conn, event, t).await?;
    let (description_lang, description) = event.description.resolve(lang, event.default_language);
    let facts = EventFacts::of(event, venue.as_ref(), t);
    let picture = find_picture(conn, event, &look, lang).await?;
    let template = EventPage {
        share: Share::of(
            &app.urls,
            Told {
                event,
                facts: &facts,
                venue: venue.as_ref(),
                organization: &organization.name,
                availability: &availability,
                picture: picture.as_ref(),
            },
            t,
        ),
        facts,
        picture,
        description: markdown::to_html(description, 2),
        description_lang,
        agenda,
        organization: organization.name,
        contact: event.contact_email.clone(),
        categories: category_facts(event, &availability, t),
        terms,
        button: if preview.is_some() {
            Button {
                words: t.of("button-register"),
                href: None,
                hint: t.of("preview-button"),
            }
        } else {
            button(event, &availability, t)
        },
        notice: (event.status == EventStatus::Cancelled).then(|| {
            let (_, words) = event.cancellation_words.resolve(lang, event.default_language);
            t.sentences([&t.of("button-cancelled-hint"), words])
        }),
        calendar_href: (preview.is_none() && is_ahead(&availability))
            .then(|| urls::event_calendar(&event.slug)),
        preview,
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

/// Whether it is still going to take place.
fn is_ahead(availability: &Availability) -> bool {
    !matches!(availability.state, EventState::Cancelled | EventState::Over)
}

fn category_facts(event: &Event, availability: &Availability, t: Tr) -> Vec<CategoryFacts> {
    let (lang, default) = (t.lang(), event.default_language);
    let over = !is_ahead(availability);
    availability
        .offers
        .iter()
        .map(|offer| {
            let (name_lang, name) = offer.category.name.resolve(lang, default);
            let (description_lang, description) = offer.category.description.resolve(lang, default);
            let left = if over { String::new() } else { offer.words(t) };
            CategoryFacts {
                lang: name_lang,
                name: name.to_owned(),
                description_lang,
                description: description.to_owned(),
                left,
            }
        })
        .collect()
}

fn button(event: &Event, availability: &Availability, t: Tr) -> Button {
    let register = Some(urls::register(&event.slug));
    let (words, href, hint) = match availability.state {
        EventState::Open => (t.of("button-register"), register, t.of("button-register-hint")),
        EventState::Waitlist => (t.of("button-waitlist"), register, t.of("button-waitlist-hint")),
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
