//! `/`: the events the world may come to, soonest first.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::cache::{self, PageCache};
use super::facts::EventFacts;
use crate::events::{self, Event};
use crate::platform::i18n::{Tr, Value};
use crate::platform::web::{App, Error, Page, urls};
use crate::registration::{Availability, EventState};

/// More than anybody reads; an installation with more wants a search, not a longer page.
const MOST: i64 = 200;

#[derive(Template)]
#[template(path = "site/home.html")]
struct HomePage {
    page: Page,
    events: Vec<Entry>,
    is_past: bool,
}

/// Which events are asked for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    past: String,
}

struct Entry {
    facts: EventFacts,
    href: String,
    /// Whether one can register, in words.
    state: String,
    tone: &'static str,
}

/// `GET /`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    request: HttpRequest,
    app: web::Data<App>,
    cache: web::Data<PageCache>,
    asked: web::Query<Asked>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let lang = page.lang();
    let is_past = !asked.past.is_empty();
    let address = if is_past { urls::PAST_EVENTS } else { urls::HOME };
    let kept = cache
        .get_or_render(
            &app.metrics,
            (address.to_owned(), lang),
            Box::pin(render(&app, page, is_past)),
        )
        .await?;
    Ok(cache::answer(&request, &kept))
}

async fn render(app: &App, page: Page, is_past: bool) -> Result<String, Error> {
    let mut conn = app.pool.get().await?;
    let now = app.clock.now(&conn).await?;
    let events = if is_past {
        events::list_past(&mut conn, now, MOST).await?
    } else {
        events::list_public(&mut conn, now, MOST).await?
    };
    let listed: Vec<&Event> = events.iter().map(|(event, _)| event).collect();
    let availabilities = Availability::load_all(&mut conn, &listed, now).await?;
    let events = events
        .iter()
        .zip(&availabilities)
        .map(|((event, venue), availability)| {
            let (state, tone) = state(event, availability, page.t);
            Entry {
                facts: EventFacts::of(event, venue.as_ref(), page.t),
                href: urls::event(&event.slug),
                state,
                tone,
            }
        })
        .collect();
    let template = HomePage {
        page,
        events,
        is_past,
    };
    template.render().map_err(Error::internal)
}

/// Whether one can register, in words, and how the words look.
fn state(event: &Event, availability: &Availability, t: Tr) -> (String, &'static str) {
    match availability.state {
        EventState::Open => (t.of("home-open"), "good"),
        EventState::Waitlist => (t.of("home-waitlist"), "wait"),
        EventState::Full => (t.of("button-full"), "off"),
        EventState::NotYet(opens) => {
            let opens = event
                .time_zone
                .map(|zone| t.date_long(zone.date(opens)))
                .unwrap_or_default();
            (t.with("home-opens", &[("opens", Value::from(opens))]), "wait")
        }
        EventState::Closed => (t.of("button-closed"), "off"),
        EventState::Cancelled => (t.of("button-cancelled"), "bad"),
        EventState::Over => (t.of("button-over"), "off"),
    }
}
