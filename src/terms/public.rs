//! The terms as the world reads them: `/e/{slug}/terms` and, for ever, `/e/{slug}/terms/{n}`.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};

use super::diff::summary;
use super::document::Shown;
use super::export;
use super::model::{TermsVersion, calendar_of};
use super::queries;
use crate::categories;
use crate::events::look::find_theme_href;
use crate::events::{Event, PublishedEvent};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::web::{App, Error, Page, html, urls};

#[derive(Template)]
#[template(path = "terms/document.html")]
struct TermsPage {
    page: Page,
    event_href: String,
    event_title: String,
    event_lang: Lang,
    version: VersionFacts,
    /// The document as HTML.
    document: String,
    /// What it changes of the version before; nothing for the first.
    changes: Option<Changes>,
    permanent_href: String,
    file_href: String,
}

/// What a version changes of the one before.
struct Changes {
    heading: String,
    sentences: Vec<String>,
}

async fn changes(
    conn: &mut Conn,
    event: &Event,
    version: &TermsVersion,
    t: Tr,
) -> Result<Option<Changes>, Error> {
    let number = version.number - 1;
    let Some(before) = queries::find_version(conn, event.id, number).await? else {
        return Ok(None);
    };
    let old = queries::find_source(conn, before.id).await?;
    let new = queries::find_source(conn, version.id).await?;
    let names: Vec<_> = (categories::list_of_event(conn, event.id).await?)
        .into_iter()
        .map(|category| (category.key, category.name))
        .collect();
    let calendars = (
        calendar_of(event, before.zone, &old.rules),
        calendar_of(event, version.zone, &new.rules),
    );
    let sides = (
        old.source(&calendars.0, &names, event.default_language),
        new.source(&calendars.1, &names, event.default_language),
    );
    let mut sentences = summary(&sides.0, &sides.1, t.lang());
    sentences.extend(version.applies_to_all.then(|| t.of("terms-applies-to-all")));
    Ok(Some(Changes {
        heading: t.with("terms-change-since", &[("number", Value::from(number))]),
        sentences,
    }))
}

/// What is said of a version above its document.
struct VersionFacts {
    /// Its number and day, for the title.
    pub short: String,
    /// Its number and when it came into force, in words, with the zone.
    pub words: String,
    /// Whether it holds for whoever registered before it, too, where it is better for her.
    pub applies_to_all: bool,
    /// Digest of the document in this language.
    pub digest: String,
}

/// Renders a version; also for a holder of a personal link, to whom a hidden event's terms stay readable.
///
/// # Errors
/// When the version has no document in the page's language, which publishing rules out.
pub async fn show_version(
    conn: &mut Conn,
    page: Page,
    event: &Event,
    version: &TermsVersion,
    now: DateTime<Utc>,
) -> Result<HttpResponse, Error> {
    let page = page.with_theme(find_theme_href(conn, event).await?);
    let lang = page.lang();
    let document = queries::find_document(conn, version.id, lang).await?;
    let digest = version
        .document_digest(lang)
        .ok_or_else(|| Error::internal("a document without a digest"))?;
    let (event_lang, title) = event.title(lang);
    let shown = Shown {
        document: &document,
        now: Some(&now),
        level: 2,
        anchored: true,
    };
    let template = TermsPage {
        event_href: urls::event(&event.slug),
        event_title: title.to_owned(),
        event_lang,
        version: VersionFacts {
            short: page.t.with(
                "terms-version-of",
                &[
                    ("number", Value::from(version.number)),
                    (
                        "date",
                        Value::from(page.t.date_long(version.zone.date(version.published_at))),
                    ),
                ],
            ),
            words: page.t.with(
                "terms-version-published",
                &[
                    ("number", Value::from(version.number)),
                    (
                        "moment",
                        Value::from(page.t.moment(version.zone, version.published_at)),
                    ),
                ],
            ),
            applies_to_all: version.applies_to_all,
            digest: digest.to_string(),
        },
        document: shown.render().map_err(Error::internal)?,
        changes: changes(conn, event, version, page.t).await?,
        permanent_href: urls::terms_version(&event.slug, version.number),
        file_href: urls::terms_version_toml(&event.slug, version.number),
        page,
    };
    html(HttpResponse::Ok(), &template)
}

/// `GET /e/{slug}/terms`
///
/// # Errors
/// 404 while there are none.
pub async fn current(app: web::Data<App>, event: PublishedEvent, page: Page) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let version = queries::find_current(&mut conn, event.0.id)
        .await?
        .ok_or(Error::NotFound)?;
    let now = app.clock.now(&conn).await?;
    show_version(&mut conn, page, &event.0, &version, now).await
}

/// `GET /e/{slug}/terms/{number}`
///
/// # Errors
/// 404 for a number that was never given.
pub async fn by_number(
    app: web::Data<App>,
    event: PublishedEvent,
    path: web::Path<(String, String)>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let number = path.1.parse().map_err(|_| Error::NotFound)?;
    let mut conn = app.pool.get().await?;
    let version = queries::find_version(&mut conn, event.0.id, number)
        .await?
        .ok_or(Error::NotFound)?;
    let now = app.clock.now(&conn).await?;
    show_version(&mut conn, page, &event.0, &version, now).await
}

/// `GET /e/{slug}/terms/{number}.toml`: a version's rules and clauses in the form of `docs/terms-format.md`.
///
/// # Errors
/// 404 for a number that was never given.
pub async fn download(
    app: web::Data<App>,
    event: PublishedEvent,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Error> {
    let event = event.0;
    let number = path.1.parse().map_err(|_| Error::NotFound)?;
    let mut conn = app.pool.get().await?;
    let version = queries::find_version(&mut conn, event.id, number)
        .await?
        .ok_or(Error::NotFound)?;
    let draft = queries::find_source(&mut conn, version.id).await?;
    let text = export::toml(&event, version.zone, draft, &app.urls)?;
    Ok(export::attachment(
        &format!("{}-terms-{number}.toml", event.slug),
        text,
    ))
}
