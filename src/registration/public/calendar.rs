//! The event as a calendar entry to download.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use crate::events::{self, Event, PublishedEvent};
use crate::platform::db::Conn;
use crate::platform::web::{App, Error, Page, urls};
use crate::registration::entry::event_entry;

/// `GET /e/{slug}/calendar.ics`
///
/// # Errors
/// When the database does not answer.
pub async fn event_calendar(
    app: web::Data<App>,
    event: PublishedEvent,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let link = app.urls.absolute(&urls::event(&event.0.slug));
    answer(&app, &mut conn, &event.0, &page, &link).await
}

/// The entry as a file whose name is the event's.
pub(super) async fn answer(
    app: &App,
    conn: &mut Conn,
    event: &Event,
    page: &Page,
    link: &str,
) -> Result<HttpResponse, Error> {
    let venue = match event.venue_id {
        Some(id) => Some(events::find_venue(conn, id).await?),
        None => None,
    };
    let entry = event_entry(&app.urls, event, venue.as_ref(), page.t, link).ok_or(Error::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8; method=PUBLISH")
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}.ics\"", event.slug),
        ))
        .body(entry))
}
