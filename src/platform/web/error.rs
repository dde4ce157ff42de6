//! One error at the edge, with stable codes and two faces: a page in the site's clothes with a way forward, or
//! problem+json (RFC 9457). What is unexpected shows a reference and nothing else; its cause goes to the log.

use std::time::Duration;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, ResponseError};
use askama::Template;
use futures_util::FutureExt as _;
use tracing_actix_web::RequestId;

use crate::platform::db::{self, DbError};
use crate::platform::web::{Page, headers, urls};

/// Why a request was not answered as it asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such thing, or none that this person may know of.
    #[error("not found")]
    NotFound,
    /// It has another address now, for good.
    #[error("moved to {to}")]
    Moved {
        /// A path of ours with its query.
        to: String,
    },
    /// Known and hers to see, but not to do.
    #[error("forbidden")]
    Forbidden,
    /// A request that another site made a browser send.
    #[error("cross-site request")]
    CrossSite,
    /// She must sign in first; then she goes on to `next`.
    #[error("sign-in required")]
    SignIn {
        /// A path of ours.
        next: String,
    },
    /// A request that makes no sense.
    #[error("bad request")]
    BadRequest,
    /// A body larger than any form.
    #[error("too large")]
    TooLarge,
    /// The address exists, the method does not.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// Too often; come again.
    #[error("too many requests")]
    TooMany {
        /// When.
        retry_after: Duration,
    },
    /// Something we depend on is busy or away.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// A fault of ours.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// A fault of ours with its cause, for the log.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }

    /// Stable, listed, and the head of the messages' ids.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Moved { .. } => "moved",
            Self::Forbidden => "forbidden",
            Self::CrossSite => "cross-site",
            Self::SignIn { .. } => "sign-in",
            Self::BadRequest => "bad-request",
            Self::TooLarge => "too-large",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::TooMany { .. } => "too-many",
            Self::Unavailable(_) => "unavailable",
            Self::Internal(_) => "internal",
        }
    }

    /// How long to wait before trying again, where that helps.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::TooMany { retry_after } => Some(*retry_after),
            Self::Unavailable(_) => Some(Duration::from_secs(5)),
            _ => None,
        }
    }

    /// Writes the cause of what is our fault to the log.
    fn log(&self) {
        match self {
            Self::Internal(cause) => tracing::error!(cause, "internal error"),
            Self::Unavailable(cause) => tracing::warn!(cause, "unavailable"),
            _ => {}
        }
    }

    /// What a bare status says, made by the framework before a handler of ours was reached.
    fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND | StatusCode::GONE => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::FORBIDDEN => Self::Forbidden,
            status if status.is_client_error() => Self::BadRequest,
            status => Self::Internal(status.to_string()),
        }
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        match error {
            diesel::result::Error::NotFound => Self::NotFound,
            busy if db::is_busy(&busy) => Self::Unavailable(busy.to_string()),
            other => Self::Internal(other.to_string()),
        }
    }
}

impl From<DbError> for Error {
    fn from(error: DbError) -> Self {
        Self::Unavailable(error.to_string())
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Moved { .. } => StatusCode::PERMANENT_REDIRECT,
            Self::Forbidden | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::SignIn { .. } => StatusCode::SEE_OTHER,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Bare: [`dress`] gives it its clothes, because only there the request is known.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        HttpResponse::new(self.status_code())
    }
}

#[derive(Template)]
#[template(path = "errors/error.html")]
struct ErrorPage {
    page: Page,
    title: String,
    text: String,
    /// Whether it says where lost links are found again.
    is_dead_link: bool,
    has_reference: bool,
    reference: String,
    retry_seconds: u64,
    again: Option<Again>,
}

/// What the button “Try again” does.
enum Again {
    /// Opens the same address.
    Open(String),
    /// Sends the same form, the id that makes it count once among its fields.
    Send(Vec<(String, String)>),
}

/// What an error's face needs of its request, noted before the request is handed on: the router wants it alone.
struct Face {
    page: Page,
    reference: String,
    /// Whether it is a program that asks.
    is_program: bool,
    is_get: bool,
    is_personal_link: bool,
}

impl Face {
    fn of(request: &HttpRequest) -> Self {
        Self {
            page: Page::of(request),
            reference: request
                .extensions()
                .get::<RequestId>()
                .map(ToString::to_string)
                .unwrap_or_default(),
            is_program: request.path().starts_with("/api/") || wants_json(request),
            is_get: request.method() == Method::GET,
            is_personal_link: request.path().starts_with("/r/"),
        }
    }
}

/// Whether the client asks for JSON and not for a page.
fn wants_json(request: &HttpRequest) -> bool {
    let accept = request.headers().get(header::ACCEPT);
    let accept = accept.and_then(|value| value.to_str().ok()).unwrap_or("");
    let names = |kind: &str| accept.split([',', ';']).any(|part| part.trim() == kind);
    (names("application/json") || names("application/problem+json")) && !names("text/html")
}

