//! Cancelling a registration: one page that says what that means, and one button.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::edit::mail_policy;
use super::words::{find_own, status_words};
use crate::activity::Actor;
use crate::events::{EventAccess, Manage, Workspace, WorkspacePage};
use crate::platform::i18n::Value;
use crate::platform::web::{App, Error, FormState, Mistakes, Page, RawForm, html, urls};
use crate::registration::{Cancellation, EndOutcome, Registration, cancel};

/// The longest reason, in characters.
const MAX_REASON: usize = 1_000;

#[derive(Template)]
#[template(path = "attendees/cancel.html")]
struct CancelPage {
    page: Page,
    workspace: Workspace,
    form: FormState,
    title: String,
    name: String,
    back_href: String,
    /// Said where it has ended already.
    ended: Option<String>,
    has_email: bool,
}

fn cancel_page(
    access: &EventAccess<Manage>,
    registration: &Registration,
    page: Page,
    form: FormState,
) -> CancelPage {
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let name = registration
        .name
        .clone()
        .unwrap_or_else(|| t.of("attendees-no-name"));
    CancelPage {
        workspace: Workspace::of(access, t, WorkspacePage::Attendees),
        form,
        title: t.with("cancel-attendee-title", &[("name", Value::from(&name))]),
        back_href: urls::attendee(&access.event.slug, registration.id),
        ended: (!registration.status.is_live()).then(|| {
            t.with(
                "cancel-attendee-ended",
                &[("status", Value::from(status_words(registration.status, t)))],
            )
        }),
        has_email: registration.email.is_some(),
        name,
        page,
    }
}

/// `GET /organizer/events/{slug}/attendees/{id}/cancel`
///
/// # Errors
/// 404 for a registration of another event.
pub async fn ask_cancel(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let registration = find_own(&app, &access.event, &path.1).await?;
    let form = FormState::fresh([("tell", "yes".to_owned())]);
    let template = cancel_page(&access, &registration, page, form);
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/events/{slug}/attendees/{id}/cancel`
///
/// # Errors
/// 404 for a registration of another event.
pub async fn cancel_registration(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let registration = find_own(&app, event, &path.1).await?;
    let mut mistakes = Mistakes::new(page.t);
    let reason = mistakes.block(&form, "reason", MAX_REASON);
    if !mistakes.found.is_empty() {
        let form = FormState::rejected(form, mistakes.found);
        let template = cancel_page(&access, &registration, page, form);
        return html(HttpResponse::UnprocessableEntity(), &template);
    }
    let cancellation = Cancellation {
        actor: Actor::Account(access.signed_in.account.id),
        reason,
        mail: mail_policy(&form),
    };
    match cancel(&app, registration.id, cancellation).await? {
        EndOutcome::Ended | EndOutcome::Already => {
            let location = format!("{}?done=cancelled", urls::attendee(&event.slug, registration.id));
            Ok(HttpResponse::SeeOther()
                .insert_header((header::LOCATION, location))
                .finish())
        }
        EndOutcome::TooLate => {
            let now = find_own(&app, event, &path.1).await?;
            let form = FormState::rejected(form, Vec::new());
            let template = cancel_page(&access, &now, page, form);
            html(HttpResponse::Conflict(), &template)
        }
    }
}
