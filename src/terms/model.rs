//! What an organizer edits, and what is frozen when she publishes it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::Value;

use super::document::Source;
use super::rules::Rules;
use super::value::Calendar;
use crate::events::Event;
use crate::platform::ids::{EventId, TermsVersionId};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::secret::Digest;
use crate::platform::time::Zone;
use crate::schema::terms_versions;

/// The calendar by which an event's deadlines run, with the days of the event.
#[must_use]
pub fn calendar_of<'a>(event: &Event, zone: Zone, rules: &'a Rules) -> Calendar<'a> {
    Calendar {
        starts: event.starts_local,
        ends: event.ends_local,
        holidays: &rules.holidays,
        ..Calendar::of(zone)
    }
}

/// What an organizer edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsDraft {
    /// The rules.
    pub rules: Rules,
    /// Free clauses, Markdown by language.
    pub clauses: Localized,
}

impl TermsDraft {
    /// What a document is made of.
    #[must_use]
    pub fn source<'a>(
        &'a self,
        calendar: &'a Calendar<'a>,
        categories: &'a [(String, Localized)],
        default: Lang,
    ) -> Source<'a> {
        Source {
            rules: &self.rules,
            clauses: &self.clauses,
            calendar,
            categories,
            default,
        }
    }
}

/// A version, for ever as it was published. Its documents are long and read apart, by [`find_document`](super::find_document).
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
    /// Whether whoever registered before may use its refund and substitution where they are better for her.
    pub applies_to_all: bool,
    document_digests: BTreeMap<Lang, Digest>,
}

/// The free clauses stand in the documents of a version; rules are told without them.
static NO_CLAUSES: Localized = Localized::new();

impl TermsVersion {
    /// What words about its rules are made of.
    #[must_use]
    pub fn source<'a>(
        &'a self,
        calendar: &'a Calendar<'a>,
        categories: &'a [(String, Localized)],
        default: Lang,
    ) -> Source<'a> {
        Source {
            rules: &self.rules,
            clauses: &NO_CLAUSES,
            calendar,
            categories,
            default,
        }
    }

    /// SHA-256 of that document's canonical JSON.
    #[must_use]
    pub fn document_digest(&self, lang: Lang) -> Option<Digest> {
        self.document_digests.get(&lang).copied()
    }
}

/// A version as its row holds it.
#[derive(Queryable, Selectable)]
#[diesel(table_name = terms_versions, check_for_backend(diesel::pg::Pg))]
pub(super) struct VersionRow {
    id: TermsVersionId,
    event_id: EventId,
    number: i32,
    time_zone: Zone,
    rules: Value,
    document_digests: Value,
    digest: Digest,
    published_at: DateTime<Utc>,
    applies_to_all: bool,
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
            applies_to_all: row.applies_to_all,
            document_digests: read(row.document_digests)?,
        })
    }
}

/// A value out of a JSON column.
pub(super) fn read<T: serde::de::DeserializeOwned>(value: Value) -> QueryResult<T> {
    serde_json::from_value(value).map_err(|error| diesel::result::Error::DeserializationError(error.into()))
}
