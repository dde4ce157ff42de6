//! The attendee list to take away. Who took it is on record.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

use crate::activity::{self, Actor, Kind, NewActivity};
use crate::attendees::export::{Format, stream};
use crate::attendees::filter::AttendeeFilter;
use crate::events::{EventAccess, View};
use crate::platform::web::{App, Error};

/// `GET /organizer/events/{slug}/attendees.csv`: all that the list's filter shows, for spreadsheets.
///
/// # Errors
/// When the database does not answer.
pub async fn download_csv(
    app: web::Data<App>,
    access: EventAccess<View>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    download(&app, &access, request.query_string(), Format::Csv).await
}

/// `GET /organizer/events/{slug}/attendees.json`: the same for programs.
///
/// # Errors
/// When the database does not answer.
pub async fn download_json(
    app: web::Data<App>,
    access: EventAccess<View>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    download(&app, &access, request.query_string(), Format::Json).await
}

async fn download(
    app: &App,
    access: &EventAccess<View>,
    query: &str,
    format: Format,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let filter = AttendeeFilter::parse(query).first_page();
    let conn = app.pool.get().await?;
    let now = app.clock.now(&conn).await?;
    let entry = NewActivity {
        kind: Kind::AttendeesExported,
        actor: Actor::Account(access.signed_in.account.id),
        organization_id: Some(event.organization_id),
        event_id: Some(event.id),
        subject_id: event.id.uuid(),
        data: json!({
            "format": format.extension(),
            "status": filter.group.word(),
            "category": filter.category,
            "searched": !filter.search.is_empty(),
        }),
        personal: None,
    };
    activity::record(&conn, now, vec![entry]).await?;
    drop(conn);
    let disposition = format!(
        "attachment; filename=\"{}-attendees.{}\"",
        event.slug,
        format.extension()
    );
    Ok(HttpResponse::Ok()
        .content_type(format.content_type())
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .streaming(stream(app.pool.clone(), event.id, filter, format)))
}
