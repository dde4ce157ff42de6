//! An organization's own facts, and the way to the part of one's organization that the header leads to.

use actix_web::{HttpResponse, HttpResponseBuilder, web};
use askama::Template;

use super::invitation::MAX_NAME;
use super::sign_in::see_other;
use super::team;
use crate::accounts::extractors::{OrganizationAccess, SignedIn};
use crate::accounts::history::describe_last_change;
use crate::accounts::model::Organization;
use crate::accounts::queries;
use crate::accounts::rename_organization::{RenameOutcome, rename_organization};
use crate::accounts::rights::Own;
use crate::platform::ids::OrganizationId;
use crate::platform::time::Zone;
use crate::platform::web::{
    App, Conflict, Error, FieldError, FormState, Mistakes, Page, RawForm, html, urls,
};

#[derive(Template)]
#[template(path = "accounts/organization.html")]
struct OrganizationPage {
    page: Page,
    organization: Organization,
    form: FormState,
    conflict: Option<Conflict>,
}

#[derive(Template)]
#[template(path = "accounts/organizations.html")]
struct OrganizationsPage {
    page: Page,
    title: String,
    /// Name and address.
    organizations: Vec<(String, String)>,
}

/// `GET /organizer/team`
///
/// # Errors
/// When the database does not answer.
pub async fn choose_team(
    app: web::Data<App>,
    signed_in: SignedIn,
    page: Page,
) -> Result<HttpResponse, Error> {
    let title = page.t.of("nav-team");
    choose(&app, &signed_in, page, title, urls::team).await
}

/// Leads whoever belongs to one organization on; others choose.
async fn choose(
    app: &App,
    signed_in: &SignedIn,
    page: Page,
    title: String,
    address: impl Fn(OrganizationId) -> String,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let organizations = queries::list_organizations(&mut conn, signed_in.account.id).await?;
    if let [(only, _)] = organizations.as_slice() {
        return Ok(see_other(&address(only.id)).finish());
    }
    let template = OrganizationsPage {
        page: page.signed_in_as(&signed_in.account.name),
        title,
        organizations: organizations
            .into_iter()
            .map(|(organization, _)| (organization.name, address(organization.id)))
            .collect(),
    };
    html(HttpResponse::Ok(), &template)
}

/// `GET /organizer/organizations/{organization}`
///
/// # Errors
/// When the page cannot be made.
#[allow(clippy::unused_async, reason = "a handler is a future")]
pub async fn show_organization(access: OrganizationAccess<Own>, page: Page) -> Result<HttpResponse, Error> {
    let form = FormState::fresh([("name", access.organization.name.clone())]);
    let organization = access.organization.clone();
    render(HttpResponse::Ok(), &access, organization, page, form, None)
}

/// `POST /organizer/organizations/{organization}`
///
/// # Errors
/// When the database does not answer.
pub async fn save_organization(
    app: web::Data<App>,
    access: OrganizationAccess<Own>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let t = page.t;
    let id = access.organization.id;
    let wrong = |errors: Vec<FieldError>| {
        (
            HttpResponse::UnprocessableEntity(),
            FormState::rejected(form.clone(), errors),
        )
    };
    let mut mistakes = Mistakes::new(t);
    let name = mistakes.line(&form, "name", MAX_NAME).unwrap_or_default();
    if name.is_empty() && mistakes.found.is_empty() {
        mistakes.add("name", t.of("organization-name-empty"));
    }
    let (response, state) = if mistakes.found.is_empty() {
        let revision = form.get("revision").parse().unwrap_or(0);
        match rename_organization(&app, id, access.signed_in.account.id, revision, &name).await? {
            RenameOutcome::Renamed => return Ok(team::back(id, "saved")),
            RenameOutcome::Conflict => return show_conflict(&app, &access, form, page).await,
            RenameOutcome::Taken => wrong(vec![FieldError {
                field: "name".into(),
                message: t.of("organization-name-taken"),
            }]),
        }
    } else {
        wrong(mistakes.found)
    };
    let organization = access.organization.clone();
    render(response, &access, organization, page, state, None)
}

async fn show_conflict(
    app: &App,
    access: &OrganizationAccess<Own>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let stored = queries::find_organization(&mut conn, access.organization.id).await?;
    let conflict = Conflict {
        words: describe_last_change(&mut conn, stored.id.uuid(), Zone::UTC, page.t).await?,
        stored: vec![(page.t.of("organization-name"), stored.name.clone())],
    };
    let form = FormState::rejected(form, Vec::new());
    render(
        HttpResponse::Conflict(),
        access,
        stored,
        page,
        form,
        Some(conflict),
    )
}

fn render(
    response: HttpResponseBuilder,
    access: &OrganizationAccess<Own>,
    organization: Organization,
    page: Page,
    form: FormState,
    conflict: Option<Conflict>,
) -> Result<HttpResponse, Error> {
    let template = OrganizationPage {
        page: page.signed_in_as(&access.signed_in.account.name),
        organization,
        form,
        conflict,
    };
    html(response, &template)
}
