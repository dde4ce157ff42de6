//! Taking an invitation back before it is accepted.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::error::AccountError;
use super::history::invitation_entry;
use super::queries;
use crate::activity::{self, Actor, Kind};
use crate::platform::ids::{AccountId, InvitationId, OrganizationId};
use crate::platform::web::App;

/// Takes an open invitation back, and says whether there was one.
pub async fn revoke_invitation(
    app: &App,
    organization_id: OrganizationId,
    actor: AccountId,
    id: InvitationId,
) -> Result<bool, AccountError> {
    let mut conn = app.pool.get().await?;
    conn.transaction(async |conn| {
        let now = app.clock.now(conn).await?;
        if !queries::revoke_invitation(conn, organization_id, id, now).await? {
            return Ok(false);
        }
        let revoked = invitation_entry(
            Kind::InvitationRevoked,
            Actor::Account(actor),
            organization_id,
            id,
            json!({}),
        );
        activity::record(conn, now, vec![revoked]).await?;
        Ok(true)
    })
    .await
}
