//! The SQL of registrations.

mod review;
pub mod line;

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{
    Array, BigInt, Binary, Bool, Integer, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid,
};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

pub use review::find_open_question;
pub(super) use review::{
    answer, ask, close_questions, count_in_review, list_by_ids, list_in_review, list_questions,
};

use super::details::Details;
use super::model::{AddressChange, Reference, Registration, RegistrationStatus, Waiting};
use super::search::SearchColumns;
use crate::categories::Category;
use crate::events::Event;
use crate::platform::countries::Country;
use crate::platform::db::{Conn, statement};
use crate::platform::ids::{AddressChangeId, CategoryId, EventId, PartyId, RegistrationId, SubmissionId};
use crate::platform::lang::Lang;
use crate::platform::secret::{Digest, TokenHash};
use crate::schema::{
    address_changes, events, participation_categories, parties, registrations, waitlist_entries,
};
use crate::terms::Channel;
use crate::terms::Choices;

/// A registration about to be written.
#[derive(Debug)]
pub(super) struct RegistrationRow {
    pub id: RegistrationId,
    pub event_id: EventId,
    pub category_id: CategoryId,
    pub party_id: Option<PartyId>,
    pub reference: Reference,
    pub status: RegistrationStatus,
    pub has_place: bool,
    pub acts_until: Option<DateTime<Utc>>,
    pub channel: Channel,
    pub language: Lang,
    pub name: Option<String>,
    pub email: Option<String>,
    pub email_key: Option<String>,
    pub contact_email: Option<String>,
    pub organization: Option<String>,
    pub position: Option<String>,
    pub country: Option<String>,
    pub phone: Option<String>,
    pub choices: serde_json::Value,
    pub submission_id: Option<SubmissionId>,
    pub submission_digest: Option<Digest>,
    pub link_hash: Vec<u8>,
    pub search_text: String,
    pub search_pieces: Vec<String>,
    pub registered_at: DateTime<Utc>,
    pub status_changed_at: DateTime<Utc>,
}

statement! {
    /// Pieces come as one text a row, with line ends between them: arrays of arrays of different lengths are none.
    struct InsertRegistrations -> SqlUuid {
        id: Array<SqlUuid> = Vec<RegistrationId>,
        event_id: Array<SqlUuid> = Vec<EventId>,
        category_id: Array<SqlUuid> = Vec<CategoryId>,
        party_id: Array<Nullable<SqlUuid>> = Vec<Option<PartyId>>,
        reference: Array<Text> = Vec<Reference>,
        status: Array<Text> = Vec<RegistrationStatus>,
        has_place: Array<Bool> = Vec<bool>,
        acts_until: Array<Nullable<Timestamptz>> = Vec<Option<DateTime<Utc>>>,
        channel: Array<Text> = Vec<Channel>,
        language: Array<Text> = Vec<Lang>,
        name: Array<Nullable<Text>> = Vec<Option<String>>,
        email: Array<Nullable<Text>> = Vec<Option<String>>,
        email_key: Array<Nullable<Text>> = Vec<Option<String>>,
        contact_email: Array<Nullable<Text>> = Vec<Option<String>>,
        organization: Array<Nullable<Text>> = Vec<Option<String>>,
        position: Array<Nullable<Text>> = Vec<Option<String>>,
        country: Array<Nullable<Text>> = Vec<Option<String>>,
        phone: Array<Nullable<Text>> = Vec<Option<String>>,
        choices: Array<Jsonb> = Vec<serde_json::Value>,
        submission_id: Array<Nullable<SqlUuid>> = Vec<Option<SubmissionId>>,
        submission_digest: Array<Nullable<Binary>> = Vec<Option<Digest>>,
        link_hash: Array<Binary> = Vec<Vec<u8>>,
        search_text: Array<Text> = Vec<String>,
        search_pieces: Array<Text> = Vec<String>,
        registered_at: Array<Timestamptz> = Vec<DateTime<Utc>>,
        status_changed_at: Array<Timestamptz> = Vec<DateTime<Utc>>,
    }
    "INSERT INTO registrations (id, event_id, category_id, party_id, reference, status, has_place, acts_until, channel,
         language, name, email, email_key, contact_email, organization, position, country, phone, choices,
         submission_id, submission_digest, link_hash, search_text, search_pieces, registered_at, status_changed_at)
     SELECT id, event_id, category_id, party_id, reference, status, has_place, acts_until, channel,
         language, name, email, email_key, contact_email, organization, position, country, phone, choices,
         submission_id, submission_digest, link_hash, search_text, string_to_array(pieces, E'\n'), registered_at,
         status_changed_at
     FROM unnest(",
    ") AS new (id, event_id, category_id, party_id, reference, status, has_place, acts_until, channel,
         language, name, email, email_key, contact_email, organization, position, country, phone, choices,
         submission_id, submission_digest, link_hash, search_text, pieces, registered_at, status_changed_at)
     ON CONFLICT DO NOTHING RETURNING id"
}

