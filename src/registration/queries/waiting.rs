//! Who gets in and out of line, and who is next.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Integer, Nullable, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use crate::platform::db::{Conn, statement};
use crate::platform::ids::{CategoryId, EventId, PartyId, RegistrationId};
use crate::registration::model::Waiting;
use crate::schema::waitlist_entries;

/// Somebody who gets in line.
#[derive(Debug, Insertable)]
#[diesel(table_name = waitlist_entries)]
pub(in crate::registration) struct WaitlistInsert {
    pub registration_id: RegistrationId,
    pub event_id: EventId,
    pub category_id: CategoryId,
    pub since: DateTime<Utc>,
    pub together_id: Option<PartyId>,
}

/// Puts people in line.
pub(in crate::registration) async fn insert_waitlist_entries(
    mut conn: &Conn,
    entries: Vec<WaitlistInsert>,
) -> QueryResult<()> {
    if entries.is_empty() {
        return Ok(());
    }
    diesel::insert_into(waitlist_entries::table)
        .values(entries)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Takes people out of the line.
pub(in crate::registration) async fn delete_waitlist_entries(
    conn: &mut Conn,
    of: &[RegistrationId],
) -> QueryResult<()> {
    if of.is_empty() {
        return Ok(());
    }
    diesel::delete(waitlist_entries::table.filter(waitlist_entries::registration_id.eq_any(of)))
        .execute(conn)
        .await?;
    Ok(())
}

/// Those who wait for one of `categories` of an event, in the order of the line, behind `after`.
pub(in crate::registration) async fn list_waiting(
    conn: &mut Conn,
    event_id: EventId,
    categories: &[CategoryId],
    after: Option<&Waiting>,
    limit: usize,
) -> QueryResult<Vec<Waiting>> {
    diesel::sql_query(
        "SELECT e.registration_id AS id, e.category_id, e.priority, e.since, e.together_id,
             (SELECT count(*) FROM waitlist_entries party WHERE party.event_id = e.event_id
              AND party.together_id = e.together_id) AS together
         FROM waitlist_entries e
         WHERE e.event_id = $1 AND e.category_id = ANY ($2)
           AND ($3 IS NULL OR (-e.priority, e.since, e.registration_id) > (-$3, $4, $5))
         ORDER BY e.priority DESC, e.since, e.registration_id LIMIT $6",
    )
    .bind::<SqlUuid, _>(event_id)
    .bind::<Array<SqlUuid>, _>(categories)
    .bind::<Nullable<Integer>, _>(after.map(|one| one.priority))
    .bind::<Nullable<Timestamptz>, _>(after.map(|one| one.since))
    .bind::<Nullable<SqlUuid>, _>(after.map(|one| one.id))
    .bind::<BigInt, _>(i64::try_from(limit).unwrap_or(i64::MAX))
    .load(conn)
    .await
}

statement! {
    struct ListWaitingCategories -> (SqlUuid, BigInt) {
        event_id: Array<SqlUuid> = Vec<EventId>,
    }
    "WITH parties AS (
         SELECT w.category_id, count(*) AS people FROM waitlist_entries w WHERE w.event_id = ANY(", ")
         AND NOT EXISTS (SELECT FROM option_quotas o JOIN quotas q ON q.id = o.quota_id
             WHERE o.event_id = w.event_id AND q.taken >= q.size AND
             (SELECT r.choices -> 'extras' FROM registrations r WHERE r.id = w.registration_id) ? o.option_key)
         GROUP BY w.category_id, coalesce(w.together_id, w.registration_id))
     SELECT category_id, min(people) FROM parties GROUP BY category_id"
}

/// The categories of some events for which somebody waits, each with the smallest number of people who want their places
/// together. Whoever waits for an extra of which there is none left keeps nobody from a place.
pub(in crate::registration) async fn list_waiting_categories(
    conn: &mut Conn,
    events: &[EventId],
) -> QueryResult<HashMap<CategoryId, usize>> {
    let wanted = ListWaitingCategories {
        event_id: events.to_vec(),
    };
    let found: Vec<(CategoryId, i64)> = wanted.load(conn).await?;
    Ok(found
        .into_iter()
        .map(|(category, people)| (category, usize::try_from(people).unwrap_or(usize::MAX)))
        .collect())
}

/// The events for which somebody waits.
pub(in crate::registration) async fn list_events_with_lines(conn: &mut Conn) -> QueryResult<Vec<EventId>> {
    waitlist_entries::table
        .select(waitlist_entries::event_id)
        .distinct()
        .order(waitlist_entries::event_id)
        .load(conn)
        .await
}
