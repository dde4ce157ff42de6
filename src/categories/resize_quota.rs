//! Giving a quota another number of places.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::{Quota, ledger};
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events;
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::{EventId, QuotaId};

/// Sets the size of a quota of the event. Below what is taken nobody is thrown out: the excess stands on record, and
/// whoever leaves uses it up first.
///
/// # Errors
/// When the database does not take it; not found, if the quota is another event's.
pub async fn resize_quota(
    conn: &mut Conn,
    clock: &Clock,
    event_id: EventId,
    id: QuotaId,
    size: i32,
    actor: Actor,
) -> diesel::QueryResult<()> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let event = events::find_by_id(conn, event_id).await?;
        let locked = ledger::lock_quota_of(conn, event_id, id).await?;
        let Quota { size: before, .. } = locked;
        ledger::resize(conn, id, size).await?;
        let entry = NewActivity {
            kind: Kind::QuotaResized,
            actor,
            organization_id: Some(event.organization_id),
            event_id: Some(event.id),
            subject_id: id.uuid(),
            data: json!({"before": before, "after": size, "taken": locked.taken}),
            personal: None,
        };
        activity::record(conn, now, vec![entry]).await?;
        Ok(())
    })
    .await
}
