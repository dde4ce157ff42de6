//! `/organizer/events/{slug}/quotas/…`: places that several categories share, or that the whole event has.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::form::parse_size;
use super::list::back;
use crate::accounts;
use crate::activity::Actor;
use crate::categories::shared_quota::{self, QuotaDescription, QuotaOutcome};
use crate::categories::{Bound, Category, Reach, queries};
use crate::events::{EventAccess, Manage, Workspace, WorkspacePage};
use crate::platform::db::Conn;
use crate::platform::i18n::Tr;
use crate::platform::ids::QuotaId;
use crate::platform::localized::Resolved;
use crate::platform::time::Zone;
use crate::platform::web::{
    App, Conflict, Error, FieldError, FormState, Mistakes, Page, RawForm, html, urls,
};

/// The longest name, in characters.
const MAX_NAME: usize = 80;

#[derive(Template)]
#[template(path = "categories/quota.html")]
struct QuotaPage {
    page: Page,
    workspace: Workspace,
    form: FormState,
    conflict: Option<Conflict>,
    title: String,
    /// What of it was seen; empty for one that is still to be added.
    mark: String,
    /// How many are taken, where somebody has a place.
    taken: Option<String>,
    /// Whether the whole event is ticked.
    is_whole: bool,
    choices: Vec<Choice>,
    list_href: String,
    /// Only where it bounds nothing.
    delete_href: Option<String>,
}

/// A category that it may bound.
struct Choice {
    key: String,
    name: Resolved,
    is_ticked: bool,
}

async fn quota_page(
    conn: &mut Conn,
    access: &EventAccess<Manage>,
    page: Page,
    bound: Option<&Bound>,
    form: FormState,
    conflict: Option<Conflict>,
) -> Result<QuotaPage, Error> {
    let event = &access.event;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let all = queries::list_all(conn, event.id).await?;
    let is_typed = form.typed().pairs().next().is_some();
    let is_ticked = |category: &Category| {
        if is_typed {
            return form.typed().all("category").any(|key| key == category.key);
        }
        bound.is_some_and(|bound| bound.reach.categories.contains(&category.id))
    };
    let choices = all
        .iter()
        .map(|category| Choice {
            key: category.key.clone(),
            name: category.name.resolved(t.lang(), event.default_language),
            is_ticked: is_ticked(category),
        })
        .collect();
    Ok(QuotaPage {
        workspace: Workspace::of(access, t, WorkspacePage::Categories),
        conflict,
        title: bound.map_or_else(|| t.of("quota-new"), |bound| bound.quota.name.clone()),
        mark: bound.map(Bound::mark).unwrap_or_default(),
        taken: bound
            .filter(|bound| bound.quota.taken > 0)
            .map(|bound| t.count("category-size-taken", bound.quota.taken)),
        is_whole: if is_typed {
            form.typed().has("whole")
        } else {
            bound.is_some_and(|bound| bound.reach.event)
        },
        choices,
        list_href: urls::categories(&event.slug),
        delete_href: bound
            .filter(|bound| bound.reach.is_empty())
            .map(|bound| urls::delete_quota(&event.slug, bound.quota.id)),
        form,
        page,
    })
}

fn fresh(bound: &Bound) -> FormState {
    FormState::fresh([
        ("name", bound.quota.name.clone()),
        ("size", bound.quota.size.to_string()),
    ])
}

/// Reads the form; one that is to be added is for somebody. What pages do not choose stays as it `was`.
fn parse(
    form: &RawForm,
    all: &[Category],
    was: Option<&Reach>,
    t: Tr,
) -> Result<QuotaDescription, Vec<FieldError>> {
    let mut mistakes = Mistakes::new(t);
    let name = mistakes.line(form, "name", MAX_NAME);
    if name.as_ref().is_some_and(String::is_empty) {
        mistakes.add("name", t.of("quota-name-missing"));
    }
    let size = parse_size(form.get("size"), t).map_err(|message| mistakes.add("size", message));
    let chosen: Vec<&str> = form.all("category").collect();
    let reach = Reach {
        categories: all
            .iter()
            .filter(|category| chosen.contains(&category.key.as_str()))
            .map(|category| category.id)
            .collect(),
        event: form.has("whole"),
        options: was.map(|was| was.options.clone()).unwrap_or_default(),
    };
    if was.is_none() && reach.is_empty() {
        mistakes.add("reach", t.of("quota-reach-missing"));
    }
    match (name, size) {
        (Some(name), Ok(size)) if mistakes.found.is_empty() => Ok(QuotaDescription { name, size, reach }),
        _ => Err(mistakes.found),
    }
}

