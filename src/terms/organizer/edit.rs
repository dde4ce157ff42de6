//! `/organizer/events/{slug}/terms`.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::desk::Desk;
use super::findings::{Findings, Told};
use super::form::{CLAUSES, MOST_WINDOWS, WindowRow, changes_rows, parse, read_rows};
use super::hub::{Part, parts};
use crate::accounts;
use crate::activity::Actor;
use crate::events::{Event, EventAccess, EventStatus, Manage, Workspace, WorkspacePage};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::time::Zone;
use crate::platform::web::{
    App, Conflict, Error, FieldError, FormState, LocalizedField, Mistakes, Page, RawForm, html, urls,
};
use crate::terms::change_draft::{DraftOutcome, change_draft};
use crate::terms::diff::summary;
use crate::terms::document::{Document, Shown, registration_sentences};
use crate::terms::examine::{Examined, Reading, category_names, examine};
use crate::terms::model::{TermsDraft, TermsVersion, calendar_of};
use crate::terms::publish::{NewTerms, TermsError, publish_version};
use crate::terms::queries;

/// The tick that says that the notices were read.
const ACKNOWLEDGE: &str = "acknowledge";
/// The tick that lets whoever registered before use what is better for her.
const APPLIES_TO_ALL: &str = "applies_to_all";

#[derive(Template)]
#[template(path = "terms/edit.html")]
struct TermsEditPage {
    page: Page,
    workspace: Workspace,
    form: FormState,
    conflict: Option<Conflict>,
    notice: Option<String>,
    /// What the draft states, and where it is changed.
    parts: Vec<Part>,
    revision: i32,
    rows: Vec<WindowRow>,
    may_add: bool,
    categories: Vec<(String, String)>,
    zone: String,
    /// What readers of which language will see instead.
    fallbacks: Vec<String>,
    /// What is wrong with the draft.
    findings: Findings,
    preview: Vec<Document>,
    versions: Vec<VersionLink>,
    publish: Option<Publish>,
    publish_href: String,
}

impl TermsEditPage {
    fn clauses(&self) -> LocalizedField {
        CLAUSES
    }

    fn shown<'a>(&self, document: &'a Document) -> Shown<'a> {
        Shown {
            document,
            now: None,
            level: 3,
            anchored: false,
        }
    }

    fn has_mistakes(&self) -> bool {
        !self.form.errors.is_empty()
            || self
                .rows
                .iter()
                .any(|row| row.opens_error.is_some() || row.until_error.is_some())
    }
}

struct VersionLink {
    words: String,
    href: String,
    current: bool,
    applies_to_all: bool,
}

/// What the next version would change.
struct Publish {
    button: String,
    changes: Vec<String>,
    /// What may be meant, to be acknowledged; and what it is known by.
    notices: Vec<Told>,
    acknowledge: String,
    mark: String,
    /// Faults keep it from being published.
    is_held: bool,
}

/// What a redirect back to the page says.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    saved: String,
}

/// What stands in the form.
struct Filled {
    form: FormState,
    rows: Vec<WindowRow>,
    revision: i32,
}

async fn edit_page(
    conn: &mut Conn,
    access: &EventAccess<Manage>,
    page: Page,
    shown: Filled,
) -> Result<TermsEditPage, Error> {
    let event = &access.event;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    let names = category_names(conn, event).await?;
    let versions = queries::list_versions(conn, event.id).await?;
    let draft = queries::find_draft(conn, event.id).await?;
    let current = queries::find_current(conn, event.id).await?;
    let examined = draft
        .as_ref()
        .map(|draft| examine(draft, event, &names))
        .unwrap_or_default();
    let mark = examined.mark(queries::find_draft_revision(conn, event.id).await?);
    let publish = match (&draft, &current) {
        (Some(draft), Some(current)) if event.status == EventStatus::Published => {
            let source = queries::find_source(conn, current.id).await?;
            publish_box(draft, (&source, current), (&examined, mark), event, &names, t)
        }
        _ => None,
    };
    // What is to be acknowledged stands where that is done.
    let listed = Examined {
        notices: if publish.is_some() {
            Vec::new()
        } else {
            examined.notices
        },
        faults: examined.faults,
    };
    Ok(TermsEditPage {
        findings: Findings::of(&listed, None, zone, t),
        workspace: Workspace::of(access, t, WorkspacePage::Terms),
        conflict: None,
        notice: None,
        parts: parts(&Desk::open(conn, event, t).await?),
        may_add: shown.rows.len() < MOST_WINDOWS,
        revision: shown.revision,
        rows: shown.rows,
        form: shown.form,
        categories: names
            .iter()
            .map(|(key, name)| {
                (
                    key.clone(),
                    name.resolve(t.lang(), event.default_language).1.to_owned(),
                )
            })
            .collect(),
        zone: t.zone_name(zone, event.starts_at.unwrap_or_else(chrono::Utc::now)),
        fallbacks: draft
            .as_ref()
            .map(|draft| fallbacks(&draft.clauses, event, t))
            .unwrap_or_default(),
        preview: Vec::new(),
        versions: versions
            .iter()
            .enumerate()
            .map(|(index, (number, published_at, applies_to_all))| VersionLink {
                words: t.with(
                    "terms-version-published",
                    &[
                        ("number", Value::from(*number)),
                        ("moment", Value::from(t.moment(zone, *published_at))),
                    ],
                ),
                href: urls::terms_version(&event.slug, *number),
                current: index == 0,
                applies_to_all: *applies_to_all,
            })
            .collect(),
        publish,
        publish_href: urls::publish_terms(&event.slug),
        page,
    })
}

