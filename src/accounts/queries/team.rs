//! The SQL of who works for an organization, as its team changes.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::accounts::model::{Member, Role};
use crate::platform::db::Conn;
use crate::platform::ids::{AccountId, OrganizationId};
use crate::schema::{accounts, memberships, organizations};

/// The people of an organization.
pub async fn list_members(conn: &mut Conn, organization_id: OrganizationId) -> QueryResult<Vec<Member>> {
    memberships::table
        .inner_join(accounts::table)
        .filter(memberships::organization_id.eq(organization_id))
        .order((accounts::name, accounts::id))
        .select(Member::as_select())
        .load(conn)
        .await
}

/// Keeps everybody else from changing the team before the transaction ends. Events may go on referring to the
/// organization.
pub async fn lock_organization(conn: &mut Conn, id: OrganizationId) -> QueryResult<()> {
    organizations::table
        .find(id)
        .for_no_key_update()
        .select(organizations::id)
        .first::<OrganizationId>(conn)
        .await?;
    Ok(())
}

/// Who has which role.
pub async fn list_roles(
    conn: &mut Conn,
    organization_id: OrganizationId,
) -> QueryResult<Vec<(AccountId, Role)>> {
    memberships::table
        .filter(memberships::organization_id.eq(organization_id))
        .select((memberships::account_id, memberships::role))
        .load(conn)
        .await
}

/// The role of whoever has this address; `None` for somebody who is not in the team.
pub async fn find_role_by_email_key(
    conn: &mut Conn,
    organization_id: OrganizationId,
    key: &str,
) -> QueryResult<Option<Role>> {
    memberships::table
        .inner_join(accounts::table)
        .filter(memberships::organization_id.eq(organization_id))
        .filter(accounts::email_key.eq(key))
        .select(memberships::role)
        .first(conn)
        .await
        .optional()
}

/// Takes somebody into the team, and says whether she was not in it before; whoever was keeps her role.
pub async fn insert_membership(
    conn: &mut Conn,
    organization_id: OrganizationId,
    account_id: AccountId,
    role: Role,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let inserted = diesel::insert_into(memberships::table)
        .values((
            memberships::organization_id.eq(organization_id),
            memberships::account_id.eq(account_id),
            memberships::role.eq(role),
            memberships::created_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(inserted == 1)
}

/// Changes somebody's role.
pub async fn update_role(
    conn: &mut Conn,
    organization_id: OrganizationId,
    account_id: AccountId,
    role: Role,
) -> QueryResult<()> {
    diesel::update(memberships::table.find((organization_id, account_id)))
        .set(memberships::role.eq(role))
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes somebody out of the team.
pub async fn delete_membership(
    conn: &mut Conn,
    organization_id: OrganizationId,
    account_id: AccountId,
) -> QueryResult<()> {
    diesel::delete(memberships::table.find((organization_id, account_id)))
        .execute(conn)
        .await?;
    Ok(())
}
