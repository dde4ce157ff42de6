//! Adding and changing one category.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::admission;
use super::form::{DESCRIPTION, NAME, parse, propose_key};
use crate::accounts;
use crate::activity::Actor;
use crate::categories::add_category::{AddOutcome, CategoryDescription, add_category};
use crate::categories::change_category::{ChangeOutcome, change_category};
use crate::categories::{Admission, Bound, Category, queries};
use crate::events::{EventAccess, Manage, Workspace, WorkspacePage};
use crate::platform::db::Conn;
use crate::platform::i18n::Tr;
use crate::platform::lang::Lang;
use crate::platform::time::Zone;
use crate::platform::web::{
    App, Conflict, Error, FormState, LocalizedField, Mistakes, Page, RawForm, html, urls,
};

#[derive(Template)]
#[template(path = "categories/edit.html")]
struct EditPage {
    page: Page,
    workspace: Workspace,
    form: FormState,
    conflict: Option<Conflict>,
    title: String,
    /// The key, which never changes; none for a category that is still to be added.
    key: Option<String>,
    revision: i32,
    list_href: String,
    /// Quotas that bound it together with others.
    shared: Vec<Shared>,
    /// When the number counts, and what a smaller one would mean.
    size_hint: String,
}

impl EditPage {
    fn name(&self) -> LocalizedField {
        NAME
    }

    fn description(&self) -> LocalizedField {
        DESCRIPTION
    }
}

struct Shared {
    name: String,
    size: String,
    href: String,
}

/// The parts of the page that come from the database.
async fn edit_page(
    conn: &mut Conn,
    access: &EventAccess<Manage>,
    page: Page,
    category: Option<&Category>,
    form: FormState,
    conflict: Option<Conflict>,
) -> Result<EditPage, Error> {
    let event = &access.event;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let bounds = queries::list_bounds(conn, event.id).await?;
    let own = category.and_then(|category| bounds.iter().find(|bound| bound.is_own_of(category.id)));
    let shared = bounds.iter().filter(|bound| {
        let is_bound = category.is_some_and(|category| category.quotas.contains(&bound.quota.id));
        let is_own = own.is_some_and(|own| own.quota.id == bound.quota.id);
        (is_bound || bound.reach.event) && !is_own
    });
    let shared = shared
        .map(|bound| Shared {
            name: bound.quota.name.clone(),
            size: t.count("category-size", bound.quota.size),
            href: urls::quota_bounds(&event.slug, bound.quota.id),
        })
        .collect();
    Ok(EditPage {
        workspace: Workspace::of(access, t, WorkspacePage::Categories),
        form,
        conflict,
        title: match category {
            Some(category) => category.name(t.lang(), event.default_language).to_owned(),
            None => t.of("category-new"),
        },
        key: category.map(|category| category.key.clone()),
        revision: category.map_or(0, |category| category.revision),
        list_href: urls::categories(&event.slug),
        shared,
        size_hint: t.sentences(
            [t.of("category-size-hint")].into_iter().chain(
                own.filter(|own| own.quota.taken > 0)
                    .map(|own| t.count("category-size-taken", own.quota.taken)),
            ),
        ),
        page,
    })
}

fn fresh(category: &Category, bounds: &[Bound]) -> FormState {
    let own = bounds.iter().find(|bound| bound.is_own_of(category.id));
    let places = if own.is_some() { "own" } else { "unlimited" };
    let size = own.map(|own| own.quota.size.to_string()).unwrap_or_default();
    let mut defaults = vec![("places", places.to_owned()), ("size", size)];
    defaults.extend(NAME.defaults(&category.name));
    defaults.extend(DESCRIPTION.defaults(&category.description));
    defaults.extend(admission::defaults(&category.admission));
    FormState::fresh(defaults)
}

