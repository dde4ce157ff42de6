//! The SQL of accounts, organizations and who belongs where.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::query_dsl::methods;
use diesel::upsert::excluded;
use diesel_async::RunQueryDsl;

use crate::accounts::model::{Account, Organization, Role};
use crate::platform::db::Conn;
use crate::platform::email::EmailAddress;
use crate::platform::ids::{AccountId, OrganizationId};
use crate::platform::lang::Lang;
use crate::schema::{accounts, memberships, organizations};

/// The account of this address, disabled or not; `key` is [`EmailAddress::key`].
///
/// # Errors
/// When the database does not answer.
pub async fn find_account_by_email_key(conn: &mut Conn, key: &str) -> QueryResult<Option<Account>> {
    accounts::table
        .filter(accounts::email_key.eq(key))
        .select(Account::as_select())
        .first(conn)
        .await
        .optional()
}

/// An account by its id.
pub async fn find_account(conn: &mut Conn, id: AccountId) -> QueryResult<Option<Account>> {
    accounts::table
        .find(id)
        .select(Account::as_select())
        .first(conn)
        .await
        .optional()
}

/// Who may sign in with this address, and the hash of the password if there is one.
pub async fn find_by_credentials(
    conn: &mut Conn,
    key: &str,
) -> QueryResult<Option<(AccountId, Option<String>)>> {
    accounts::table
        .filter(accounts::email_key.eq(key))
        .filter(accounts::disabled_at.is_null())
        .select((accounts::id, accounts::password_hash))
        .first(conn)
        .await
        .optional()
}

/// The hash of the password, if there is one.
pub async fn find_password_hash(conn: &mut Conn, id: AccountId) -> QueryResult<Option<String>> {
    accounts::table
        .find(id)
        .select(accounts::password_hash)
        .first(conn)
        .await
}

/// Whether the account may still sign in and `hash` is still that of its password; neither changes before the
/// transaction ends.
pub async fn credentials_stand(conn: &mut Conn, id: AccountId, hash: Option<&str>) -> QueryResult<bool> {
    let found: Option<AccountId> = accounts::table
        .find(id)
        .filter(accounts::disabled_at.is_null())
        .filter(accounts::password_hash.is_not_distinct_from(hash))
        .for_share()
        .select(accounts::id)
        .first(conn)
        .await
        .optional()?;
    Ok(found.is_some())
}

