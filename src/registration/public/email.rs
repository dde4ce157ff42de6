//! `/r/{token}/email`: a mistyped address corrected right after registering, and changed later, once the new one is
//! confirmed.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::TimeDelta;

use super::head::EventHead;
use crate::platform::email::EmailAddress;
use crate::platform::email_hint::EmailHints;
use crate::platform::i18n::Value;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, FormState, Mistakes, Page, RawForm, html, urls};
use crate::registration::{
    CorrectionOutcome, EmailChangeOutcome, OwnRegistration, correct_email, correctable_until,
    find_address_change, may_change_email, request_email_change,
};

#[derive(Template)]
#[template(path = "registration/email.html")]
struct EmailPage {
    page: Page,
    form: FormState,
    hints: EmailHints,
    event: EventHead,
    own_href: String,
    title: String,
    /// Messages under the field and on the button.
    hint: &'static str,
    submit: &'static str,
    /// The address as it is stored.
    stored: String,
    /// Until when it changes at once; later it is to be confirmed first.
    until: Option<String>,
    /// Whether it can be changed at all.
    is_possible: bool,
    /// The address that waits to be confirmed.
    waiting: Option<String>,
    /// Why it did not work, title and text.
    notice: Option<(String, String)>,
}

impl EmailPage {
    async fn of(app: &App, own: &OwnRegistration, page: Page, form: FormState) -> Result<Self, Error> {
        let mut conn = app.pool.get().await?;
        let page = own.dress(&mut conn, page).await?;
        let t = page.t;
        let now = app.clock.now(&conn).await?;
        let zone = own.event.time_zone.unwrap_or(Zone::UTC);
        let until = correctable_until(&own.registration, &own.event, now);
        let [title, hint, submit] = match until {
            Some(_) => ["email-title", "email-hint", "email-submit"],
            None => ["email-change-title", "email-change-hint", "email-change-submit"],
        };
        Ok(Self {
            title: t.of(title),
            hint,
            submit,
            event: EventHead::of(&own.event, t),
            own_href: urls::registration(&own.token),
            stored: own.registration.email.clone().unwrap_or_default(),
            until: until.map(|until| t.moment(zone, until)),
            is_possible: may_change_email(&own.registration, &own.event, now),
            waiting: find_address_change(&mut conn, own.registration.id, now)
                .await?
                .map(|change| change.email),
            notice: None,
            hints: EmailHints,
            form,
            page,
        })
    }
}

/// `GET /r/{token}/email`
///
/// # Errors
/// 404 for a link that opens nothing.
pub async fn show(app: web::Data<App>, own: OwnRegistration, page: Page) -> Result<HttpResponse, Error> {
    let stored = own.registration.email.clone().unwrap_or_default();
    let form = FormState::fresh([("email", stored)]);
    html(HttpResponse::Ok(), &EmailPage::of(&app, &own, page, form).await?)
}

/// `POST /r/{token}/email`: 303 to the registration's page, under its new link if the address changed at once; 422, 409
/// or 429 with what was typed.
///
/// # Errors
/// 404 for a link that opens nothing, the old one among them.
pub async fn submit(
    app: web::Data<App>,
    own: OwnRegistration,
    page: Page,
    form: RawForm,
) -> Result<HttpResponse, Error> {
    let t = page.clone().in_stored_language(own.registration.language).t;
    let mut mistakes = Mistakes::new(t);
    let Some(email) = mistakes.email(&form, "email") else {
        let state = FormState::rejected(form, mistakes.found);
        let template = EmailPage::of(&app, &own, page, state).await?;
        return html(HttpResponse::UnprocessableEntity(), &template);
    };
    let refused = match give(&app, &own, &email).await? {
        Given::Done(location) => return Ok(see(location)),
        Given::Refused(why) => why,
    };
    let (status, title, text) = match refused {
        Refused::Taken => (
            StatusCode::CONFLICT,
            t.of("email-taken-title"),
            t.of("email-taken-text"),
        ),
        Refused::TooLate => (
            StatusCode::CONFLICT,
            t.of("email-late-title"),
            t.of("email-late-text"),
        ),
        Refused::TooOften { retry_after } => {
            let minutes = (retry_after.num_seconds() + 59) / 60;
            let email = [("email", Value::from(email.to_string()))];
            (
                StatusCode::TOO_MANY_REQUESTS,
                t.of("email-often-title"),
                t.count_with("email-often-text", minutes, &email),
            )
        }
    };
    let mut template = EmailPage::of(&app, &own, page, FormState::rejected(form, Vec::new())).await?;
    template.notice = Some((title, text));
    let mut response = html(HttpResponse::build(status), &template)?;
    if let Refused::TooOften { retry_after } = refused {
        response.headers_mut().insert(
            header::RETRY_AFTER,
            header::HeaderValue::from(retry_after.num_seconds()),
        );
    }
    Ok(response)
}

/// What came of an address.
enum Given {
    /// Here it goes on.
    Done(String),
    Refused(Refused),
}

enum Refused {
    Taken,
    TooLate,
    TooOften { retry_after: TimeDelta },
}

/// Corrects the address at once while that is possible, and asks the new one first when it is not any more.
async fn give(app: &App, own: &OwnRegistration, email: &EmailAddress) -> Result<Given, Error> {
    let now = {
        let conn = app.pool.get().await?;
        app.clock.now(&conn).await?
    };
    let id = own.registration.id;
    let here = urls::registration(&own.token);
    if correctable_until(&own.registration, &own.event, now).is_some() {
        return Ok(match correct_email(app, id, email).await? {
            CorrectionOutcome::Corrected(token) => {
                Given::Done(format!("{}?said=corrected", urls::registration(&token)))
            }
            CorrectionOutcome::Unchanged => Given::Done(here),
            CorrectionOutcome::AlreadyRegistered => Given::Refused(Refused::Taken),
            CorrectionOutcome::TooLate => Given::Refused(Refused::TooLate),
            CorrectionOutcome::TooOften { retry_after } => Given::Refused(Refused::TooOften { retry_after }),
        });
    }
    Ok(match request_email_change(app, id, email).await? {
        EmailChangeOutcome::Asked => Given::Done(format!("{here}?said=asked")),
        EmailChangeOutcome::Unchanged => Given::Done(here),
        EmailChangeOutcome::TooLate => Given::Refused(Refused::TooLate),
        EmailChangeOutcome::TooOften { retry_after } => Given::Refused(Refused::TooOften { retry_after }),
    })
}

fn see(location: String) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}
