//! Asking somebody into an organization by mail, and asking once more.

use chrono::{DateTime, TimeDelta, Utc};
use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::error::AccountError;
use super::history::invitation_entry;
use super::invitation_mail::invitation_mail;
use super::limits::{INVITATIONS_BY_ADDRESS, INVITATIONS_BY_ORGANIZATION, count_try};
use super::model::{Invitation, Role};
use super::queries;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::mail;
use crate::platform::db::Conn;
use crate::platform::email::EmailAddress;
use crate::platform::ids::{AccountId, InvitationId, OrganizationId};
use crate::platform::lang::Lang;
use crate::platform::secret::{Purpose, Token};
use crate::platform::web::App;

/// Whom an owner asks.
pub struct NewInvitation<'a> {
    /// Her address.
    pub email: &'a EmailAddress,
    /// What she will be.
    pub role: Role,
    /// The language of the mail.
    pub language: Lang,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InviteOutcome {
    /// The mail is on its way.
    Invited,
    /// She is in the team already.
    Member(Role),
    /// She was asked already and has not answered.
    Waiting,
    /// Too many were asked, or this one too often.
    Throttled {
        /// When to come again.
        retry_after: TimeDelta,
    },
}

/// Asks somebody into the organization.
pub async fn invite(
    app: &App,
    organization_id: OrganizationId,
    actor: AccountId,
    new: &NewInvitation<'_>,
) -> Result<InviteOutcome, AccountError> {
    let mut conn = app.pool.get().await?;
    let key = new.email.key();
    if let Some(role) = queries::find_role_by_email_key(&mut conn, organization_id, &key).await? {
        return Ok(InviteOutcome::Member(role));
    }
    let open = queries::list_open_invitations(&mut conn, organization_id).await?;
    if open.iter().any(|invitation| invitation.email_key == key) {
        return Ok(InviteOutcome::Waiting);
    }
    if let Some(retry_after) = count_mail(app, &mut conn, organization_id, &key).await? {
        return Ok(InviteOutcome::Throttled { retry_after });
    }
    let outcome = conn
        .transaction::<_, AccountError, _>(async |conn| {
            let now = app.clock.now(conn).await?;
            let id = InvitationId::new();
            let invitation = Invitation {
                id,
                organization_id,
                email: new.email.to_string(),
                email_key: key,
                role: new.role,
                language: new.language,
                token_hash: token_of(app, id).hash().to_vec(),
                invited_by: Some(actor),
                expires_at: now + Invitation::LIFETIME,
                accepted_at: None,
                revoked_at: None,
            };
            if !queries::insert_invitation(conn, &invitation, now).await? {
                return Ok(InviteOutcome::Waiting);
            }
            let created = NewActivity {
                personal: Some(json!({"email": invitation.email})),
                ..invitation_entry(
                    Kind::InvitationCreated,
                    Actor::Account(actor),
                    organization_id,
                    id,
                    json!({"role": new.role}),
                )
            };
            activity::record(conn, now, vec![created]).await?;
            send(app, conn, &invitation, now).await?;
            Ok(InviteOutcome::Invited)
        })
        .await?;
    app.waker.wake();
    Ok(outcome)
}

/// How sending an invitation once more ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResendOutcome {
    /// The mail is on its way, and there are seven days again.
    Sent,
    /// There is no such invitation, or it was answered meanwhile.
    Unknown,
    /// Too many were sent.
    Throttled {
        /// When to come again.
        retry_after: TimeDelta,
    },
}

/// Mails an open or expired invitation once more. Its link stays the same, so that no older mail leads astray.
pub async fn resend_invitation(
    app: &App,
    organization_id: OrganizationId,
    actor: AccountId,
    id: InvitationId,
) -> Result<ResendOutcome, AccountError> {
    let mut conn = app.pool.get().await?;
    let open = queries::list_open_invitations(&mut conn, organization_id).await?;
    let Some(invitation) = open.into_iter().find(|invitation| invitation.id == id) else {
        return Ok(ResendOutcome::Unknown);
    };
    if let Some(retry_after) = count_mail(app, &mut conn, organization_id, &invitation.email_key).await? {
        return Ok(ResendOutcome::Throttled { retry_after });
    }
    let outcome = conn
        .transaction::<_, AccountError, _>(async |conn| {
            let now = app.clock.now(conn).await?;
            let hash = token_of(app, id).hash();
            let until = now + Invitation::LIFETIME;
            let Some(invitation) = queries::renew_invitation(conn, organization_id, id, hash, until).await?
            else {
                return Ok(ResendOutcome::Unknown);
            };
            let resent = invitation_entry(
                Kind::InvitationResent,
                Actor::Account(actor),
                organization_id,
                id,
                json!({}),
            );
            activity::record(conn, now, vec![resent]).await?;
            send(app, conn, &invitation, now).await?;
            Ok(ResendOutcome::Sent)
        })
        .await?;
    app.waker.wake();
    Ok(outcome)
}

fn token_of(app: &App, id: InvitationId) -> Token {
    app.config.keys.derive(Purpose::Invitation, id.uuid(), 0)
}

async fn count_mail(
    app: &App,
    conn: &mut Conn,
    organization_id: OrganizationId,
    key: &str,
) -> diesel::QueryResult<Option<TimeDelta>> {
    let limits = [
        (INVITATIONS_BY_ORGANIZATION, &*organization_id.to_string()),
        (INVITATIONS_BY_ADDRESS, key),
    ];
    count_try(conn, app.clock.process_now(), &limits).await
}

async fn send(
    app: &App,
    conn: &mut Conn,
    invitation: &Invitation,
    now: DateTime<Utc>,
) -> diesel::QueryResult<()> {
    mail::enqueue(conn, now, app.urls.host(), vec![invitation_mail(invitation)]).await
}
