//! The SQL of drafts and versions.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;

use super::document::Document;
use super::rules::Rules;
use crate::platform::db::Conn;
use crate::platform::ids::{EventId, TermsVersionId};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::secret::Digest;
use crate::platform::time::Zone;
use crate::schema::{terms_drafts, terms_versions};

/// What an organizer edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsDraft {
    /// The rules.
    pub rules: Rules,
    /// Free clauses, Markdown by language.
    pub clauses: Localized,
}

/// A version, for ever as it was published. Its documents are long and read apart, by [`find_document`].
#[derive(Debug, Clone)]
pub struct TermsVersion {
    /// Its id.
    pub id: TermsVersionId,
    /// Whose terms.
    pub event_id: EventId,
    /// 1, 2, 3 …
    pub number: i32,
    /// In which zone its deadlines run.
    pub zone: Zone,
    /// The rules.
    pub rules: Rules,
    /// SHA-256 over zone, rules and clauses.
    pub digest: Digest,
    /// When it came into force.
    pub published_at: DateTime<Utc>,
    document_digests: BTreeMap<Lang, Digest>,
}

impl TermsVersion {
    /// SHA-256 of that document's canonical JSON.
    #[must_use]
    pub fn document_digest(&self, lang: Lang) -> Option<Digest> {
        self.document_digests.get(&lang).copied()
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = terms_versions, check_for_backend(diesel::pg::Pg))]
struct VersionRow {
    id: TermsVersionId,
    event_id: EventId,
    number: i32,
    time_zone: Zone,
    rules: Value,
    document_digests: Value,
    digest: Digest,
    published_at: DateTime<Utc>,
}

impl TryFrom<VersionRow> for TermsVersion {
    type Error = diesel::result::Error;

    fn try_from(row: VersionRow) -> QueryResult<Self> {
        Ok(Self {
            id: row.id,
            event_id: row.event_id,
            number: row.number,
            zone: row.time_zone,
            rules: read(row.rules)?,
            digest: row.digest,
            published_at: row.published_at,
            document_digests: read(row.document_digests)?,
        })
    }
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> QueryResult<T> {
    serde_json::from_value(value).map_err(|error| diesel::result::Error::DeserializationError(error.into()))
}

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
pub async fn find_current_of_events(conn: &mut Conn, events: &[EventId]) -> QueryResult<Vec<TermsVersion>> {
    let rows: Vec<VersionRow> = terms_versions::table
        .filter(terms_versions::event_id.eq_any(events))
        .distinct_on(terms_versions::event_id)
        .order((terms_versions::event_id, terms_versions::number.desc()))
        .select(VersionRow::as_select())
        .load(conn)
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
    let document: Value = terms_versions::table
        .find(id)
        .select(
            terms_versions::documents
                .retrieve_as_object(lang.code())
                .assume_not_null(),
        )
        .first(conn)
        .await?;
    read(document)
}
