//! The publish button; and the page that asks first, where the terms have something that may be meant.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::activity::Actor;
use crate::events::{EventAccess, EventStatus, Manage, Workspace, WorkspacePage};
use crate::platform::db::Conn;
use crate::platform::i18n::Value;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, FieldError, FormState, Page, RawForm, html, urls};
use crate::publishing::checklist::{find_lacks, find_notices};
use crate::publishing::publish::{PublishError, PublishOutcome, publish_event};
use crate::terms::Reading;
use crate::terms::organizer::Told;

/// The tick that says that the notices were read.
const ACKNOWLEDGE: &str = "acknowledge";

impl From<PublishError> for Error {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::Db(error) => error.into(),
            PublishError::Terms(error) => Self::internal(error),
        }
    }
}

#[derive(Template)]
#[template(path = "publishing/publish.html")]
struct PublishPage {
    page: Page,
    workspace: Workspace,
    form: FormState,
    question: String,
    notice: Option<String>,
    notices: Vec<Told>,
    times: String,
    acknowledge: String,
    mark: String,
    terms_href: String,
    back_href: String,
}

async fn publish_page(
    conn: &mut Conn,
    access: &EventAccess<Manage>,
    page: Page,
    form: FormState,
) -> Result<PublishPage, Error> {
    let event = &access.event;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let (notices, mark) = find_notices(conn, event).await?;
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    Ok(PublishPage {
        workspace: Workspace::of(access, t, WorkspacePage::Overview),
        form,
        question: t.with(
            "publish-question",
            &[("title", Value::from(event.title(t.lang()).1))],
        ),
        notice: None,
        acknowledge: t.count("terms-acknowledge", notices.len()),
        notices: notices.iter().map(|notice| Told::of(notice, None, t)).collect(),
        times: t.with("lint-times", &[("zone", Value::from(zone.to_string()))]),
        mark,
        terms_href: urls::terms_draft(&event.slug),
        back_href: urls::organizer_event(&event.slug),
        page,
    })
}

/// `GET /organizer/events/{slug}/publish`: what whoever publishes acknowledges. Of an event that lacks something, or is
/// out, back to its page.
///
/// # Errors
/// When the database does not answer.
pub async fn ask_publish(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let mut conn = app.pool.get().await?;
    if event.status != EventStatus::Draft || !find_lacks(&mut conn, event).await?.is_empty() {
        return Ok(back(&event.slug));
    }
    let template = publish_page(&mut conn, &access, page, FormState::fresh([])).await?;
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/events/{slug}/publish`: back to the event's page, which shows how it went; or the notices of the
/// terms once more, where they are not acknowledged or are others by now.
///
/// # Errors
/// When the database does not answer.
pub async fn publish(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let actor = Actor::Account(access.signed_in.account.id);
    let reading = Reading::Page {
        mark: form.get("read"),
        ticked: form.has(ACKNOWLEDGE),
    };
    match publish_event(&mut conn, &app.clock, event.id, actor, reading).await? {
        PublishOutcome::Unread => {
            let error = FieldError {
                field: ACKNOWLEDGE.into(),
                message: t.of("terms-unread"),
            };
            let form = FormState::rejected(form, vec![error]);
            let template = publish_page(&mut conn, &access, page, form).await?;
            html(HttpResponse::UnprocessableEntity(), &template)
        }
        PublishOutcome::Changed => {
            let template = PublishPage {
                notice: Some(t.of("terms-changed-meanwhile")),
                ..publish_page(&mut conn, &access, page, FormState::fresh([])).await?
            };
            html(HttpResponse::Conflict(), &template)
        }
        _ => Ok(back(&event.slug)),
    }
}

fn back(slug: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, urls::organizer_event(slug)))
        .finish()
}
