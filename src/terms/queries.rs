//! The SQL of drafts, versions and consents.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Binary, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};

use super::canonical::{canonical_source, to_canonical_json};
use super::consents::{Channel, ConsentRow, NewConsent};
use super::document::Document;
use super::model::{TermsDraft, TermsVersion, VersionRow, read};
use super::rules::Rules;
use crate::platform::db::{Conn, statement};
use crate::platform::ids::{ConsentId, EventId, RegistrationId, TermsVersionId};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::secret::Digest;
use crate::platform::time::Zone;
use crate::schema::{consents, terms_drafts, terms_versions};

/// The draft, if one was begun.
///
/// # Errors
/// When the database does not answer.
pub async fn find_draft(conn: &mut Conn, event_id: EventId) -> QueryResult<Option<TermsDraft>> {
    let row: Option<(Value, Localized)> = terms_drafts::table
        .find(event_id)
        .select((terms_drafts::rules, terms_drafts::clauses))
        .first(conn)
        .await
        .optional()?;
    row.map(|(rules, clauses)| {
        Ok(TermsDraft {
            rules: read(rules)?,
            clauses,
        })
    })
    .transpose()
}

/// The revision of the draft: how often it was saved; 0 while there is none.
pub(super) async fn find_draft_revision(conn: &mut Conn, event_id: EventId) -> QueryResult<i32> {
    let revision: Option<i32> = terms_drafts::table
        .find(event_id)
        .select(terms_drafts::revision)
        .first(conn)
        .await
        .optional()?;
    Ok(revision.unwrap_or(0))
}

/// Rules and clauses of a version, as they were when it was published.
pub(super) async fn find_source(conn: &mut Conn, id: TermsVersionId) -> QueryResult<TermsDraft> {
    let (rules, clauses): (Value, Value) = terms_versions::table
        .find(id)
        .select((terms_versions::rules, terms_versions::clauses))
        .first(conn)
        .await?;
    Ok(TermsDraft {
        rules: read(rules)?,
        clauses: read(clauses)?,
    })
}

/// The numbers of an event's versions with when they came into force and whether they hold for whoever registered
/// before, latest first.
pub(super) async fn list_versions(
    conn: &mut Conn,
    event_id: EventId,
) -> QueryResult<Vec<(i32, DateTime<Utc>, bool)>> {
    terms_versions::table
        .filter(terms_versions::event_id.eq(event_id))
        .order(terms_versions::number.desc())
        .select((
            terms_versions::number,
            terms_versions::published_at,
            terms_versions::applies_to_all,
        ))
        .load(conn)
        .await
}

/// The version in force: the one with the highest number.
///
/// # Errors
/// When the database does not answer.
pub async fn find_current(conn: &mut Conn, event_id: EventId) -> QueryResult<Option<TermsVersion>> {
    let row = terms_versions::table
        .filter(terms_versions::event_id.eq(event_id))
        .order(terms_versions::number.desc())
        .select(VersionRow::as_select())
        .first(conn)
        .await
        .optional()?;
    row.map(TryInto::try_into).transpose()
}