/// The answer to a form that could not be taken for a fault of ours: everything typed goes along, and one button
/// sends it once more.
#[must_use]
pub fn with_form_kept<'a>(
    request: &HttpRequest,
    error: &Error,
    fields: impl Iterator<Item = (&'a str, &'a str)>,
) -> HttpResponse {
    error.log();
    // HTML cannot carry NUL.
    let fields = fields.map(|(name, value)| (name.to_owned(), value.replace('\0', "")));
    Face::of(request).answer(error, Some(Again::Send(fields.collect())))
}

/// Middleware: gives every error response without a body of its own the site's clothes, catches panics, and
/// writes causes to the log.
///
/// # Errors
/// Only with a complete response inside, where a panic has taken the request with it.
pub async fn dress<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    let face = Face::of(request.request());
    let bare = match std::panic::AssertUnwindSafe(next.call(request))
        .catch_unwind()
        .await
    {
        Ok(Ok(response)) => return Ok(dress_response(face, response)),
        Ok(Err(error)) => HttpResponse::from_error(error),
        Err(_) => HttpResponse::from_error(Error::internal("a handler panicked")),
    };
    let mut dressed = face.clothe(&bare);
    headers::add_headers(dressed.headers_mut());
    Err(InternalError::from_response("", dressed).into())
}

fn dress_response<B: MessageBody + 'static>(
    face: Face,
    response: ServiceResponse<B>,
) -> ServiceResponse<EitherBody<B, BoxBody>> {
    let failed = response.status().is_client_error() || response.status().is_server_error();
    let is_bare = !response.headers().contains_key(header::CONTENT_TYPE);
    if response.response().error().is_none() && !(failed && is_bare) {
        return response.map_into_left_body();
    }
    let allow = response.headers().get(header::ALLOW).cloned();
    let mut dressed = face.clothe(response.response());
    if let Some(allow) = allow {
        dressed.headers_mut().insert(header::ALLOW, allow);
    }
    response.into_response(dressed).map_into_right_body()
}

impl Face {
    fn clothe<B>(self, bare: &HttpResponse<B>) -> HttpResponse<BoxBody> {
        let from_status;
        let error = if let Some(error) = bare.error().and_then(|error| error.as_error::<Error>()) {
            error
        } else {
            from_status = Error::of_status(bare.status());
            &from_status
        };
        error.log();
        if let Error::Moved { to } = error {
            return HttpResponse::PermanentRedirect()
                .insert_header((header::LOCATION, to.as_str()))
                .insert_header((header::CACHE_CONTROL, "no-cache"))
                .finish();
        }
        if let Error::SignIn { next } = error {
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("next", next)
                .finish();
            return HttpResponse::SeeOther()
                .insert_header((header::LOCATION, format!("{}?{query}", urls::SIGN_IN)))
                .finish();
        }
        let is_passing = matches!(
            error,
            Error::Unavailable(_) | Error::Internal(_) | Error::TooMany { .. }
        );
        let again = (self.is_get && is_passing).then(|| Again::Open(self.page.here()));
        self.answer(error, again)
    }

    fn answer(self, error: &Error, again: Option<Again>) -> HttpResponse<BoxBody> {
        let status = error.status_code();
        let mut response = HttpResponse::build(status);
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        let retry_seconds = error.retry_after().map_or(0, |wait| wait.as_secs().max(1));
        if retry_seconds > 0 {
            response.insert_header((header::RETRY_AFTER, retry_seconds));
        }
        if self.is_program {
            return response
                .content_type("application/problem+json")
                .json(serde_json::json!({
                    "type": "about:blank",
                    "title": status.canonical_reason(),
                    "status": status.as_u16(),
                    "code": error.code(),
                    "instance": self.reference,
                }));
        }
        let t = self.page.t;
        let is_dead_link = self.is_personal_link && matches!(error, Error::NotFound);
        let (title, text) = if is_dead_link {
            (t.of("error-dead-link-title"), t.of("error-dead-link-text"))
        } else {
            (
                t.of(&format!("error-{}-title", error.code())),
                t.of(&format!("error-{}-text", error.code())),
            )
        };
        let text = match again {
            Some(Again::Send(_)) => t.of("error-kept-text"),
            _ => text,
        };
        let template = ErrorPage {
            title,
            text,
            is_dead_link,
            again,
            has_reference: status.is_server_error(),
            page: self.page,
            reference: self.reference,
            retry_seconds,
        };
        match template.render() {
            Ok(body) => response.content_type("text/html; charset=utf-8").body(body),
            Err(error) => {
                tracing::error!(%error, "the error page cannot be rendered");
                response
                    .content_type("text/plain; charset=utf-8")
                    .body(status.to_string())
            }
        }
    }
}
