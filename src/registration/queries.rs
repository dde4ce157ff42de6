//! The SQL of registrations.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Integer, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::details::Details;
use super::model::{AddressChange, Reference, Registration, RegistrationStatus};
use super::search::SearchColumns;
use crate::categories::Category;
use crate::events::Event;
use crate::platform::countries::Country;
use crate::platform::db::Conn;
use crate::platform::ids::{AddressChangeId, CategoryId, EventId, RegistrationId, SubmissionId};
use crate::platform::lang::Lang;
use crate::platform::secret::{Digest, TokenHash};
use crate::schema::{address_changes, events, participation_categories, registrations};
use crate::terms::Channel;
use crate::terms::Choices;

/// A registration about to be written.
#[derive(Insertable)]
#[diesel(table_name = registrations)]
pub(super) struct RegistrationInsert {
    pub id: RegistrationId,
    pub event_id: EventId,
    pub category_id: CategoryId,
    pub reference: Reference,
    pub status: RegistrationStatus,
    pub channel: Channel,
    pub language: Lang,
    pub name: String,
    pub email: Option<String>,
    pub email_key: Option<String>,
    pub organization: Option<String>,
    pub position: Option<String>,
    pub country: Option<String>,
    pub phone: Option<String>,
    pub choices: serde_json::Value,
    pub submission_id: Option<SubmissionId>,
    pub submission_digest: Option<Digest>,
    pub has_place: bool,
    pub link_hash: Vec<u8>,
    pub search_text: String,
    pub search_pieces: Vec<String>,
    pub registered_at: DateTime<Utc>,
    pub status_changed_at: DateTime<Utc>,
}

/// Writes what no unique index forbids, and says which that was.
pub(super) async fn insert(
    conn: &mut Conn,
    rows: Vec<RegistrationInsert>,
) -> QueryResult<HashSet<RegistrationId>> {
    let written: Vec<RegistrationId> = diesel::insert_into(registrations::table)
        .values(rows)
        .on_conflict_do_nothing()
        .returning(registrations::id)
        .get_results(conn)
        .await?;
    Ok(written.into_iter().collect())
}

/// What a new registration may collide with.
#[derive(Debug, Clone, QueryableByName)]
pub(super) struct Known {
    /// Which of the wanted it is about, counted from 1.
    #[diesel(sql_type = BigInt)]
    pub place: i64,
    #[diesel(sql_type = SqlUuid)]
    pub id: RegistrationId,
    /// By the form's id, or else by the person's address.
    #[diesel(sql_type = Bool)]
    pub by_form: bool,
    #[diesel(sql_type = Nullable<diesel::sql_types::Binary>)]
    pub submission_digest: Option<Digest>,
    #[diesel(sql_type = diesel::sql_types::Binary)]
    pub link_hash: Digest,
    #[diesel(sql_type = Integer)]
    pub link_epoch: i32,
}

/// Finds earlier uses of the same form and live registrations of the same person. Two index look-ups a row.
pub(super) async fn find_known(
    conn: &mut Conn,
    wanted: &[(EventId, Option<SubmissionId>, Option<String>)],
) -> QueryResult<Vec<Known>> {
    let live: Vec<&str> = RegistrationStatus::ALL
        .iter()
        .filter(|status| status.is_live())
        .map(|status| status.as_str())
        .collect();
    let events: Vec<Uuid> = wanted.iter().map(|(event, _, _)| event.uuid()).collect();
    let forms: Vec<Option<Uuid>> = wanted
        .iter()
        .map(|(_, form, _)| form.map(SubmissionId::uuid))
        .collect();
    let keys: Vec<Option<&str>> = wanted.iter().map(|(_, _, key)| key.as_deref()).collect();
    diesel::sql_query(
        "WITH wanted AS (
             SELECT * FROM unnest($1, $2, $3) WITH ORDINALITY AS w (event_id, submission_id, email_key, place))
         SELECT w.place, r.id, true AS by_form, r.submission_digest, r.link_hash, r.link_epoch
         FROM wanted w JOIN registrations r ON r.event_id = w.event_id AND r.submission_id = w.submission_id
         UNION ALL
         SELECT w.place, r.id, false, r.submission_digest, r.link_hash, r.link_epoch
         FROM wanted w JOIN registrations r ON r.event_id = w.event_id AND r.email_key = w.email_key
         WHERE r.email_key IS NOT NULL AND r.status = ANY ($4)",
    )
    .bind::<Array<SqlUuid>, _>(events)
    .bind::<Array<Nullable<SqlUuid>>, _>(forms)
    .bind::<Array<Nullable<Text>>, _>(keys)
    .bind::<Array<Text>, _>(live)
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

/// Gives a registration another status, for a reason if an organizer gave one.
pub(super) async fn update_status(
    conn: &mut Conn,
    id: RegistrationId,
    status: RegistrationStatus,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(registrations::table.find(id))
        .set((
            registrations::status.eq(status),
            registrations::has_place.eq(status.is_live()),
            registrations::status_reason.eq(reason),
            registrations::status_changed_at.eq(now),
            registrations::revision.eq(registrations::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
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
