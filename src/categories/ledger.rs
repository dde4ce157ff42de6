//! The ledger of places: the only code that takes one or gives one back.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Integer, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use super::Quota;
use crate::platform::db::Conn;
use crate::platform::ids::{CategoryId, ClaimId, EventId, QuotaId, RegistrationId};
use crate::schema::{quota_claims, quotas, registrations};

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

/// Locks one quota of the event; not found, if it is another's.
pub(super) async fn lock_quota_of(conn: &mut Conn, event_id: EventId, id: QuotaId) -> QueryResult<Quota> {
    quotas::table
        .find(id)
        .filter(quotas::event_id.eq(event_id))
        .for_no_key_update()
        .select(Quota::as_select())
        .first(conn)
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

/// Locks the quotas that registrations hold places of. The caller holds their events shared, so that no place moves
/// from one quota to another meanwhile.
///
/// # Errors
/// When the database does not answer, or another transaction keeps them longer than the lock timeout.
pub async fn lock_quotas_held_by(conn: &mut Conn, holders: &[RegistrationId]) -> QueryResult<Vec<Quota>> {
    let held: Vec<QuotaId> = quota_claims::table
        .filter(quota_claims::registration_id.eq_any(holders))
        .filter(quota_claims::released_at.is_null())
        .select(quota_claims::quota_id)
        .distinct()
        .load(conn)
        .await?;
    lock_quotas(conn, &held).await
}

/// Lets a quota, whose lock the caller holds, take `places` more, however few it has left, and says whether that was
/// more than it had: what is too many stands on record as excess.
///
/// # Errors
/// When the database does not take it.
pub async fn make_room(conn: &mut Conn, id: QuotaId, places: i32) -> QueryResult<bool> {
    let raised = diesel::sql_query(
        "UPDATE quotas SET excess = taken + $2 - size WHERE id = $1 AND taken + $2 > size + excess",
    )
    .bind::<SqlUuid, _>(id)
    .bind::<Integer, _>(places)
    .execute(conn)
    .await?;
    Ok(raised > 0)
}

/// Gives back every place that registrations hold. The caller holds the locks. What stands above a quota's size is
/// used up first, so a place given back there is no place to be taken.
///
/// # Errors
/// When the database does not take it.
pub async fn release_places(
    conn: &mut Conn,
    holders: &[RegistrationId],
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let holders: Vec<_> = holders.iter().map(|holder| holder.uuid()).collect();
    diesel::sql_query(
        "WITH released AS (
             UPDATE quota_claims SET released_at = $2
             WHERE registration_id = ANY ($1) AND released_at IS NULL RETURNING quota_id)
         UPDATE quotas SET taken = taken - given.places, excess = greatest(taken - given.places - size, 0)
         FROM (SELECT quota_id, count(*)::integer AS places FROM released GROUP BY quota_id) AS given
         WHERE quotas.id = given.quota_id",
    )
    .bind::<Array<SqlUuid>, _>(holders)
    .bind::<Timestamptz, _>(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Gives a quota, whose lock the caller holds, another size. Nobody is thrown out: what is taken above the size
/// stands on record as excess.
///
/// # Errors
/// When the database does not take it.
pub(super) async fn resize(conn: &mut Conn, id: QuotaId, size: i32) -> QueryResult<()> {
    diesel::sql_query("UPDATE quotas SET size = $2, excess = greatest(taken - $2, 0) WHERE id = $1")
        .bind::<SqlUuid, _>(id)
        .bind::<Integer, _>(size)
        .execute(conn)
        .await?;
    Ok(())
}

/// Lets the places of a category's registrations count for another quota from now on; `None` is unlimited. The
/// caller holds the event's lock, so that nobody registers meanwhile, and the locks of both quotas. What the new
/// quota has no room for stands on record as excess.
///
/// # Errors
/// When the database does not take it.
pub(super) async fn move_places(
    conn: &mut Conn,
    category: CategoryId,
    from: Option<QuotaId>,
    to: Option<QuotaId>,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    if let Some(from) = from {
        diesel::sql_query(
            "WITH released AS (
                 UPDATE quota_claims SET released_at = $3 FROM registrations
                 WHERE registrations.id = quota_claims.registration_id AND registrations.category_id = $1
                   AND quota_claims.quota_id = $2 AND quota_claims.released_at IS NULL
                 RETURNING quota_claims.id)
             UPDATE quotas SET taken = taken - given.places,
                 excess = greatest(taken - given.places - size, 0)
             FROM (SELECT count(*)::integer AS places FROM released) AS given WHERE quotas.id = $2",
        )
        .bind::<SqlUuid, _>(category)
        .bind::<SqlUuid, _>(from)
        .bind::<Timestamptz, _>(now)
        .execute(conn)
        .await?;
    }
    if let Some(to) = to {
        // Everybody who is in line for nothing holds a place.
        let holders: Vec<RegistrationId> = registrations::table
            .filter(registrations::category_id.eq(category))
            .filter(registrations::status.eq_any(HOLDING))
            .order(registrations::id)
            .select(registrations::id)
            .load(conn)
            .await?;
        let places = i32::try_from(holders.len()).unwrap_or(i32::MAX);
        diesel::sql_query("UPDATE quotas SET excess = greatest(taken + $2 - size, 0) WHERE id = $1")
            .bind::<SqlUuid, _>(to)
            .bind::<Integer, _>(places)
            .execute(conn)
            .await?;
        let claims: Vec<(QuotaId, RegistrationId)> = holders.into_iter().map(|holder| (to, holder)).collect();
        // PostgreSQL takes 65,535 values in one statement.
        for claims in claims.chunks(10_000) {
            take_places(conn, claims, now).await?;
        }
    }
    Ok(())
}

/// The statuses of registrations that hold a place, as the table of registrations writes them.
const HOLDING: [&str; 5] = [
    "unverified",
    "pending_review",
    "awaiting_payment",
    "offered",
    "confirmed",
];
