//! Sending one confirmation once more.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use super::words::find_own;
use crate::activity::Actor;
use crate::events::{EventAccess, Manage};
use crate::platform::web::{App, Error, urls};
use crate::registration::{ResendOutcome, resend_confirmation};

/// `POST /organizer/events/{slug}/attendees/{id}/resend`
///
/// # Errors
/// 404 for a registration of another event.
pub async fn resend(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Error> {
    let registration = find_own(&app, &access.event, &path.1).await?;
    let actor = Actor::Account(access.signed_in.account.id);
    let said = match resend_confirmation(&app, &registration, access.event.organization_id, actor).await? {
        ResendOutcome::Queued => "sent",
        ResendOutcome::TooOften => "too-often",
        ResendOutcome::NotApplicable => "not-applicable",
    };
    let location = format!(
        "{}?mail={said}",
        urls::attendee(&access.event.slug, registration.id)
    );
    Ok(HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .finish())
}
