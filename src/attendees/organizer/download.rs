//! The attendee list to take away. Who took it is on record.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::activity::{self, Actor, Kind, NewActivity};
use crate::attendees::export::stream_csv;
use crate::attendees::filter::{AttendeeFilter, FilterQuery};
use crate::events::{EventAccess, View};
use crate::platform::web::{App, Error};

/// `GET /organizer/events/{slug}/attendees.csv`: all that the list's filter shows. Who took the list is on record.
///
/// # Errors
/// When the database does not answer.
pub async fn download_csv(
    app: web::Data<App>,
    access: EventAccess<View>,
    query: web::Query<FilterQuery>,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let filter = AttendeeFilter {
        cursor: None,
        ..AttendeeFilter::from(query.into_inner())
    };
    let mut conn = app.pool.get().await?;
    let now = app.clock.now(&mut conn).await?;
    let entry = NewActivity {
        kind: Kind::AttendeesExported,
        actor: Actor::Account(access.signed_in.account.id),
        organization_id: Some(event.organization_id),
        event_id: Some(event.id),
        subject_id: event.id.uuid(),
        data: json!({"format": "csv", "status": filter.status, "searched": !filter.query.is_empty()}),
        personal: None,
    };
    activity::record(&mut conn, now, vec![entry]).await?;
    drop(conn);
    let disposition = format!("attachment; filename=\"{}-attendees.csv\"", event.slug);
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8; header=present")
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .streaming(stream_csv(app.pool.clone(), event.id, filter)))
}
