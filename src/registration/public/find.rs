//! `/find-registration` and `/e/{slug}/find`: an address goes in, and whatever is registered with it goes there by
//! mail. The page says the same whoever asks for whatever address.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::head::EventHead;
use crate::events::look::find_theme_href;
use crate::events::{Event, PublishedEvent};
use crate::platform::email_hint::EmailHints;
use crate::platform::web::{App, Error, FormState, Mistakes, Page, RawForm, client, html};
use crate::registration::{LinksOutcome, request_links};

#[derive(Template)]
#[template(path = "registration/find.html")]
struct FindPage {
    page: Page,
    form: FormState,
    hints: EmailHints,
    /// The event she comes from, if she comes from one.
    event: Option<EventHead>,
    /// The address that was asked for, once it was.
    asked: Option<String>,
    /// How long to wait, if it was asked for too often.
    wait: Option<String>,
}

impl FindPage {
    fn fresh(page: Page) -> Self {
        Self {
            event: None,
            form: FormState::default(),
            hints: EmailHints,
            asked: None,
            wait: None,
            page,
        }
    }

    async fn of_event(app: &App, page: Page, event: &Event) -> Result<Self, Error> {
        let mut conn = app.pool.get().await?;
        let page = page.with_theme(find_theme_href(&mut conn, event).await?);
        let head = EventHead::of(event, page.t);
        Ok(Self {
            event: Some(head),
            ..Self::fresh(page)
        })
    }
}

/// `GET /find-registration`
///
/// # Errors
/// When the page cannot be made.
#[allow(clippy::unused_async, reason = "a handler is a future")]
pub async fn show(page: Page) -> Result<HttpResponse, Error> {
    html(HttpResponse::Ok(), &FindPage::fresh(page))
}

/// `GET /e/{slug}/find`
///
/// # Errors
/// 404 for an event the world may not see.
pub async fn show_of_event(
    app: web::Data<App>,
    event: PublishedEvent,
    page: Page,
) -> Result<HttpResponse, Error> {
    html(
        HttpResponse::Ok(),
        &FindPage::of_event(&app, page, &event.0).await?,
    )
}

/// `POST /find-registration`
///
/// # Errors
/// When the database does not answer.
pub async fn submit(
    app: web::Data<App>,
    request: HttpRequest,
    page: Page,
    form: RawForm,
) -> Result<HttpResponse, Error> {
    answer(&app, &request, FindPage::fresh(page), form).await
}

/// `POST /e/{slug}/find`
///
/// # Errors
/// 404 for an event the world may not see.
pub async fn submit_of_event(
    app: web::Data<App>,
    request: HttpRequest,
    event: PublishedEvent,
    page: Page,
    form: RawForm,
) -> Result<HttpResponse, Error> {
    let template = FindPage::of_event(&app, page, &event.0).await?;
    answer(&app, &request, template, form).await
}

async fn answer(
    app: &App,
    request: &HttpRequest,
    mut template: FindPage,
    form: RawForm,
) -> Result<HttpResponse, Error> {
    let t = template.page.t;
    let mut mistakes = Mistakes::new(t);
    let Some(email) = mistakes.email(&form, "email") else {
        template.form = FormState::rejected(form, mistakes.found);
        return html(HttpResponse::UnprocessableEntity(), &template);
    };
    let network = client::network(client::address(request, &app.config.trusted_proxies));
    match request_links(app, &network, &email, t.lang()).await? {
        LinksOutcome::Taken => {
            template.asked = Some(email.to_string());
            html(HttpResponse::Ok(), &template)
        }
        LinksOutcome::TooOften { retry_after } => {
            let seconds = retry_after.num_seconds().max(1);
            template.form = FormState::rejected(form, Vec::new());
            template.wait = Some(t.count("find-often-text", (seconds + 59) / 60));
            let mut response = HttpResponse::build(StatusCode::TOO_MANY_REQUESTS);
            response.insert_header((header::RETRY_AFTER, seconds));
            html(response, &template)
        }
    }
}