/// Writes what no unique index forbids, in the order of `rows`, and says which that was.
pub(super) async fn insert(
    conn: &mut Conn,
    rows: Vec<RegistrationRow>,
) -> QueryResult<HashSet<RegistrationId>> {
    if rows.is_empty() {
        return Ok(HashSet::new());
    }
    let mut all = InsertRegistrations::default();
    for row in rows {
        all.id.push(row.id);
        all.event_id.push(row.event_id);
        all.category_id.push(row.category_id);
        all.party_id.push(row.party_id);
        all.reference.push(row.reference);
        all.status.push(row.status);
        all.has_place.push(row.has_place);
        all.acts_until.push(row.acts_until);
        all.channel.push(row.channel);
        all.language.push(row.language);
        all.name.push(row.name);
        all.email.push(row.email);
        all.email_key.push(row.email_key);
        all.contact_email.push(row.contact_email);
        all.organization.push(row.organization);
        all.position.push(row.position);
        all.country.push(row.country);
        all.phone.push(row.phone);
        all.choices.push(row.choices);
        all.submission_id.push(row.submission_id);
        all.submission_digest.push(row.submission_digest);
        all.link_hash.push(row.link_hash);
        all.search_text.push(row.search_text);
        all.search_pieces.push(row.search_pieces.join("\n"));
        all.registered_at.push(row.registered_at);
        all.status_changed_at.push(row.status_changed_at);
    }
    let written: Vec<RegistrationId> = all.load(conn).await?;
    Ok(written.into_iter().collect())
}

/// Notes which parties want all of their places or none.
pub(super) async fn insert_parties(conn: &mut Conn, parties: &[(PartyId, bool)]) -> QueryResult<()> {
    if parties.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = parties
        .iter()
        .map(|(id, together)| (parties::id.eq(id), parties::stays_together.eq(together)))
        .collect();
    diesel::insert_into(parties::table)
        .values(rows)
        .execute(conn)
        .await?;
    Ok(())
}

/// Those of `parties` that want all of their places or none.
pub(super) async fn list_together(conn: &mut Conn, wanted: Vec<PartyId>) -> QueryResult<HashSet<PartyId>> {
    if wanted.is_empty() {
        return Ok(HashSet::new());
    }
    let found: Vec<PartyId> = parties::table
        .filter(parties::id.eq_any(wanted))
        .filter(parties::stays_together)
        .select(parties::id)
        .load(conn)
        .await?;
    Ok(found.into_iter().collect())
}

/// What a new registration may collide with.
#[derive(Debug, Clone, QueryableByName)]
pub(super) struct Known {
    /// Which of the wanted it is about, counted from 1.
    #[diesel(sql_type = BigInt)]
    pub place: i64,
    #[diesel(sql_type = SqlUuid)]
    pub id: RegistrationId,
    /// By the form's id or its own, or else by the person's address.
    #[diesel(sql_type = Bool)]
    pub by_form: bool,
    #[diesel(sql_type = Nullable<Binary>)]
    pub submission_digest: Option<Digest>,
    #[diesel(sql_type = Binary)]
    pub link_hash: Digest,
    #[diesel(sql_type = Integer)]
    pub link_epoch: i32,
}

