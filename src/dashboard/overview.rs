//! `/organizer/events/{slug}`: where an event stands, and what it still lacks.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::events::{EventAccess, EventStatus, Manage, Right as _, View, Workspace, WorkspacePage};
use crate::platform::web::{App, Error, Page, html, urls};
use crate::publishing::find_lacks;
use crate::registration::{Availability, OfferState};
use crate::terms;

#[derive(Template)]
#[template(path = "dashboard/overview.html")]
struct OverviewPage {
    page: Page,
    workspace: Workspace,
    when: Option<String>,
    /// What keeps a draft from being published.
    lacks: Vec<String>,
    is_draft: bool,
    publish_href: Option<String>,
    public_href: Option<String>,
    terms_href: Option<String>,
    places: Vec<(String, String)>,
}

/// `GET /organizer/events/{slug}`
///
/// # Errors
/// When the database does not answer.
pub async fn show(app: web::Data<App>, access: EventAccess<View>, page: Page) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let now = app.clock.now(&mut conn).await?;
    let is_draft = event.status == EventStatus::Draft;
    let lacks = if is_draft {
        find_lacks(&mut conn, event).await?
    } else {
        Vec::new()
    };
    let terms = terms::find_current(&mut conn, event.id).await?;
    let availability = Availability::load(&mut conn, event, terms.as_ref(), now).await?;
    let template = OverviewPage {
        workspace: Workspace::of(&access, t, WorkspacePage::Overview),
        when: event
            .schedule()
            .map(|schedule| t.when(schedule.zone, schedule.starts_local, schedule.ends_local))
            .map(|when| when.line(t)),
        publish_href: (is_draft && lacks.is_empty() && access.role >= Manage::LEAST)
            .then(|| urls::publish(&event.slug)),
        lacks: lacks.iter().map(|lack| lack.words(t)).collect(),
        is_draft,
        public_href: (!is_draft).then(|| urls::event(&event.slug)),
        terms_href: terms.map(|_| urls::terms(&event.slug)),
        places: availability
            .offers
            .iter()
            .map(|offer| {
                let words = match offer.state {
                    OfferState::Open { left: Some(left) } => t.count("places-left", left),
                    OfferState::Open { left: None } => t.of("places-unlimited"),
                    OfferState::Full => t.of("places-none"),
                    OfferState::NotYet(_) => t.of("category-not-yet"),
                    OfferState::Closed(_) => t.of("category-closed"),
                };
                (
                    offer
                        .category
                        .name(page.lang(), event.default_language)
                        .to_owned(),
                    words,
                )
            })
            .collect(),
        page,
    };
    html(HttpResponse::Ok(), &template)
}
