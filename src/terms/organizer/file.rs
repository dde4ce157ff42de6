//! `/organizer/events/{slug}/terms/file`: the draft as a text in the form that `docs/terms-format.md` teaches, to be
//! edited in place, taken away, or replaced by a file.
//!
//! The event says when and where it takes place, and the file's head repeats it. A file that runs by another clock is
//! refused, because every deadline in it would mean another moment; other days than the event's are passed over, and the
//! page says so.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::findings::Findings;
use super::form::MAX_CLAUSES;
use crate::accounts;
use crate::activity::Actor;
use crate::events::{Event, EventAccess, Manage, Workspace, WorkspacePage};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::localized::Localized;
use crate::platform::text::{clean_block, within};
use crate::platform::time::Zone;
use crate::platform::web::{
    App, Conflict, Error, FieldError, FormState, Page, RawForm, Upload, UploadedFile, html, upload, urls,
};
use crate::terms::change_draft::{DraftOutcome, change_draft};
use crate::terms::diff::summary;
use crate::terms::examine::{Examined, category_names, examine};
use crate::terms::export;
use crate::terms::file::{Places, read};
use crate::terms::model::{TermsDraft, calendar_of};
use crate::terms::queries;
use crate::terms::rules::{Boundary, Rules};

/// The field of the text.
const TEXT: &str = "text";
/// The field of the file.
const FILE: &str = "file";

#[derive(Template)]
#[template(path = "terms/file.html")]
struct TermsFilePage {
    page: Page,
    workspace: Workspace,
    form: FormState,
    conflict: Option<Conflict>,
    notice: Option<String>,
    findings: Findings,
    revision: i32,
    terms_href: String,
    download_href: String,
}

/// What a redirect back to the page says.
#[derive(Deserialize)]
pub struct SaidOfFile {
    #[serde(default)]
    saved: String,
}

/// What stands on the page.
struct Filled {
    form: FormState,
    findings: Findings,
    revision: i32,
}

async fn stored_draft(conn: &mut Conn, event: &Event) -> Result<TermsDraft, Error> {
    let draft = queries::find_draft(conn, event.id).await?;
    Ok(draft.unwrap_or_else(|| TermsDraft {
        rules: Rules::default(),
        clauses: Localized::new(),
    }))
}

fn text_of(app: &App, event: &Event, draft: TermsDraft) -> Result<String, Error> {
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    export::toml(event, zone, draft, &app.urls)
}

fn file_page(access: &EventAccess<Manage>, page: Page, shown: Filled) -> TermsFilePage {
    let slug = &access.event.slug;
    let page = page.signed_in_as(&access.signed_in.account.name);
    TermsFilePage {
        workspace: Workspace::of(access, page.t, WorkspacePage::Terms),
        conflict: None,
        notice: None,
        form: shown.form,
        findings: shown.findings,
        revision: shown.revision,
        terms_href: urls::terms_draft(slug),
        download_href: urls::terms_file_toml(slug),
        page,
    }
}

/// `GET /organizer/events/{slug}/terms/file`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    said: web::Query<SaidOfFile>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let notice = match (said.saved.as_str(), event.schedule()) {
        ("", _) => None,
        ("days", Some(schedule)) => {
            let when = t.when(schedule.zone, schedule.starts_local, schedule.ends_local);
            Some(t.with("terms-file-other-days", &[("when", Value::from(when.line(t)))]))
        }
        _ => Some(t.of("saved")),
    };
    let shown = stored(&app, &mut conn, event, Vec::new(), t).await?;
    let template = TermsFilePage {
        notice,
        ..file_page(&access, page, shown)
    };
    html(HttpResponse::Ok(), &template)
}

