//! `/organizer/events/{slug}/categories`: what is offered, in its order, and how many places there are.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::reach::Reachable;
use crate::activity::Actor;
use crate::categories::organizer::{notes, parse_size};
use crate::categories::{
    self, ArchiveOutcome, Bound, Category, Direction, Quota, archive_category, move_category, resize_quota,
    restore_category,
};
use crate::events::{EventAccess, Manage, Workspace, WorkspacePage};
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::QuotaId;
use crate::platform::localized::Resolved;
use crate::platform::web::{App, Error, Page, RawForm, html, urls};

#[derive(Template)]
#[template(path = "dashboard/categories.html")]
struct ListPage {
    page: Page,
    workspace: Workspace,
    notice: Option<String>,
    /// What keeps a category from being put away.
    refusal: Option<String>,
    has_mistake: bool,
    rows: Vec<Row>,
    archived: Vec<Archived>,
    quotas: Vec<QuotaRow>,
    new_href: String,
    new_quota_href: String,
}

struct Row {
    name: Resolved,
    description: Resolved,
    key: String,
    places: String,
    /// What comes before a confirmed place; empty where nothing does.
    admission: String,
    href: String,
    move_href: String,
    archive_href: String,
    is_first: bool,
    is_last: bool,
}

struct Archived {
    name: Resolved,
    restore_href: String,
}

struct QuotaRow {
    id: QuotaId,
    /// The category whose own places they are, else what the quota is called.
    names: String,
    /// Whom it bounds, where it is no category's own.
    reach: Option<String>,
    /// What is said of it or changed; a category's own is changed there.
    bounds_href: Option<String>,
    taken: String,
    /// Said where more are taken than there are.
    excess: Option<String>,
    size: String,
    href: String,
    error: Option<String>,
}

/// What a redirect back to the page says.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    done: String,
}

/// `GET /organizer/events/{slug}/categories`
///
/// # Errors
/// When the database does not answer.
pub async fn list(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    said: web::Query<Said>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let notice = match said.done.as_str() {
        "saved" => Some(page.t.of("saved")),
        "archived" => Some(page.t.of("category-archived")),
        "deleted" => Some(page.t.of("category-deleted")),
        "quota-deleted" => Some(page.t.of("quota-deleted")),
        "restored" => Some(page.t.of("category-restored")),
        _ => None,
    };
    let template = list_page(&app, &access, page, notice, None, None).await?;
    html(HttpResponse::Ok(), &template)
}

/// The page, with a refusal or a size that could not be read.
async fn list_page(
    app: &App,
    access: &EventAccess<Manage>,
    page: Page,
    notice: Option<String>,
    refusal: Option<String>,
    wrong: Option<(QuotaId, RawForm, String)>,
) -> Result<ListPage, Error> {
    let event = &access.event;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let reachable = Reachable::load(&mut conn, event, t.lang()).await?;
    let states = categories::find_quota_states(&mut conn, &reachable.categories).await?;
    let bounds = categories::list_bounds(&mut conn, event.id).await?;
    let name = |category: &Category| category.name.resolved(t.lang(), event.default_language);
    let quotas = bounds
        .iter()
        .filter(|bound| reachable.is_shown(&bound.reach))
        .map(|bound| {
            let mistake = wrong.as_ref().filter(|(wrong, _, _)| *wrong == bound.quota.id);
            let row = quota_row(&event.slug, bound, mistake, t);
            match reachable.own_of(bound) {
                Some(category) => QuotaRow {
                    names: name(category).text,
                    ..row
                },
                None => QuotaRow {
                    reach: Some(reachable.words(&bound.reach, t)),
                    bounds_href: Some(urls::quota_bounds(&event.slug, bound.quota.id)),
                    ..row
                },
            }
        })
        .collect();
    let (offered, archived): (Vec<Category>, Vec<Category>) = reachable
        .categories
        .into_iter()
        .partition(|category| category.archived_at.is_none());
    let last = offered.len().saturating_sub(1);
    Ok(ListPage {
        workspace: Workspace::of(access, t, WorkspacePage::Categories),
        notice,
        refusal,
        rows: offered
            .iter()
            .enumerate()
            .map(|(index, category)| Row {
                name: name(category),
                description: category.description.resolved(t.lang(), event.default_language),
                key: category.key.clone(),
                places: places_words(&offered, category.tightest(&states), t),
                admission: notes(&category.admission, t).join(" · "),
                href: urls::category(&event.slug, &category.key),
                move_href: urls::move_category(&event.slug, &category.key),
                archive_href: urls::archive_category(&event.slug, &category.key),
                is_first: index == 0,
                is_last: index == last,
            })
            .collect(),
        archived: archived
            .iter()
            .map(|category| Archived {
                name: name(category),
                restore_href: urls::restore_category(&event.slug, &category.key),
            })
            .collect(),
        quotas,
        has_mistake: wrong.is_some(),
        new_href: urls::new_category(&event.slug),
        new_quota_href: urls::new_quota(&event.slug),
        page,
    })
}

