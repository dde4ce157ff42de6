//! The team of an organization: who belongs to it in which role, who is asked to, and the owners' controls. Whoever
//! does not decide about the team sees no control, not one that fails.

use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use askama::Template;
use chrono::{DateTime, Utc};

use super::seen::last_here;
use super::sign_in::see_other;
use crate::accounts::change_role::{ChangeRoleOutcome, change_role};
use crate::accounts::extractors::OrganizationAccess;
use crate::accounts::model::{Invitation, Member, Organization, Role, Standing};
use crate::accounts::queries;
use crate::accounts::remove_member::{RemoveOutcome, remove_member};
use crate::accounts::rights::{Own, Right, View};
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::{AccountId, OrganizationId};
use crate::platform::lang::Lang;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, FormState, Page, RawForm, html, urls};

#[derive(Template)]
#[template(path = "accounts/team.html")]
struct TeamPage {
    page: Page,
    organization: Organization,
    said: Said,
    members: Vec<MemberRow>,
    invitations: Vec<InvitationRow>,
    /// Whether the reader decides about the team.
    is_owner: bool,
    /// Value, name and what it may do, of each role.
    roles: Vec<(Role, String, String)>,
    languages: Vec<(&'static str, &'static str)>,
}

/// What the page says of what was just done, beside the team.
#[derive(Default)]
pub(super) struct Said {
    /// It is done.
    pub(super) notice: Option<String>,
    /// It is not, and why.
    pub(super) refusal: Option<String>,
    /// The invitation as it was typed.
    pub(super) form: FormState,
}

struct MemberRow {
    id: AccountId,
    name: String,
    email: String,
    role: Role,
    role_words: String,
    about: String,
    since: String,
    seen: String,
    is_reader: bool,
}

impl MemberRow {
    fn of(member: Member, reader: AccountId, now: DateTime<Utc>, t: Tr) -> Self {
        let since = t.date_long(Zone::UTC.date(member.created_at));
        Self {
            id: member.account_id,
            name: member.name,
            email: member.email,
            role: member.role,
            role_words: t.of(member.role.name_message()),
            about: t.of(member.role.about_message()),
            since: t.with("team-since", &[("date", Value::from(since))]),
            seen: last_here(t, now, member.last_seen_at),
            is_reader: member.account_id == reader,
        }
    }
}

struct InvitationRow {
    email: String,
    role: String,
    /// Until when it can be accepted, or that it cannot any more.
    until: String,
    is_expired: bool,
    resend_href: String,
    revoke_href: String,
}

impl InvitationRow {
    fn of(invitation: Invitation, now: DateTime<Utc>, t: Tr) -> Self {
        let moment = t.moment(Zone::UTC, invitation.expires_at);
        let is_expired = invitation.standing(now) == Standing::Expired;
        let words = if is_expired {
            "team-invitation-expired"
        } else {
            "team-invitation-until"
        };
        Self {
            role: t.of(invitation.role.name_message()),
            until: t.with(words, &[("moment", Value::from(moment))]),
            is_expired,
            resend_href: urls::resend_invitation(invitation.organization_id, invitation.id),
            revoke_href: urls::revoke_invitation(invitation.organization_id, invitation.id),
            email: invitation.email,
        }
    }
}

/// `GET /organizer/organizations/{organization}/team`
///
/// # Errors
/// When the database does not answer.
pub async fn show_team(
    app: web::Data<App>,
    request: HttpRequest,
    access: OrganizationAccess<View>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let done = match RawForm::parse(request.query_string().as_bytes()).get("done") {
        "invited" => Some("team-done-invited"),
        "sent" => Some("team-done-sent"),
        "revoked" => Some("team-done-revoked"),
        "role" => Some("team-done-role"),
        "removed" => Some("team-done-removed"),
        "saved" => Some("saved"),
        _ => None,
    };
    let said = Said {
        notice: done.map(|id| page.t.of(id)),
        ..Said::default()
    };
    render(HttpResponse::Ok(), &app, &access, page, said).await
}

