//! How many places a category has, as an organizer says it, and what that does to quotas and claims.

use chrono::{DateTime, Utc};

use super::{Category, ledger, queries};
use crate::platform::db::Conn;
use crate::platform::ids::QuotaId;

/// The largest number of places a quota may have.
pub(super) const MOST_PLACES: i32 = 1_000_000;

/// How many may take part in a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Places {
    /// As many as come.
    Unlimited,
    /// So many, for this category alone.
    Own(i32),
    /// The places of this quota, together with other categories.
    Shared(QuotaId),
}

/// Makes `category` have `places`. The caller holds the event for itself.
///
/// # Errors
/// When the database does not take it.
pub(super) async fn settle(
    conn: &mut Conn,
    category: &Category,
    places: Places,
    now: DateTime<Utc>,
) -> diesel::QueryResult<()> {
    ledger::lock_quotas_of_event(conn, category.event_id).await?;
    let bounds = queries::list_bounds(conn, category.event_id).await?;
    let own = bounds.iter().find(|bound| bound.is_own_of(category.id));
    let target = match (places, own) {
        (Places::Unlimited, _) => None,
        (Places::Shared(quota), _) => Some(quota),
        (Places::Own(size), Some(own)) => {
            ledger::resize(conn, own.quota.id, size).await?;
            Some(own.quota.id)
        }
        (Places::Own(size), None) => {
            Some(queries::insert_quota(conn, category.event_id, &category.key, size).await?)
        }
    };
    let others = bounds.iter().filter(|bound| Some(bound.quota.id) != target);
    for bound in others.filter(|bound| bound.reach.categories.contains(&category.id)) {
        let mut reach = bound.reach.clone();
        reach.categories.retain(|one| *one != category.id);
        queries::set_reach(conn, category.event_id, bound.quota.id, &reach).await?;
    }
    if let Some(id) = target {
        let known = bounds.iter().find(|bound| bound.quota.id == id);
        let mut reach = known.map(|bound| bound.reach.clone()).unwrap_or_default();
        if !reach.categories.contains(&category.id) {
            reach.categories.push(category.id);
            queries::set_reach(conn, category.event_id, id, &reach).await?;
        }
    }
    ledger::fit_claims(conn, category.event_id, now).await
}
