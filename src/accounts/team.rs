//! A team as it stands while somebody changes it. Whoever changes a team holds it, so that of two owners who take
//! each other's role away at once the second sees what the first has done: an organization never loses its last
//! owner.

use diesel::QueryResult;

use super::model::Role;
use super::queries;
use crate::platform::db::Conn;
use crate::platform::ids::{AccountId, OrganizationId};

/// The roles of a team; nobody else changes them before the transaction ends.
pub struct HeldTeam {
    roles: Vec<(AccountId, Role)>,
}

impl HeldTeam {
    /// Waits for whoever is changing the team, then holds it.
    pub async fn hold(conn: &mut Conn, organization_id: OrganizationId) -> QueryResult<Self> {
        queries::lock_organization(conn, organization_id).await?;
        let roles = queries::list_roles(conn, organization_id).await?;
        Ok(Self { roles })
    }

    /// Somebody's role, if she is in the team.
    pub fn role_of(&self, account_id: AccountId) -> Option<Role> {
        self.roles
            .iter()
            .find(|(id, _)| *id == account_id)
            .map(|(_, role)| *role)
    }

    /// Whether she decides who belongs to the organization.
    pub fn owns(&self, account_id: AccountId) -> bool {
        self.role_of(account_id) == Some(Role::Owner)
    }

    /// Whether there would be no owner without her.
    pub fn is_last_owner(&self, account_id: AccountId) -> bool {
        let owners = self.roles.iter().filter(|(_, role)| *role == Role::Owner).count();
        owners == 1 && self.owns(account_id)
    }
}
