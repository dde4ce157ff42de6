//! `/r/{token}/change`: name, organization, position, country and phone, until the event begins.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;

use super::form;
use super::head::EventHead;
use crate::activity::Actor;
use crate::platform::countries::Country;
use crate::platform::i18n::Tr;
use crate::platform::web::{App, Conflict, Error, FormState, Mistakes, Page, RawForm, html, urls};
use crate::registration::{
    ChangeOutcome, DetailField, Details, DetailsChange, MailPolicy, OwnRegistration, Registration,
    change_details, find_category, is_reviewed_again, may_withdraw,
};

#[derive(Template)]
#[template(path = "registration/change.html")]
struct ChangePage {
    page: Page,
    form: FormState,
    conflict: Option<Conflict>,
    event: EventHead,
    own_href: String,
    revision: i32,
    countries: &'static [(Country, &'static str)],
    asks_phone: bool,
    is_possible: bool,
    /// Whether an organizer looks at what is changed.
    is_reviewed_again: bool,
}

impl ChangePage {
    async fn of(
        app: &App,
        own: &OwnRegistration,
        page: Page,
        form: FormState,
        is_possible: bool,
    ) -> Result<Self, Error> {
        let mut conn = app.pool.get().await?;
        let page = own.dress(&mut conn, page).await?;
        let category = find_category(&mut conn, own.registration.category_id).await?;
        Ok(Self {
            is_reviewed_again: is_reviewed_again(&own.registration, &category),
            event: EventHead::of(&own.event, page.t),
            own_href: urls::registration(&own.token),
            revision: own.registration.revision,
            countries: Country::all_sorted(page.lang()),
            asks_phone: own.event.asks_phone,
            conflict: None,
            form,
            is_possible,
            page,
        })
    }
}

fn fresh(registration: &Registration) -> FormState {
    let details = Details::of(registration);
    FormState::fresh([
        ("name", details.name),
        ("organization", details.organization.unwrap_or_default()),
        ("position", details.position.unwrap_or_default()),
        (
            "country",
            details
                .country
                .map(|country| country.code().to_owned())
                .unwrap_or_default(),
        ),
        ("phone", details.phone.unwrap_or_default()),
    ])
}

/// `GET /r/{token}/change`
///
/// # Errors
/// 404 for a link that opens nothing.
pub async fn show(app: web::Data<App>, own: OwnRegistration, page: Page) -> Result<HttpResponse, Error> {
    let conn = app.pool.get().await?;
    let now = app.clock.now(&conn).await?;
    let is_possible = own.registration.status.is_live() && may_withdraw(&own.event, now);
    drop(conn);
    let template = ChangePage::of(&app, &own, page, fresh(&own.registration), is_possible).await?;
    html(HttpResponse::Ok(), &template)
}

/// `POST /r/{token}/change`: 303 to the registration's page; 422 with mistakes; 409 if somebody else was faster, or
/// it is too late.
///
/// # Errors
/// 404 for a link that opens nothing.
pub async fn submit(
    app: web::Data<App>,
    own: OwnRegistration,
    page: Page,
    form: RawForm,
) -> Result<HttpResponse, Error> {
    let t = page.clone().in_stored_language(own.registration.language).t;
    let mut mistakes = Mistakes::new(t);
    let name = form::name(&mut mistakes, &form);
    let details = form::details(&mut mistakes, &form, name, own.event.asks_phone);
    let Some(mut details) = details.filter(|_| mistakes.found.is_empty()) else {
        let state = FormState::rejected(form, mistakes.found);
        let template = ChangePage::of(&app, &own, page, state, true).await?;
        return html(HttpResponse::UnprocessableEntity(), &template);
    };
    if !own.event.asks_phone {
        // Not asked for any more, and not to be lost by not being asked for.
        details.phone.clone_from(&own.registration.phone);
    }
    let change = DetailsChange {
        revision: form.get("revision").parse().unwrap_or(0),
        details: details.clone(),
        actor: Actor::Attendee,
        mail: MailPolicy::Send,
    };
    let back = urls::registration(&own.token);
    match change_details(&app, own.registration.id, change).await? {
        ChangeOutcome::Changed => Ok(to(format!("{back}?said=changed"))),
        ChangeOutcome::Unchanged => Ok(to(back)),
        ChangeOutcome::Conflict(stored) => {
            let state = FormState::rejected(form, Vec::new());
            let mut template = ChangePage::of(&app, &own, page, state, true).await?;
            template.revision = stored.revision;
            template.conflict = Some(Conflict {
                words: t.of("conflict-somebody"),
                stored: differences(&stored, &details, t),
            });
            html(HttpResponse::build(StatusCode::CONFLICT), &template)
        }
        ChangeOutcome::TooLate => {
            let state = FormState::rejected(form, Vec::new());
            let template = ChangePage::of(&app, &own, page, state, false).await?;
            html(HttpResponse::build(StatusCode::CONFLICT), &template)
        }
    }
}

fn to(location: String) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .finish()
}

/// What is stored where it is not what was typed.
fn differences(stored: &Registration, typed: &Details, t: Tr) -> Vec<(String, String)> {
    typed
        .changes(&Details::of(stored))
        .into_iter()
        .map(|change| {
            let value = change.new.unwrap_or_default();
            let value = match (change.field, stored.country) {
                (DetailField::Country, Some(country)) => country.name(t.lang()).to_owned(),
                _ => value,
            };
            (change.field.label(t), value)
        })
        .collect()
}
