//! Taking somebody out of a team, or leaving it oneself. What she may see is asked of the team at each request, so
//! it ends with the transaction.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::error::AccountError;
use super::history::entry;
use super::queries;
use super::team::HeldTeam;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::platform::ids::{AccountId, OrganizationId};
use crate::platform::web::App;

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemoveOutcome {
    /// She is out.
    Removed,
    /// Without her nobody would decide who belongs to the organization.
    LastOwner,
    /// She is not in the team.
    Unknown,
    /// Whoever asks is an owner no longer.
    Forbidden,
}

/// Takes `member` out of the team: an owner takes anybody, everybody takes herself.
pub async fn remove_member(
    app: &App,
    organization_id: OrganizationId,
    actor: AccountId,
    member: AccountId,
) -> Result<RemoveOutcome, AccountError> {
    let mut conn = app.pool.get().await?;
    conn.transaction(async |conn| {
        let now = app.clock.now(conn).await?;
        let team = HeldTeam::hold(conn, organization_id).await?;
        if actor != member && !team.owns(actor) {
            return Ok(RemoveOutcome::Forbidden);
        }
        let Some(role) = team.role_of(member) else {
            return Ok(RemoveOutcome::Unknown);
        };
        if team.is_last_owner(member) {
            return Ok(RemoveOutcome::LastOwner);
        }
        queries::delete_membership(conn, organization_id, member).await?;
        let ended = NewActivity {
            organization_id: Some(organization_id),
            ..entry(
                Kind::MembershipEnded,
                Actor::Account(actor),
                member,
                json!({"before": role}),
            )
        };
        activity::record(conn, now, vec![ended]).await?;
        Ok(RemoveOutcome::Removed)
    })
    .await
}
