//! What may be done with an event as a whole: take it back, call it off, copy it, delete it.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::accounts::{self, Role, SignedIn};
use crate::activity::Actor;
use crate::events::{self, Event, EventAccess, EventStatus, Manage, Workspace, WorkspacePage};
use crate::localized_field;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::EventId;
use crate::platform::web::{App, Error, FormState, LocalizedField, Mistakes, Page, RawForm, html, urls};
use crate::publishing::cancel::{CancelError, cancel_event};
use crate::publishing::delete::{RESTORABLE, delete_event, is_deletable, restore_event};
use crate::publishing::duplicate::duplicate_event;
use crate::publishing::unpublish::{UnpublishOutcome, unpublish_event};
use crate::registration::{Audience, count_audience};

/// What the organizer says when the event is called off.
const WORDS: LocalizedField = localized_field!("words");
/// Characters of it in each language.
const MOST_WORDS: usize = 1_000;

/// One thing to do with an event, for `publishing/life.html`.
pub struct Deed {
    /// What the button says.
    pub name: String,
    /// What it brings about.
    pub about: String,
    /// Where it leads.
    pub href: String,
    /// Whether a page asks first, because mail leaves the house.
    pub asks: bool,
    /// Whether it takes something away.
    pub is_grave: bool,
}

/// What may be done with `event` at `now`.
#[must_use]
pub fn deeds(event: &Event, now: DateTime<Utc>, t: Tr) -> Vec<Deed> {
    let deed = |word: &str, href: String, asks: bool, is_grave: bool| {
        let (name, about) = match word {
            "unpublish" => (t.of("deed-unpublish"), t.of("deed-unpublish-about")),
            "cancel" => (t.of("deed-cancel"), t.of("deed-cancel-about")),
            "duplicate" => (t.of("deed-duplicate"), t.of("deed-duplicate-about")),
            _ => (t.of("deed-delete"), t.of("deed-delete-about")),
        };
        Deed {
            name,
            about,
            href,
            asks,
            is_grave,
        }
    };
    let mut all = vec![deed("duplicate", urls::duplicate(&event.slug), false, false)];
    if event.status == EventStatus::Published && !event.is_over(now) {
        all.push(deed("unpublish", urls::unpublish(&event.slug), false, false));
        all.push(deed("cancel", urls::cancel_event(&event.slug), true, true));
    }
    if is_deletable(event, now) {
        all.push(deed("delete", urls::delete_event(&event.slug), false, true));
    }
    all
}

fn to(location: String) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .finish()
}

/// `POST /organizer/events/{slug}/unpublish`
///
/// # Errors
/// When the database does not answer.
pub async fn unpublish(app: web::Data<App>, access: EventAccess<Manage>) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let actor = Actor::Account(access.signed_in.account.id);
    let mut conn = app.pool.get().await?;
    let said = match unpublish_event(&mut conn, &app.clock, event.id, actor).await? {
        UnpublishOutcome::Unpublished => "unpublished",
        UnpublishOutcome::HasRegistrations => "has-registrations",
        UnpublishOutcome::NotPublished => "nothing",
    };
    Ok(to(format!("{}?done={said}", urls::organizer_event(&event.slug))))
}

/// `POST /organizer/events/{slug}/duplicate`
///
/// # Errors
/// When the database does not answer.
pub async fn duplicate(app: web::Data<App>, access: EventAccess<Manage>) -> Result<HttpResponse, Error> {
    let actor = Actor::Account(access.signed_in.account.id);
    let mut conn = app.pool.get().await?;
    let slug = duplicate_event(&mut conn, &app.clock, &access.event, actor)
        .await?
        .ok_or_else(|| Error::internal("no address is free for the copy"))?;
    Ok(to(format!("{}?done=duplicated", urls::organizer_event(slug))))
}

