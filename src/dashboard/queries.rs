//! What the overview counts, read across slices.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Integer, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::platform::db::Conn;
use crate::platform::ids::{EventId, OrganizationId, RegistrationId};
use crate::registration::{Reference, RegistrationStatus};
use crate::schema::{events, registrations};

/// When the first registration came in.
pub(super) async fn find_first_registration(
    conn: &mut Conn,
    event_id: EventId,
) -> QueryResult<Option<DateTime<Utc>>> {
    registrations::table
        .filter(registrations::event_id.eq(event_id))
        .order((registrations::registered_at.asc(), registrations::id.asc()))
        .select(registrations::registered_at)
        .first(conn)
        .await
        .optional()
}

/// How many registrations there are of each status that occurs.
pub(super) async fn count_by_status(
    conn: &mut Conn,
    event_id: EventId,
) -> QueryResult<Vec<(RegistrationStatus, i64)>> {
    registrations::table
        .filter(registrations::event_id.eq(event_id))
        .group_by(registrations::status)
        .select((registrations::status, diesel::dsl::count_star()))
        .load(conn)
        .await
}

#[derive(QueryableByName)]
struct Bucket {
    #[diesel(sql_type = Integer)]
    bucket: i32,
    #[diesel(sql_type = BigInt)]
    registrations: i64,
}

/// How many of the registrations that count came in between each of `bounds` and the next; what came before the
/// first or after the last is left out. The bounds are instants, because days begin by the event's clock, which
/// only Rust knows.
pub(super) async fn count_between(
    conn: &mut Conn,
    event_id: EventId,
    bounds: &[DateTime<Utc>],
) -> QueryResult<Vec<i64>> {
    let mut counts = vec![0; bounds.len().saturating_sub(1)];
    let live: Vec<&str> = RegistrationStatus::ALL
        .iter()
        .filter(|status| status.is_live())
        .map(|status| status.as_str())
        .collect();
    let buckets: Vec<Bucket> = diesel::sql_query(
        "SELECT width_bucket(registered_at, $2) AS bucket, count(*) AS registrations
         FROM registrations WHERE event_id = $1 AND registered_at >= ($2)[1] AND status = ANY ($3) GROUP BY 1",
    )
    .bind::<SqlUuid, _>(event_id)
    .bind::<Array<Timestamptz>, _>(bounds)
    .bind::<Array<Text>, _>(live)
    .load(conn)
    .await?;
    for bucket in buckets {
        let place = usize::try_from(bucket.bucket - 1).ok();
        if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
            *count = bucket.registrations;
        }
    }
    Ok(counts)
}

/// How many people are registered at each event of these organizations; one without anybody is left out.
pub(super) async fn count_places(
    conn: &mut Conn,
    organizations: &[OrganizationId],
) -> QueryResult<Vec<(EventId, i64)>> {
    let live: Vec<RegistrationStatus> = RegistrationStatus::ALL
        .iter()
        .copied()
        .filter(|status| status.is_live())
        .collect();
    registrations::table
        .inner_join(events::table)
        .filter(events::organization_id.eq_any(organizations))
        .filter(registrations::status.eq_any(live))
        .group_by(registrations::event_id)
        .select((registrations::event_id, diesel::dsl::count_star()))
        .load(conn)
        .await
}

/// Which of `subjects` are registrations at the event, and their names.
pub(super) async fn find_attendee_names(
    conn: &mut Conn,
    event_id: EventId,
    subjects: &[Uuid],
) -> QueryResult<HashMap<Uuid, Option<String>>> {
    let names: Vec<(RegistrationId, Option<String>)> = registrations::table
        .filter(registrations::id.eq_any(subjects))
        .filter(registrations::event_id.eq(event_id))
        .select((registrations::id, registrations::name))
        .load(conn)
        .await?;
    Ok(names.into_iter().map(|(id, name)| (id.uuid(), name)).collect())
}

/// The registration at the event that has this reference.
pub(super) async fn find_by_reference(
    conn: &mut Conn,
    event_id: EventId,
    reference: &Reference,
) -> QueryResult<Option<RegistrationId>> {
    registrations::table
        .filter(registrations::reference.eq(reference.as_str()))
        .filter(registrations::event_id.eq(event_id))
        .select(registrations::id)
        .first(conn)
        .await
        .optional()
}
