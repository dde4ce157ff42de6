//! `/metrics`: what the process counted, for those who hold the token, or without one for this machine alone. Whoever
//! may not see it hears that there is no such page.

use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::mail::Backlog;
use crate::platform::metrics::{CONTENT_TYPE, MailStates, States};
use crate::platform::secret::Digest;
use crate::platform::web::{App, Error};

/// How long the database may take to say what waits in the outbox.
const PATIENCE: Duration = Duration::from_secs(1);

/// `GET /metrics`
///
/// # Errors
/// 404 for whoever may not see it.
pub async fn show(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse, Error> {
    if !may_see(&app, &request) {
        return Err(Error::NotFound);
    }
    let (open, idle, awaited) = app.pool.state();
    let states = States {
        connections_open: open,
        connections_idle: idle,
        connections_awaited: awaited,
        mail: tokio::time::timeout(PATIENCE, mail(&app)).await.ok().flatten(),
    };
    let figures = app.metrics.render(states).map_err(Error::internal)?;
    Ok(HttpResponse::Ok().content_type(CONTENT_TYPE).body(figures))
}

/// With a token, the token alone counts. Without one, this machine: but what came through a proxy on this machine
/// came from elsewhere.
fn may_see(app: &App, request: &HttpRequest) -> bool {
    let headers = request.headers();
    if let Some(token) = &app.config.metrics_token {
        let given = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "));
        // Digests, so that the time it takes tells nothing of the token.
        return given.is_some_and(|given| Digest::of(given.as_bytes()) == Digest::of(token.as_bytes()));
    }
    let forwarded = ["forwarded", "x-forwarded-for", "x-real-ip", "via"]
        .iter()
        .any(|name| headers.contains_key(*name));
    !forwarded
        && request
            .peer_addr()
            .is_some_and(|peer| peer.ip().to_canonical().is_loopback())
}

/// `None` where the database does not say.
async fn mail(app: &App) -> Option<MailStates> {
    let mut conn = app.pool.get().await.ok()?;
    let now = app.clock.now(&conn).await.ok()?;
    let backlog = Backlog::load(&mut conn).await.ok()?;
    Some(MailStates {
        queued: backlog.queued,
        in_flight: backlog.in_flight,
        oldest_seconds: backlog
            .oldest
            .map_or(0, |oldest| (now - oldest).num_seconds().max(0)),
        alarm: backlog.alarm(now).is_some(),
    })
}

/// Middleware: counts every request by its route's pattern; what is none of ours is one line for all.
///
/// # Errors
/// Passes on what the inner service returns.
pub async fn measure<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let begun = Instant::now();
    let app = request.app_data::<web::Data<App>>().cloned();
    let route = request.match_pattern();
    let method = match *request.method() {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    };
    let outcome = next.call(request).await;
    if let Some(app) = app {
        let status = match &outcome {
            Ok(response) => response.status(),
            Err(error) => error.as_response_error().status_code(),
        };
        let route = route.as_deref().unwrap_or("none");
        app.metrics
            .count_request(route, method, status.as_u16(), begun.elapsed());
    }
    outcome
}
