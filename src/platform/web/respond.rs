//! From a template to a response.

use actix_web::{HttpResponse, HttpResponseBuilder};
use askama::Template;

use crate::platform::web::Error;

/// Renders `template` as the body of `response`.
///
/// # Errors
/// When the template fails, which only a template that formats something fallible can.
pub fn html(mut response: HttpResponseBuilder, template: &impl Template) -> Result<HttpResponse, Error> {
    let body = template.render().map_err(Error::internal)?;
    Ok(response.content_type("text/html; charset=utf-8").body(body))
}
