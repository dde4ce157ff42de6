//! `/e/{slug}/picture/{name}`: an event's picture. The name is taken from what the file holds, so that a browser may
//! keep it for ever, and nobody guesses it: a draft's picture can be read by whoever was shown its preview, and by
//! nobody else.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use crate::events::find_by_slug;
use crate::events::look::find_picture_jpeg;
use crate::platform::web::{App, Error};

/// `GET /e/{slug}/picture/{name}`
///
/// # Errors
/// 404 for what is no picture of the event, or no longer one.
pub async fn show(app: web::Data<App>, path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (slug, name) = path.into_inner();
    let mut conn = app.pool.get().await?;
    let event = find_by_slug(&mut conn, &slug).await?.ok_or(Error::NotFound)?;
    let jpeg = find_picture_jpeg(&mut conn, event.id, &name).await?;
    Ok(HttpResponse::Ok()
        .content_type("image/jpeg")
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(jpeg.ok_or(Error::NotFound)?))
}
