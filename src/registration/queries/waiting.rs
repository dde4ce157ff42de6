//! Who gets in and out of line, and who is next.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Integer, Nullable, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use crate::platform::db::Conn;
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

/// The categories of some events for which somebody waits.
pub(in crate::registration) async fn list_waiting_categories(
    conn: &mut Conn,
    events: &[EventId],
) -> QueryResult<HashSet<CategoryId>> {
    let found: Vec<CategoryId> = waitlist_entries::table
        .filter(waitlist_entries::event_id.eq_any(events))
        .select(waitlist_entries::category_id)
        .distinct()
        .load(conn)
        .await?;
    Ok(found.into_iter().collect())
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
