//! Adding and changing one category.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::form::{DESCRIPTION, NAME, parse, propose_key};
use crate::accounts;
use crate::activity::Actor;
use crate::categories::add_category::{AddOutcome, add_category};
use crate::categories::change_category::{ChangeOutcome, change_category};
use crate::categories::{Bound, Category, queries};
use crate::events::{EventAccess, Manage, Workspace, WorkspacePage};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::time::Zone;
use crate::platform::web::{App, Conflict, Error, FormState, LocalizedField, Page, RawForm, html, urls};

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
    /// Quotas that other categories have: value of the choice, names, size in words.
    shareable: Vec<Shareable>,
    /// What a smaller number would mean.
    taken: Option<String>,
}

impl EditPage {
    fn name(&self) -> LocalizedField {
        NAME
    }

    fn description(&self) -> LocalizedField {
        DESCRIPTION
    }
}

struct Shareable {
    value: String,
    names: String,
    size: String,
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
    let offered = queries::list_of_event(conn, event.id).await?;
    let bounds = queries::list_bounds(conn, event.id).await?;
    let own = category.and_then(|category| bounds.iter().find(|bound| bound.is_own_of(category.id)));
    let mut shareable: Vec<Shareable> = Vec::new();
    for bound in &bounds {
        let names: Vec<&str> = offered
            .iter()
            .filter(|other| category.is_none_or(|category| category.id != other.id))
            .filter(|other| bound.reach.categories.contains(&other.id))
            .map(|other| other.name(t.lang(), event.default_language))
            .collect();
        if names.is_empty() {
            continue;
        }
        shareable.push(Shareable {
            value: format!("quota-{}", bound.quota.id),
            names: t.with("category-together", &[("names", Value::from(names.join(" · ")))]),
            size: t.count("category-size", bound.quota.size),
        });
    }
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
        shareable,
        taken: own
            .filter(|own| own.quota.taken > 0)
            .map(|own| t.count("category-size-taken", own.quota.taken)),
        page,
    })
}

fn fresh(category: &Category, bounds: &[Bound]) -> FormState {
    let own = bounds.iter().find(|bound| bound.is_own_of(category.id));
    let shared = bounds
        .iter()
        .find(|bound| bound.reach.categories.contains(&category.id));
    let places = match (own, shared) {
        (Some(_), _) => "own".to_owned(),
        (None, Some(shared)) => format!("quota-{}", shared.quota.id),
        (None, None) => "unlimited".to_owned(),
    };
    let size = own.map(|own| own.quota.size.to_string()).unwrap_or_default();
    let mut defaults = vec![("places", places), ("size", size)];
    defaults.extend(NAME.defaults(&category.name));
    defaults.extend(DESCRIPTION.defaults(&category.description));
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
    let form = FormState::fresh([("places", "own".to_owned())]);
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
    let described = match parse(&form, event, &others, page.t) {
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
    let others: Vec<Category> = queries::list_all(&mut conn, event.id).await?;
    let described = match parse(&form, event, &others, t) {
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
        ChangeOutcome::Changed => Ok(saved(&event.slug)),
        ChangeOutcome::Conflict => {
            let category = find(&mut conn, &access, &path.1).await?;
            let zone = event.time_zone.unwrap_or(Zone::UTC);
            let conflict = Conflict {
                words: accounts::describe_last_change(&mut conn, category.id.uuid(), zone, t).await?,
                stored: differences(&category, &described.name, &described.description, t),
            };
            let form = FormState::rejected(form, Vec::new());
            let template = edit_page(&mut conn, &access, page, Some(&category), form, Some(conflict)).await?;
            html(HttpResponse::Conflict(), &template)
        }
    }
}

/// What is stored and differs from what was typed.
fn differences(
    category: &Category,
    name: &crate::platform::localized::Localized,
    description: &crate::platform::localized::Localized,
    t: Tr,
) -> Vec<(String, String)> {
    use crate::platform::lang::Lang;
    let texts = [
        ("category-name", &category.name, name),
        ("category-description", &category.description, description),
    ];
    texts
        .into_iter()
        .flat_map(|(label, stored, typed)| {
            Lang::ALL
                .into_iter()
                .filter(move |lang| stored.get(*lang) != typed.get(*lang))
                .map(move |lang| {
                    (
                        format!("{} ({})", t.of(label), lang.endonym()),
                        stored.get(lang).unwrap_or_default().to_owned(),
                    )
                })
        })
        .collect()
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
