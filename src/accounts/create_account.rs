//! Letting somebody in for the first time, from the command line or by the demo. Doing it again does no harm: who
//! is there already gets the role and a new link.

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::create_sign_in_link::{COMMAND_LINE_LIFETIME, create_sign_in_link};
use super::history::entry;
use super::model::{Account, NewSignInLink, Organization, Role};
use super::queries;
use super::team::HeldTeam;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::email::EmailAddress;
use crate::platform::lang::Lang;
use crate::platform::secret::Keys;

/// Who is to be let in.
#[derive(Debug)]
pub struct NewAccount {
    /// Her address.
    pub email: EmailAddress,
    /// Her name, cleaned; left as it is where the account exists.
    pub name: String,
    /// The language she is written to.
    pub language: Lang,
    /// The name of the organization she belongs to, cleaned; set up if there is none.
    pub organization: String,
    /// What she may do there.
    pub role: Role,
}

/// An account with its place and a way in.
#[derive(Debug)]
pub struct AccountCreated {
    /// The account.
    pub account: Account,
    /// Where it belongs.
    pub organization: Organization,
    /// Whether it is new.
    pub is_new: bool,
    /// A link that works for a day, once.
    pub link: NewSignInLink,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum CreateAccountError {
    /// A link would not help her.
    #[error("the account of {0} is disabled")]
    Disabled(EmailAddress),
    /// Nobody would decide any more who belongs to the organization.
    #[error("{0} is the last owner of “{1}”: make somebody else its owner first")]
    LastOwner(EmailAddress, String),
    /// The database did not take it.
    #[error(transparent)]
    Db(#[from] diesel::result::Error),
}

/// Makes sure that the organization, the account and the membership exist, and makes a link.
///
/// # Errors
/// [`CreateAccountError`]; nothing is changed then.
pub async fn create_account(
    conn: &mut Conn,
    clock: &Clock,
    keys: &Keys,
    new: &NewAccount,
) -> Result<AccountCreated, CreateAccountError> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let organization = ensure_organization(conn, &new.organization, now).await?;
        let (account, is_new) = ensure_account(conn, new, now).await?;
        if account.disabled_at.is_some() {
            return Err(CreateAccountError::Disabled(new.email.clone()));
        }
        let team = HeldTeam::hold(conn, organization.id).await?;
        if new.role != Role::Owner && team.is_last_owner(account.id) {
            return Err(CreateAccountError::LastOwner(
                new.email.clone(),
                organization.name,
            ));
        }
        if queries::give_role(conn, organization.id, account.id, new.role, now).await? {
            let given = NewActivity {
                organization_id: Some(organization.id),
                ..entry(
                    Kind::MembershipCreated,
                    Actor::Operator,
                    account.id,
                    json!({"role": new.role}),
                )
            };
            activity::record(conn, now, vec![given]).await?;
        }
        let link = create_sign_in_link(
            conn,
            keys,
            account.id,
            COMMAND_LINE_LIFETIME,
            Actor::Operator,
            now,
        )
        .await?;
        Ok(AccountCreated {
            account,
            organization,
            is_new,
            link,
        })
    })
    .await
}

async fn ensure_organization(conn: &mut Conn, name: &str, now: DateTime<Utc>) -> QueryResult<Organization> {
    let (organization, is_new) = queries::find_or_insert_organization(conn, name, now).await?;
    if is_new {
        let created = NewActivity {
            kind: Kind::OrganizationCreated,
            actor: Actor::Operator,
            organization_id: Some(organization.id),
            event_id: None,
            subject_id: organization.id.uuid(),
            data: json!({"name": organization.name}),
            personal: None,
        };
        activity::record(conn, now, vec![created]).await?;
    }
    Ok(organization)
}

async fn ensure_account(
    conn: &mut Conn,
    new: &NewAccount,
    now: DateTime<Utc>,
) -> QueryResult<(Account, bool)> {
    if let Some(account) = queries::insert_account(conn, &new.email, &new.name, new.language, now).await? {
        let created = NewActivity {
            personal: Some(json!({"email": account.email, "name": account.name})),
            ..entry(Kind::AccountCreated, Actor::Operator, account.id, json!({}))
        };
        activity::record(conn, now, vec![created]).await?;
        return Ok((account, true));
    }
    let there = queries::find_account_by_email_key(conn, &new.email.key()).await?;
    Ok((there.ok_or(diesel::result::Error::NotFound)?, false))
}