/// `GET /organizer/events/{slug}/categories/new`
///
/// # Errors
/// When the database does not answer.
pub async fn show_add(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let open = admission::defaults(&Admission::OPEN);
    let form = FormState::fresh(open.into_iter().chain([("places", "own".to_owned())]));
    let template = edit_page(&mut conn, &access, page, None, form, None).await?;
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/events/{slug}/categories/new`
///
/// # Errors
/// When the database does not answer.
pub async fn add(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let mut conn = app.pool.get().await?;
    let others = queries::list_all(&mut conn, event.id).await?;
    let described = match parse(&form, event, page.t) {
        Ok(described) => described,
        Err(errors) => {
            let form = FormState::rejected(form, errors);
            let template = edit_page(&mut conn, &access, page, None, form, None).await?;
            return html(HttpResponse::UnprocessableEntity(), &template);
        }
    };
    let key = propose_key(&described.name, event, &others);
    let actor = Actor::Account(access.signed_in.account.id);
    match add_category(&mut conn, &app.clock, event.id, &key, &described, actor).await? {
        AddOutcome::Added => Ok(saved(&event.slug)),
        // Somebody added one of the same name this very moment: the next key will be free.
        AddOutcome::KeyTaken => Err(Error::Unavailable("two categories at once".into())),
    }
}

/// `GET /organizer/events/{slug}/categories/{key}`
///
/// # Errors
/// 404 for a category that is not there.
pub async fn show_change(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let category = find(&mut conn, &access, &path.1).await?;
    let form = stored(&mut conn, &access, &category).await?;
    let template = edit_page(&mut conn, &access, page, Some(&category), form, None).await?;
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/events/{slug}/categories/{key}`
///
/// # Errors
/// 404 for a category that is not there.
pub async fn change(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let category = find(&mut conn, &access, &path.1).await?;
    let described = match parse(&form, event, t) {
        Ok(described) => described,
        Err(errors) => {
            let form = FormState::rejected(form, errors);
            let template = edit_page(&mut conn, &access, page, Some(&category), form, None).await?;
            return html(HttpResponse::UnprocessableEntity(), &template);
        }
    };
    let revision = form.get("revision").parse().unwrap_or(0);
    let actor = Actor::Account(access.signed_in.account.id);
    match change_category(
        &mut conn, &app.clock, event.id, &path.1, revision, &described, actor,
    )
    .await?
    {
        ChangeOutcome::Changed => {
            // More may fit in now than before.
            app.waker.wake();
            Ok(saved(&event.slug))
        }
        ChangeOutcome::PeopleWait(people) => {
            let mut mistakes = Mistakes::new(t);
            mistakes.add("waitlist", t.count("category-waitlist-waiting", people));
            let form = FormState::rejected(form, mistakes.found);
            let template = edit_page(&mut conn, &access, page, Some(&category), form, None).await?;
            html(HttpResponse::UnprocessableEntity(), &template)
        }
        ChangeOutcome::Conflict => {
            let category = find(&mut conn, &access, &path.1).await?;
            let zone = event.time_zone.unwrap_or(Zone::UTC);
            let conflict = Conflict {
                words: accounts::describe_last_change(&mut conn, category.id.uuid(), zone, t).await?,
                stored: differences(&category, &described, t),
            };
            let form = FormState::rejected(form, Vec::new());
            let template = edit_page(&mut conn, &access, page, Some(&category), form, Some(conflict)).await?;
            html(HttpResponse::Conflict(), &template)
        }
    }
}

/// What is stored and differs from what was typed.
fn differences(category: &Category, described: &CategoryDescription, t: Tr) -> Vec<(String, String)> {
    let texts = [
        ("category-name", &category.name, &described.name),
        (
            "category-description",
            &category.description,
            &described.description,
        ),
    ];
    let texts = texts.into_iter().flat_map(|(label, stored, typed)| {
        Lang::ALL
            .into_iter()
            .filter(move |lang| stored.get(*lang) != typed.get(*lang))
            .map(move |lang| {
                (
                    format!("{} ({})", t.of(label), lang.endonym()),
                    stored.get(lang).unwrap_or_default().to_owned(),
                )
            })
    });
    let typed = admission::answers(&described.admission, t);
    let admission = admission::answers(&category.admission, t).into_iter().zip(typed);
    let admission = admission.filter(|(stored, typed)| stored != typed);
    texts.chain(admission.map(|(stored, _)| stored)).collect()
}

async fn find(conn: &mut Conn, access: &EventAccess<Manage>, key: &str) -> Result<Category, Error> {
    queries::find_by_key(conn, access.event.id, key)
        .await?
        .ok_or(Error::NotFound)
}

async fn stored(
    conn: &mut Conn,
    access: &EventAccess<Manage>,
    category: &Category,
) -> Result<FormState, Error> {
    let bounds = queries::list_bounds(conn, access.event.id).await?;
    Ok(fresh(category, &bounds))
}

fn saved(slug: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, format!("{}?done=saved", urls::categories(slug))))
        .finish()
}