/// `POST /organizer/events/{slug}/delete`: to the list of events, where it can be restored.
///
/// # Errors
/// When the database does not answer.
pub async fn delete(app: web::Data<App>, access: EventAccess<Manage>) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let actor = Actor::Account(access.signed_in.account.id);
    let mut conn = app.pool.get().await?;
    if delete_event(&mut conn, &app.clock, event.id, actor).await? {
        Ok(to(format!("{}?done=deleted", urls::ORGANIZER)))
    } else {
        Ok(to(format!(
            "{}?done=cancel-first",
            urls::organizer_event(&event.slug)
        )))
    }
}

/// `POST /organizer/deleted-events/{id}/restore`
///
/// # Errors
/// 404 for an event that is not deleted, or not hers.
pub async fn restore(
    app: web::Data<App>,
    signed_in: SignedIn,
    id: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let id: EventId = id.parse().map_err(|_| Error::NotFound)?;
    let mut conn = app.pool.get().await?;
    let now = app.clock.now(&conn).await?;
    let organizations: Vec<_> = accounts::list_organizations(&mut conn, signed_in.account.id)
        .await?
        .into_iter()
        .filter(|(_, role)| *role >= Role::Manager)
        .map(|(organization, _)| organization.id)
        .collect();
    let deleted = events::list_deleted(&mut conn, &organizations, now - RESTORABLE).await?;
    if deleted.iter().all(|(event, _)| event.id != id) {
        return Err(Error::NotFound);
    }
    let actor = Actor::Account(signed_in.account.id);
    let event = restore_event(&mut conn, &app.clock, id, actor).await?;
    Ok(to(format!(
        "{}?done=restored",
        urls::organizer_event(&event.slug)
    )))
}

#[derive(Template)]
#[template(path = "publishing/cancel.html")]
struct CancelPage {
    page: Page,
    workspace: Workspace,
    form: FormState,
    question: String,
    consequence: String,
    mails: String,
    back_href: String,
}

impl CancelPage {
    #[allow(clippy::unused_self, reason = "templates call methods")]
    fn words(&self) -> LocalizedField {
        WORDS
    }
}

/// What a redirect back to the page says.
#[derive(Deserialize)]
pub struct Said {
    /// What was done.
    #[serde(default)]
    pub done: String,
}

/// `GET /organizer/events/{slug}/cancel`: the one question, with whom it concerns.
///
/// # Errors
/// When the database does not answer.
pub async fn ask_cancel(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let template = cancel_page(&app, &access, page, FormState::fresh([])).await?;
    html(HttpResponse::Ok(), &template)
}

async fn cancel_page(
    app: &App,
    access: &EventAccess<Manage>,
    page: Page,
    form: FormState,
) -> Result<CancelPage, Error> {
    let event = &access.event;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let people = events::count_live_registrations(&mut conn, event.id).await?;
    let mails = count_audience(&mut conn, &Audience::everybody(event.id)).await?;
    Ok(CancelPage {
        workspace: Workspace::of(access, t, WorkspacePage::Overview),
        form,
        question: t.with(
            "cancel-question",
            &[("title", Value::from(event.title(t.lang()).1))],
        ),
        consequence: t.count("cancel-consequence", people),
        mails: t.count("cancel-mails", mails),
        back_href: urls::organizer_event(&event.slug),
        page,
    })
}

/// `POST /organizer/events/{slug}/cancel`
///
/// # Errors
/// When the database does not answer.
pub async fn cancel(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let mut mistakes = Mistakes::new(page.t);
    let words = mistakes.localized_block(&form, WORDS, MOST_WORDS);
    if !mistakes.found.is_empty() {
        let form = FormState::rejected(form, mistakes.found);
        let template = cancel_page(&app, &access, page, form).await?;
        return html(HttpResponse::UnprocessableEntity(), &template);
    }
    let actor = Actor::Account(access.signed_in.account.id);
    let mut conn = app.pool.get().await?;
    let said = match cancel_event(&mut conn, &app.clock, app.urls.host(), event.id, &words, actor).await {
        Ok(()) => "cancelled",
        Err(CancelError::NotPublished) => "nothing",
        Err(CancelError::Db(error)) => return Err(error.into()),
    };
    app.waker.wake();
    Ok(to(format!("{}?done={said}", urls::organizer_event(&event.slug))))
}
