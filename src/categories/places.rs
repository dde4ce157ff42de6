//! How many places a category has, as an organizer says it, and what that does to quotas and claims.

use chrono::{DateTime, Utc};

use super::{Category, Reach, ledger, queries};
use crate::platform::db::Conn;

/// The largest number of places a quota may have.
pub(super) const MOST_PLACES: i32 = 1_000_000;

/// How many may take part in a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Places {
    /// As many as come.
    Unlimited,
    /// So many, for this category alone.
    Own(i32),
}

/// Makes `category` have `places` of its own, or none; what it shares with others stays as it is. The caller holds the
/// event for itself.
///
/// # Errors
/// When the database does not take it.
pub(super) async fn settle(
    conn: &mut Conn,
    category: &Category,
    places: Places,
    now: DateTime<Utc>,
) -> diesel::QueryResult<()> {
    let event_id = category.event_id;
    ledger::lock_quotas_of_event(conn, event_id).await?;
    let bounds = queries::list_bounds(conn, event_id).await?;
    let own = bounds.iter().find(|bound| bound.is_own_of(category.id));
    match (places, own) {
        (Places::Unlimited, None) => {}
        (Places::Unlimited, Some(own)) => {
            queries::set_reach(conn, event_id, own.quota.id, &Reach::default()).await?;
        }
        (Places::Own(size), Some(own)) => ledger::resize(conn, own.quota.id, size).await?,
        (Places::Own(size), None) => {
            let id = queries::insert_quota(conn, event_id, &category.key, size).await?;
            queries::set_reach(conn, event_id, id, &Reach::of(category.id)).await?;
        }
    }
    ledger::fit_claims(conn, event_id, now).await
}
