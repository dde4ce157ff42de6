//! Two things an organizer may do for somebody in a line, each on a page that says what it means: let her go before all
//! others, with a reason, and offer her a place out of turn.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::activity::Actor;
use crate::categories;
use crate::events::{EventAccess, Manage, Workspace, WorkspacePage};
use crate::platform::i18n::Value;
use crate::platform::ids::RegistrationId;
use crate::platform::web::{App, Error, FormState, Mistakes, Page, RawForm, html, urls};
use crate::registration::queries::{self, line};
use crate::registration::{self, OfferPlaceOutcome, Registration, RegistrationStatus, Turn, offer_place};

/// The longest reason, in characters.
const MAX_REASON: usize = 1_000;
/// Set where the page has said that no place is free.
const OVERBOOKS: &str = "overbooks";

#[derive(Template)]
#[template(path = "waitlist/turn.html")]
struct TurnPage {
    page: Page,
    workspace: Workspace,
    form: FormState,
    name: String,
    back_href: String,
    is_waiting: bool,
}

#[derive(Template)]
#[template(path = "waitlist/offer.html")]
struct OfferPage {
    page: Page,
    workspace: Workspace,
    name: String,
    back_href: String,
    is_waiting: bool,
    means: String,
    /// Said where no place is free.
    overbooks: Option<String>,
}

async fn find(
    app: &App,
    access: &EventAccess<Manage>,
    path: &(String, String),
) -> Result<Registration, Error> {
    let id: RegistrationId = path.1.parse().map_err(|_| Error::NotFound)?;
    let mut conn = app.pool.get().await?;
    Ok(line::find_of_event(&mut conn, access.event.id, id).await?)
}

fn name(registration: &Registration, page: &Page) -> String {
    let name = registration.name.clone();
    name.unwrap_or_else(|| page.t.of("attendees-no-name"))
}

fn turn_page(
    access: &EventAccess<Manage>,
    registration: &Registration,
    page: Page,
    form: FormState,
) -> TurnPage {
    let page = page.signed_in_as(&access.signed_in.account.name);
    TurnPage {
        workspace: Workspace::of(access, page.t, WorkspacePage::Waitlist),
        form,
        name: name(registration, &page),
        back_href: urls::waitlist(&access.event.slug),
        is_waiting: registration.status == RegistrationStatus::Waitlisted,
        page,
    }
}

/// `GET /organizer/events/{slug}/waitlist/{id}/turn`
///
/// # Errors
/// 404 for a registration of another event.
pub async fn show_turn(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let registration = find(&app, &access, &path).await?;
    let template = turn_page(&access, &registration, page, FormState::default());
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/events/{slug}/waitlist/{id}/turn`: 303 to the waitlist; 409 if she waits no more.
///
/// # Errors
/// 404 for a registration of another event.
pub async fn change_turn(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let registration = find(&app, &access, &path).await?;
    let mut mistakes = Mistakes::new(page.t);
    let reason = mistakes
        .block(&form, "reason", MAX_REASON)
        .filter(|reason| !reason.is_empty());
    if reason.is_none() && mistakes.found.is_empty() {
        mistakes.add("reason", page.t.of("waitlist-turn-reason-missing"));
    }
    let (Some(reason), true) = (reason, mistakes.found.is_empty()) else {
        let form = FormState::rejected(form, mistakes.found);
        let template = turn_page(&access, &registration, page, form);
        return html(HttpResponse::UnprocessableEntity(), &template);
    };
    let turn = form.get("turn").parse().unwrap_or(Turn::First);
    let actor = Actor::Account(access.signed_in.account.id);
    let id = registration.id;
    if registration::change_turn(&app, &access.event, id, turn, &reason, actor).await? {
        return Ok(back(&access, "turn"));
    }
    let registration = find(&app, &access, &path).await?;
    let form = FormState::rejected(form, Vec::new());
    let template = turn_page(&access, &registration, page, form);
    html(HttpResponse::Conflict(), &template)
}

async fn offer_page(
    app: &App,
    access: &EventAccess<Manage>,
    registration: &Registration,
    page: Page,
) -> Result<OfferPage, Error> {
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let category = queries::find_category(&mut conn, registration.category_id).await?;
    let quotas = categories::find_quota_states(&mut conn, std::slice::from_ref(&category)).await?;
    let names = line::find_quota_names(&mut conn, access.event.id).await?;
    let full: Vec<&str> = category
        .quotas
        .iter()
        .filter(|id| quotas.get(id).is_some_and(|quota| quota.left() == 0))
        .filter_map(|id| names.get(id).map(String::as_str))
        .collect();
    Ok(OfferPage {
        workspace: Workspace::of(access, t, WorkspacePage::Waitlist),
        name: name(registration, &page),
        back_href: urls::waitlist(&access.event.slug),
        is_waiting: registration.status == RegistrationStatus::Waitlisted,
        means: t.count("waitlist-offer-means", i64::from(category.admission.offer_hours)),
        overbooks: (!full.is_empty()).then(|| {
            t.with(
                "waitlist-offer-overbooks",
                &[("quotas", Value::from(full.join(t.of("terms-comma").as_str())))],
            )
        }),
        page,
    })
}

/// `GET /organizer/events/{slug}/waitlist/{id}/offer`
///
/// # Errors
/// 404 for a registration of another event.
pub async fn show_offer(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let registration = find(&app, &access, &path).await?;
    let template = offer_page(&app, &access, &registration, page).await?;
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/events/{slug}/waitlist/{id}/offer`: 303 to the waitlist; 409 if she waits no more, or if there is
/// no place any more and the page had not said so.
///
/// # Errors
/// 404 for a registration of another event.
pub async fn offer(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let registration = find(&app, &access, &path).await?;
    let actor = Actor::Account(access.signed_in.account.id);
    let outcome = offer_place(&app, access.event.id, registration.id, form.has(OVERBOOKS), actor).await?;
    match outcome {
        OfferPlaceOutcome::Offered => Ok(back(&access, "offered")),
        OfferPlaceOutcome::NoPlace | OfferPlaceOutcome::NotWaiting => {
            let registration = find(&app, &access, &path).await?;
            let template = offer_page(&app, &access, &registration, page).await?;
            html(HttpResponse::Conflict(), &template)
        }
    }
}

fn back(access: &EventAccess<Manage>, done: &str) -> HttpResponse {
    let location = format!("{}?done={done}", urls::waitlist(&access.event.slug));
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .finish()
}