/// Whom to look for.
#[derive(Debug)]
pub(super) struct Wanted<'a> {
    /// The id that was chosen for her registration: it is there if its answer was lost.
    pub id: RegistrationId,
    pub event_id: EventId,
    pub submission_id: Option<SubmissionId>,
    pub email_key: Option<&'a str>,
}

/// Finds earlier uses of the same form and live registrations of the same person: three index look-ups a row. The
/// statuses are those of the index that forbids a second live registration.
///
/// It is planned anew each time, on purpose: several indexes begin with the event, and which of them is the right one
/// the planner knows only when there is something in the table.
pub(super) async fn find_known(conn: &mut Conn, wanted: &[Wanted<'_>]) -> QueryResult<Vec<Known>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<RegistrationId> = wanted.iter().map(|one| one.id).collect();
    let events: Vec<EventId> = wanted.iter().map(|one| one.event_id).collect();
    let forms: Vec<Option<SubmissionId>> = wanted.iter().map(|one| one.submission_id).collect();
    let keys: Vec<Option<&str>> = wanted.iter().map(|one| one.email_key).collect();
    diesel::sql_query(
        "WITH wanted AS (
             SELECT * FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS w (id, event_id, submission_id, email_key, place))
         SELECT w.place, r.id, true AS by_form, r.submission_digest, r.link_hash, r.link_epoch
         FROM wanted w JOIN registrations r ON r.id = w.id
         UNION ALL
         SELECT w.place, r.id, true, r.submission_digest, r.link_hash, r.link_epoch
         FROM wanted w JOIN registrations r ON r.event_id = w.event_id AND r.submission_id = w.submission_id
         WHERE r.id <> w.id
         UNION ALL
         SELECT w.place, r.id, false, r.submission_digest, r.link_hash, r.link_epoch
         FROM wanted w JOIN registrations r ON r.event_id = w.event_id AND r.email_key = w.email_key
         WHERE r.email_key IS NOT NULL AND r.id <> w.id AND r.status IN
             ('unverified', 'pending_review', 'awaiting_payment', 'waitlisted', 'offered', 'confirmed')",
    )
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Array<SqlUuid>, _>(events)
    .bind::<Array<Nullable<SqlUuid>>, _>(forms)
    .bind::<Array<Nullable<Text>>, _>(keys)
    .load(conn)
    .await
}

/// The registration behind a personal link, with its event.
pub(super) async fn find_by_link(
    conn: &mut Conn,
    hash: TokenHash,
) -> QueryResult<Option<(Registration, Event)>> {
    registrations::table
        .inner_join(events::table)
        .filter(registrations::link_hash.eq(hash.to_vec()))
        .filter(events::deleted_at.is_null())
        .select((Registration::as_select(), Event::as_select()))
        .first(conn)
        .await
        .optional()
}

/// A registration by its id.
///
/// # Errors
/// When the database does not answer, or there is none.
pub async fn find_by_id(conn: &mut Conn, id: RegistrationId) -> QueryResult<Registration> {
    registrations::table
        .find(id)
        .select(Registration::as_select())
        .first(conn)
        .await
}

/// What a registrant said and chose that her price depends on.
pub(super) async fn find_choices(conn: &mut Conn, id: RegistrationId) -> QueryResult<Choices> {
    let choices: serde_json::Value = registrations::table
        .find(id)
        .select(registrations::choices)
        .first(conn)
        .await?;
    serde_json::from_value(choices)
        .map_err(|error| diesel::result::Error::DeserializationError(Box::new(error)))
}

/// A registration by its id, locked until the transaction ends. Whoever locks quotas too locks these first: intake
/// holds quotas while it waits for a row that it collides with.
pub(super) async fn find_for_update(conn: &mut Conn, id: RegistrationId) -> QueryResult<Registration> {
    registrations::table
        .find(id)
        .for_no_key_update()
        .select(Registration::as_select())
        .first(conn)
        .await
}