fn places_words(offered: &[Category], quota: Option<&Quota>, t: Tr) -> String {
    let Some(quota) = quota else {
        return t.of("category-unlimited");
    };
    let shared = offered
        .iter()
        .filter(|other| other.quotas.contains(&quota.id))
        .count()
        > 1;
    let words = t.with(
        "category-taken",
        &[
            ("taken", Value::from(t.number(quota.taken))),
            ("size", Value::from(t.number(quota.size))),
        ],
    );
    if shared {
        format!("{words}, {}", t.of("category-shared"))
    } else {
        words
    }
}

fn quota_row(slug: &str, bound: &Bound, mistake: Option<&(QuotaId, RawForm, String)>, t: Tr) -> QuotaRow {
    let quota = &bound.quota;
    QuotaRow {
        id: quota.id,
        reach: None,
        bounds_href: None,
        names: quota.name.clone(),
        taken: t.count("quota-taken", quota.taken),
        excess: (quota.taken > quota.size).then(|| t.count("quota-excess", quota.taken - quota.size)),
        size: mistake.map_or_else(
            || quota.size.to_string(),
            |(_, form, _)| form.get("size").replace('\0', ""),
        ),
        href: urls::quota(slug, quota.id),
        error: mistake.map(|(_, _, message)| message.clone()),
    }
}

pub(super) fn back(slug: &str, done: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((
            header::LOCATION,
            format!("{}?done={done}", urls::categories(slug)),
        ))
        .finish()
}

/// `POST /organizer/events/{slug}/quotas/{id}`: another number of places.
///
/// # Errors
/// 404 for a quota of another event.
pub async fn resize(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let id: QuotaId = path.1.parse().map_err(|_| Error::NotFound)?;
    let event = &access.event;
    let size = match parse_size(form.get("size"), page.t) {
        Ok(size) => size,
        Err(message) => {
            let template = list_page(&app, &access, page, None, None, Some((id, form, message))).await?;
            return html(HttpResponse::UnprocessableEntity(), &template);
        }
    };
    let actor = Actor::Account(access.signed_in.account.id);
    let mut conn = app.pool.get().await?;
    resize_quota(&mut conn, &app.clock, event.id, id, size, actor).await?;
    // Whoever waits may fit in now.
    app.waker.wake();
    Ok(back(&event.slug, "saved"))
}

/// `POST /organizer/events/{slug}/categories/{key}/move`
///
/// # Errors
/// When the database does not answer.
pub async fn reorder(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    form: RawForm,
) -> Result<HttpResponse, Error> {
    let direction = match form.get("direction") {
        "up" => Direction::Up,
        "down" => Direction::Down,
        _ => return Err(Error::BadRequest),
    };
    let mut conn = app.pool.get().await?;
    move_category(&mut conn, access.event.id, &path.1, direction).await?;
    Ok(back(&access.event.slug, "moved"))
}

/// `POST /organizer/events/{slug}/categories/{key}/archive`
///
/// # Errors
/// 404 for a category that is not there.
pub async fn archive(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let actor = Actor::Account(access.signed_in.account.id);
    let mut conn = app.pool.get().await?;
    let outcome = archive_category(&mut conn, &app.clock, event.id, &path.1, actor).await?;
    drop(conn);
    match outcome {
        ArchiveOutcome::Archived => Ok(back(&event.slug, "archived")),
        ArchiveOutcome::Deleted => Ok(back(&event.slug, "deleted")),
        ArchiveOutcome::LastOne => {
            let refusal = Some(page.t.of("category-last-one"));
            let template = list_page(&app, &access, page, None, refusal, None).await?;
            html(HttpResponse::Conflict(), &template)
        }
    }
}

/// `POST /organizer/events/{slug}/categories/{key}/restore`
///
/// # Errors
/// 404 for a category that is not there.
pub async fn restore(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let actor = Actor::Account(access.signed_in.account.id);
    let mut conn = app.pool.get().await?;
    restore_category(&mut conn, &app.clock, event.id, &path.1, actor).await?;
    Ok(back(&event.slug, "restored"))
}
