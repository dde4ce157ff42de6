//! One's own account: where one belongs, the password, and the browsers one is signed in with.

use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use askama::Template;
use chrono::DateTime;

use super::sign_in::{see_other, too_many, whole_minutes};
use crate::accounts::extractors::{SignedIn, no_session_cookie};
use crate::accounts::model::{Role, Session};
use crate::accounts::passwords::{MIN_CHARACTERS, PasswordFault};
use crate::accounts::set_password::{ProofNeeded, SetPasswordOutcome, proof_needed, set_password};
use crate::accounts::sign_out::{RevokeOutcome, revoke_session};
use crate::accounts::{queries, user_agent};
use crate::platform::i18n::Tr;
use crate::platform::ids::SessionId;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, FieldError, FormState, Page, RawForm, html, urls};

#[derive(Template)]
#[template(path = "accounts/account.html")]
struct AccountPage {
    page: Page,
    form: FormState,
    /// Whether the password was set just now.
    saved: bool,
    name: String,
    email: String,
    /// Name and role.
    organizations: Vec<(String, String)>,
    needed: ProofNeeded,
    browsers: Vec<BrowserRow>,
}

/// A line of the list of browsers.
struct BrowserRow {
    id: SessionId,
    /// Empty if unknown.
    name: String,
    since: String,
    seen: String,
    current: bool,
}

impl BrowserRow {
    fn of(session: &Session, current: SessionId, t: Tr) -> Self {
        // Nobody told us her zone; UTC at least says so.
        let moment = |instant: &DateTime<_>| t.moment(Zone::UTC, instant);
        Self {
            id: session.id,
            name: user_agent::describe(&session.user_agent),
            since: moment(&session.created_at),
            seen: moment(&session.last_seen_at),
            current: session.id == current,
        }
    }
}

/// `GET /organizer/account`
///
/// # Errors
/// When the database does not answer.
pub async fn show_account(
    app: web::Data<App>,
    request: HttpRequest,
    signed_in: SignedIn,
    page: Page,
) -> Result<HttpResponse, Error> {
    let saved = RawForm::parse(request.query_string().as_bytes()).has("saved");
    render(
        HttpResponse::Ok(),
        &app,
        &signed_in,
        page,
        FormState::default(),
        saved,
    )
    .await
}

/// `GET /organizer/account/password`: the address of a form that was sent, opened again, by the language links too.
///
/// # Errors
/// Never, but for strangers.
#[allow(clippy::unused_async, reason = "a handler is a future")]
pub async fn back_to_account(request: HttpRequest, _: SignedIn) -> Result<HttpResponse, Error> {
    Ok(see_other(&format!("{}?{}", urls::ACCOUNT, request.query_string())).finish())
}

/// `POST /organizer/account/password`
///
/// # Errors
/// When the database does not answer.
pub async fn save_password(
    app: web::Data<App>,
    signed_in: SignedIn,
    page: Page,
    form: RawForm,
) -> Result<HttpResponse, Error> {
    let (current, new) = (form.get("current_password"), form.get("new_password"));
    let outcome = set_password(&app, &signed_in.account, &signed_in.session, current, new).await?;
    let (response, errors) = match outcome {
        SetPasswordOutcome::Set => return Ok(see_other(&format!("{}?saved=1", urls::ACCOUNT)).finish()),
        SetPasswordOutcome::Rejected {
            current_is_wrong,
            fault,
        } => {
            let wrong = current_is_wrong.then(|| FieldError {
                field: "current_password",
                message: page.t.of(if current.is_empty() {
                    "account-current-empty"
                } else {
                    "account-current-wrong"
                }),
            });
            let fault = fault.map(|fault| FieldError {
                field: "new_password",
                message: fault_message(page.t, fault),
            });
            (
                HttpResponse::UnprocessableEntity(),
                wrong.into_iter().chain(fault).collect(),
            )
        }
        SetPasswordOutcome::Throttled { retry_after } => {
            let message = page.t.count("account-throttled", whole_minutes(retry_after));
            (
                too_many(retry_after),
                vec![FieldError {
                    field: "current_password",
                    message,
                }],
            )
        }
    };
    // What was typed is not kept: a password does not belong into a page.
    let state = FormState::rejected(RawForm::default(), errors);
    render(response, &app, &signed_in, page, state, false).await
}

/// `POST /organizer/account/sessions/{id}/revoke`
///
/// # Errors
/// 404 for a session that is not one's own.
pub async fn revoke(
    app: web::Data<App>,
    signed_in: SignedIn,
    id: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let id: SessionId = id.parse().map_err(|_| Error::NotFound)?;
    match revoke_session(&app, signed_in.account.id, id).await? {
        RevokeOutcome::Unknown => Err(Error::NotFound),
        RevokeOutcome::Revoked if id == signed_in.session.id => Ok(see_other(urls::SIGN_IN)
            .cookie(no_session_cookie(&app.urls))
            .finish()),
        RevokeOutcome::Revoked => Ok(see_other(urls::ACCOUNT).finish()),
    }
}

async fn render(
    response: HttpResponseBuilder,
    app: &App,
    signed_in: &SignedIn,
    page: Page,
    form: FormState,
    saved: bool,
) -> Result<HttpResponse, Error> {
    let SignedIn { account, session } = signed_in;
    let mut conn = app.pool.get().await?;
    let now = app.clock.now(&mut conn).await?;
    let places = queries::list_organizations(&mut conn, account.id).await?;
    let organizations = places
        .into_iter()
        .map(|(place, role)| (place.name, page.t.of(role_message(role))))
        .collect();
    let needed = proof_needed(&mut conn, account.id, session, now).await?;
    let sessions = queries::list_sessions(&mut conn, account.id, now).await?;
    let browsers = sessions
        .iter()
        .map(|one| BrowserRow::of(one, session.id, page.t))
        .collect();
    let template = AccountPage {
        page: page.signed_in_as(&account.name),
        form,
        saved,
        name: account.name.clone(),
        email: account.email.clone(),
        organizations,
        needed,
        browsers,
    };
    html(response, &template)
}

fn role_message(role: Role) -> &'static str {
    match role {
        Role::Owner => "account-role-owner",
        Role::Manager => "account-role-manager",
        Role::Viewer => "account-role-viewer",
    }
}

fn fault_message(t: Tr, fault: PasswordFault) -> String {
    let id = match fault {
        PasswordFault::Empty => "account-password-empty",
        PasswordFault::TooShort => return t.count("account-password-too-short", MIN_CHARACTERS),
        PasswordFault::TooLong => "account-password-too-long",
        PasswordFault::Unreadable => "account-password-unreadable",
        PasswordFault::IsAddress => "account-password-is-address",
        PasswordFault::Common => "account-password-common",
    };
    t.of(id)
}
