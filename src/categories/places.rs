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

/// Makes `category` have `places`; returns its quota from now on. The caller holds the event's lock.
///
/// # Errors
/// When the database does not take it.
pub(super) async fn settle(
    conn: &mut Conn,
    category: &Category,
    places: Places,
    others: &[Category],
    now: DateTime<Utc>,
) -> diesel::QueryResult<Option<QuotaId>> {
    let is_shared = category.quota_id.is_some()
        && others
            .iter()
            .any(|other| other.id != category.id && other.quota_id == category.quota_id);
    let target = match (places, category.quota_id) {
        (Places::Unlimited, _) => None,
        (Places::Shared(quota), _) => Some(quota),
        (Places::Own(size), Some(own)) if !is_shared => {
            ledger::lock_quotas(conn, &[own]).await?;
            ledger::resize(conn, own, size).await?;
            Some(own)
        }
        (Places::Own(size), _) => {
            Some(queries::insert_quota(conn, category.event_id, &category.key, size).await?)
        }
    };
    if target != category.quota_id {
        let both: Vec<QuotaId> = [category.quota_id, target].into_iter().flatten().collect();
        ledger::lock_quotas(conn, &both).await?;
        ledger::move_places(conn, category.id, category.quota_id, target, now).await?;
    }
    Ok(target)
}