/// `GET /organizer/events/{slug}/quotas/new`
///
/// # Errors
/// When the database does not answer.
pub async fn show_add_quota(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let template = quota_page(&mut conn, &access, page, None, FormState::default(), None).await?;
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/events/{slug}/quotas/new`
///
/// # Errors
/// When the database does not answer.
pub async fn add_quota(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let mut conn = app.pool.get().await?;
    let all = queries::list_all(&mut conn, event.id).await?;
    let described = match parse(&form, &all, None, page.t) {
        Ok(described) => described,
        Err(errors) => {
            let form = FormState::rejected(form, errors);
            let template = quota_page(&mut conn, &access, page, None, form, None).await?;
            return html(HttpResponse::UnprocessableEntity(), &template);
        }
    };
    let actor = Actor::Account(access.signed_in.account.id);
    shared_quota::add_quota(&mut conn, &app.clock, event.id, &described, actor).await?;
    Ok(back(&event.slug, "saved"))
}

/// `GET /organizer/events/{slug}/quotas/{id}/bounds`
///
/// # Errors
/// 404 for a quota of another event.
pub async fn show_quota(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let bound = find(&mut conn, &access, &path.1).await?;
    let form = fresh(&bound);
    let template = quota_page(&mut conn, &access, page, Some(&bound), form, None).await?;
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/events/{slug}/quotas/{id}/bounds`
///
/// # Errors
/// 404 for a quota of another event.
pub async fn change_quota(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let bound = find(&mut conn, &access, &path.1).await?;
    let all = queries::list_all(&mut conn, event.id).await?;
    let described = match parse(&form, &all, Some(&bound.reach), t) {
        Ok(described) => described,
        Err(errors) => {
            let form = FormState::rejected(form, errors);
            let template = quota_page(&mut conn, &access, page, Some(&bound), form, None).await?;
            return html(HttpResponse::UnprocessableEntity(), &template);
        }
    };
    let actor = Actor::Account(access.signed_in.account.id);
    let (id, mark) = (bound.quota.id, form.get("mark"));
    match shared_quota::change_quota(&mut conn, &app.clock, event.id, id, mark, &described, actor).await? {
        QuotaOutcome::Changed => {
            // Whoever waits may fit in now.
            app.waker.wake();
            Ok(back(&event.slug, "saved"))
        }
        QuotaOutcome::Conflict => {
            let bound = find(&mut conn, &access, &path.1).await?;
            let zone = event.time_zone.unwrap_or(Zone::UTC);
            let names: Vec<&str> = all
                .iter()
                .filter(|category| bound.reach.categories.contains(&category.id))
                .map(|category| category.name(t.lang(), event.default_language))
                .collect();
            let whole = bound.reach.event.then(|| t.of("quota-whole-event"));
            let reach: Vec<&str> = whole.as_deref().into_iter().chain(names).collect();
            let conflict = Conflict {
                words: accounts::describe_last_change(&mut conn, id.uuid(), zone, t).await?,
                stored: vec![
                    (t.of("category-name"), bound.quota.name.clone()),
                    (t.of("quota-size"), t.number(bound.quota.size)),
                    (t.of("quota-reach"), reach.join(" · ")),
                ],
            };
            let form = FormState::rejected(form, Vec::new());
            let template = quota_page(&mut conn, &access, page, Some(&bound), form, Some(conflict)).await?;
            html(HttpResponse::Conflict(), &template)
        }
    }
}

/// `POST /organizer/events/{slug}/quotas/{id}/delete`: 409 with its form, where it bounds something.
///
/// # Errors
/// 404 for a quota of another event.
pub async fn delete_quota(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let mut conn = app.pool.get().await?;
    let bound = find(&mut conn, &access, &path.1).await?;
    let actor = Actor::Account(access.signed_in.account.id);
    if shared_quota::delete_quota(&mut conn, &app.clock, event.id, bound.quota.id, actor).await? {
        return Ok(back(&event.slug, "quota-deleted"));
    }
    let mut mistakes = Mistakes::new(page.t);
    mistakes.add("reach", page.t.of("quota-bounds-still"));
    let mut form = fresh(&bound);
    form.errors = mistakes.found;
    let template = quota_page(&mut conn, &access, page, Some(&bound), form, None).await?;
    html(HttpResponse::Conflict(), &template)
}

async fn find(conn: &mut Conn, access: &EventAccess<Manage>, id: &str) -> Result<Bound, Error> {
    let id: QuotaId = id.parse().map_err(|_| Error::NotFound)?;
    Ok(shared_quota::find_bound(conn, access.event.id, id).await?)
}
