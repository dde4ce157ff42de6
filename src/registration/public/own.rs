//! What a personal link opens beside its page: calendar entry, accepted terms, the mail once more. The page itself
//! needs more slices than this one and lives in `site`.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use super::calendar;
use crate::activity::Actor;
use crate::platform::web::{App, Error, Page, urls};
use crate::registration::{OwnRegistration, ResendOutcome, resend_confirmation};
use crate::terms;

/// `GET /r/{token}/calendar.ics`
///
/// # Errors
/// 404 for a link that opens nothing.
pub async fn show_calendar(
    app: web::Data<App>,
    own: OwnRegistration,
    page: Page,
) -> Result<HttpResponse, Error> {
    let page = page.in_stored_language(own.registration.language);
    let mut conn = app.pool.get().await?;
    let link = app.urls.absolute(&urls::registration(&own.token));
    calendar::answer(&app, &mut conn, &own.event, &page, &link).await
}

/// `GET /r/{token}/terms`: the version she accepted, even when the event is hidden by now.
///
/// # Errors
/// 404 for a link that opens nothing.
pub async fn show_terms(
    app: web::Data<App>,
    own: OwnRegistration,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let page = page.in_stored_language(own.registration.language);
    let consent = terms::find_consent(&mut conn, own.registration.id)
        .await?
        .ok_or(Error::NotFound)?;
    let version = terms::find_by_id(&mut conn, consent.terms_version_id).await?;
    let now = app.clock.now(&conn).await?;
    terms::public::show_version(&mut conn, page, &own.event, &version, now).await
}

/// `POST /r/{token}/resend`: the confirmation once more, then back to the page, which says how it went.
///
/// # Errors
/// 404 for a link that opens nothing.
pub async fn resend(app: web::Data<App>, own: OwnRegistration) -> Result<HttpResponse, Error> {
    let outcome = resend_confirmation(
        &app,
        &own.registration,
        own.event.organization_id,
        Actor::Attendee,
    )
    .await?;
    let said = match outcome {
        ResendOutcome::Queued => "sent",
        ResendOutcome::TooOften => "too-often",
        ResendOutcome::NotApplicable => "not-applicable",
    };
    let location = format!("{}?mail={said}", urls::registration(&own.token));
    Ok(HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .finish())
}