/// Those of `ids` that are registrations of the event, locked until the transaction ends, in the order of their ids.
/// Whoever locks quotas too locks these first.
pub(super) async fn lock_all(
    conn: &mut Conn,
    event_id: EventId,
    ids: &[RegistrationId],
) -> QueryResult<Vec<Registration>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    registrations::table
        .filter(registrations::id.eq_any(ids))
        .filter(registrations::event_id.eq(event_id))
        .order(registrations::id)
        .for_no_key_update()
        .select(Registration::as_select())
        .load(conn)
        .await
}

/// Another status of one registration.
#[derive(Debug)]
pub(super) struct StatusUpdate<'a> {
    pub id: RegistrationId,
    pub status: RegistrationStatus,
    pub has_place: bool,
    pub acts_until: Option<DateTime<Utc>>,
    pub reason: Option<&'a str>,
    pub changed_at: DateTime<Utc>,
    pub mail_revision: i32,
}

/// Gives registrations other statuses.
pub(super) async fn update_statuses(conn: &mut Conn, updates: &[StatusUpdate<'_>]) -> QueryResult<()> {
    let ids: Vec<Uuid> = updates.iter().map(|one| one.id.uuid()).collect();
    let statuses: Vec<&str> = updates.iter().map(|one| one.status.as_str()).collect();
    let places: Vec<bool> = updates.iter().map(|one| one.has_place).collect();
    let ends: Vec<Option<DateTime<Utc>>> = updates.iter().map(|one| one.acts_until).collect();
    let reasons: Vec<Option<&str>> = updates.iter().map(|one| one.reason).collect();
    let changed: Vec<DateTime<Utc>> = updates.iter().map(|one| one.changed_at).collect();
    let revisions: Vec<i32> = updates.iter().map(|one| one.mail_revision).collect();
    diesel::sql_query(
        "UPDATE registrations SET status = new.status, has_place = new.has_place, acts_until = new.acts_until,
             status_reason = new.reason, status_changed_at = new.changed_at, mail_revision = new.mail_revision,
             revision = revision + 1
         FROM unnest($1, $2, $3, $4, $5, $6, $7)
             AS new (id, status, has_place, acts_until, reason, changed_at, mail_revision)
         WHERE registrations.id = new.id",
    )
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Array<Text>, _>(statuses)
    .bind::<Array<Bool>, _>(places)
    .bind::<Array<Nullable<Timestamptz>>, _>(ends)
    .bind::<Array<Nullable<Text>>, _>(reasons)
    .bind::<Array<Timestamptz>, _>(changed)
    .bind::<Array<Integer>, _>(revisions)
    .execute(conn)
    .await?;
    Ok(())
}

/// Somebody who gets in line.
#[derive(Debug, Insertable)]
#[diesel(table_name = waitlist_entries)]
pub(super) struct WaitlistInsert {
    pub registration_id: RegistrationId,
    pub event_id: EventId,
    pub category_id: CategoryId,
    pub since: DateTime<Utc>,
    pub together_id: Option<PartyId>,
}

/// Puts people in line.
pub(super) async fn insert_waitlist_entries(
    conn: &mut Conn,
    entries: Vec<WaitlistInsert>,
) -> QueryResult<()> {
    if entries.is_empty() {
        return Ok(());
    }
    diesel::insert_into(waitlist_entries::table)
        .values(entries)
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes people out of the line.
pub(super) async fn delete_waitlist_entries(conn: &mut Conn, of: &[RegistrationId]) -> QueryResult<()> {
    if of.is_empty() {
        return Ok(());
    }
    diesel::delete(waitlist_entries::table.filter(waitlist_entries::registration_id.eq_any(of)))
        .execute(conn)
        .await?;
    Ok(())
}

/// Those who wait for one of `categories` of an event, in the order of the line, behind `after`.
pub(super) async fn list_waiting(
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
pub(super) async fn list_waiting_categories(
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
pub(super) async fn list_events_with_lines(conn: &mut Conn) -> QueryResult<Vec<EventId>> {
    waitlist_entries::table
        .select(waitlist_entries::event_id)
        .distinct()
        .load(conn)
        .await
}

/// Registrations of which somebody had to act until `now`, with their events.
pub(super) async fn list_due(
    conn: &mut Conn,
    now: DateTime<Utc>,
    limit: i64,
) -> QueryResult<Vec<(EventId, RegistrationId)>> {
    registrations::table
        .filter(registrations::acts_until.le(now))
        .order(registrations::acts_until)
        .limit(limit)
        .select((registrations::event_id, registrations::id))
        .load(conn)
        .await
}

/// Gives a registration other details.
pub(super) async fn update_details(
    conn: &mut Conn,
    id: RegistrationId,
    details: &Details,
    search: SearchColumns,
) -> QueryResult<()> {
    diesel::update(registrations::table.find(id))
        .set((
            registrations::name.eq(&details.name),
            registrations::organization.eq(&details.organization),
            registrations::position.eq(&details.position),
            registrations::country.eq(details.country.map(Country::code)),
            registrations::phone.eq(&details.phone),
            registrations::search_text.eq(search.text),
            registrations::search_pieces.eq(search.pieces),
            registrations::revision.eq(registrations::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Another address, and the link that goes there.
#[derive(AsChangeset)]
#[diesel(table_name = registrations)]
pub(super) struct EmailUpdate {
    pub email: String,
    pub email_key: String,
    pub link_hash: Vec<u8>,
    pub link_epoch: i32,
    pub search_text: String,
    pub search_pieces: Vec<String>,
}

/// Gives a registration another address, of which a new confirmation tells.
pub(super) async fn update_email(
    conn: &mut Conn,
    id: RegistrationId,
    update: EmailUpdate,
) -> QueryResult<()> {
    diesel::update(registrations::table.find(id))
        .set((
            update,
            registrations::mail_revision.eq(registrations::mail_revision + 1),
            registrations::revision.eq(registrations::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Keeps the address that somebody wants, in the place of what she wanted before.
pub(super) async fn put_address_change(conn: &mut Conn, change: &AddressChange) -> QueryResult<()> {
    diesel::insert_into(address_changes::table)
        .values(change)
        .on_conflict(address_changes::registration_id)
        .do_update()
        // The id too, which a changeset leaves out: the link is made of it.
        .set((change, address_changes::id.eq(change.id)))
        .execute(conn)
        .await?;
    Ok(())
}

/// The wish whose link was opened, unless it is over at `now`.
pub(super) async fn find_address_change_by_link(
    conn: &mut Conn,
    hash: TokenHash,
    now: DateTime<Utc>,
) -> QueryResult<Option<(AddressChange, Registration, Event)>> {
    address_changes::table
        .inner_join(registrations::table.inner_join(events::table))
        .filter(address_changes::token_hash.eq(hash.to_vec()))
        .filter(address_changes::expires_at.gt(now))
        .filter(events::deleted_at.is_null())
        .select((
            AddressChange::as_select(),
            Registration::as_select(),
            Event::as_select(),
        ))
        .first(conn)
        .await
        .optional()
}

/// A registration's wish that waits to be confirmed, unless it is over at `now`.
///
/// # Errors
/// When the database does not answer.
pub async fn find_address_change(
    conn: &mut Conn,
    of: RegistrationId,
    now: DateTime<Utc>,
) -> QueryResult<Option<AddressChange>> {
    address_changes::table
        .filter(address_changes::registration_id.eq(of))
        .filter(address_changes::expires_at.gt(now))
        .filter(address_changes::confirmed_at.is_null())
        .select(AddressChange::as_select())
        .first(conn)
        .await
        .optional()
}

/// Notes that a wish came true.
pub(super) async fn confirm_address_change(
    conn: &mut Conn,
    id: AddressChangeId,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(address_changes::table.find(id))
        .set(address_changes::confirmed_at.eq(now))
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets the wish of a registration that waits: it has another address now, or shall keep the one it has.
pub(super) async fn delete_address_change(conn: &mut Conn, of: RegistrationId) -> QueryResult<()> {
    diesel::delete(address_changes::table)
        .filter(address_changes::registration_id.eq(of))
        .filter(address_changes::confirmed_at.is_null())
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets wishes whose links open nothing any more.
pub(super) async fn delete_dead_address_changes(conn: &mut Conn, now: DateTime<Utc>) -> QueryResult<usize> {
    diesel::delete(address_changes::table)
        .filter(address_changes::expires_at.le(now))
        .execute(conn)
        .await
}

/// The registration that somebody made last, of those that still bind her.
pub(super) async fn find_newest_of_person(
    conn: &mut Conn,
    email_key: &str,
) -> QueryResult<Option<RegistrationId>> {
    registrations::table
        .inner_join(events::table)
        .filter(registrations::email_key.eq(email_key))
        .filter(registrations::status.eq_any(live()))
        .filter(events::deleted_at.is_null())
        .order((registrations::registered_at.desc(), registrations::id.desc()))
        .select(registrations::id)
        .first(conn)
        .await
        .optional()
}

/// More than anybody is registered for at once; older ones are left out.
const MOST_OF_A_PERSON: i64 = 30;

/// What the person of `one` registration is registered for, the event that begins last first; `one` itself only if it
/// still binds her.
pub(super) async fn list_of_person(
    conn: &mut Conn,
    one: RegistrationId,
) -> QueryResult<Vec<(Registration, Event)>> {
    let key: Option<String> = registrations::table
        .find(one)
        .select(registrations::email_key)
        .first(conn)
        .await?;
    registrations::table
        .inner_join(events::table)
        .filter(registrations::email_key.eq(key))
        .filter(registrations::status.eq_any(live()))
        .filter(events::deleted_at.is_null())
        .order((events::starts_at.desc(), registrations::id.desc()))
        .limit(MOST_OF_A_PERSON)
        .select((Registration::as_select(), Event::as_select()))
        .load(conn)
        .await
}

/// The statuses that bind somebody.
fn live() -> Vec<RegistrationStatus> {
    let all = RegistrationStatus::ALL.iter().copied();
    all.filter(|status| status.is_live()).collect()
}

#[diesel::dsl::auto_type(no_type_alias)]
fn in_audience(audience: &Audience) -> _ {
    let event: EventId = audience.event;
    let until: DateTime<Utc> = audience.registered_until.unwrap_or(DateTime::<Utc>::MAX_UTC);
    let live: Vec<RegistrationStatus> = live();
    let languages: Vec<Lang> = audience.languages.clone();
    registrations::table
        .filter(registrations::event_id.eq(event))
        .filter(registrations::status.eq_any(live))
        .filter(registrations::email.is_not_null())
        .filter(registrations::language.eq_any(languages))
        .filter(registrations::registered_at.le(until))
}

/// The category a registration is in, archived or not.
///
/// # Errors
/// When the database does not answer.
pub async fn find_category(conn: &mut Conn, id: CategoryId) -> QueryResult<Category> {
    participation_categories::table
        .find(id)
        .select(Category::as_select())
        .first(conn)
        .await
}

/// Whom something about an event is told: whoever has a live registration and an address.
#[derive(Debug, Clone)]
pub struct Audience {
    /// Of this event.
    pub event: EventId,
    /// Only who registered until then.
    pub registered_until: Option<DateTime<Utc>>,
    /// Only readers of these languages.
    pub languages: Vec<Lang>,
}

impl Audience {
    /// Everybody who counts on `event`.
    #[must_use]
    pub fn everybody(event: EventId) -> Self {
        Self {
            event,
            registered_until: None,
            languages: Lang::ALL.into(),
        }
    }
}

/// How many people are in an audience.
///
/// # Errors
/// When the database does not answer.
pub async fn count_audience(conn: &mut Conn, audience: &Audience) -> QueryResult<i64> {
    in_audience(audience).count().get_result(conn).await
}

/// The same people and their languages, `limit` of them behind `after`.
pub(super) async fn list_audience(
    conn: &mut Conn,
    audience: &Audience,
    after: Option<RegistrationId>,
    limit: i64,
) -> QueryResult<Vec<(RegistrationId, Lang)>> {
    in_audience(audience)
        .filter(registrations::id.gt(after.map_or(Uuid::nil(), RegistrationId::uuid)))
        .order(registrations::id)
        .limit(limit)
        .select((registrations::id, registrations::language))
        .load(conn)
        .await
}
