//! The ledger of places: the only code that takes one.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Integer, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use super::Quota;
use crate::platform::db::Conn;
use crate::platform::ids::{ClaimId, QuotaId, RegistrationId};
use crate::schema::quota_claims;

/// Locks the quotas until the transaction ends and returns what they hold. One statement, in the order of the ids.
///
/// # Errors
/// When the database does not answer, or another transaction keeps them longer than the lock timeout.
pub async fn lock_quotas(conn: &mut Conn, ids: &[QuotaId]) -> QueryResult<Vec<Quota>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    diesel::sql_query("SELECT id, size, excess, taken FROM lock_quotas($1)")
        .bind::<Array<SqlUuid>, _>(ids)
        .load(conn)
        .await
}

/// Takes a place for each registration. The caller holds the locks and has seen that there are enough.
///
/// # Errors
/// When the database does not take them; `quota_is_never_oversold` if the caller was wrong.
pub async fn take_places(
    conn: &mut Conn,
    claims: &[(QuotaId, RegistrationId)],
    now: DateTime<Utc>,
) -> QueryResult<()> {
    if claims.is_empty() {
        return Ok(());
    }
    let mut counts: BTreeMap<QuotaId, i32> = BTreeMap::new();
    for (quota, _) in claims {
        *counts.entry(*quota).or_default() += 1;
    }
    let (ids, numbers): (Vec<QuotaId>, Vec<i32>) = counts.into_iter().unzip();
    diesel::sql_query(
        "UPDATE quotas SET taken = taken + more.places
         FROM unnest($1, $2) AS more (id, places) WHERE quotas.id = more.id",
    )
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Array<Integer>, _>(numbers)
    .execute(conn)
    .await?;
    let rows: Vec<_> = claims
        .iter()
        .map(|(quota_id, registration_id)| {
            (
                quota_claims::id.eq(ClaimId::new()),
                quota_claims::quota_id.eq(quota_id),
                quota_claims::registration_id.eq(registration_id),
                quota_claims::taken_at.eq(now),
            )
        })
        .collect();
    diesel::insert_into(quota_claims::table)
        .values(rows)
        .execute(conn)
        .await?;
    Ok(())
}
