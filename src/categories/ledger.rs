//! The ledger of places: the only code that takes one or gives one back.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use super::Quota;
use crate::platform::db::{Conn, statement};
use crate::platform::ids::{ClaimId, EventId, QuotaId, RegistrationId};
use crate::schema::{quota_claims, quotas};

statement! {
    struct LockQuotas -> (SqlUuid, Text, Integer, Integer, Integer) {
        id: Array<SqlUuid> = Vec<QuotaId>,
    }
    "SELECT id, name, size, excess, taken FROM lock_quotas(", ")"
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
        "SELECT id, name, size, excess, taken
         FROM lock_quotas(ARRAY(SELECT id FROM quotas WHERE event_id = $1))",
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
    /// Rows and counters in one statement: by how much a counter goes up is counted by its rows.
    struct TakePlaces -> diesel::sql_types::Untyped {
        id: Array<SqlUuid> = Vec<ClaimId>,
        quota_id: Array<SqlUuid> = Vec<QuotaId>,
        registration_id: Array<SqlUuid> = Vec<RegistrationId>,
        taken_at: Array<Timestamptz> = Vec<DateTime<Utc>>,
        held_until: Array<Nullable<Timestamptz>> = Vec<Option<DateTime<Utc>>>,
    }
    "WITH new AS (
         SELECT * FROM unnest(",
    ") AS new (id, quota_id, registration_id, taken_at, held_until)
     ), counted AS (
         UPDATE quotas SET taken = taken + more.places
         FROM (SELECT quota_id, count(*)::integer AS places FROM new GROUP BY quota_id) AS more
         WHERE quotas.id = more.quota_id
     )
     INSERT INTO quota_claims (id, quota_id, registration_id, taken_at, held_until) SELECT * FROM new"
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
pub async fn take_places(mut conn: &Conn, places: &[Hold], now: DateTime<Utc>) -> QueryResult<()> {
    if places.is_empty() {
        return Ok(());
    }
    TakePlaces {
        id: places.iter().map(|_| ClaimId::new()).collect(),
        quota_id: places.iter().map(|place| place.quota_id).collect(),
        registration_id: places.iter().map(|place| place.registration_id).collect(),
        taken_at: vec![now; places.len()],
        held_until: places.iter().map(|place| place.until).collect(),
    }
    .execute(&mut conn)
    .await?;
    Ok(())
}

async fn insert_claims(conn: &mut Conn, places: &[Hold], now: DateTime<Utc>) -> QueryResult<()> {
    if places.is_empty() {
        return Ok(());
    }
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

#[derive(QueryableByName)]
struct Missing {
    #[diesel(sql_type = SqlUuid)]
    quota_id: QuotaId,
    #[diesel(sql_type = SqlUuid)]
    registration_id: RegistrationId,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    until: Option<DateTime<Utc>>,
}

/// In which quotas of an event ($1) everybody who has a place is to be counted.
macro_rules! with_due {
    ($rest:literal) => {
        concat!(
            "WITH due AS (
                 SELECT r.id AS registration_id, b.quota_id, r.acts_until AS until
                 FROM registrations r JOIN category_quotas b ON b.category_id = r.category_id
                 WHERE r.event_id = $1 AND r.has_place
                 UNION SELECT r.id, b.quota_id, r.acts_until
                 FROM registrations r JOIN event_quotas b ON b.event_id = r.event_id
                 WHERE r.event_id = $1 AND r.has_place
                 UNION SELECT r.id, b.quota_id, r.acts_until
                 FROM registrations r JOIN option_quotas b
                   ON b.event_id = r.event_id AND r.choices -> 'extras' ? b.option_key
                 WHERE r.event_id = $1 AND r.has_place) ",
            $rest
        )
    };
}

/// Makes the claims of an event agree with what its quotas bound, after that was changed: whoever has a place is
/// counted in every quota that bounds her, and in no other. What a quota has no room for stands on record as excess.
/// The caller holds the event for itself, so that nobody registers meanwhile, and the locks of all its quotas.
///
/// # Errors
/// When the database does not take it.
pub(super) async fn fit_claims(conn: &mut Conn, event_id: EventId, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::sql_query(with_due!(
        "UPDATE quota_claims SET released_at = $2 FROM quotas
         WHERE quotas.event_id = $1 AND quota_claims.quota_id = quotas.id AND released_at IS NULL
           AND NOT EXISTS (SELECT FROM due WHERE due.registration_id = quota_claims.registration_id
                                             AND due.quota_id = quota_claims.quota_id)"
    ))
    .bind::<SqlUuid, _>(event_id)
    .bind::<Timestamptz, _>(now)
    .execute(conn)
    .await?;
    let missing: Vec<Missing> = diesel::sql_query(with_due!(
        "SELECT registration_id, quota_id, until FROM due
         WHERE NOT EXISTS (SELECT FROM quota_claims c WHERE c.registration_id = due.registration_id
                             AND c.quota_id = due.quota_id AND c.released_at IS NULL)
         ORDER BY registration_id, quota_id"
    ))
    .bind::<SqlUuid, _>(event_id)
    .load(conn)
    .await?;
    let holds: Vec<Hold> = missing
        .iter()
        .map(|one| Hold {
            quota_id: one.quota_id,
            registration_id: one.registration_id,
            until: one.until,
        })
        .collect();
    insert_claims(conn, &holds, now).await?;
    diesel::sql_query(
        "UPDATE quotas SET taken = counted.taken, excess = greatest(counted.taken - size, 0)
         FROM (SELECT q.id, count(c.id)::integer AS taken
               FROM quotas q LEFT JOIN quota_claims c ON c.quota_id = q.id AND c.released_at IS NULL
               WHERE q.event_id = $1 GROUP BY q.id) AS counted
         WHERE quotas.id = counted.id AND quotas.taken <> counted.taken",
    )
    .bind::<SqlUuid, _>(event_id)
    .execute(conn)
    .await?;
    Ok(())
}
