//! Giving an organization another name.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::error::AccountError;
use super::queries;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::platform::db;
use crate::platform::ids::{AccountId, OrganizationId};
use crate::platform::web::App;

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RenameOutcome {
    /// It has the name.
    Renamed,
    /// Somebody else renamed it since the form was opened.
    Conflict,
    /// Another organization has this name.
    Taken,
}

/// Gives an organization that is still in `revision` the name `name`.
pub async fn rename_organization(
    app: &App,
    id: OrganizationId,
    actor: AccountId,
    revision: i32,
    name: &str,
) -> Result<RenameOutcome, AccountError> {
    let mut conn = app.pool.get().await?;
    let outcome = conn
        .transaction::<_, diesel::result::Error, _>(async |conn| {
            let now = app.clock.now(conn).await?;
            if !queries::rename_organization(conn, id, revision, name).await? {
                return Ok(RenameOutcome::Conflict);
            }
            let renamed = NewActivity {
                kind: Kind::OrganizationRenamed,
                actor: Actor::Account(actor),
                organization_id: Some(id),
                event_id: None,
                subject_id: id.uuid(),
                data: json!({"name": name}),
                personal: None,
            };
            activity::record(conn, now, vec![renamed]).await?;
            Ok(RenameOutcome::Renamed)
        })
        .await;
    match outcome {
        Err(error) if db::violated(&error) == Some("organization_name_is_taken") => Ok(RenameOutcome::Taken),
        outcome => Ok(outcome?),
    }
}
