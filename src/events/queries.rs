//! The SQL of events and venues.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::model::{Event, EventStatus, NewEvent, NewVenue, Venue, Visibility};
use crate::accounts::Role;
use crate::platform::db::Conn;
use crate::platform::ids::{AccountId, EventId, OrganizationId, VenueId};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::time::Zone;
use crate::schema::{event_slugs, events, memberships, registrations, venues};

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

/// The event at this address, whatever its status, with the role that an account has in its organization; none where
/// she has none.
///
/// # Errors
/// When the database does not answer.
pub async fn find_by_slug_with_role(
    conn: &mut Conn,
    slug: &str,
    account_id: AccountId,
) -> QueryResult<Option<(Event, Role)>> {
    events::table
        .inner_join(memberships::table.on(memberships::organization_id.eq(events::organization_id)))
        .filter(events::slug.eq(slug))
        .filter(events::deleted_at.is_null())
        .filter(memberships::account_id.eq(account_id))
        .select((Event::as_select(), memberships::role))
        .first(conn)
        .await
        .optional()
}

/// The event that had this address once, whatever its status.
///
/// # Errors
/// When the database does not answer.
pub async fn find_by_old_slug(conn: &mut Conn, slug: &str) -> QueryResult<Option<Event>> {
    events::table
        .inner_join(event_slugs::table)
        .filter(event_slugs::slug.eq(slug))
        .filter(events::deleted_at.is_null())
        .select(Event::as_select())
        .first(conn)
        .await
        .optional()
}

/// Whether another event than `except` has this address, or had it once. A deleted one keeps its address, since it
/// may come back.
///
/// # Errors
/// When the database does not answer.
pub async fn is_slug_taken(conn: &mut Conn, slug: &str, except: Option<EventId>) -> QueryResult<bool> {
    let now: Option<EventId> = events::table
        .filter(events::slug.eq(slug))
        .select(events::id)
        .first(conn)
        .await
        .optional()?;
    let once: Option<EventId> = event_slugs::table
        .filter(event_slugs::slug.eq(slug))
        .select(event_slugs::event_id)
        .first(conn)
        .await
        .optional()?;
    Ok([now, once].into_iter().flatten().any(|id| Some(id) != except))
}

/// Keeps an address that an event had, and takes one back that it has again.
pub(super) async fn remember_slug(conn: &mut Conn, id: EventId, old: &str, new: &str) -> QueryResult<()> {
    diesel::delete(event_slugs::table.filter(event_slugs::slug.eq(new)))
        .execute(conn)
        .await?;
    diesel::insert_into(event_slugs::table)
        .values((event_slugs::slug.eq(old), event_slugs::event_id.eq(id)))
        .execute(conn)
        .await?;
    Ok(())
}

/// What an event is called and how it speaks of itself.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = events)]
pub struct EventDetails {
    /// Its address.
    pub slug: String,
    /// Who finds it.
    pub visibility: Visibility,
    /// The language its texts certainly exist in.
    pub default_language: Lang,
    /// Title by language.
    pub title: Localized,
    /// One or two sentences by language.
    pub summary: Localized,
    /// Markdown by language.
    pub description: Localized,
    /// Whom attendees write to.
    pub contact_email: Option<String>,
    /// Whether the form asks for a phone number.
    pub asks_phone: bool,
}

/// When and where an event takes place, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, AsChangeset)]
#[diesel(table_name = events)]
#[diesel(treat_none_as_null = true)]
pub struct EventPlace {
    /// Where.
    pub venue_id: Option<VenueId>,
    /// The zone of the wall clock.
    pub time_zone: Option<Zone>,
    /// Begin, by the wall clock.
    pub starts_local: Option<NaiveDateTime>,
    /// End, by the wall clock.
    pub ends_local: Option<NaiveDateTime>,
    /// Begin, derived.
    pub starts_at: Option<DateTime<Utc>>,
    /// End, derived.
    pub ends_at: Option<DateTime<Utc>>,
}

