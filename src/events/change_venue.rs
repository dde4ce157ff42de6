//! Changing what a venue is called and where it is. Every event there says so at once, its calendar entry too.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::model::EditOutcome;
use super::queries::{self, VenueChanges};
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::{OrganizationId, VenueId};

/// Changes an organization's venue that is still in `revision`.
///
/// # Errors
/// When the database does not take it, or the organization has no such venue.
pub async fn change_venue(
    conn: &mut Conn,
    clock: &Clock,
    organization_id: OrganizationId,
    (id, revision): (VenueId, i32),
    changes: &VenueChanges,
    actor: Actor,
) -> diesel::QueryResult<EditOutcome> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let venue = queries::lock_venue(conn, organization_id, id)
            .await?
            .ok_or(diesel::result::Error::NotFound)?;
        if venue.revision != revision {
            return Ok(EditOutcome::Conflict);
        }
        queries::update_venue(conn, id, changes, now).await?;
        let entry = NewActivity {
            kind: Kind::VenueChanged,
            actor,
            organization_id: Some(organization_id),
            event_id: None,
            subject_id: id.uuid(),
            data: json!({}),
            personal: None,
        };
        activity::record(conn, now, vec![entry]).await?;
        Ok(EditOutcome::Saved)
    })
    .await
}