/// The versions in force of several events.
///
/// # Errors
/// When the database does not answer.
pub async fn find_current_of_events(mut conn: &Conn, events: &[EventId]) -> QueryResult<Vec<TermsVersion>> {
    let rows: Vec<VersionRow> = terms_versions::table
        .filter(terms_versions::event_id.eq_any(events))
        .distinct_on(terms_versions::event_id)
        .order((terms_versions::event_id, terms_versions::number.desc()))
        .select(VersionRow::as_select())
        .load(&mut conn)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Version `number` of an event's terms.
///
/// # Errors
/// When the database does not answer.
pub async fn find_version(
    conn: &mut Conn,
    event_id: EventId,
    number: i32,
) -> QueryResult<Option<TermsVersion>> {
    let row = terms_versions::table
        .filter(terms_versions::event_id.eq(event_id))
        .filter(terms_versions::number.eq(number))
        .select(VersionRow::as_select())
        .first(conn)
        .await
        .optional()?;
    row.map(TryInto::try_into).transpose()
}

/// The keys of all consents that any version of an event's terms has asked for, in the order in which they came up.
///
/// # Errors
/// When the database does not answer.
pub async fn list_consent_keys(conn: &mut Conn, event_id: EventId) -> QueryResult<Vec<String>> {
    let versions: Vec<Value> = terms_versions::table
        .filter(terms_versions::event_id.eq(event_id))
        .order(terms_versions::number)
        .select(terms_versions::rules)
        .load(conn)
        .await?;
    let mut keys: Vec<String> = Vec::new();
    for rules in versions {
        let rules: Rules = read(rules)?;
        for consent in rules.consents {
            if !keys.contains(&consent.key) {
                keys.push(consent.key);
            }
        }
    }
    Ok(keys)
}

/// The versions after one that hold for whoever accepted it, too, where they are better for her; in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn find_later_for_all(conn: &mut Conn, accepted: &TermsVersion) -> QueryResult<Vec<TermsVersion>> {
    let rows: Vec<VersionRow> = terms_versions::table
        .filter(terms_versions::event_id.eq(accepted.event_id))
        .filter(terms_versions::number.gt(accepted.number))
        .filter(terms_versions::applies_to_all)
        .order(terms_versions::number)
        .select(VersionRow::as_select())
        .load(conn)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// A version by its id.
///
/// # Errors
/// When the database does not answer, or there is none.
pub async fn find_by_id(conn: &mut Conn, id: TermsVersionId) -> QueryResult<TermsVersion> {
    let row: VersionRow = terms_versions::table
        .find(id)
        .select(VersionRow::as_select())
        .first(conn)
        .await?;
    row.try_into()
}

/// A version's document for readers of `lang`, as it was rendered when the version was published.
///
/// # Errors
/// When the database does not answer.
pub async fn find_document(conn: &mut Conn, id: TermsVersionId, lang: Lang) -> QueryResult<Document> {
    read(find_stored_document(conn, id, lang).await?)
}

async fn find_stored_document(conn: &mut Conn, id: TermsVersionId, lang: Lang) -> QueryResult<Value> {
    terms_versions::table
        .find(id)
        .select(
            terms_versions::documents
                .retrieve_as_object(lang.code())
                .assume_not_null(),
        )
        .first(conn)
        .await
}

/// The text whose SHA-256 is the digest of a version's document in `lang`, byte for byte.
///
/// # Errors
/// When the database does not answer.
pub async fn find_digested_document(conn: &mut Conn, id: TermsVersionId, lang: Lang) -> QueryResult<String> {
    Ok(to_canonical_json(&find_stored_document(conn, id, lang).await?))
}

/// The text whose SHA-256 is the digest of a version: its zone, rules and clauses.
///
/// # Errors
/// When the database does not answer.
pub async fn find_digested_source(conn: &mut Conn, id: TermsVersionId) -> QueryResult<String> {
    let (zone, rules, clauses): (String, Value, Value) = terms_versions::table
        .find(id)
        .select((
            terms_versions::time_zone,
            terms_versions::rules,
            terms_versions::clauses,
        ))
        .first(conn)
        .await?;
    Ok(canonical_source(&zone, &rules, &clauses))
}

/// Keeps what an organizer wrote.
///
/// # Errors
/// When the database does not take it.
pub async fn save_draft(
    conn: &mut Conn,
    event_id: EventId,
    draft: &TermsDraft,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let rules = json!(draft.rules);
    diesel::insert_into(terms_drafts::table)
        .values((
            terms_drafts::event_id.eq(event_id),
            terms_drafts::rules.eq(&rules),
            terms_drafts::clauses.eq(&draft.clauses),
            terms_drafts::updated_at.eq(now),
        ))
        .on_conflict(terms_drafts::event_id)
        .do_update()
        .set((
            terms_drafts::rules.eq(&rules),
            terms_drafts::clauses.eq(&draft.clauses),
            terms_drafts::updated_at.eq(now),
            terms_drafts::revision.eq(terms_drafts::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// The number of the version in force; 0 while there is none.
pub(super) async fn find_last_number(conn: &mut Conn, event_id: EventId) -> QueryResult<i32> {
    let last: Option<i32> = terms_versions::table
        .filter(terms_versions::event_id.eq(event_id))
        .select(diesel::dsl::max(terms_versions::number))
        .first(conn)
        .await?;
    Ok(last.unwrap_or(0))
}

/// A version about to be frozen.
pub(super) struct NewVersion<'a> {
    pub event_id: EventId,
    pub number: i32,
    pub zone: Zone,
    pub draft: &'a TermsDraft,
    pub documents: &'a BTreeMap<Lang, Document>,
    pub document_digests: &'a BTreeMap<Lang, Digest>,
    pub digest: Digest,
    pub applies_to_all: bool,
}

/// Freezes a version.
pub(super) async fn insert_version(
    conn: &mut Conn,
    new: &NewVersion<'_>,
    now: DateTime<Utc>,
) -> QueryResult<TermsVersionId> {
    let id = TermsVersionId::new();
    diesel::insert_into(terms_versions::table)
        .values((
            terms_versions::id.eq(id),
            terms_versions::event_id.eq(new.event_id),
            terms_versions::number.eq(new.number),
            terms_versions::time_zone.eq(new.zone),
            terms_versions::rules.eq(json!(new.draft.rules)),
            terms_versions::clauses.eq(json!(new.draft.clauses)),
            terms_versions::documents.eq(json!(new.documents)),
            terms_versions::document_digests.eq(json!(new.document_digests)),
            terms_versions::digest.eq(new.digest),
            terms_versions::published_at.eq(now),
            terms_versions::applies_to_all.eq(new.applies_to_all),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

statement! {
    struct InsertConsents -> diesel::sql_types::Untyped {
        id: Array<SqlUuid> = Vec<ConsentId>,
        registration_id: Array<SqlUuid> = Vec<RegistrationId>,
        terms_version_id: Array<SqlUuid> = Vec<TermsVersionId>,
        required: Array<Bool> = Vec<bool>,
        digest: Array<Binary> = Vec<Digest>,
        document_digest: Array<Binary> = Vec<Digest>,
        language: Array<Text> = Vec<Lang>,
        channel: Array<Text> = Vec<Channel>,
        given_at: Array<Timestamptz> = Vec<DateTime<Utc>>,
        key: Array<Nullable<Text>> = Vec<Option<String>>,
    }
    "INSERT INTO consents (id, registration_id, terms_version_id, required, digest, document_digest, language, channel,
         given_at, key) SELECT * FROM unnest(",
    ")"
}

/// Records acceptances as given at `now`.
///
/// # Errors
/// When the database does not take them; `consent_is_given_once` among others.
pub async fn record_consents(mut conn: &Conn, new: &[NewConsent<'_>], now: DateTime<Utc>) -> QueryResult<()> {
    if new.is_empty() {
        return Ok(());
    }
    let mut all = InsertConsents::default();
    for consent in new {
        let document_digest = consent.version.document_digest(consent.language);
        all.id.push(ConsentId::new());
        all.registration_id.push(consent.registration_id);
        all.terms_version_id.push(consent.version.id);
        all.required
            .push(consent.beside.is_none_or(|beside| beside.required));
        all.digest.push(consent.version.digest);
        all.document_digest
            .push(document_digest.unwrap_or(consent.version.digest));
        all.language.push(consent.language);
        all.channel.push(consent.channel);
        all.given_at.push(now);
        all.key.push(consent.beside.map(|beside| beside.key.clone()));
    }
    all.execute(&mut conn).await?;
    Ok(())
}

/// The acceptance of the terms that came with a registration.
///
/// # Errors
/// When the database does not answer.
pub async fn find_consent(
    conn: &mut Conn,
    registration_id: RegistrationId,
) -> QueryResult<Option<ConsentRow>> {
    consents::table
        .filter(consents::registration_id.eq(registration_id))
        .filter(consents::key.is_null())
        .order(consents::given_at.desc())
        .select(ConsentRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// Everything that came with a registration or after it, in the order in which it was given: the terms first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_consents(conn: &mut Conn, registration_id: RegistrationId) -> QueryResult<Vec<ConsentRow>> {
    consents::table
        .filter(consents::registration_id.eq(registration_id))
        .order((consents::key.is_not_null(), consents::given_at, consents::id))
        .select(ConsentRow::as_select())
        .load(conn)
        .await
}

/// Ends an optional consent that stands; whether there was one.
///
/// # Errors
/// When the database does not take it.
pub async fn withdraw_consent(
    conn: &mut Conn,
    registration_id: RegistrationId,
    key: &str,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let standing = consents::table
        .filter(consents::registration_id.eq(registration_id))
        .filter(consents::key.eq(key))
        .filter(diesel::dsl::not(consents::required))
        .filter(consents::withdrawn_at.is_null());
    let ended = diesel::update(standing)
        .set(consents::withdrawn_at.eq(now))
        .execute(conn)
        .await?;
    Ok(ended > 0)
}
