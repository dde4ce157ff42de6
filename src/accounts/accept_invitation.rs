//! Looking at an invitation and accepting it.
//!
//! Its link proves that somebody reads the mail of the address it went to, days ago perhaps. That is enough for a new
//! account, which holds nothing yet; whoever has an account signs in to it as always.

use chrono::{DateTime, Utc};
use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::error::AccountError;
use super::history::{entry, invitation_entry};
use super::model::{Account, Browser, Invitation, Organization, Standing};
use super::queries;
use super::sessions::{self, Proof};
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::platform::db::Conn;
use crate::platform::email::EmailAddress;
use crate::platform::ids::AccountId;
use crate::platform::lang::Lang;
use crate::platform::secret::Token;
use crate::platform::web::App;

/// Who looks at an invitation, as far as it is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guest {
    /// She has no account yet.
    New,
    /// The address has an account, and she is not signed in.
    HasAccount,
    /// She is signed in to the account of the address.
    Herself,
    /// She is signed in to another account.
    SomebodyElse,
}

/// An invitation as its page shows it.
pub struct InvitationFacts {
    /// The invitation.
    pub invitation: Invitation,
    /// Into where.
    pub organization: Organization,
    /// Who asks; `None` if that account is no more.
    pub inviter: Option<String>,
    /// What can be done with it.
    pub standing: Standing,
    /// Who looks at it.
    pub guest: Guest,
}

/// What a link invites to, for whoever is signed in as `me`; `None` for a link that is none.
pub async fn look_at_invitation(
    app: &App,
    link: &Token,
    me: Option<AccountId>,
) -> Result<Option<InvitationFacts>, AccountError> {
    let mut conn = app.pool.get().await?;
    let now = app.clock.now(&conn).await?;
    let Some((invitation, organization)) = queries::find_invitation(&mut conn, link.hash()).await? else {
        return Ok(None);
    };
    let inviter = match invitation.invited_by {
        Some(id) => queries::find_name(&mut conn, id).await?,
        None => None,
    };
    let guest = recognize(&mut conn, &invitation, me).await?;
    Ok(Some(InvitationFacts {
        standing: invitation.standing(now),
        invitation,
        organization,
        inviter,
        guest,
    }))
}

async fn recognize(
    conn: &mut Conn,
    invitation: &Invitation,
    me: Option<AccountId>,
) -> diesel::QueryResult<Guest> {
    let invited = queries::find_account_by_email_key(conn, &invitation.email_key).await?;
    Ok(match (invited, me) {
        (Some(invited), Some(me)) if invited.id == me => Guest::Herself,
        (_, Some(_)) => Guest::SomebodyElse,
        (Some(_), None) => Guest::HasAccount,
        (None, None) => Guest::New,
    })
}

/// How it ended.
#[derive(Debug)]
pub enum AcceptOutcome {
    /// She is in the team, with the account she is signed in to.
    Joined,
    /// She has an account and is in the team; the token goes into the cookie.
    Welcomed(Token),
    /// The invitation is not open, or unknown.
    Over,
    /// She is to sign in, or out, first.
    WrongAccount,
}

/// What somebody without an account says of herself.
pub struct NewcomerDetails<'a> {
    /// Her name, cleaned and not empty.
    pub name: &'a str,
    /// The language she reads the page in.
    pub language: Lang,
    /// The browser she will be signed in with.
    pub browser: &'a Browser,
}

/// Accepts an invitation: as `me`, or as the newcomer for whom an account is opened.
pub async fn accept_invitation(
    app: &App,
    link: &Token,
    me: Option<AccountId>,
    newcomer: &NewcomerDetails<'_>,
) -> Result<AcceptOutcome, AccountError> {
    let mut conn = app.pool.get().await?;
    conn.transaction(async |conn| {
        let now = app.clock.now(conn).await?;
        let invitation = queries::find_invitation_for_update(conn, link.hash()).await?;
        let Some(invitation) = invitation.filter(|one| one.standing(now) == Standing::Open) else {
            return Ok(AcceptOutcome::Over);
        };
        match (recognize(conn, &invitation, me).await?, me) {
            (Guest::Herself, Some(me)) => {
                join(conn, &invitation, me, now).await?;
                Ok(AcceptOutcome::Joined)
            }
            (Guest::New, _) => {
                let Some(account) = open_account(conn, &invitation, newcomer, now).await? else {
                    // Somebody gave the address an account this very moment.
                    return Ok(AcceptOutcome::WrongAccount);
                };
                join(conn, &invitation, account.id, now).await?;
                let session =
                    sessions::start(conn, account.id, newcomer.browser, Proof::Invitation, now).await?;
                Ok(AcceptOutcome::Welcomed(session))
            }
            _ => Ok(AcceptOutcome::WrongAccount),
        }
    })
    .await
}

async fn open_account(
    conn: &mut Conn,
    invitation: &Invitation,
    newcomer: &NewcomerDetails<'_>,
    now: DateTime<Utc>,
) -> Result<Option<Account>, AccountError> {
    let Ok(email) = EmailAddress::parse(&invitation.email) else {
        return Ok(None);
    };
    let account = queries::insert_account(conn, &email, newcomer.name, newcomer.language, now).await?;
    if let Some(account) = &account {
        let created = NewActivity {
            personal: Some(json!({"email": account.email, "name": account.name})),
            ..entry(
                Kind::AccountCreated,
                Actor::Account(account.id),
                account.id,
                json!({"invitation_id": invitation.id}),
            )
        };
        activity::record(conn, now, vec![created]).await?;
    }
    Ok(account)
}

/// Closes the invitation and takes her into the team; whoever came into it by another way keeps her role.
async fn join(
    conn: &mut Conn,
    invitation: &Invitation,
    account_id: AccountId,
    now: DateTime<Utc>,
) -> diesel::QueryResult<()> {
    let organization_id = invitation.organization_id;
    let actor = Actor::Account(account_id);
    queries::accept_invitation(conn, invitation.id, now).await?;
    let accepted = invitation_entry(
        Kind::InvitationAccepted,
        actor,
        organization_id,
        invitation.id,
        json!({"account_id": account_id}),
    );
    let mut entries = vec![accepted];
    if queries::insert_membership(conn, organization_id, account_id, invitation.role, now).await? {
        entries.push(NewActivity {
            organization_id: Some(organization_id),
            ..entry(
                Kind::MembershipCreated,
                actor,
                account_id,
                json!({"role": invitation.role}),
            )
        });
    }
    activity::record(conn, now, entries).await
}