fn fallbacks(clauses: &Localized, event: &Event, t: Tr) -> Vec<String> {
    Lang::ALL
        .into_iter()
        .filter(|lang| clauses.get(*lang).is_none())
        .map(|lang| {
            let (shown, _) = clauses.resolve(lang, event.default_language);
            t.with(
                "terms-clauses-fallback",
                &[
                    ("language", Value::from(lang.endonym())),
                    ("shown", Value::from(shown.endonym())),
                ],
            )
        })
        .collect()
}

/// What the next version changes, with its button; none while the draft says what is in force.
fn publish_box(
    draft: &TermsDraft,
    (source, current): (&TermsDraft, &TermsVersion),
    (examined, mark): (&Examined, String),
    event: &Event,
    names: &[(String, Localized)],
    t: Tr,
) -> Option<Publish> {
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    if draft == source && zone == current.zone {
        return None;
    }
    let (before, after) = (
        calendar_of(event, current.zone, &source.rules),
        calendar_of(event, zone, &draft.rules),
    );
    let default = event.default_language;
    let (old, new) = (
        source.source(&before, names, default),
        draft.source(&after, names, default),
    );
    Some(Publish {
        button: t.with("terms-publish", &[("number", Value::from(current.number + 1))]),
        changes: summary(&old, &new, t.lang()),
        notices: examined
            .notices
            .iter()
            .map(|one| Told::of(one, None, t))
            .collect(),
        acknowledge: t.count("terms-acknowledge", examined.notices.len()),
        mark,
        is_held: !examined.faults.is_empty(),
    })
}

/// `GET /organizer/events/{slug}/terms`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    said: web::Query<Said>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let notice = match said.saved.as_str() {
        "" => None,
        "published" => Some(page.t.of("terms-published-now")),
        _ => Some(page.t.of("saved")),
    };
    let shown = stored(&mut conn, &access.event).await?;
    let template = TermsEditPage {
        notice,
        ..edit_page(&mut conn, &access, page, shown).await?
    };
    html(HttpResponse::Ok(), &template)
}

async fn stored(conn: &mut Conn, event: &Event) -> Result<Filled, Error> {
    let draft = queries::find_draft(conn, event.id).await?;
    let revision = queries::find_draft_revision(conn, event.id).await?;
    let (rows, clauses) = draft.map_or_else(
        || (Vec::new(), Localized::new()),
        |draft| {
            let rows = (1..).zip(&draft.rules.registration).map(WindowRow::of).collect();
            (rows, draft.clauses)
        },
    );
    Ok(Filled {
        form: FormState::fresh(CLAUSES.defaults(&clauses)),
        rows,
        revision,
    })
}

/// `POST /organizer/events/{slug}/terms`: adds or takes away a row, shows how it will read, or saves the draft.
///
/// # Errors
/// When the database does not answer.
pub async fn save(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let revision: i32 = form.get("revision").parse().unwrap_or(0);
    let mut rows = read_rows(&form);
    if changes_rows(&form) {
        let shown = Filled {
            form: FormState::rejected(form, Vec::new()),
            rows,
            revision,
        };
        let template = edit_page(&mut conn, &access, page, shown).await?;
        return html(HttpResponse::Ok(), &template);
    }
    let names = category_names(&mut conn, event).await?;
    let keys: Vec<String> = names.iter().map(|(key, _)| key.clone()).collect();
    let mut mistakes = Mistakes::new(t);
    let stored = queries::find_draft(&mut conn, event.id).await?;
    let rules = stored.map(|draft| draft.rules).unwrap_or_default();
    let parsed = parse(&form, &mut rows, event, (&keys, &rules), &mut mistakes);
    let wants_preview = form.has("preview");
    let mut shown = Filled {
        form: FormState::rejected(form, mistakes.found),
        rows,
        revision,
    };
    let Some(draft) = parsed else {
        let template = edit_page(&mut conn, &access, page, shown).await?;
        return html(HttpResponse::UnprocessableEntity(), &template);
    };
    if wants_preview {
        let template = TermsEditPage {
            preview: render(&draft, event, &names),
            ..edit_page(&mut conn, &access, page, shown).await?
        };
        return html(HttpResponse::Ok(), &template);
    }
    let actor = Actor::Account(access.signed_in.account.id);
    match change_draft(&mut conn, &app.clock, event.id, revision, &draft, actor).await? {
        DraftOutcome::Saved => Ok(back(&event.slug, "1")),
        DraftOutcome::Conflict => {
            let conflict = conflict(&mut conn, event, &draft, &names, t).await?;
            shown.revision = queries::find_draft_revision(&mut conn, event.id).await?;
            let template = TermsEditPage {
                conflict: Some(conflict),
                ..edit_page(&mut conn, &access, page, shown).await?
            };
            html(HttpResponse::Conflict(), &template)
        }
    }
}

