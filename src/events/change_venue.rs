//! Changing what a venue is called and where it is. Every event there says so at once, its calendar entry too.

use chrono::{DateTime, Utc};
use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::model::{EditOutcome, Event, Venue};
use super::moves::{self, Whereabouts};
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
        // Held before they change, so that nobody registers in between.
        let events = queries::list_at_venue_for_update(conn, id).await?;
        queries::update_venue(conn, id, changes, now).await?;
        for event in &events {
            note_move(conn, clock, event, &venue, changes, now).await?;
        }
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

/// Whoever expects an event elsewhere may have to be told, unless it is over.
async fn note_move(
    conn: &mut Conn,
    clock: &Clock,
    event: &Event,
    venue: &Venue,
    changes: &VenueChanges,
    now: DateTime<Utc>,
) -> diesel::QueryResult<()> {
    let Some(before) = Whereabouts::of(event, venue).filter(|_| !event.is_over(now)) else {
        return Ok(());
    };
    let after = Whereabouts {
        venue_name: changes.name.clone(),
        venue_address: changes.address.clone(),
        ..before.clone()
    };
    moves::note(conn, clock, event, &before, &after).await
}