/// The draft as it is stored, with what is wrong with a file that could not be read in.
async fn stored(
    app: &App,
    conn: &mut Conn,
    event: &Event,
    errors: Vec<FieldError>,
    t: Tr,
) -> Result<Filled, Error> {
    let draft = stored_draft(conn, event).await?;
    let names = category_names(conn, event).await?;
    let examined = examine(&draft, event, &names);
    let text = text_of(app, event, draft)?;
    let places = Places::of(&text);
    let mut form = FormState::fresh([(TEXT, text)]);
    form.errors = errors;
    Ok(Filled {
        form,
        findings: findings(&examined, &places, event, t),
        revision: queries::find_draft_revision(conn, event.id).await?,
    })
}

fn findings(examined: &Examined, places: &Places, event: &Event, t: Tr) -> Findings {
    Findings::of(examined, Some(places), event.time_zone.unwrap_or(Zone::UTC), t)
}

/// `GET /organizer/events/{slug}/terms/file.toml`
///
/// # Errors
/// When the database does not answer.
pub async fn download(app: web::Data<App>, access: EventAccess<Manage>) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let mut conn = app.pool.get().await?;
    let draft = stored_draft(&mut conn, event).await?;
    let text = text_of(&app, event, draft)?;
    Ok(export::attachment(&format!("{}-terms.toml", event.slug), text))
}

/// `POST /organizer/events/{slug}/terms/file`: the text as it was edited, or a file in its place, becomes the draft.
///
/// # Errors
/// When the database does not answer.
pub async fn save(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    upload: Upload,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let t = page.t;
    let (form, file) = upload.read().await?;
    let mut conn = app.pool.get().await?;
    let text = match sent(&form, file, t) {
        Ok(text) => text,
        Err(error) => {
            let shown = stored(&app, &mut conn, event, vec![error], t).await?;
            return html(
                HttpResponse::UnprocessableEntity(),
                &file_page(&access, page, shown),
            );
        }
    };
    let revision = form.get("revision").parse().unwrap_or(0);
    let stored = stored_draft(&mut conn, event).await?;
    let names = category_names(&mut conn, event).await?;
    let mut shown = Filled {
        form: FormState::fresh([(TEXT, text.clone())]),
        findings: findings(&Examined::default(), &Places::of(""), event, t),
        revision,
    };
    let (draft, has_other_days) = match parse(&text, event, &stored, t) {
        Ok(parsed) => parsed,
        Err(message) => {
            shown.form.errors = vec![wrong(TEXT, message)];
            return html(
                HttpResponse::UnprocessableEntity(),
                &file_page(&access, page, shown),
            );
        }
    };
    let examined = examine(&draft, event, &names);
    shown.findings = findings(&examined, &Places::of(&text), event, t);
    if !examined.faults.is_empty() {
        let message = t.count("terms-file-faults", examined.faults.len());
        shown.form.errors = vec![wrong(TEXT, message)];
        return html(
            HttpResponse::UnprocessableEntity(),
            &file_page(&access, page, shown),
        );
    }
    let actor = Actor::Account(access.signed_in.account.id);
    match change_draft(&mut conn, &app.clock, event.id, revision, &draft, actor).await? {
        DraftOutcome::Saved => {
            let said = if has_other_days { "days" } else { "1" };
            let href = format!("{}?saved={said}", urls::terms_file(&event.slug));
            Ok(HttpResponse::SeeOther()
                .insert_header((header::LOCATION, href))
                .finish())
        }
        DraftOutcome::Conflict => {
            let conflict = conflict(&mut conn, event, &draft, &names, t).await?;
            shown.revision = queries::find_draft_revision(&mut conn, event.id).await?;
            let template = TermsFilePage {
                conflict: Some(conflict),
                ..file_page(&access, page, shown)
            };
            html(HttpResponse::Conflict(), &template)
        }
    }
}

fn wrong(field: &'static str, message: String) -> FieldError {
    FieldError {
        field: field.into(),
        message,
    }
}

