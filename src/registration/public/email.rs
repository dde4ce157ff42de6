//! `/r/{token}/email`: a mistyped address corrected right after registering.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;

use super::head::EventHead;
use crate::platform::email_hint::EmailHints;
use crate::platform::i18n::Value;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, FormState, Mistakes, Page, RawForm, html, urls};
use crate::registration::{CorrectionOutcome, OwnRegistration, correct_email, correctable_until};

#[derive(Template)]
#[template(path = "registration/email.html")]
struct EmailPage {
    page: Page,
    form: FormState,
    hints: EmailHints,
    event: EventHead,
    own_href: String,
    /// The address as it is stored.
    stored: String,
    /// Until when, if it is possible at all.
    until: Option<String>,
    /// Why it did not work, title and text.
    notice: Option<(String, String)>,
}

impl EmailPage {
    async fn of(app: &App, own: &OwnRegistration, page: Page, form: FormState) -> Result<Self, Error> {
        let page = page.in_stored_language(own.registration.language);
        let t = page.t;
        let conn = app.pool.get().await?;
        let now = app.clock.now(&conn).await?;
        let zone = own.event.time_zone.unwrap_or(Zone::UTC);
        Ok(Self {
            event: EventHead::of(&own.event, t),
            own_href: urls::registration(&own.token),
            stored: own.registration.email.clone().unwrap_or_default(),
            until: correctable_until(&own.registration, &own.event, now).map(|until| t.moment(zone, until)),
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

/// `POST /r/{token}/email`: 303 to the registration's page under its new link; 422, 409 or 429 with what was typed.
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
    let outcome = correct_email(&app, own.registration.id, &email).await?;
    let (status, title, text, retry_after) = match outcome {
        CorrectionOutcome::Corrected(token) => {
            let location = format!("{}?said=corrected", urls::registration(&token));
            return Ok(see(location));
        }
        CorrectionOutcome::Unchanged => return Ok(see(urls::registration(&own.token))),
        CorrectionOutcome::AlreadyRegistered => (
            StatusCode::CONFLICT,
            t.of("email-taken-title"),
            t.of("email-taken-text"),
            None,
        ),
        CorrectionOutcome::TooLate => (
            StatusCode::CONFLICT,
            t.of("email-late-title"),
            t.of("email-late-text"),
            None,
        ),
        CorrectionOutcome::TooOften { retry_after } => {
            let minutes = (retry_after.num_seconds() + 59) / 60;
            (
                StatusCode::TOO_MANY_REQUESTS,
                t.of("email-often-title"),
                t.count_with(
                    "email-often-text",
                    minutes,
                    &[("email", Value::from(email.to_string()))],
                ),
                Some(retry_after.num_seconds()),
            )
        }
    };
    let mut template = EmailPage::of(&app, &own, page, FormState::rejected(form, Vec::new())).await?;
    template.notice = Some((title, text));
    let mut response = html(HttpResponse::build(status), &template)?;
    if let Some(seconds) = retry_after {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, header::HeaderValue::from(seconds));
    }
    Ok(response)
}

fn see(location: String) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}
