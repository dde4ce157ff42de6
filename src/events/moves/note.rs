//! Noticing that people would have to be told: in the transaction of the change, so that none is forgotten.

use super::{Whereabouts, queries};
use crate::events::model::{Event, EventStatus};
use crate::events::queries as events;
use crate::platform::clock::Clock;
use crate::platform::db::Conn;

/// Keeps what held before a change of `event`, which the caller has locked and read before it. An event that is
/// where people expect it again has not moved.
pub(in crate::events) async fn note(
    conn: &mut Conn,
    clock: &Clock,
    event: &Event,
    before: &Whereabouts,
    after: &Whereabouts,
) -> diesel::QueryResult<()> {
    if event.status != EventStatus::Published || after.concerned(before, event.default_language).is_empty() {
        return Ok(());
    }
    // Whoever registered until the lock was ours has this or an earlier moment.
    let moved_at = clock.instant(conn).await?;
    match queries::find_unsettled_for_update(conn, event.id).await? {
        Some(unsettled)
            if after
                .concerned(&unsettled.before, event.default_language)
                .is_empty() =>
        {
            queries::delete(conn, unsettled.id).await
        }
        Some(unsettled) => queries::move_on(conn, unsettled.id, moved_at).await,
        None if events::count_live_registrations(conn, event.id).await? > 0 => {
            queries::insert(conn, event.id, before, moved_at).await
        }
        None => Ok(()),
    }
}
