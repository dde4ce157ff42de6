//! `/e/{slug}/theme.{hash}.css`: an event's own colour. The address changes with what it says, so that a browser may
//! keep it for ever. A draft's can be read as well, by whoever looks at its preview; it gives nothing away.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use crate::events::find_by_slug;
use crate::events::look::{Theme, find_look};
use crate::platform::web::{App, Error};

/// `GET /e/{slug}/theme.{hash}.css`
///
/// # Errors
/// 404 for an event without a colour of its own, and for one that it had once.
pub async fn show(app: web::Data<App>, path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (slug, hash) = path.into_inner();
    let mut conn = app.pool.get().await?;
    let event = find_by_slug(&mut conn, &slug).await?.ok_or(Error::NotFound)?;
    let look = find_look(&mut conn, event.id).await?;
    let theme = Theme::of(&look)
        .filter(|theme| theme.hash == hash)
        .ok_or(Error::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(theme.css))
}
