//! One-time links: asking for one by mail, looking at one, and coming in through it.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::sign_in::{email_error, let_in, next_of_query, see_other, show_again, too_many, whole_minutes};
use crate::accounts::create_sign_in_link::MAIL_LIFETIME;
use crate::accounts::local_path::LocalPath;
use crate::accounts::model::{Account, Browser};
use crate::accounts::request_sign_in_link::{LinkFor, LinkRequestOutcome, request_sign_in_link};
use crate::accounts::sign_in_with_link::{LinkOutcome, look_at_link, sign_in_with_link};
use crate::platform::email::EmailAddress;
use crate::platform::secret::Token;
use crate::platform::web::{App, Error, FieldError, Page, RawForm, html, urls};

#[derive(Template)]
#[template(path = "accounts/link_requested.html")]
struct LinkRequestedPage {
    page: Page,
    /// Where the mail goes; not said of an old link's owner.
    email: Option<EmailAddress>,
    minutes: i64,
}

#[derive(Template)]
#[template(path = "accounts/link.html")]
struct LinkPage {
    page: Page,
    account: Account,
    path: String,
    next: String,
}

#[derive(Template)]
#[template(path = "accounts/dead_link.html")]
struct DeadLinkPage {
    page: Page,
    /// The dead link, by which a new one can be asked for.
    link: Option<Token>,
    next: String,
}

/// `POST /organizer/sign-in/link`: the same page for every address that could be one, and for every link that works
/// no longer.
///
/// # Errors
/// When the database does not answer.
pub async fn request_link(
    app: web::Data<App>,
    browser: Browser,
    page: Page,
    form: RawForm,
) -> Result<HttpResponse, Error> {
    let old = Token::parse(form.get("link"));
    let email = match (&old, EmailAddress::parse(form.get("email"))) {
        (Some(_), _) => None,
        (None, Ok(email)) => Some(email),
        (None, Err(fault)) => {
            let error = email_error("email", page.t, fault);
            return show_again(HttpResponse::UnprocessableEntity(), page, form, vec![error]);
        }
    };
    let whom = match (&old, &email) {
        (Some(link), _) => LinkFor::OldLink(link),
        (None, Some(email)) => LinkFor::Address(email),
        (None, None) => return Err(Error::BadRequest),
    };
    let next = LocalPath::parse(form.get("next"));
    match request_sign_in_link(&app, &browser, whom, page.lang(), next.as_ref()).await? {
        LinkRequestOutcome::Taken => {
            let minutes = MAIL_LIFETIME.num_minutes();
            html(HttpResponse::Ok(), &LinkRequestedPage { page, email, minutes })
        }
        LinkRequestOutcome::Throttled { retry_after } => {
            let message = page.t.count("sign-in-link-throttled", whole_minutes(retry_after));
            show_again(
                too_many(retry_after),
                page,
                form,
                vec![FieldError {
                    field: "email".into(),
                    message,
                }],
            )
        }
    }
}

/// `GET /organizer/sign-in/link`: the address of a form that was sent, opened again, by the language links too.
///
/// # Errors
/// Never.
#[allow(clippy::unused_async, reason = "a handler is a future")]
pub async fn back_to_sign_in(request: HttpRequest) -> Result<HttpResponse, Error> {
    Ok(see_other(&format!("{}?{}", urls::SIGN_IN, request.query_string())).finish())
}

/// `GET /organizer/sign-in/{token}`: says whom the link lets in and shows the one button. Opening it changes
/// nothing, however often mail scanners do.
///
/// # Errors
/// When the database does not answer.
pub async fn show_link(
    app: web::Data<App>,
    request: HttpRequest,
    page: Page,
    token: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let next = next_of_query(&request)
        .map(|next| next.to_string())
        .unwrap_or_default();
    let Some(token) = Token::parse(&token) else {
        return dead(page, None, next);
    };
    match look_at_link(&app, &token).await? {
        Some(account) => html(
            HttpResponse::Ok(),
            &LinkPage {
                page,
                account,
                path: urls::sign_in_with(&token),
                next,
            },
        ),
        None => dead(page, Some(token), next),
    }
}

/// `POST /organizer/sign-in/{token}`: uses the link up.
///
/// # Errors
/// When the database does not answer.
pub async fn use_link(
    app: web::Data<App>,
    browser: Browser,
    page: Page,
    token: web::Path<String>,
    form: RawForm,
) -> Result<HttpResponse, Error> {
    let next = LocalPath::parse(form.get("next"));
    let on = || next.as_ref().map(ToString::to_string).unwrap_or_default();
    let Some(token) = Token::parse(&token) else {
        return dead(page, None, on());
    };
    match sign_in_with_link(&app, &browser, &token).await? {
        LinkOutcome::SignedIn(session) => Ok(let_in(&app, &session, &next.unwrap_or_default())),
        LinkOutcome::Refused => dead(page, Some(token), on()),
    }
}

/// One answer for unknown, expired and used links.
fn dead(page: Page, link: Option<Token>, next: String) -> Result<HttpResponse, Error> {
    html(HttpResponse::Gone(), &DeadLinkPage { page, link, next })
}