/// Writes new details and raises the revision; what the calendar says may have changed with the title.
pub(super) async fn update_details(
    conn: &mut Conn,
    id: EventId,
    details: &EventDetails,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let languages: Vec<Lang> = details.title.languages().collect();
    diesel::update(events::table.find(id))
        .set((
            details,
            events::languages.eq(languages),
            events::updated_at.eq(now),
            events::calendar_sequence.eq(events::calendar_sequence + 1),
            events::revision.eq(events::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Writes time and venue and raises the revision; the calendar entry moves.
pub(super) async fn update_place(
    conn: &mut Conn,
    id: EventId,
    place: EventPlace,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(events::table.find(id))
        .set((
            place,
            events::updated_at.eq(now),
            events::calendar_sequence.eq(events::calendar_sequence + 1),
            events::revision.eq(events::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// The venues of an organization, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_venues(conn: &mut Conn, organization_id: OrganizationId) -> QueryResult<Vec<Venue>> {
    venues::table
        .filter(venues::organization_id.eq(organization_id))
        .order(venues::id)
        .select(Venue::as_select())
        .load(conn)
        .await
}

/// The zone of the organization's latest event that has one: the likeliest for its next.
///
/// # Errors
/// When the database does not answer.
pub async fn find_usual_zone(conn: &mut Conn, organization_id: OrganizationId) -> QueryResult<Option<Zone>> {
    events::table
        .filter(events::organization_id.eq(organization_id))
        .filter(events::time_zone.is_not_null())
        .order(events::created_at.desc())
        .select(events::time_zone.assume_not_null())
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
pub async fn lock_shared(mut conn: &Conn, ids: &[EventId]) -> QueryResult<Vec<Event>> {
    events::table
        .filter(events::id.eq_any(ids))
        .order(events::id)
        .for_share()
        .select(Event::as_select())
        .load(&mut conn)
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

/// What has taken place, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_past(
    conn: &mut Conn,
    now: DateTime<Utc>,
    most: i64,
) -> QueryResult<Vec<(Event, Option<Venue>)>> {
    events::table
        .left_join(venues::table)
        .filter(events::status.eq_any([EventStatus::Published, EventStatus::Archived]))
        .filter(events::visibility.eq(Visibility::Public))
        .filter(events::deleted_at.is_null())
        .filter(events::ends_at.le(now))
        .order((events::ends_at.desc(), events::id))
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

/// A venue of an organization.
///
/// # Errors
/// When the database does not answer.
pub async fn find_venue_of(
    conn: &mut Conn,
    organization_id: OrganizationId,
    id: VenueId,
) -> QueryResult<Option<Venue>> {
    venues::table
        .find(id)
        .filter(venues::organization_id.eq(organization_id))
        .select(Venue::as_select())
        .first(conn)
        .await
        .optional()
}

/// The same, kept from being changed by others until the transaction ends.
pub(super) async fn lock_venue(
    conn: &mut Conn,
    organization_id: OrganizationId,
    id: VenueId,
) -> QueryResult<Option<Venue>> {
    venues::table
        .find(id)
        .filter(venues::organization_id.eq(organization_id))
        .for_no_key_update()
        .select(Venue::as_select())
        .first(conn)
        .await
        .optional()
}

/// What of a venue people change.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = venues)]
#[diesel(treat_none_as_null = true)]
pub struct VenueChanges {
    /// Name by language.
    pub name: Localized,
    /// Address by language.
    pub address: Localized,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
}

/// Writes a venue's changes and raises its revision; the calendar entries of its events say so from now on.
pub(super) async fn update_venue(
    conn: &mut Conn,
    id: VenueId,
    changes: &VenueChanges,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(venues::table.find(id))
        .set((changes, venues::revision.eq(venues::revision + 1)))
        .execute(conn)
        .await?;
    diesel::update(events::table.filter(events::venue_id.eq(id)))
        .set((
            events::calendar_sequence.eq(events::calendar_sequence + 1),
            events::updated_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// The events at these venues, the latest first.
pub(super) async fn list_at_venues(conn: &mut Conn, ids: &[VenueId]) -> QueryResult<Vec<Event>> {
    events::table
        .filter(events::venue_id.eq_any(ids))
        .filter(events::deleted_at.is_null())
        .order((events::starts_at.desc().nulls_first(), events::id.desc()))
        .select(Event::as_select())
        .load(conn)
        .await
}

/// The events at a venue, locked in the order of their ids until the transaction ends.
pub(super) async fn list_at_venue_for_update(conn: &mut Conn, id: VenueId) -> QueryResult<Vec<Event>> {
    events::table
        .filter(events::venue_id.eq(id))
        .filter(events::deleted_at.is_null())
        .order(events::id)
        .for_no_key_update()
        .select(Event::as_select())
        .load(conn)
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

/// Flips a published event to cancelled, with what the organizer says to it; its calendar entry says so from now on.
///
/// # Errors
/// When the database does not take it.
pub async fn cancel(conn: &mut Conn, id: EventId, words: &Localized, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(events::table.find(id))
        .set((
            events::status.eq(EventStatus::Cancelled),
            events::cancellation_words.eq(words),
            events::cancelled_at.eq(now),
            events::updated_at.eq(now),
            events::calendar_sequence.eq(events::calendar_sequence + 1),
            events::revision.eq(events::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes a published event back to draft.
///
/// # Errors
/// When the database does not take it.
pub async fn unpublish(conn: &mut Conn, id: EventId, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(events::table.find(id))
        .set((
            events::status.eq(EventStatus::Draft),
            events::updated_at.eq(now),
            events::revision.eq(events::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether anybody ever registered for the event, whatever became of it.
///
/// # Errors
/// When the database does not answer.
pub async fn has_registrations(conn: &mut Conn, id: EventId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        registrations::table.filter(registrations::event_id.eq(id)),
    ))
    .get_result(conn)
    .await
}

/// Puts an event out of sight at `deleted_at`, or brings it back.
///
/// # Errors
/// When the database does not take it.
pub async fn set_deleted(
    conn: &mut Conn,
    id: EventId,
    deleted_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(events::table.find(id))
        .set((
            events::deleted_at.eq(deleted_at),
            events::updated_at.eq(now),
            events::revision.eq(events::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Deleted events of these organizations that can still be restored: deleted after `since`, latest first, each with
/// when that was.
///
/// # Errors
/// When the database does not answer.
pub async fn list_deleted(
    conn: &mut Conn,
    organizations: &[OrganizationId],
    since: DateTime<Utc>,
) -> QueryResult<Vec<(Event, DateTime<Utc>)>> {
    events::table
        .filter(events::organization_id.eq_any(organizations))
        .filter(events::deleted_at.gt(since))
        .order(events::deleted_at.desc())
        .select((Event::as_select(), events::deleted_at.assume_not_null()))
        .load(conn)
        .await
}

/// A deleted event that can still be restored, locked until the transaction ends.
///
/// # Errors
/// When the database does not answer.
pub async fn find_deleted_for_update(
    conn: &mut Conn,
    id: EventId,
    since: DateTime<Utc>,
) -> QueryResult<Option<Event>> {
    events::table
        .find(id)
        .filter(events::deleted_at.gt(since))
        .for_no_key_update()
        .select(Event::as_select())
        .first(conn)
        .await
        .optional()
}

/// How many people count on the event: registrations that have not ended.
///
/// # Errors
/// When the database does not answer.
pub async fn count_live_registrations(conn: &mut Conn, id: EventId) -> QueryResult<i64> {
    registrations::table
        .filter(registrations::event_id.eq(id))
        .filter(registrations::status.eq_any(LIVE))
        .count()
        .get_result(conn)
        .await
}

/// The statuses of registrations that have not ended, as the table of registrations writes them.
const LIVE: [&str; 6] = [
    "unverified",
    "pending_review",
    "awaiting_payment",
    "waitlisted",
    "offered",
    "confirmed",
];
