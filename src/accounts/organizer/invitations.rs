//! What an owner does with invitations: asking somebody by mail, asking once more, taking it back.

use actix_web::{HttpResponse, web};

use super::sign_in::{too_many, whole_minutes};
use super::team::{Said, back, render};
use crate::accounts::extractors::OrganizationAccess;
use crate::accounts::invite::{InviteOutcome, NewInvitation, ResendOutcome, invite, resend_invitation};
use crate::accounts::model::Role;
use crate::accounts::revoke_invitation::revoke_invitation;
use crate::accounts::rights::{Own, View};
use crate::platform::email::{EmailAddress, EmailFault};
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::InvitationId;
use crate::platform::lang::Lang;
use crate::platform::web::{App, Error, FieldError, FormState, Mistakes, Page, RawForm, urls};

/// `GET /organizer/organizations/{organization}/team/invite` and the like: the address of a form that was sent, opened
/// again, by the language links too.
///
/// # Errors
/// Never, but for others than members.
#[allow(clippy::unused_async, reason = "a handler is a future")]
pub async fn back_to_team(access: OrganizationAccess<View>, page: Page) -> Result<HttpResponse, Error> {
    let lang = page.lang();
    let team = urls::team(access.organization.id);
    Ok(super::sign_in::see_other(&format!("{team}?lang={lang}")).finish())
}

/// `POST /organizer/organizations/{organization}/team/invite`
///
/// # Errors
/// When the database does not answer.
pub async fn send(
    app: web::Data<App>,
    access: OrganizationAccess<Own>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let t = page.t;
    let organization = access.organization.id;
    let (email, role, language) = match parse(&form, t) {
        Ok(read) => read,
        Err(errors) => {
            return again(
                HttpResponse::UnprocessableEntity(),
                &app,
                &access,
                page,
                form,
                errors,
            )
            .await;
        }
    };
    let new = NewInvitation {
        email: &email,
        role,
        language,
    };
    let outcome = invite(&app, organization, access.signed_in.account.id, &new).await?;
    let (response, message) = match outcome {
        InviteOutcome::Invited => return Ok(back(organization, "invited")),
        InviteOutcome::Member(role) => {
            let role = t.of(role.name_message());
            let message = t.with("team-invite-member", &[("role", Value::from(role))]);
            (HttpResponse::UnprocessableEntity(), message)
        }
        InviteOutcome::Waiting => (HttpResponse::UnprocessableEntity(), t.of("team-invite-waiting")),
        InviteOutcome::Throttled { retry_after } => (
            too_many(retry_after),
            t.count("team-invite-throttled", whole_minutes(retry_after)),
        ),
    };
    let errors = vec![FieldError {
        field: "email".into(),
        message,
    }];
    again(response, &app, &access, page, form, errors).await
}

/// `POST /organizer/organizations/{organization}/team/invitations/{invitation}/resend`
///
/// # Errors
/// 404 for an invitation that is not there, or was answered.
pub async fn resend(
    app: web::Data<App>,
    access: OrganizationAccess<Own>,
    path: web::Path<(String, String)>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let id: InvitationId = path.1.parse().map_err(|_| Error::NotFound)?;
    let organization = access.organization.id;
    match resend_invitation(&app, organization, access.signed_in.account.id, id).await? {
        ResendOutcome::Sent => Ok(back(organization, "sent")),
        ResendOutcome::Unknown => Err(Error::NotFound),
        ResendOutcome::Throttled { retry_after } => {
            let said = Said {
                refusal: Some(page.t.count("team-invite-throttled", whole_minutes(retry_after))),
                ..Said::default()
            };
            render(too_many(retry_after), &app, &access, page, said).await
        }
    }
}

/// `POST /organizer/organizations/{organization}/team/invitations/{invitation}/revoke`
///
/// # Errors
/// 404 for an invitation that is not there, or was answered.
pub async fn revoke(
    app: web::Data<App>,
    access: OrganizationAccess<Own>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Error> {
    let id: InvitationId = path.1.parse().map_err(|_| Error::NotFound)?;
    let organization = access.organization.id;
    if !revoke_invitation(&app, organization, access.signed_in.account.id, id).await? {
        return Err(Error::NotFound);
    }
    Ok(back(organization, "revoked"))
}

fn parse(form: &RawForm, t: Tr) -> Result<(EmailAddress, Role, Lang), Vec<FieldError>> {
    let mut mistakes = Mistakes::new(t);
    let email = EmailAddress::parse(form.get("email"))
        .map_err(|fault| {
            let id = if fault == EmailFault::Empty {
                "team-invite-email-empty"
            } else {
                "sign-in-email-unusable"
            };
            mistakes.add("email", t.of(id));
        })
        .ok();
    let role = form.get("role").parse::<Role>().ok();
    if role.is_none() {
        mistakes.add("role", t.of("team-invite-role-missing"));
    }
    let language = form.get("language").parse::<Lang>().unwrap_or(t.lang());
    match (email, role) {
        (Some(email), Some(role)) => Ok((email, role, language)),
        _ => Err(mistakes.found),
    }
}

/// The team with the form as it was typed, and what is wrong with it.
async fn again(
    response: actix_web::HttpResponseBuilder,
    app: &App,
    access: &OrganizationAccess<Own>,
    page: Page,
    form: RawForm,
    errors: Vec<FieldError>,
) -> Result<HttpResponse, Error> {
    let said = Said {
        form: FormState::rejected(form, errors),
        ..Said::default()
    };
    render(response, app, access, page, said).await
}
