//! Giving somebody in the team another role.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::error::AccountError;
use super::history::entry;
use super::model::Role;
use super::queries;
use super::team::HeldTeam;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::platform::ids::{AccountId, OrganizationId};
use crate::platform::web::App;

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeRoleOutcome {
    /// She has the role.
    Changed,
    /// Somebody else gave her another one since the page was opened.
    Conflict {
        /// What she is now.
        stored: Role,
    },
    /// Without her nobody would decide who belongs to the organization.
    LastOwner,
    /// She is not in the team.
    Unknown,
    /// Whoever asks is an owner no longer.
    Forbidden,
}

/// Gives `member` the role `wanted` in the place of `seen`, which is what `actor` saw.
pub async fn change_role(
    app: &App,
    organization_id: OrganizationId,
    actor: AccountId,
    member: AccountId,
    seen: Role,
    wanted: Role,
) -> Result<ChangeRoleOutcome, AccountError> {
    let mut conn = app.pool.get().await?;
    conn.transaction(async |conn| {
        let now = app.clock.now(conn).await?;
        let team = HeldTeam::hold(conn, organization_id).await?;
        if !team.owns(actor) {
            return Ok(ChangeRoleOutcome::Forbidden);
        }
        let Some(stored) = team.role_of(member) else {
            return Ok(ChangeRoleOutcome::Unknown);
        };
        if stored == wanted {
            return Ok(ChangeRoleOutcome::Changed);
        }
        if stored != seen {
            return Ok(ChangeRoleOutcome::Conflict { stored });
        }
        if team.is_last_owner(member) {
            return Ok(ChangeRoleOutcome::LastOwner);
        }
        queries::update_role(conn, organization_id, member, wanted).await?;
        let changed = NewActivity {
            organization_id: Some(organization_id),
            ..entry(
                Kind::MembershipChanged,
                Actor::Account(actor),
                member,
                json!({"before": stored, "role": wanted}),
            )
        };
        activity::record(conn, now, vec![changed]).await?;
        Ok(ChangeRoleOutcome::Changed)
    })
    .await
}
