//! The SQL of registrations.

mod address;
mod audience;
mod person;
mod review;
mod search;
mod waiting;
pub mod line;

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{
    Array, BigInt, Binary, Bool, Integer, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid,
};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

pub use address::find_address_change;
pub(super) use address::{
    EmailUpdate, confirm_address_change, delete_address_change, delete_dead_address_changes,
    find_address_change_by_link, put_address_change, update_email,
};
pub(super) use audience::list_audience;
pub use audience::{Audience, count_audience};
pub(super) use person::{find_newest_of_person, list_of_person};
pub use review::find_open_question;
pub(super) use review::{
    answer, ask, close_questions, count_in_review, list_by_ids, list_in_review, list_questions,
};
pub use search::sort_in_search;
pub(super) use waiting::{
    WaitlistInsert, delete_waitlist_entries, insert_waitlist_entries, list_events_with_lines, list_waiting,
    list_waiting_categories,
};

use super::details::Details;
use super::model::{Reference, Registration, RegistrationStatus};
use super::search::SearchColumns;
use crate::categories::Category;
use crate::events::Event;
use crate::platform::countries::Country;
use crate::platform::db::{Conn, statement};
use crate::platform::ids::{CategoryId, EventId, PartyId, RegistrationId, SubmissionId};
use crate::platform::lang::Lang;
use crate::platform::secret::{Digest, TokenHash};
use crate::schema::{events, participation_categories, parties, registrations};
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

/// The statuses that bind somebody.
fn live() -> Vec<RegistrationStatus> {
    let all = RegistrationStatus::ALL.iter().copied();
    all.filter(|status| status.is_live()).collect()
}
