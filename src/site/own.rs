//! `/r/{token}`: a registration's own page. Opening it changes nothing, however often and by whatever machine.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::facts::EventFacts;
use crate::events::{self, EventStatus};
use crate::platform::i18n::Value;
use crate::platform::web::{App, Error, Page, html, urls};
use crate::registration::{self, OwnRegistration};
use crate::terms;

#[derive(Template)]
#[template(path = "site/own.html")]
struct OwnPage {
    page: Page,
    facts: EventFacts,
    /// Said once after a resend.
    notice: Option<String>,
    status: String,
    tone: &'static str,
    next: String,
    name: String,
    email: Option<String>,
    organization: Option<String>,
    category: String,
    reference: String,
    registered: String,
    terms: Option<TermsFacts>,
    contact: Option<String>,
    event_href: String,
    calendar_href: String,
    resend_href: Option<String>,
}

struct TermsFacts {
    words: String,
    digest: String,
    href: String,
}

/// What a redirect back to the page says.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    mail: String,
}

/// `GET /r/{token}`
///
/// # Errors
/// 404 for a link that opens nothing.
pub async fn show(
    app: web::Data<App>,
    own: OwnRegistration,
    said: web::Query<Said>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let OwnRegistration {
        registration,
        event,
        token,
    } = own;
    let page = page.in_stored_language(registration.language);
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let venue = match event.venue_id {
        Some(id) => Some(events::find_venue(&mut conn, id).await?),
        None => None,
    };
    let category = registration::find_category(&mut conn, registration.category_id).await?;
    let terms = match terms::find_consent(&mut conn, registration.id).await? {
        Some(consent) => {
            let version = terms::find_by_id(&mut conn, consent.terms_version_id).await?;
            Some(TermsFacts {
                words: t.with(
                    "own-terms-accepted",
                    &[
                        ("number", Value::from(version.number)),
                        ("moment", Value::from(t.moment(version.zone, consent.given_at))),
                    ],
                ),
                digest: consent.document_digest.to_string(),
                href: urls::registration_terms(&token),
            })
        }
        None => None,
    };
    let cancelled = event.status == EventStatus::Cancelled;
    let (status, tone, next) = if cancelled {
        (
            t.of("own-event-cancelled"),
            "bad",
            t.of("own-next-event-cancelled"),
        )
    } else {
        let key = registration.status.as_str().replace('_', "-");
        (
            t.of(&format!("own-status-{key}")),
            registration.status.tone(),
            t.of(&format!("own-next-{key}")),
        )
    };
    let notice = match said.mail.as_str() {
        "sent" => Some(t.of("own-mail-sent")),
        "too-often" => Some(t.of("own-mail-too-often")),
        _ => None,
    };
    let template = OwnPage {
        facts: EventFacts::of(&event, venue.as_ref(), t),
        notice,
        status,
        tone,
        next,
        name: registration.name.clone().unwrap_or_default(),
        email: registration.email.clone(),
        organization: registration.organization.clone(),
        category: category.name(page.lang(), event.default_language).to_owned(),
        reference: registration.reference.to_string(),
        registered: event
            .time_zone
            .map(|zone| t.moment(zone, registration.registered_at))
            .unwrap_or_default(),
        terms,
        contact: event.contact_email.clone(),
        event_href: urls::event(&event.slug),
        calendar_href: urls::registration_calendar(&token),
        resend_href: (registration.status.is_live() && !cancelled).then(|| urls::registration_resend(&token)),
        page,
    };
    html(HttpResponse::Ok(), &template)
}
