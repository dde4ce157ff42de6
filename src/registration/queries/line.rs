//! Reading the lines of the waitlist, for those who wait and for those who look after them, and changing their order.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use crate::platform::db::Conn;
use crate::platform::ids::{CategoryId, EventId, PartyId, QuotaId, RegistrationId};
use crate::registration::model::{Registration, RegistrationStatus};
use crate::schema::{quotas, registrations, waitlist_entries};

/// Where somebody stands in the line of her category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Position {
    /// So many get a place before her.
    #[diesel(sql_type = BigInt)]
    pub before: i64,
    /// So many wait, she among them.
    #[diesel(sql_type = BigInt)]
    pub waiting: i64,
    /// So many want their places together with her, she among them; 1 for somebody alone.
    #[diesel(sql_type = BigInt)]
    pub together: i64,
}

/// Where a registration stands in its line, if it does.
///
/// # Errors
/// When the database does not answer.
pub async fn find_position(conn: &mut Conn, id: RegistrationId) -> QueryResult<Option<Position>> {
    diesel::sql_query(
        "SELECT count(*) FILTER (WHERE (-other.priority, other.since, other.registration_id)
                    < (-own.priority, own.since, own.registration_id)) AS before,
             count(*) AS waiting,
             greatest(count(*) FILTER (WHERE other.together_id = own.together_id), 1) AS together
         FROM waitlist_entries own JOIN waitlist_entries other ON other.category_id = own.category_id
         WHERE own.registration_id = $1 HAVING count(*) > 0",
    )
    .bind::<SqlUuid, _>(id)
    .get_result(conn)
    .await
    .optional()
}

/// How fast a line moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Progress {
    /// So many people of it have got a place so far.
    #[diesel(sql_type = BigInt)]
    pub ever: i64,
    /// So many of them since the given moment.
    #[diesel(sql_type = BigInt)]
    pub lately: i64,
}

/// How many people of a category's line have got a place, ever and since `since`.
///
/// # Errors
/// When the database does not answer.
pub async fn find_progress(
    conn: &mut Conn,
    event_id: EventId,
    category_id: CategoryId,
    since: DateTime<Utc>,
) -> QueryResult<Progress> {
    diesel::sql_query(
        "SELECT count(*) AS ever, count(*) FILTER (WHERE a.occurred_at >= $3) AS lately
         FROM activities a JOIN registrations r ON r.id = a.subject_id
         WHERE a.event_id = $1 AND a.data ->> 'was' = 'waitlisted' AND r.category_id = $2
           AND a.kind IN ('registration.offered', 'registration.confirmed', 'registration.payment_awaited')",
    )
    .bind::<SqlUuid, _>(event_id)
    .bind::<SqlUuid, _>(category_id)
    .bind::<Timestamptz, _>(since)
    .get_result(conn)
    .await
}

/// Somebody in a line, as the organizer sees her.
#[derive(Debug, Clone, QueryableByName)]
pub struct InLine {
    /// Her registration.
    #[diesel(sql_type = SqlUuid)]
    pub id: RegistrationId,
    /// Her name, if she gave one.
    #[diesel(sql_type = Nullable<Text>)]
    pub name: Option<String>,
    /// For whom she comes.
    #[diesel(sql_type = Nullable<Text>)]
    pub organization: Option<String>,
    /// Since when she waits.
    #[diesel(sql_type = Timestamptz)]
    pub since: DateTime<Utc>,
    /// Above 0 where an organizer let her go before others.
    #[diesel(sql_type = Integer)]
    pub priority: i32,
    /// How many want their places together with her; 1 for somebody alone.
    #[diesel(sql_type = BigInt)]
    pub together: i64,
    /// How many the line is in all.
    #[diesel(sql_type = BigInt)]
    pub waiting: i64,
}

/// The first `limit` of a category's line, in its order.
///
/// # Errors
/// When the database does not answer.
pub async fn list_line(conn: &mut Conn, category_id: CategoryId, limit: i64) -> QueryResult<Vec<InLine>> {
    diesel::sql_query(
        "SELECT r.id, r.name, r.organization, e.since, e.priority, count(*) OVER () AS waiting,
             CASE WHEN e.together_id IS NULL THEN 1
                  ELSE count(*) OVER (PARTITION BY e.together_id) END AS together
         FROM waitlist_entries e JOIN registrations r ON r.id = e.registration_id
         WHERE e.category_id = $1 ORDER BY e.priority DESC, e.since, e.registration_id LIMIT $2",
    )
    .bind::<SqlUuid, _>(category_id)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await
}

/// How many offers of a category wait for an answer, and when the first of them ends.
///
/// # Errors
/// When the database does not answer.
pub async fn find_open_offers(
    conn: &mut Conn,
    category_id: CategoryId,
) -> QueryResult<(i64, Option<DateTime<Utc>>)> {
    registrations::table
        .filter(registrations::category_id.eq(category_id))
        .filter(registrations::status.eq(RegistrationStatus::Offered))
        .select((
            diesel::dsl::count_star(),
            diesel::dsl::min(registrations::acts_until),
        ))
        .first(conn)
        .await
}