/// `POST /organizer/organizations/{organization}/team/{account}/role`
///
/// # Errors
/// 404 for somebody who is not in the team.
pub async fn save_role(
    app: web::Data<App>,
    access: OrganizationAccess<Own>,
    path: web::Path<(String, String)>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let member: AccountId = path.1.parse().map_err(|_| Error::NotFound)?;
    let role = |name| form.get(name).parse::<Role>().map_err(|_| Error::BadRequest);
    let (seen, wanted) = (role("seen")?, role("role")?);
    let (organization, actor) = (access.organization.id, access.signed_in.account.id);
    let refusal = match change_role(&app, organization, actor, member, seen, wanted).await? {
        ChangeRoleOutcome::Changed => return Ok(back(organization, "role")),
        ChangeRoleOutcome::Unknown => return Err(Error::NotFound),
        ChangeRoleOutcome::Forbidden => return Err(Error::Forbidden),
        ChangeRoleOutcome::LastOwner => page.t.of("team-last-owner"),
        ChangeRoleOutcome::Conflict { stored } => {
            let (stored, wanted) = (page.t.of(stored.name_message()), page.t.of(wanted.name_message()));
            page.t.with(
                "team-role-conflict",
                &[("stored", Value::from(stored)), ("wanted", Value::from(wanted))],
            )
        }
    };
    refuse(&app, &access, page, refusal).await
}

/// `POST /organizer/organizations/{organization}/team/{account}/remove`
///
/// # Errors
/// 404 for somebody who is not in the team.
pub async fn remove(
    app: web::Data<App>,
    access: OrganizationAccess<Own>,
    path: web::Path<(String, String)>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let member: AccountId = path.1.parse().map_err(|_| Error::NotFound)?;
    end_membership(&app, &access, member, page).await
}

/// `POST /organizer/organizations/{organization}/team/leave`
///
/// # Errors
/// When the database does not answer.
pub async fn leave(
    app: web::Data<App>,
    access: OrganizationAccess<View>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let oneself = access.signed_in.account.id;
    end_membership(&app, &access, oneself, page).await
}

async fn end_membership<R: Right>(
    app: &App,
    access: &OrganizationAccess<R>,
    member: AccountId,
    page: Page,
) -> Result<HttpResponse, Error> {
    let (organization, actor) = (access.organization.id, access.signed_in.account.id);
    match remove_member(app, organization, actor, member).await? {
        // What she left she may not see any more.
        RemoveOutcome::Removed if member == actor => {
            Ok(see_other(&format!("{}?done=left", urls::ORGANIZER)).finish())
        }
        RemoveOutcome::Removed => Ok(back(organization, "removed")),
        RemoveOutcome::Unknown => Err(Error::NotFound),
        RemoveOutcome::Forbidden => Err(Error::Forbidden),
        RemoveOutcome::LastOwner => {
            let refusal = page.t.of("team-last-owner");
            refuse(app, access, page, refusal).await
        }
    }
}

/// Back to the team, which says what was done.
pub(super) fn back(organization: OrganizationId, done: &str) -> HttpResponse {
    see_other(&format!("{}?done={done}", urls::team(organization))).finish()
}

/// 409: the team as it is, and why it stays so.
async fn refuse<R: Right>(
    app: &App,
    access: &OrganizationAccess<R>,
    page: Page,
    refusal: String,
) -> Result<HttpResponse, Error> {
    let said = Said {
        refusal: Some(refusal),
        ..Said::default()
    };
    render(HttpResponse::Conflict(), app, access, page, said).await
}

/// The page.
pub(super) async fn render<R: Right>(
    response: HttpResponseBuilder,
    app: &App,
    access: &OrganizationAccess<R>,
    page: Page,
    said: Said,
) -> Result<HttpResponse, Error> {
    let reader = &access.signed_in.account;
    let page = page.signed_in_as(&reader.name);
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let now = app.clock.now(&conn).await?;
    let mut members = queries::list_members(&mut conn, access.organization.id).await?;
    // Owners first; within a role by name.
    members.sort_by_key(|member| std::cmp::Reverse(member.role));
    let is_owner = access.role == Role::Owner;
    let invitations = if is_owner {
        queries::list_open_invitations(&mut conn, access.organization.id).await?
    } else {
        Vec::new()
    };
    let template = TeamPage {
        organization: access.organization.clone(),
        said,
        members: members
            .into_iter()
            .map(|member| MemberRow::of(member, reader.id, now, t))
            .collect(),
        invitations: invitations
            .into_iter()
            .map(|invitation| InvitationRow::of(invitation, now, t))
            .collect(),
        is_owner,
        roles: Role::ALL
            .iter()
            .map(|role| (*role, t.of(role.name_message()), t.of(role.about_message())))
            .collect(),
        languages: Lang::ALL.map(|lang| (lang.code(), lang.endonym())).to_vec(),
        page,
    };
    html(response, &template)
}
