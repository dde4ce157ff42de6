//! `/organizer/events/{slug}/preview`: the event's page as its visitors will read it, in each language, with a bar that
//! says so and tells what is not written in that language yet.
//!
//! The language shown is `?in=`, apart from the organizer's own: whoever looks at the Chinese page need not be able
//! to read her workspace in Chinese.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::event::{PreviewBar, event_page};
use crate::categories;
use crate::events::look::find_look;
use crate::events::{self, Event, EventAccess, View, agenda};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::web::{App, Error, Page, urls};
use crate::terms;

/// The language to show.
#[derive(Deserialize)]
pub struct Shown {
    #[serde(default, rename = "in")]
    language: String,
}

/// `GET /organizer/events/{slug}/preview`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    app: web::Data<App>,
    access: EventAccess<View>,
    shown: web::Query<Shown>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let t = page.t;
    let lang = shown.language.parse().unwrap_or(t.lang());
    let page = page.shown_in(lang, "in");
    let mut conn = app.pool.get().await?;
    let lacking = list_lacking(&mut conn, event, lang, t).await?;
    let language = lang.endonym();
    let texts = lacking.join(" · ");
    let bar = PreviewBar {
        words: t.with("preview-words", &[("language", Value::from(language))]),
        lacks: (!lacking.is_empty()).then(|| {
            let arguments = [("language", Value::from(language)), ("texts", Value::from(texts))];
            t.with("preview-lacks", &arguments)
        }),
        languages: page.languages(),
        back_href: urls::organizer_event(&event.slug),
        t,
    };
    let body = event_page(&app, &mut conn, event, page, Some(bar)).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(body))
}

/// Which texts of the page exist, but not in `lang`.
async fn list_lacking(conn: &mut Conn, event: &Event, lang: Lang, t: Tr) -> Result<Vec<String>, Error> {
    let lacks = |text: &Localized| !text.is_empty() && text.get(lang).is_none();
    let mut lacking = Vec::new();
    if lacks(&event.title) {
        lacking.push(t.of("details-title"));
    }
    if lacks(&event.summary) {
        lacking.push(t.of("details-summary"));
    }
    if lacks(&event.description) {
        lacking.push(t.of("details-description"));
    }
    if lacks(&find_look(conn, event.id).await?.picture_alt) {
        lacking.push(t.of("look-picture-alt"));
    }
    if let Some(id) = event.venue_id {
        let venue = events::find_venue(conn, id).await?;
        if lacks(&venue.name) || lacks(&venue.address) {
            lacking.push(t.of("schedule-venue"));
        }
    }
    let offered = categories::list_of_event(conn, event.id).await?;
    if offered
        .iter()
        .any(|one| lacks(&one.name) || lacks(&one.description))
    {
        lacking.push(t.of("workspace-categories"));
    }
    let sessions = agenda::list_sessions(conn, event.id).await?;
    if sessions
        .iter()
        .any(|one| lacks(&one.row.title) || lacks(&one.row.about))
    {
        lacking.push(t.of("workspace-agenda"));
    }
    let draft = terms::find_draft(conn, event.id).await?;
    if draft.is_some_and(|draft| lacks(&draft.clauses)) {
        lacking.push(t.of("workspace-terms"));
    }
    Ok(lacking)
}