/// The document as it would be frozen now, in each language.
fn render(draft: &TermsDraft, event: &Event, names: &[(String, Localized)]) -> Vec<Document> {
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    let calendar = calendar_of(event, zone, &draft.rules);
    let source = draft.source(&calendar, names, event.default_language);
    Lang::ALL.map(|lang| Document::render(&source, lang)).into()
}

async fn conflict(
    conn: &mut Conn,
    event: &Event,
    typed: &TermsDraft,
    names: &[(String, Localized)],
    t: Tr,
) -> Result<Conflict, Error> {
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    let mut stored = Vec::new();
    if let Some(draft) = queries::find_draft(conn, event.id).await? {
        if draft.rules != typed.rules {
            let calendar = calendar_of(event, zone, &draft.rules);
            let sentences =
                registration_sentences(&draft.source(&calendar, names, event.default_language), t.lang());
            stored.push((t.of("terms-windows"), sentences.join(" ")));
        }
        for lang in Lang::ALL {
            if draft.clauses.get(lang) != typed.clauses.get(lang) {
                stored.push((
                    format!("{} ({})", t.of("terms-clauses"), lang.endonym()),
                    draft.clauses.get(lang).unwrap_or_default().to_owned(),
                ));
            }
        }
    }
    Ok(Conflict {
        words: accounts::describe_last_change(conn, event.id.uuid(), zone, t).await?,
        stored,
    })
}

/// `POST /organizer/events/{slug}/terms/publish`: what the draft says is in force from now on. Of a draft event the
/// terms are published with it. What may be meant is acknowledged, and by whoever has read what it says now.
///
/// # Errors
/// When the database does not take it.
pub async fn publish(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    use diesel_async::AsyncConnection as _;
    let event = &access.event;
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let actor = Actor::Account(access.signed_in.account.id);
    let reading = Reading::Page {
        mark: form.get("read"),
        ticked: form.has(ACKNOWLEDGE),
    };
    let published = conn
        .transaction(async |conn| {
            let now = app.clock.now(conn).await?;
            let draft = queries::find_draft(conn, event.id).await?;
            let Some(current) = queries::find_current(conn, event.id).await? else {
                return Ok(false);
            };
            let source = queries::find_source(conn, current.id).await?;
            let same = draft.as_ref() == Some(&source) && event.time_zone == Some(current.zone);
            if same || event.status != EventStatus::Published {
                return Ok(false);
            }
            let names = category_names(conn, event).await?;
            let new = NewTerms {
                event,
                categories: &names,
                actor,
                reading,
                applies_to_all: form.has(APPLIES_TO_ALL),
            };
            publish_version(conn, &new, now).await?;
            Ok::<_, TermsError>(true)
        })
        .await;
    let refused = match published {
        Ok(published) => return Ok(back(&event.slug, if published { "published" } else { "" })),
        Err(TermsError::Db(error)) => return Err(error.into()),
        Err(error) => error,
    };
    let mut shown = stored(&mut conn, event).await?;
    shown.form = shown.form.with(APPLIES_TO_ALL, form.get(APPLIES_TO_ALL));
    let (status, notice) = match refused {
        TermsError::Unread => {
            shown.form.errors = vec![FieldError {
                field: ACKNOWLEDGE.into(),
                message: t.of("terms-unread"),
            }];
            (HttpResponse::UnprocessableEntity(), None)
        }
        TermsError::Changed => (HttpResponse::Conflict(), Some(t.of("terms-changed-meanwhile"))),
        TermsError::Faulty => (HttpResponse::Conflict(), Some(t.of("terms-faulty"))),
        error => return Err(Error::internal(error)),
    };
    let template = TermsEditPage {
        notice,
        ..edit_page(&mut conn, &access, page, shown).await?
    };
    html(status, &template)
}

fn back(slug: &str, said: &str) -> HttpResponse {
    let query = if said.is_empty() {
        String::new()
    } else {
        format!("?saved={said}")
    };
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, format!("{}{query}", urls::terms_draft(slug))))
        .finish()
}
