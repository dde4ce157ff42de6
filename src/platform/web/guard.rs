//! The refusal of requests that another site made a browser send.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::web;

use crate::platform::web::{App, Error};

/// Middleware: refuses unsafe requests that come from another site, by `Sec-Fetch-Site`, else by `Origin`. Both
/// absent is no browser, or one too old to be protected by more than `SameSite`; the algorithm is that of Go's
/// `http.CrossOriginProtection`, with our configured origin in place of the Host header.
///
/// # Errors
/// Passes on what the inner service returns.
pub async fn refuse_cross_site<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    let safe = [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method());
    if !safe && !is_same_site(&request) {
        return Ok(request.error_response(Error::CrossSite).map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}

fn is_same_site(request: &ServiceRequest) -> bool {
    let text = |name: &str| {
        request
            .headers()
            .get(name)
            .map(|value| value.to_str().unwrap_or("unreadable"))
    };
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, None) => true,
        (None, Some(origin)) => {
            let ours = request.app_data::<web::Data<App>>().map(|app| app.urls.origin());
            ours.as_deref() == Some(origin) || is_own_host(request, origin)
        }
    }
}

/// Opened by another name than `BASE_URL` says (127.0.0.1 for localhost): the origin is what the Host header says.
fn is_own_host(request: &ServiceRequest, origin: &str) -> bool {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    origin.split_once("://").map(|(_, authority)| authority) == host
}
