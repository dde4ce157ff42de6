//! `/organizer/events/{slug}/quotas/…`: places that several categories share, that the whole event has, or that there
//! are of an extra.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::list::back;
use super::reach::{Choice, Reachable, Ticked};
use crate::accounts;
use crate::activity::Actor;
use crate::categories::organizer::parse_size;
use crate::categories::{self, Bound, QuotaDescription, QuotaOutcome, Reach};
use crate::events::{EventAccess, Manage, Workspace, WorkspacePage};
use crate::platform::db::Conn;
use crate::platform::i18n::Tr;
use crate::platform::ids::QuotaId;
use crate::platform::time::Zone;
use crate::platform::web::{
    App, Conflict, Error, FieldError, FormState, Mistakes, Page, RawForm, html, urls,
};

/// The longest name, in characters.
const MAX_NAME: usize = 80;

#[derive(Template)]
#[template(path = "dashboard/quota.html")]
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
    categories: Vec<Choice>,
    /// None where the terms have no extra.
    extras: Vec<Choice>,
    list_href: String,
    /// Only where it bounds nothing.
    delete_href: Option<String>,
}

/// A quota, or one that is to be added, and what it may bound.
struct Desk {
    access: EventAccess<Manage>,
    reachable: Reachable,
    bound: Option<Bound>,
}

impl Desk {
    /// For a quota that is to be added.
    async fn for_new(conn: &mut Conn, access: EventAccess<Manage>, t: Tr) -> Result<Self, Error> {
        Ok(Self {
            reachable: Reachable::load(conn, &access.event, t.lang()).await?,
            access,
            bound: None,
        })
    }

    /// For the quota `id`.
    async fn open(
        conn: &mut Conn,
        access: EventAccess<Manage>,
        id: &str,
        t: Tr,
    ) -> Result<(Self, QuotaId), Error> {
        let id: QuotaId = id.parse().map_err(|_| Error::NotFound)?;
        let bound = Some(categories::find_bound(conn, access.event.id, id).await?);
        let desk = Self::for_new(conn, access, t).await?;
        Ok((Self { bound, ..desk }, id))
    }

    fn was(&self) -> Option<&Reach> {
        self.bound.as_ref().map(|bound| &bound.reach)
    }

    fn actor(&self) -> Actor {
        Actor::Account(self.access.signed_in.account.id)
    }

    /// What is stored, to be changed.
    fn stored(&self) -> FormState {
        let bound = self.bound.iter();
        FormState::fresh(bound.flat_map(|bound| {
            [
                ("name", bound.quota.name.clone()),
                ("size", bound.quota.size.to_string()),
            ]
        }))
    }

    /// Reads the form; a quota that is to be added is for somebody.
    fn read(&self, form: &RawForm, t: Tr) -> Result<QuotaDescription, Vec<FieldError>> {
        let mut mistakes = Mistakes::new(t);
        let name = mistakes.line(form, "name", MAX_NAME);
        if name.as_ref().is_some_and(String::is_empty) {
            mistakes.add("name", t.of("quota-name-missing"));
        }
        let size = parse_size(form.get("size"), t).map_err(|message| mistakes.add("size", message));
        let reach = self.reachable.read(form, self.was());
        if self.bound.is_none() && reach.is_empty() {
            mistakes.add("reach", t.of("quota-reach-missing"));
        }
        match (name, size) {
            (Some(name), Ok(size)) if mistakes.found.is_empty() => Ok(QuotaDescription { name, size, reach }),
            _ => Err(mistakes.found),
        }
    }

