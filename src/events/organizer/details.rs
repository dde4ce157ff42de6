//! `/organizer/events/{slug}/details`: what the event is called and how it speaks of itself.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::venue_form::differing;
use crate::accounts;
use crate::activity::Actor;
use crate::events::change_details::{ChangeOutcome, change_details};
use crate::events::queries::EventDetails;
use crate::events::{
    Event, EventAccess, EventStatus, Manage, Slug, Visibility, Workspace, WorkspacePage, queries,
};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::markdown;
use crate::platform::time::Zone;
use crate::platform::web::{
    App, Conflict, Error, FieldError, FormState, LocalizedField, Mistakes, Page, RawForm, html,
    localized_field, urls,
};

const TITLE: LocalizedField = localized_field!("title");
const SUMMARY: LocalizedField = localized_field!("summary");
const DESCRIPTION: LocalizedField = localized_field!("description");
/// The longest texts, in characters.
const MAX_TITLE: usize = 200;
const MAX_SUMMARY: usize = 500;
const MAX_DESCRIPTION: usize = 20_000;

#[derive(Template)]
#[template(path = "events/details.html")]
struct DetailsPage {
    page: Page,
    workspace: Workspace,
    form: FormState,
    conflict: Option<Conflict>,
    notice: Option<String>,
    revision: i32,
    languages: Vec<(String, String)>,
    visibilities: Vec<(String, String, String)>,
    /// The descriptions as a visitor will read them, where somebody asked.
    preview: Vec<(Lang, String)>,
}

impl DetailsPage {
    fn title(&self) -> LocalizedField {
        TITLE
    }

    fn summary(&self) -> LocalizedField {
        SUMMARY
    }

    fn description(&self) -> LocalizedField {
        DESCRIPTION
    }
}

/// What a redirect back to the page says.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    saved: String,
}

fn details_page(access: &EventAccess<Manage>, event: &Event, page: Page, form: FormState) -> DetailsPage {
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    DetailsPage {
        workspace: Workspace::of(access, t, WorkspacePage::Details),
        form,
        conflict: None,
        notice: None,
        revision: event.revision,
        languages: Lang::ALL
            .map(|lang| (lang.to_string(), lang.endonym().to_owned()))
            .into(),
        visibilities: Visibility::ALL
            .iter()
            .map(|visibility| {
                let (name, hint) = match visibility {
                    Visibility::Public => (t.of("visibility-public"), t.of("visibility-public-hint")),
                    Visibility::Unlisted => (t.of("visibility-unlisted"), t.of("visibility-unlisted-hint")),
                };
                (visibility.to_string(), name, hint)
            })
            .collect(),
        preview: Vec::new(),
        page,
    }
}

fn stored(event: &Event) -> FormState {
    let mut defaults = vec![
        ("slug", event.slug.clone()),
        ("visibility", event.visibility.to_string()),
        ("default_language", event.default_language.to_string()),
        ("contact_email", event.contact_email.clone().unwrap_or_default()),
        ("asks_phone", if event.asks_phone { "yes" } else { "" }.to_owned()),
    ];
    defaults.extend(TITLE.defaults(&event.title));
    defaults.extend(SUMMARY.defaults(&event.summary));
    defaults.extend(DESCRIPTION.defaults(&event.description));
    FormState::fresh(defaults)
}

