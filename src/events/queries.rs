//! The SQL of events and venues.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::model::{Event, EventStatus, NewEvent, NewVenue, Venue, Visibility};
use crate::platform::db::Conn;
use crate::platform::ids::{EventId, OrganizationId, VenueId};
use crate::platform::lang::Lang;
use crate::schema::{events, venues};

/// The event at this address, whatever its status.
///
/// # Errors
/// When the database does not answer.
pub async fn find_by_slug(conn: &mut Conn, slug: &str) -> QueryResult<Option<Event>> {
    events::table
        .filter(events::slug.eq(slug))
        .filter(events::deleted_at.is_null())
        .select(Event::as_select())
        .first(conn)
        .await
        .optional()
}

/// The event with this id, whatever its status.
///
/// # Errors
/// When the database does not answer, or there is none.
pub async fn find_by_id(conn: &mut Conn, id: EventId) -> QueryResult<Event> {
    events::table
        .find(id)
        .select(Event::as_select())
        .first(conn)
        .await
}

/// The event, locked against every other change until the transaction ends.
///
/// # Errors
/// When the database does not answer, or there is none.
pub async fn find_for_update(conn: &mut Conn, id: EventId) -> QueryResult<Event> {
    events::table
        .find(id)
        .for_no_key_update()
        .select(Event::as_select())
        .first(conn)
        .await
}

/// The events, kept from being changed (but not from being shared) until the transaction ends: a registration and
/// the cancelling of its event happen one after the other.
///
/// # Errors
/// When the database does not answer.
pub async fn lock_shared(conn: &mut Conn, ids: &[EventId]) -> QueryResult<Vec<Event>> {
    events::table
        .filter(events::id.eq_any(ids))
        .order(events::id)
        .for_share()
        .select(Event::as_select())
        .load(conn)
        .await
}

/// Published events that end after `now`, and cancelled ones until then, soonest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_public(
    conn: &mut Conn,
    now: DateTime<Utc>,
    most: i64,
) -> QueryResult<Vec<(Event, Option<Venue>)>> {
    events::table
        .left_join(venues::table)
        .filter(events::status.eq_any([EventStatus::Published, EventStatus::Cancelled]))
        .filter(events::visibility.eq(Visibility::Public))
        .filter(events::deleted_at.is_null())
        .filter(events::ends_at.gt(now))
        .order((events::starts_at, events::id))
        .limit(most)
        .select((Event::as_select(), Option::<Venue>::as_select()))
        .load(conn)
        .await
}

/// All events of these organizations: drafts first, then the latest.
///
/// # Errors
/// When the database does not answer.
pub async fn list_of_organizations(
    conn: &mut Conn,
    organizations: &[OrganizationId],
) -> QueryResult<Vec<Event>> {
    events::table
        .filter(events::organization_id.eq_any(organizations))
        .filter(events::deleted_at.is_null())
        .order((events::starts_at.desc().nulls_first(), events::id.desc()))
        .select(Event::as_select())
        .load(conn)
        .await
}

/// A venue.
///
/// # Errors
/// When the database does not answer, or there is none.
pub async fn find_venue(conn: &mut Conn, id: VenueId) -> QueryResult<Venue> {
    venues::table
        .find(id)
        .select(Venue::as_select())
        .first(conn)
        .await
}

/// Enters a venue.
///
/// # Errors
/// When the database does not take it.
pub async fn insert_venue(conn: &mut Conn, new: &NewVenue) -> QueryResult<VenueId> {
    let id = VenueId::new();
    diesel::insert_into(venues::table)
        .values((
            venues::id.eq(id),
            venues::organization_id.eq(new.organization_id),
            venues::name.eq(&new.name),
            venues::address.eq(&new.address),
            venues::latitude.eq(new.position.map(|(latitude, _)| latitude)),
            venues::longitude.eq(new.position.map(|(_, longitude)| longitude)),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

/// Drafts an event.
///
/// # Errors
/// When the database does not take it; `event_slug_is_taken` among others.
pub async fn insert(conn: &mut Conn, new: &NewEvent, now: DateTime<Utc>) -> QueryResult<EventId> {
    let id = EventId::new();
    let languages: Vec<Lang> = new.title.languages().collect();
    let (starts_at, ends_at) = new.instants();
    diesel::insert_into(events::table)
        .values((
            (
                events::id.eq(id),
                events::organization_id.eq(new.organization_id),
                events::venue_id.eq(new.venue_id),
                events::slug.eq(new.slug.to_string()),
                events::visibility.eq(new.visibility),
                events::default_language.eq(new.default_language),
                events::languages.eq(languages),
                events::title.eq(&new.title),
                events::summary.eq(&new.summary),
                events::description.eq(&new.description),
            ),
            (
                events::contact_email.eq(&new.contact_email),
                events::asks_phone.eq(new.asks_phone),
                events::time_zone.eq(new.time_zone),
                events::starts_local.eq(new.starts_local),
                events::ends_local.eq(new.ends_local),
                events::starts_at.eq(starts_at),
                events::ends_at.eq(ends_at),
                events::created_at.eq(now),
                events::updated_at.eq(now),
            ),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

/// Flips a draft to published. Whether it may be is decided in `publishing`; the table's CHECKs have the last word.
///
/// # Errors
/// When the database does not take it.
pub async fn publish(conn: &mut Conn, id: EventId, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(events::table.find(id))
        .set((
            events::status.eq(EventStatus::Published),
            events::published_at.eq(now),
            events::updated_at.eq(now),
            events::revision.eq(events::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Flips a published event to cancelled; its calendar entry says so from now on.
///
/// # Errors
/// When the database does not take it.
pub async fn cancel(conn: &mut Conn, id: EventId, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(events::table.find(id))
        .set((
            events::status.eq(EventStatus::Cancelled),
            events::cancelled_at.eq(now),
            events::updated_at.eq(now),
            events::calendar_sequence.eq(events::calendar_sequence + 1),
            events::revision.eq(events::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
