//! The SQL of invitations.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::accounts::model::{Invitation, Organization};
use crate::platform::db::Conn;
use crate::platform::ids::{InvitationId, OrganizationId};
use crate::platform::secret::TokenHash;
use crate::schema::{invitations, organizations};

/// Keeps an invitation, and says whether nobody of this address is invited already.
pub async fn insert_invitation(
    conn: &mut Conn,
    invitation: &Invitation,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let inserted = diesel::insert_into(invitations::table)
        .values((
            invitations::id.eq(invitation.id),
            invitations::organization_id.eq(invitation.organization_id),
            invitations::email.eq(&invitation.email),
            invitations::email_key.eq(&invitation.email_key),
            invitations::role.eq(invitation.role),
            invitations::language.eq(invitation.language),
            invitations::token_hash.eq(&invitation.token_hash),
            invitations::invited_by.eq(invitation.invited_by),
            invitations::created_at.eq(now),
            invitations::expires_at.eq(invitation.expires_at),
        ))
        // person_is_invited_once
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(inserted == 1)
}

/// The invitations into an organization that were neither accepted nor taken back, the latest first.
pub async fn list_open_invitations(
    conn: &mut Conn,
    organization_id: OrganizationId,
) -> QueryResult<Vec<Invitation>> {
    invitations::table
        .filter(invitations::organization_id.eq(organization_id))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::revoked_at.is_null())
        .order((invitations::created_at.desc(), invitations::id.desc()))
        .select(Invitation::as_select())
        .load(conn)
        .await
}

/// An invitation and where it leads, by its link. Changes nothing: mail scanners open links too.
pub async fn find_invitation(
    conn: &mut Conn,
    hash: TokenHash,
) -> QueryResult<Option<(Invitation, Organization)>> {
    invitations::table
        .inner_join(organizations::table)
        .filter(invitations::token_hash.eq(hash.to_vec()))
        .select((Invitation::as_select(), Organization::as_select()))
        .first(conn)
        .await
        .optional()
}

/// An invitation by its link, held until the transaction ends.
pub async fn find_invitation_for_update(conn: &mut Conn, hash: TokenHash) -> QueryResult<Option<Invitation>> {
    invitations::table
        .filter(invitations::token_hash.eq(hash.to_vec()))
        .for_update()
        .select(Invitation::as_select())
        .first(conn)
        .await
        .optional()
}

/// An invitation by its id, with where it leads.
pub async fn find_invitation_of(
    conn: &mut Conn,
    id: InvitationId,
) -> QueryResult<Option<(Invitation, Organization)>> {
    invitations::table
        .inner_join(organizations::table)
        .filter(invitations::id.eq(id))
        .select((Invitation::as_select(), Organization::as_select()))
        .first(conn)
        .await
        .optional()
}

/// Gives an open invitation of an organization time until `expires_at`, under the link of `hash`; `None` if there is
/// no such invitation or it is closed.
pub async fn renew_invitation(
    conn: &mut Conn,
    organization_id: OrganizationId,
    id: InvitationId,
    hash: TokenHash,
    expires_at: DateTime<Utc>,
) -> QueryResult<Option<Invitation>> {
    diesel::update(invitations::table.find(id))
        .filter(invitations::organization_id.eq(organization_id))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::revoked_at.is_null())
        .set((
            invitations::token_hash.eq(hash.to_vec()),
            invitations::expires_at.eq(expires_at),
        ))
        .returning(Invitation::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Takes an open invitation of an organization back, and says whether there was one.
pub async fn revoke_invitation(
    conn: &mut Conn,
    organization_id: OrganizationId,
    id: InvitationId,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let revoked = diesel::update(invitations::table.find(id))
        .filter(invitations::organization_id.eq(organization_id))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::revoked_at.is_null())
        .set(invitations::revoked_at.eq(now))
        .execute(conn)
        .await?;
    Ok(revoked == 1)
}

/// Closes an invitation that was accepted.
pub async fn accept_invitation(conn: &mut Conn, id: InvitationId, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(invitations::table.find(id))
        .set(invitations::accepted_at.eq(now))
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets invitations that expired before `limit`, whatever became of them.
pub async fn delete_dead_invitations(conn: &mut Conn, limit: DateTime<Utc>) -> QueryResult<usize> {
    diesel::delete(invitations::table)
        .filter(invitations::expires_at.lt(limit))
        .execute(conn)
        .await
}