/// Puts `new` in the place of `old`, and says whether it was still `old` that stood there: of two who change it at
/// once one is told.
pub async fn set_password_hash(
    conn: &mut Conn,
    id: AccountId,
    old: Option<&str>,
    new: &str,
) -> QueryResult<bool> {
    let changed = diesel::update(accounts::table.find(id))
        .filter(accounts::password_hash.is_not_distinct_from(old))
        .set((
            accounts::password_hash.eq(new),
            accounts::revision.eq(accounts::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(changed == 1)
}

/// Adds an account; `None` if the address has one already.
pub async fn insert_account(
    conn: &mut Conn,
    email: &EmailAddress,
    name: &str,
    language: Lang,
    now: DateTime<Utc>,
) -> QueryResult<Option<Account>> {
    diesel::insert_into(accounts::table)
        .values((
            accounts::id.eq(AccountId::new()),
            accounts::email.eq(email.to_string()),
            accounts::email_key.eq(email.key()),
            accounts::name.eq(name),
            accounts::language.eq(language),
            accounts::created_at.eq(now),
        ))
        .on_conflict(accounts::email_key)
        .do_nothing()
        .returning(Account::as_select())
        .get_result(conn)
        .await
        .optional()
}

/// The organization of this name, and whether it was set up just now.
pub async fn find_or_insert_organization(
    conn: &mut Conn,
    name: &str,
    now: DateTime<Utc>,
) -> QueryResult<(Organization, bool)> {
    let new = diesel::insert_into(organizations::table)
        .values((
            organizations::id.eq(OrganizationId::new()),
            organizations::name.eq(name),
            organizations::created_at.eq(now),
        ))
        .on_conflict(organizations::name)
        .do_nothing()
        .returning(Organization::as_select())
        .get_result(conn)
        .await
        .optional()?;
    if let Some(organization) = new {
        return Ok((organization, true));
    }
    let there = organizations::table
        .filter(organizations::name.eq(name))
        .select(Organization::as_select())
        .first(conn)
        .await?;
    Ok((there, false))
}

/// Every organization, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn list_every_organization(conn: &mut Conn) -> QueryResult<Vec<Organization>> {
    organizations::table
        .order(organizations::name)
        .select(Organization::as_select())
        .load(conn)
        .await
}

/// An organization.
///
/// # Errors
/// When the database does not answer, or there is none.
pub async fn find_organization(conn: &mut Conn, id: OrganizationId) -> QueryResult<Organization> {
    organizations::table
        .find(id)
        .select(Organization::as_select())
        .first(conn)
        .await
}

/// Somebody's name; `None` where there is no such account any more.
///
/// # Errors
/// When the database does not answer.
pub async fn find_name(conn: &mut Conn, id: AccountId) -> QueryResult<Option<String>> {
    accounts::table
        .find(id)
        .select(accounts::name)
        .first(conn)
        .await
        .optional()
}

/// The names of accounts; one that is gone is left out.
///
/// # Errors
/// When the database does not answer.
pub async fn find_names(conn: &mut Conn, ids: &[AccountId]) -> QueryResult<HashMap<AccountId, String>> {
    let names: Vec<(AccountId, String)> = accounts::table
        .filter(accounts::id.eq_any(ids))
        .select((accounts::id, accounts::name))
        .load(conn)
        .await?;
    Ok(names.into_iter().collect())
}

/// Changes what somebody says of herself.
pub async fn update_account(conn: &mut Conn, id: AccountId, name: &str, language: Lang) -> QueryResult<()> {
    diesel::update(accounts::table.find(id))
        .set((
            accounts::name.eq(name),
            accounts::language.eq(language),
            accounts::revision.eq(accounts::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Gives an organization that is still in `revision` another name, and says whether it was.
pub async fn rename_organization(
    conn: &mut Conn,
    id: OrganizationId,
    revision: i32,
    name: &str,
) -> QueryResult<bool> {
    let renamed = diesel::update(organizations::table.find(id))
        .filter(organizations::revision.eq(revision))
        .set((
            organizations::name.eq(name),
            organizations::revision.eq(organizations::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(renamed == 1)
}

/// Gives somebody a role, and says whether she had another one or none before.
pub async fn give_role(
    conn: &mut Conn,
    organization_id: OrganizationId,
    account_id: AccountId,
    role: Role,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let given = diesel::insert_into(memberships::table)
        .values((
            memberships::organization_id.eq(organization_id),
            memberships::account_id.eq(account_id),
            memberships::role.eq(role),
            memberships::created_at.eq(now),
        ))
        .on_conflict((memberships::organization_id, memberships::account_id))
        .do_update()
        .set(memberships::role.eq(excluded(memberships::role)));
    let changed = methods::FilterDsl::filter(given, memberships::role.ne(role))
        .execute(conn)
        .await?;
    Ok(changed == 1)
}

/// Somebody's role in an organization; `None` for a stranger.
///
/// # Errors
/// When the database does not answer.
pub async fn role_in(
    conn: &mut Conn,
    account_id: AccountId,
    organization_id: OrganizationId,
) -> QueryResult<Option<Role>> {
    memberships::table
        .find((organization_id, account_id))
        .select(memberships::role)
        .first(conn)
        .await
        .optional()
}

/// The organizations somebody belongs to, by name, with her role in each.
///
/// # Errors
/// When the database does not answer.
pub async fn list_organizations(
    conn: &mut Conn,
    account_id: AccountId,
) -> QueryResult<Vec<(Organization, Role)>> {
    memberships::table
        .inner_join(organizations::table)
        .filter(memberships::account_id.eq(account_id))
        .order(organizations::name)
        .select((Organization::as_select(), memberships::role))
        .load(conn)
        .await
}
