//! `/`: the events the world may come to, soonest first.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::cache::{self, PageCache};
use super::facts::EventFacts;
use crate::events::{self, EventStatus};
use crate::platform::web::{App, Error, Page, urls};

/// More than anybody reads; an installation with more wants a search, not a longer page.
const MOST: i64 = 200;

#[derive(Template)]
#[template(path = "site/home.html")]
struct HomePage {
    page: Page,
    events: Vec<Entry>,
}

struct Entry {
    facts: EventFacts,
    href: String,
    cancelled: bool,
}

/// `GET /`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    request: HttpRequest,
    app: web::Data<App>,
    cache: web::Data<PageCache>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let lang = page.lang();
    let kept = cache
        .get_or_render((request.path().to_owned(), lang), render(&app, page))
        .await?;
    Ok(cache::answer(&request, &kept))
}

async fn render(app: &App, page: Page) -> Result<String, Error> {
    let mut conn = app.pool.get().await?;
    let now = app.clock.now(&mut conn).await?;
    let events = events::list_public(&mut conn, now, MOST).await?;
    let events = events
        .iter()
        .map(|(event, venue)| Entry {
            facts: EventFacts::of(event, venue.as_ref(), page.t),
            href: urls::event(&event.slug),
            cancelled: event.status == EventStatus::Cancelled,
        })
        .collect();
    HomePage { page, events }.render().map_err(Error::internal)
}
