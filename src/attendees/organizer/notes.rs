//! Writing something down about an attendee.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use super::detail;
use super::words::find_own;
use crate::attendees::write_note::write_note;
use crate::events::{EventAccess, Manage};
use crate::platform::web::{App, Error, FormState, Mistakes, Page, RawForm, html, urls};

/// The longest note, in characters.
const MAX_NOTE: usize = 4_000;

/// `POST /organizer/events/{slug}/attendees/{id}/notes`
///
/// # Errors
/// 404 for a registration of another event.
pub async fn add_note(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let registration = find_own(&app, event, &path.1).await?;
    let mut mistakes = Mistakes::new(page.t);
    let note = mistakes.block(&form, "note", MAX_NOTE);
    if note.as_deref() == Some("") {
        mistakes.add("note", page.t.of("note-missing"));
    }
    let (Some(note), true) = (note, mistakes.found.is_empty()) else {
        let form = FormState::rejected(form, mistakes.found);
        let template = detail::page_of(&app, &access, registration, page, None, form).await?;
        return html(HttpResponse::UnprocessableEntity(), &template);
    };
    let mut conn = app.pool.get().await?;
    let author = access.signed_in.account.id;
    write_note(&mut conn, &app.clock, event, registration.id, author, &note).await?;
    let location = format!(
        "{}?done=noted#notes",
        urls::attendee(&event.slug, registration.id)
    );
    Ok(HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .finish())
}