    fn show(
        self,
        page: Page,
        status: StatusCode,
        form: FormState,
        conflict: Option<Conflict>,
    ) -> Result<HttpResponse, Error> {
        let page = page.signed_in_as(&self.access.signed_in.account.name);
        let t = page.t;
        let slug = &self.access.event.slug;
        let nothing = Reach::default();
        let ticked = if form.typed().pairs().next().is_some() {
            Ticked::Typed(form.typed())
        } else {
            Ticked::Stored(self.was().unwrap_or(&nothing))
        };
        let bound = self.bound.as_ref();
        let template = QuotaPage {
            workspace: Workspace::of(&self.access, t, WorkspacePage::Categories),
            conflict,
            title: bound.map_or_else(|| t.of("quota-new"), |bound| bound.quota.name.clone()),
            mark: bound.map(Bound::mark).unwrap_or_default(),
            taken: bound
                .filter(|bound| bound.quota.taken > 0)
                .map(|bound| t.count("category-size-taken", bound.quota.taken)),
            is_whole: match ticked {
                Ticked::Stored(reach) => reach.event,
                Ticked::Typed(form) => form.has("whole"),
            },
            categories: self.reachable.category_choices(&ticked, t),
            extras: self.reachable.extra_choices(self.was(), &ticked, t),
            list_href: urls::categories(slug),
            delete_href: bound
                .filter(|bound| bound.reach.is_empty())
                .map(|bound| urls::delete_quota(slug, bound.quota.id)),
            form,
            page,
        };
        html(HttpResponse::build(status), &template)
    }

    fn reject(self, page: Page, form: RawForm, errors: Vec<FieldError>) -> Result<HttpResponse, Error> {
        let form = FormState::rejected(form, errors);
        self.show(page, StatusCode::UNPROCESSABLE_ENTITY, form, None)
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
    let desk = Desk::for_new(&mut conn, access, page.t).await?;
    desk.show(page, StatusCode::OK, FormState::default(), None)
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
    let mut conn = app.pool.get().await?;
    let desk = Desk::for_new(&mut conn, access, page.t).await?;
    let described = match desk.read(&form, page.t) {
        Ok(described) => described,
        Err(errors) => return desk.reject(page, form, errors),
    };
    let event = &desk.access.event;
    categories::add_quota(&mut conn, &app.clock, event.id, &described, desk.actor()).await?;
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
    let (desk, _) = Desk::open(&mut conn, access, &path.1, page.t).await?;
    let form = desk.stored();
    desk.show(page, StatusCode::OK, form, None)
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
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let (mut desk, id) = Desk::open(&mut conn, access, &path.1, t).await?;
    let described = match desk.read(&form, t) {
        Ok(described) => described,
        Err(errors) => return desk.reject(page, form, errors),
    };
    let event = &desk.access.event;
    let (mark, actor) = (form.get("mark"), desk.actor());
    match categories::change_quota(&mut conn, &app.clock, event.id, id, mark, &described, actor).await? {
        QuotaOutcome::Changed => {
            // Whoever waits may fit in now.
            app.waker.wake();
            Ok(back(&event.slug, "saved"))
        }
        QuotaOutcome::Conflict => {
            let bound = categories::find_bound(&mut conn, event.id, id).await?;
            let zone = event.time_zone.unwrap_or(Zone::UTC);
            let conflict = Conflict {
                words: accounts::describe_last_change(&mut conn, id.uuid(), zone, t).await?,
                stored: vec![
                    (t.of("category-name"), bound.quota.name.clone()),
                    (t.of("quota-size"), t.number(bound.quota.size)),
                    (t.of("quota-reach"), desk.reachable.words(&bound.reach, t)),
                ],
            };
            desk.bound = Some(bound);
            let form = FormState::rejected(form, Vec::new());
            desk.show(page, StatusCode::CONFLICT, form, Some(conflict))
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
    let mut conn = app.pool.get().await?;
    let (desk, id) = Desk::open(&mut conn, access, &path.1, page.t).await?;
    let event = &desk.access.event;
    if categories::delete_quota(&mut conn, &app.clock, event.id, id, desk.actor()).await? {
        return Ok(back(&event.slug, "quota-deleted"));
    }
    let mut mistakes = Mistakes::new(page.t);
    mistakes.add("reach", page.t.of("quota-bounds-still"));
    let mut form = desk.stored();
    form.errors = mistakes.found;
    desk.show(page, StatusCode::CONFLICT, form, None)
}
