//! The sign-in page: an address and one button, which has a link mailed to it. Whoever chose a password opens the
//! second form. They are two forms, so that Enter does in each what its button says.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use askama::Template;
use chrono::TimeDelta;

use crate::accounts::extractors::{MaybeSignedIn, no_session_cookie, session_cookie};
use crate::accounts::local_path::LocalPath;
use crate::accounts::model::Browser;
use crate::accounts::sign_in_with_password::{PasswordOutcome, sign_in_with_password};
use crate::accounts::sign_out;
use crate::platform::email::{EmailAddress, EmailFault};
use crate::platform::i18n::Tr;
use crate::platform::secret::Token;
use crate::platform::web::{App, Error, FieldError, FormState, Page, RawForm, html, urls};

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage {
    page: Page,
    form: FormState,
    next: String,
    /// Whether the form with the password is open.
    by_password: bool,
}

/// The address in the form with the password: two fields of a page cannot share an id.
const PASSWORD_EMAIL: &str = "password_email";

/// `GET /organizer/sign-in?next=…`
///
/// # Errors
/// When the database does not answer.
pub async fn show_sign_in(
    request: HttpRequest,
    page: Page,
    MaybeSignedIn(signed_in): MaybeSignedIn,
) -> Result<HttpResponse, Error> {
    let next = next_of_query(&request);
    if signed_in.is_some() {
        return Ok(see_other(next.unwrap_or_default().as_str()).finish());
    }
    let next = next.map(|next| next.to_string()).unwrap_or_default();
    // Whoever came from an invitation need not type again what it was sent to.
    let known = EmailAddress::parse(RawForm::parse(request.query_string().as_bytes()).get("email")).ok();
    let template = SignInPage {
        page,
        form: FormState::fresh(known.map(|email| ("email", email.to_string()))),
        next,
        by_password: false,
    };
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/sign-in`: 303 onward, 422 with one message for whatever is wrong, or 429.
///
/// # Errors
/// When the database does not answer.
pub async fn sign_in(
    app: web::Data<App>,
    browser: Browser,
    page: Page,
    form: RawForm,
) -> Result<HttpResponse, Error> {
    let password = form.get("password");
    let email = match EmailAddress::parse(form.get("email")) {
        Ok(email) if !password.is_empty() => email,
        judged => {
            let mut errors: Vec<FieldError> = judged
                .err()
                .map(|fault| email_error(PASSWORD_EMAIL, page.t, fault))
                .into_iter()
                .collect();
            if password.is_empty() {
                errors.push(FieldError {
                    field: "password".into(),
                    message: page.t.of("sign-in-password-empty"),
                });
            }
            return show_again(HttpResponse::UnprocessableEntity(), page, form, errors);
        }
    };
    match sign_in_with_password(&app, &browser, &email, password).await? {
        PasswordOutcome::SignedIn(token) => {
            let next = LocalPath::parse(form.get("next")).unwrap_or_default();
            Ok(let_in(&app, &token, &next))
        }
        PasswordOutcome::Wrong => {
            let message = page.t.of("sign-in-wrong");
            show_again(
                HttpResponse::UnprocessableEntity(),
                page,
                form,
                vec![FieldError {
                    field: "password".into(),
                    message,
                }],
            )
        }
        PasswordOutcome::Throttled { retry_after } => {
            let message = page.t.count("sign-in-throttled", whole_minutes(retry_after));
            show_again(
                too_many(retry_after),
                page,
                form,
                vec![FieldError {
                    field: "password".into(),
                    message,
                }],
            )
        }
    }
}

/// `POST /organizer/sign-out`: works for strangers too, because a second press of the button is no mistake. Leads to
/// the sign-in page, or to where whoever signs out wants to be somebody else.
///
/// # Errors
/// When the database does not answer.
pub async fn sign_out(app: web::Data<App>, browser: Browser, form: RawForm) -> Result<HttpResponse, Error> {
    sign_out::sign_out(&app, &browser).await?;
    let next = LocalPath::parse(form.get("next"));
    Ok(see_other(next.as_ref().map_or(urls::SIGN_IN, LocalPath::as_str))
        .cookie(no_session_cookie(&app.urls))
        .finish())
}

/// The sign-in page with what was typed, except the password, and what is wrong with it.
pub fn show_again(
    response: HttpResponseBuilder,
    page: Page,
    form: RawForm,
    errors: Vec<FieldError>,
) -> Result<HttpResponse, Error> {
    let next = LocalPath::parse(form.get("next"))
        .map(|next| next.to_string())
        .unwrap_or_default();
    let by_password = errors
        .iter()
        .any(|error| [PASSWORD_EMAIL, "password"].contains(&&*error.field));
    let template = SignInPage {
        page,
        form: FormState::rejected(form, errors),
        next,
        by_password,
    };
    html(response, &template)
}

/// Sends somebody on with her new session.
pub fn let_in(app: &App, token: &Token, next: &LocalPath) -> HttpResponse {
    see_other(next.as_str())
        .cookie(session_cookie(&app.urls, token))
        .finish()
}

/// The page to go on to that the address names, if it is one of ours.
pub fn next_of_query(request: &HttpRequest) -> Option<LocalPath> {
    LocalPath::parse(RawForm::parse(request.query_string().as_bytes()).get("next"))
}

/// What is wrong with the address in `field`.
pub fn email_error(field: &'static str, t: Tr, fault: EmailFault) -> FieldError {
    let id = if fault == EmailFault::Empty {
        "sign-in-email-empty"
    } else {
        "sign-in-email-unusable"
    };
    FieldError {
        field: field.into(),
        message: t.of(id),
    }
}

/// 303.
pub fn see_other(path: &str) -> HttpResponseBuilder {
    let mut response = HttpResponse::SeeOther();
    response.insert_header((header::LOCATION, path));
    response
}

/// 429, with the time to wait.
pub fn too_many(retry_after: TimeDelta) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(StatusCode::TOO_MANY_REQUESTS);
    response.insert_header((header::RETRY_AFTER, retry_after.num_seconds().max(1)));
    response
}

/// The wait in minutes, rounded up: whoever comes back then is not turned away again.
pub fn whole_minutes(wait: TimeDelta) -> i64 {
    (wait.num_seconds().max(1) + 59) / 60
}