/// `GET /organizer/events/{slug}/details`
///
/// # Errors
/// When the database does not answer.
#[allow(clippy::unused_async, reason = "a handler is a future")]
pub async fn show(
    access: EventAccess<Manage>,
    said: web::Query<Said>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let notice = (!said.saved.is_empty()).then(|| page.t.of("saved"));
    let template = DetailsPage {
        notice,
        ..details_page(&access, &access.event, page, stored(&access.event))
    };
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/events/{slug}/details`: saves, or shows how the description will read.
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
    if form.has("preview") {
        return preview(&access, form, page);
    }
    let details = match parse(&form, event, t) {
        Ok(details) => details,
        Err(errors) => {
            let template = details_page(&access, event, page, FormState::rejected(form, errors));
            return html(HttpResponse::UnprocessableEntity(), &template);
        }
    };
    let revision = form.get("revision").parse().unwrap_or(0);
    let actor = Actor::Account(access.signed_in.account.id);
    let mut conn = app.pool.get().await?;
    match change_details(&mut conn, &app.clock, event.id, revision, &details, actor).await? {
        ChangeOutcome::Changed => Ok(HttpResponse::SeeOther()
            .insert_header((
                header::LOCATION,
                format!("{}?saved=1", urls::event_details(&details.slug)),
            ))
            .finish()),
        ChangeOutcome::SlugTaken => {
            let errors = vec![FieldError {
                field: "slug".into(),
                message: t.of("details-slug-taken"),
            }];
            let template = details_page(&access, event, page, FormState::rejected(form, errors));
            html(HttpResponse::UnprocessableEntity(), &template)
        }
        ChangeOutcome::Conflict => {
            let current = queries::find_by_id(&mut conn, event.id).await?;
            let conflict = conflict(&mut conn, &current, &details, t).await?;
            let template = DetailsPage {
                conflict: Some(conflict),
                ..details_page(&access, &current, page, FormState::rejected(form, Vec::new()))
            };
            html(HttpResponse::Conflict(), &template)
        }
    }
}

/// The form again, with the descriptions as they will read; nothing is saved.
fn preview(access: &EventAccess<Manage>, form: RawForm, page: Page) -> Result<HttpResponse, Error> {
    let preview = DESCRIPTION
        .read(&form)
        .iter()
        .map(|(lang, text)| (lang, markdown::to_html(text, 3)))
        .collect();
    let revision = form.get("revision").parse().unwrap_or(access.event.revision);
    let template = DetailsPage {
        revision,
        preview,
        ..details_page(access, &access.event, page, FormState::rejected(form, Vec::new()))
    };
    html(HttpResponse::Ok(), &template)
}

fn parse(form: &RawForm, event: &Event, t: Tr) -> Result<EventDetails, Vec<FieldError>> {
    let mut mistakes = Mistakes::new(t);
    let title = mistakes.localized_line(form, TITLE, MAX_TITLE);
    let default_language = form
        .get("default_language")
        .parse()
        .unwrap_or(event.default_language);
    let needed = TITLE.name(default_language);
    let told = mistakes.found.iter().any(|error| error.field == needed);
    if title.get(default_language).is_none() && !told {
        mistakes.add(
            needed,
            t.with(
                "details-title-missing",
                &[("language", Value::from(default_language.endonym()))],
            ),
        );
    }
    let summary = mistakes.localized_block(form, SUMMARY, MAX_SUMMARY);
    let description = mistakes.localized_block(form, DESCRIPTION, MAX_DESCRIPTION);
    let contact_email = if form.has("contact_email") || event.status != EventStatus::Draft {
        mistakes
            .email(form, "contact_email")
            .map(|email| email.to_string())
    } else {
        None
    };
    let slug = form.get("slug").trim().parse::<Slug>();
    if slug.is_err() {
        mistakes.add("slug", t.of("details-slug-odd"));
    }
    match slug {
        Ok(slug) if mistakes.found.is_empty() => Ok(EventDetails {
            slug: slug.to_string(),
            visibility: form.get("visibility").parse().unwrap_or(event.visibility),
            default_language,
            title,
            summary,
            description,
            contact_email,
            asks_phone: form.has("asks_phone"),
        }),
        _ => Err(mistakes.found),
    }
}

async fn conflict(conn: &mut Conn, event: &Event, typed: &EventDetails, t: Tr) -> Result<Conflict, Error> {
    let texts = [
        ("details-title", &event.title, &typed.title),
        ("details-summary", &event.summary, &typed.summary),
        ("details-description", &event.description, &typed.description),
    ];
    let mut stored: Vec<(String, String)> = texts
        .into_iter()
        .flat_map(|(label, stored, typed)| differing(&t.of(label), stored, typed))
        .collect();
    if event.contact_email != typed.contact_email {
        let contact = event.contact_email.clone().unwrap_or_default();
        stored.push((t.of("details-contact"), contact));
    }
    if event.slug != typed.slug {
        stored.push((t.of("details-slug"), event.slug.clone()));
    }
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    Ok(Conflict {
        words: accounts::describe_last_change(conn, event.id.uuid(), zone, t).await?,
        stored,
    })
}