/// The text that was sent, whichever way; lines end as they do everywhere else.
fn sent(form: &RawForm, file: UploadedFile, t: Tr) -> Result<String, FieldError> {
    let text = match file {
        UploadedFile::Bytes(bytes) => {
            String::from_utf8(bytes).map_err(|_| wrong(FILE, t.of("terms-file-no-text")))?
        }
        UploadedFile::TooLarge => {
            let limit = [("mebibytes", Value::from(upload::MAX_MEBIBYTES))];
            return Err(wrong(FILE, t.with("terms-file-heavy", &limit)));
        }
        UploadedFile::None if form.pairs().any(|(name, _)| name == TEXT) => form.get(TEXT).to_owned(),
        UploadedFile::None => return Err(wrong(FILE, t.of("terms-file-none"))),
    };
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}

/// The draft that a text states, and whether it names other days than the event's; or what is wrong with it.
fn parse(text: &str, event: &Event, stored: &TermsDraft, t: Tr) -> Result<(TermsDraft, bool), String> {
    let file = read(text).map_err(|fault| {
        let at = [
            ("place", Value::from(fault.place(t))),
            ("words", Value::from(fault.words(t))),
        ];
        t.with("lint-at", &at)
    })?;
    let head = &file.conference;
    if let Some(zone) = event.time_zone.filter(|zone| *zone != head.zone) {
        let zones = [
            ("file", Value::from(head.zone.to_string())),
            ("event", Value::from(zone.to_string())),
        ];
        return Err(t.with("terms-file-other-zone", &zones));
    }
    let differs = |stated: Option<Boundary>, own: Option<chrono::NaiveDateTime>| match (stated, own) {
        (Some(Boundary::Day(day)), Some(own)) => day != own.date(),
        (Some(Boundary::Moment(moment)), Some(own)) => moment != own,
        (_, None) | (None, _) => false,
    };
    let has_other_days = differs(head.starts, event.starts_local) || differs(head.ends, event.ends_local);
    let file = file.told_in(event.default_language);
    let clauses = if file.clauses.is_empty() {
        stored.clauses.clone()
    } else {
        clauses(&file.clauses, event, t)?
    };
    let draft = TermsDraft {
        rules: file.rules,
        clauses,
    };
    Ok((draft, has_other_days))
}

/// Free clauses as the form takes them, too.
fn clauses(typed: &Localized, event: &Event, t: Tr) -> Result<Localized, String> {
    let mut clauses = Localized::new();
    for (lang, text) in typed.iter() {
        let text = clean_block(text).map_err(|_| t.of("field-unreadable"))?;
        if within(&text, MAX_CLAUSES).is_err() {
            let arguments = [
                ("language", Value::from(lang.endonym())),
                ("most", Value::from(t.number(MAX_CLAUSES))),
            ];
            return Err(t.with("terms-file-clauses-long", &arguments));
        }
        clauses.set(lang, text);
    }
    if clauses.get(event.default_language).is_none() {
        let language = [("language", Value::from(event.default_language.endonym()))];
        return Err(t.with("terms-clauses-missing", &language));
    }
    Ok(clauses)
}

/// Who was faster, and what her draft says otherwise.
async fn conflict(
    conn: &mut Conn,
    event: &Event,
    typed: &TermsDraft,
    names: &[(String, Localized)],
    t: Tr,
) -> Result<Conflict, Error> {
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    let stored = stored_draft(conn, event).await?;
    let calendars = (
        calendar_of(event, zone, &typed.rules),
        calendar_of(event, zone, &stored.rules),
    );
    let sides = (
        typed.source(&calendars.0, names, event.default_language),
        stored.source(&calendars.1, names, event.default_language),
    );
    let sentences = summary(&sides.0, &sides.1, t.lang());
    Ok(Conflict {
        words: accounts::describe_last_change(conn, event.id.uuid(), zone, t).await?,
        stored: vec![(t.of("terms-file-stored"), t.sentences(sentences))],
    })
}
