//! One's own account: name and language, where one belongs, the password, and the browsers one is signed in with.

use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use askama::Template;
use chrono::{DateTime, Utc};

use super::invitation::MAX_NAME;
use super::seen::last_here;
use super::sign_in::{see_other, too_many, whole_minutes};
use crate::accounts::change_account::change_account;
use crate::accounts::extractors::{SignedIn, no_session_cookie};
use crate::accounts::model::Session;
use crate::accounts::passwords::{MIN_CHARACTERS, PasswordFault};
use crate::accounts::set_password::{ProofNeeded, SetPasswordOutcome, proof_needed, set_password};
use crate::accounts::sign_out::{RevokeOutcome, revoke_session};
use crate::accounts::{queries, user_agent};
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::SessionId;
use crate::platform::lang::Lang;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, FieldError, FormState, Mistakes, Page, RawForm, html, urls};

#[derive(Template)]
#[template(path = "accounts/account.html")]
struct AccountPage {
    page: Page,
    /// What was saved just now.
    notice: Option<String>,
    /// Name and language.
    details: FormState,
    /// The password.
    form: FormState,
    email: String,
    languages: Vec<(&'static str, &'static str)>,
    organizations: Vec<Place>,
    needed: ProofNeeded,
    browsers: Vec<BrowserRow>,
}

/// Where one belongs.
struct Place {
    name: String,
    role: String,
    about: String,
    team_href: String,
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
    fn of(session: &Session, current: SessionId, now: DateTime<Utc>, t: Tr) -> Self {
        // Nobody told us her zone; UTC at least says so.
        let since = t.moment(Zone::UTC, session.created_at);
        Self {
            id: session.id,
            name: user_agent::describe(&session.user_agent),
            since: t.with("account-browser-since", &[("moment", Value::from(since))]),
            seen: last_here(t, now, Some(session.last_seen_at)),
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
    let notice = match RawForm::parse(request.query_string().as_bytes()).get("saved") {
        "" => None,
        "details" => Some(page.t.of("saved")),
        _ => Some(page.t.of("account-password-saved")),
    };
    let shown = Shown {
        notice,
        ..Shown::default()
    };
    render(HttpResponse::Ok(), &app, &signed_in, page, shown).await
}

/// `POST /organizer/account/details`
///
/// # Errors
/// When the database does not answer.
pub async fn save_details(
    app: web::Data<App>,
    signed_in: SignedIn,
    page: Page,
    form: RawForm,
) -> Result<HttpResponse, Error> {
    let mut mistakes = Mistakes::new(page.t);
    let name = mistakes.line(&form, "name", MAX_NAME).unwrap_or_default();
    if name.is_empty() && mistakes.found.is_empty() {
        mistakes.add("name", page.t.of("invitation-name-empty"));
    }
    let language: Lang = form.get("language").parse().map_err(|_| Error::BadRequest)?;
    if mistakes.found.is_empty() {
        change_account(&app, &signed_in.account, &name, language).await?;
        return Ok(see_other(&format!("{}?saved=details", urls::ACCOUNT)).finish());
    }
    let shown = Shown {
        details: Some(FormState::rejected(form, mistakes.found)),
        ..Shown::default()
    };
    render(HttpResponse::UnprocessableEntity(), &app, &signed_in, page, shown).await
}

/// `GET /organizer/account/details` and `…/password`: the address of a form that was sent, opened again, by the
/// language links too.
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
                field: "current_password".into(),
                message: page.t.of(if current.is_empty() {
                    "account-current-empty"
                } else {
                    "account-current-wrong"
                }),
            });
            let fault = fault.map(|fault| FieldError {
                field: "new_password".into(),
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
                    field: "current_password".into(),
                    message,
                }],
            )
        }
    };
    // What was typed is not kept: a password does not belong into a page.
    let shown = Shown {
        password: FormState::rejected(RawForm::default(), errors),
        ..Shown::default()
    };
    render(response, &app, &signed_in, page, shown).await
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

/// What the page says beside what is stored.
#[derive(Default)]
struct Shown {
    notice: Option<String>,
    /// Name and language as they were typed, if they were.
    details: Option<FormState>,
    password: FormState,
}

async fn render(
    response: HttpResponseBuilder,
    app: &App,
    signed_in: &SignedIn,
    page: Page,
    shown: Shown,
) -> Result<HttpResponse, Error> {
    let SignedIn { account, session } = signed_in;
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let now = app.clock.now(&conn).await?;
    let places = queries::list_organizations(&mut conn, account.id).await?;
    let organizations = places
        .into_iter()
        .map(|(place, role)| Place {
            name: place.name,
            role: t.of(role.name_message()),
            about: t.of(role.about_message()),
            team_href: urls::team(place.id),
        })
        .collect();
    let needed = proof_needed(&mut conn, account.id, session, now).await?;
    let sessions = queries::list_sessions(&mut conn, account.id, now).await?;
    let browsers = sessions
        .iter()
        .map(|one| BrowserRow::of(one, session.id, now, t))
        .collect();
    let stored = [
        ("name", account.name.clone()),
        ("language", account.language.code().to_owned()),
    ];
    let template = AccountPage {
        page: page.signed_in_as(&account.name),
        notice: shown.notice,
        details: shown.details.unwrap_or_else(|| FormState::fresh(stored)),
        form: shown.password,
        email: account.email.clone(),
        languages: Lang::ALL.map(|lang| (lang.code(), lang.endonym())).to_vec(),
        organizations,
        needed,
        browsers,
    };
    html(response, &template)
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