/// What the quotas of an event are called.
///
/// # Errors
/// When the database does not answer.
pub async fn find_quota_names(conn: &mut Conn, event_id: EventId) -> QueryResult<HashMap<QuotaId, String>> {
    let names: Vec<(QuotaId, String)> = quotas::table
        .filter(quotas::event_id.eq(event_id))
        .select((quotas::id, quotas::name))
        .load(conn)
        .await?;
    Ok(names.into_iter().collect())
}

/// The registration's place in the line, locked: its priority and with whom it wants to come.
pub(in crate::registration) async fn find_entry_for_update(
    conn: &mut Conn,
    id: RegistrationId,
) -> QueryResult<Option<(i32, Option<PartyId>)>> {
    waitlist_entries::table
        .find(id)
        .select((waitlist_entries::priority, waitlist_entries::together_id))
        .for_no_key_update()
        .first(conn)
        .await
        .optional()
}

/// The highest priority that anybody has in an event's lines, but for `id` and those who come with her.
pub(in crate::registration) async fn find_top_priority(
    conn: &mut Conn,
    event_id: EventId,
    id: RegistrationId,
    together_id: Option<PartyId>,
) -> QueryResult<i32> {
    let top: Option<i32> = waitlist_entries::table
        .filter(waitlist_entries::event_id.eq(event_id))
        .filter(waitlist_entries::registration_id.ne(id))
        .filter(waitlist_entries::together_id.is_distinct_from(together_id.or(Some(PartyId::new()))))
        .select(diesel::dsl::max(waitlist_entries::priority))
        .first(conn)
        .await?;
    Ok(top.unwrap_or_default())
}

/// Gives somebody and those who come with her another priority.
pub(in crate::registration) async fn update_priority(
    conn: &mut Conn,
    id: RegistrationId,
    together_id: Option<PartyId>,
    priority: i32,
) -> QueryResult<()> {
    let own = waitlist_entries::registration_id.eq(id);
    match together_id {
        None => {
            diesel::update(waitlist_entries::table.filter(own))
                .set(waitlist_entries::priority.eq(priority))
                .execute(conn)
                .await?
        }
        Some(party) => {
            diesel::update(waitlist_entries::table.filter(waitlist_entries::together_id.eq(party)))
                .set(waitlist_entries::priority.eq(priority))
                .execute(conn)
                .await?
        }
    };
    Ok(())
}

/// The others of her party who have no address of their own, so that she looks after them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_companions(conn: &mut Conn, of: &Registration) -> QueryResult<Vec<Registration>> {
    let Some(party) = of.party_id.filter(|_| of.email.is_some()) else {
        return Ok(Vec::new());
    };
    registrations::table
        .filter(registrations::party_id.eq(party))
        .filter(registrations::id.ne(of.id))
        .filter(registrations::email.is_null())
        .order(registrations::id)
        .select(Registration::as_select())
        .load(conn)
        .await
}

/// Gives those whom she looks after the address at which she is written to from now on.
///
/// # Errors
/// When the database does not take it.
pub async fn update_contact_email(conn: &mut Conn, of: &Registration, email: &str) -> QueryResult<()> {
    let Some(party) = of.party_id else {
        return Ok(());
    };
    let looked_after = registrations::table
        .filter(registrations::party_id.eq(party))
        .filter(registrations::email.is_null())
        .filter(registrations::contact_email.is_not_null());
    diesel::update(looked_after)
        .set(registrations::contact_email.eq(email))
        .execute(conn)
        .await?;
    Ok(())
}

/// How many others of her party are registered.
///
/// # Errors
/// When the database does not answer.
pub async fn count_others_of_party(conn: &mut Conn, of: &Registration) -> QueryResult<i64> {
    let Some(party) = of.party_id else {
        return Ok(0);
    };
    let statuses: Vec<RegistrationStatus> = registrations::table
        .filter(registrations::party_id.eq(party))
        .filter(registrations::id.ne(of.id))
        .select(registrations::status)
        .load(conn)
        .await?;
    Ok(statuses
        .into_iter()
        .map(|status| i64::from(status.is_live()))
        .sum())
}

/// Whether the last that could make a place of an event free was somebody's leaving it, and not an organizer who changed
/// the event, its quotas or its categories.
///
/// # Errors
/// When the database does not answer.
pub async fn was_left_last(conn: &mut Conn, event_id: EventId) -> QueryResult<bool> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Bool)]
        was_left_last: bool,
    }
    let row: Row = diesel::sql_query(
        "SELECT NOT EXISTS (SELECT FROM activities a WHERE a.event_id = $1
             AND a.kind ~ '^(event|quota|category)[.]'
             AND a.occurred_at >= coalesce((SELECT max(c.released_at) FROM quota_claims c
                 JOIN quotas q ON q.id = c.quota_id WHERE q.event_id = $1), '-infinity')) AS was_left_last",
    )
    .bind::<SqlUuid, _>(event_id)
    .get_result(conn)
    .await?;
    Ok(row.was_left_last)
}

/// A registration of exactly this event: an id from elsewhere is not found.
///
/// # Errors
/// When the database does not answer, or there is none.
pub async fn find_of_event(
    conn: &mut Conn,
    event_id: EventId,
    id: RegistrationId,
) -> QueryResult<Registration> {
    registrations::table
        .find(id)
        .filter(registrations::event_id.eq(event_id))
        .select(Registration::as_select())
        .first(conn)
        .await
}
