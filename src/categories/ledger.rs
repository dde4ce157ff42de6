//! The ledger of places: the only code that takes one or gives one back.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Integer, Nullable, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use super::Quota;
use crate::platform::db::{Conn, statement};
use crate::platform::ids::{CategoryId, ClaimId, EventId, QuotaId, RegistrationId};
use crate::schema::{quota_claims, quotas, registrations};

statement! {
    struct LockQuotas -> (SqlUuid, Integer, Integer, Integer) {
        id: Array<SqlUuid> = Vec<QuotaId>,
    }
    "SELECT id, size, excess, taken FROM lock_quotas(", ")"
}

/// Locks the quotas until the transaction ends and returns what they hold. One statement, in the order of the ids.
///
/// # Errors
/// When the database does not answer, or another transaction keeps them longer than the lock timeout.
pub async fn lock_quotas(conn: &mut Conn, ids: &[QuotaId]) -> QueryResult<Vec<Quota>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    LockQuotas { id: ids.to_vec() }.load(conn).await
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

/// The same for all quotas of an event.
///
/// # Errors
/// As [`lock_quotas`].
pub async fn lock_quotas_of_event(conn: &mut Conn, event_id: EventId) -> QueryResult<Vec<Quota>> {
    diesel::sql_query(
        "SELECT id, size, excess, taken FROM lock_quotas(ARRAY(SELECT id FROM quotas WHERE event_id = $1))",
    )
    .bind::<SqlUuid, _>(event_id)
    .load(conn)
    .await
}

/// A place to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// Of which quota.
    pub quota_id: QuotaId,
    /// For whom.
    pub registration_id: RegistrationId,
    /// Until when it is held; `None` is for good.
    pub until: Option<DateTime<Utc>>,
}

statement! {
    struct RaiseTaken -> diesel::sql_types::Untyped {
        id: Array<SqlUuid> = Vec<QuotaId>,
        places: Array<Integer> = Vec<i32>,
    }
    "UPDATE quotas SET taken = taken + more.places FROM unnest(",
    ") AS more (id, places) WHERE quotas.id = more.id"
}

statement! {
    struct InsertClaims -> diesel::sql_types::Untyped {
        id: Array<SqlUuid> = Vec<ClaimId>,
        quota_id: Array<SqlUuid> = Vec<QuotaId>,
        registration_id: Array<SqlUuid> = Vec<RegistrationId>,
        taken_at: Array<Timestamptz> = Vec<DateTime<Utc>>,
        held_until: Array<Nullable<Timestamptz>> = Vec<Option<DateTime<Utc>>>,
    }
    "INSERT INTO quota_claims (id, quota_id, registration_id, taken_at, held_until) SELECT * FROM unnest(",
    ")"
}

/// Takes `places`. The caller holds the locks and has seen that there are enough.
///
/// # Errors
/// When the database does not take them; `quota_is_never_oversold` if the caller was wrong.
pub async fn take_places(conn: &mut Conn, places: &[Hold], now: DateTime<Utc>) -> QueryResult<()> {
    if places.is_empty() {
        return Ok(());
    }
    let mut counts: BTreeMap<QuotaId, i32> = BTreeMap::new();
    for place in places {
        *counts.entry(place.quota_id).or_default() += 1;
    }
    let (id, places_of_each) = counts.into_iter().unzip();
    RaiseTaken {
        id,
        places: places_of_each,
    }
    .execute(conn)
    .await?;
    InsertClaims {
        id: places.iter().map(|_| ClaimId::new()).collect(),
        quota_id: places.iter().map(|place| place.quota_id).collect(),
        registration_id: places.iter().map(|place| place.registration_id).collect(),
        taken_at: vec![now; places.len()],
        held_until: places.iter().map(|place| place.until).collect(),
    }
    .execute(conn)
    .await?;
    Ok(())
}

/// The quotas in which registrations hold places.
///
/// # Errors
/// When the database does not answer.
pub async fn list_held(
    conn: &mut Conn,
    holders: &[RegistrationId],
) -> QueryResult<HashMap<RegistrationId, Vec<QuotaId>>> {
    let rows: Vec<(RegistrationId, QuotaId)> = quota_claims::table
        .filter(quota_claims::registration_id.eq_any(holders))
        .filter(quota_claims::released_at.is_null())
        .select((quota_claims::registration_id, quota_claims::quota_id))
        .load(conn)
        .await?;
    let mut held: HashMap<RegistrationId, Vec<QuotaId>> = HashMap::new();
    for (holder, quota) in rows {
        held.entry(holder).or_default().push(quota);
    }
    Ok(held)
}

/// Says until when the places of each registration are held from now on; `None` is for good.
///
/// # Errors
/// When the database does not take it.
pub async fn hold_until(
    conn: &mut Conn,
    holders: &[(RegistrationId, Option<DateTime<Utc>>)],
) -> QueryResult<()> {
    if holders.is_empty() {
        return Ok(());
    }
    let (ids, ends): (Vec<RegistrationId>, Vec<Option<DateTime<Utc>>>) = holders.iter().copied().unzip();
    diesel::sql_query(
        "UPDATE quota_claims SET held_until = new.until FROM unnest($1, $2) AS new (id, until)
         WHERE registration_id = new.id AND released_at IS NULL",
    )
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Array<Nullable<Timestamptz>>, _>(ends)
    .execute(conn)
    .await?;
    Ok(())
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
        let holders: Vec<(RegistrationId, Option<DateTime<Utc>>)> = registrations::table
            .filter(registrations::category_id.eq(category))
            .filter(registrations::has_place)
            .order(registrations::id)
            .select((registrations::id, registrations::acts_until))
            .load(conn)
            .await?;
        let places = i32::try_from(holders.len()).unwrap_or(i32::MAX);
        diesel::sql_query("UPDATE quotas SET excess = greatest(taken + $2 - size, 0) WHERE id = $1")
            .bind::<SqlUuid, _>(to)
            .bind::<Integer, _>(places)
            .execute(conn)
            .await?;
        let places: Vec<Hold> = holders
            .into_iter()
            .map(|(registration_id, until)| Hold {
                quota_id: to,
                registration_id,
                until,
            })
            .collect();
        take_places(conn, &places, now).await?;
    }
    Ok(())
}
