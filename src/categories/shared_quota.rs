//! Quotas that an organizer sets up: what they are called, how many places they are, and whom they bound.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::{Bound, Reach, ledger, queries};
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events::{self, Event};
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::{EventId, QuotaId};

/// A quota as an organizer describes it.
#[derive(Debug)]
pub struct QuotaDescription {
    /// What organizers call it.
    pub name: String,
    /// Places there are.
    pub size: i32,
    /// Whom they are for.
    pub reach: Reach,
}

/// How a change of a quota ended.
#[derive(Debug, PartialEq, Eq)]
pub enum QuotaOutcome {
    /// It is saved.
    Changed,
    /// Somebody else changed it since the form was opened.
    Conflict,
}

/// Adds a quota. The event is held, so that nobody registers while those who have a place are counted in it.
///
/// # Errors
/// When the database does not take it.
pub async fn add_quota(
    conn: &mut Conn,
    clock: &Clock,
    event_id: EventId,
    described: &QuotaDescription,
    actor: Actor,
) -> diesel::QueryResult<()> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let event = events::find_for_update(conn, event_id).await?;
        ledger::lock_quotas_of_event(conn, event_id).await?;
        let id = queries::insert_quota(conn, event_id, &described.name, described.size).await?;
        let reach = still_there(conn, event_id, &described.reach).await?;
        queries::set_reach(conn, event_id, id, &reach).await?;
        ledger::fit_claims(conn, event_id, now).await?;
        let data = json!({"name": described.name});
        activity::record(
            conn,
            now,
            vec![entry(&event, Kind::QuotaCreated, id, data, actor)],
        )
        .await?;
        Ok(())
    })
    .await
}

/// Changes a quota of the event, if it is still what the `mark` says. Whoever has a place is counted in it, or no more;
/// nobody is thrown out.
///
/// # Errors
/// When the database does not take it; not found, if the quota is another event's.
pub async fn change_quota(
    conn: &mut Conn,
    clock: &Clock,
    event_id: EventId,
    id: QuotaId,
    mark: &str,
    described: &QuotaDescription,
    actor: Actor,
) -> diesel::QueryResult<QuotaOutcome> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let event = events::find_for_update(conn, event_id).await?;
        ledger::lock_quotas_of_event(conn, event_id).await?;
        let was = find_bound(conn, event_id, id).await?;
        if was.mark() != mark {
            return Ok(QuotaOutcome::Conflict);
        }
        let reach = still_there(conn, event_id, &described.reach).await?;
        let mut entries = Vec::new();
        if was.quota.name != described.name || was.reach != reach {
            queries::rename_quota(conn, id, &described.name).await?;
            queries::set_reach(conn, event_id, id, &reach).await?;
            let data = json!({"name": described.name});
            entries.push(entry(&event, Kind::QuotaChanged, id, data, actor));
        }
        if was.quota.size != described.size {
            ledger::resize(conn, id, described.size).await?;
            let data = json!({"before": was.quota.size, "after": described.size, "taken": was.quota.taken});
            entries.push(entry(&event, Kind::QuotaResized, id, data, actor));
        }
        ledger::fit_claims(conn, event_id, now).await?;
        activity::record(conn, now, entries).await?;
        Ok(QuotaOutcome::Changed)
    })
    .await
}

/// Deletes a quota of the event, unless it bounds something; says whether it is gone.
///
/// # Errors
/// When the database does not take it; not found, if the quota is another event's.
pub async fn delete_quota(
    conn: &mut Conn,
    clock: &Clock,
    event_id: EventId,
    id: QuotaId,
    actor: Actor,
) -> diesel::QueryResult<bool> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let event = events::find_for_update(conn, event_id).await?;
        let was = find_bound(conn, event_id, id).await?;
        if !was.reach.is_empty() {
            return Ok(false);
        }
        queries::delete_quota(conn, id).await?;
        let data = json!({"name": was.quota.name});
        activity::record(
            conn,
            now,
            vec![entry(&event, Kind::QuotaDeleted, id, data, actor)],
        )
        .await?;
        Ok(true)
    })
    .await
}

/// A quota of the event with what it bounds; not found, if it is another's.
///
/// # Errors
/// When the database does not answer.
pub async fn find_bound(conn: &mut Conn, event_id: EventId, id: QuotaId) -> diesel::QueryResult<Bound> {
    let bounds = queries::list_bounds(conn, event_id).await?;
    let found = bounds.into_iter().find(|bound| bound.quota.id == id);
    found.ok_or(diesel::result::Error::NotFound)
}

/// `reach` without categories that were deleted since its form was opened.
async fn still_there(conn: &mut Conn, event_id: EventId, reach: &Reach) -> diesel::QueryResult<Reach> {
    let all = queries::list_all(conn, event_id).await?;
    let mut reach = reach.clone();
    reach
        .categories
        .retain(|id| all.iter().any(|category| category.id == *id));
    Ok(reach)
}

fn entry(event: &Event, kind: Kind, id: QuotaId, data: serde_json::Value, actor: Actor) -> NewActivity {
    NewActivity {
        kind,
        actor,
        organization_id: Some(event.organization_id),
        event_id: Some(event.id),
        subject_id: id.uuid(),
        data,
        personal: None,
    }
}
