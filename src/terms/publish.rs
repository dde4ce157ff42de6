//! From the draft to the next version.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::canonical::{canonical_source, to_canonical_json};
use super::document::{Document, Source};
use super::examine::{Examined, Reading, examine};
use super::model::calendar_of;
use super::queries::{self, NewVersion};
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events::{self, Event};
use crate::platform::db::Conn;
use crate::platform::ids::TermsVersionId;
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::secret::Digest;
use crate::platform::time::Zone;

/// What is about to be published, beside the draft.
#[derive(Debug)]
pub struct NewTerms<'a> {
    /// Whose terms; their deadlines run in its zone.
    pub event: &'a Event,
    /// Names of the event's categories by key, for the rules' clauses.
    pub categories: &'a [(String, Localized)],
    /// Who publishes.
    pub actor: Actor,
    /// How she knows of what may be meant.
    pub reading: Reading<'a>,
    /// Whether whoever registered before may use what is better for her of her version and this one.
    pub applies_to_all: bool,
}

/// Why no version was made.
#[derive(Debug, thiserror::Error)]
pub enum TermsError {
    /// There is no draft.
    #[error("there are no terms to publish")]
    NoDraft,
    /// The event has no zone, so no deadline would mean anything.
    #[error("the event has no time zone")]
    NoZone,
    /// Something in it cannot be meant.
    #[error("the terms have faults")]
    Faulty,
    /// It is not what whoever publishes has read.
    #[error("the draft has changed since it was read")]
    Changed,
    /// It has notices, and nobody says that she has read them.
    #[error("the notices are not acknowledged")]
    Unread,
    /// The database did not take it.
    #[error(transparent)]
    Db(#[from] diesel::result::Error),
}

/// Freezes the draft as the next version, inside the caller's transaction. The event's row is locked, so that two
/// who publish at once get two numbers.
///
/// # Errors
/// [`TermsError`].
pub async fn publish_version(
    conn: &mut Conn,
    new: &NewTerms<'_>,
    now: DateTime<Utc>,
) -> Result<TermsVersionId, TermsError> {
    let event = events::find_for_update(conn, new.event.id).await?;
    let zone: Zone = event.time_zone.ok_or(TermsError::NoZone)?;
    let draft = queries::find_draft(conn, event.id)
        .await?
        .ok_or(TermsError::NoDraft)?;
    let examined = examine(&draft, &event, new.categories);
    permit(
        &examined,
        queries::find_draft_revision(conn, event.id).await?,
        new.reading,
    )?;
    let number = queries::find_last_number(conn, event.id).await? + 1;
    let source = Source {
        rules: &draft.rules,
        clauses: &draft.clauses,
        calendar: &calendar_of(&event, zone, &draft.rules),
        categories: new.categories,
        default: event.default_language,
    };
    let documents: BTreeMap<Lang, Document> = Lang::ALL
        .iter()
        .map(|&lang| (lang, Document::render(&source, lang)))
        .collect();
    let digests: BTreeMap<Lang, Digest> = documents
        .iter()
        .map(|(lang, document)| (*lang, Digest::of(to_canonical_json(&json!(document)).as_bytes())))
        .collect();
    let source = canonical_source(&zone.to_string(), &json!(draft.rules), &json!(draft.clauses));
    let version = NewVersion {
        event_id: event.id,
        number,
        zone,
        draft: &draft,
        documents: &documents,
        document_digests: &digests,
        digest: Digest::of(source.as_bytes()),
        applies_to_all: new.applies_to_all,
    };
    let id = queries::insert_version(conn, &version, now).await?;
    let mut data = json!({"number": number});
    if new.applies_to_all {
        data["applies_to_all"] = json!(true);
    }
    if !examined.notices.is_empty() {
        data["acknowledged"] = json!(examined.acknowledged());
    }
    let entry = NewActivity {
        kind: Kind::TermsPublished,
        actor: new.actor,
        organization_id: Some(event.organization_id),
        event_id: Some(event.id),
        subject_id: id.uuid(),
        data,
        personal: None,
    };
    activity::record(conn, now, vec![entry]).await?;
    Ok(id)
}

/// Whether what was found lets a draft be published by whoever has read it so.
fn permit(examined: &Examined, revision: i32, reading: Reading<'_>) -> Result<(), TermsError> {
    if !examined.faults.is_empty() {
        return Err(TermsError::Faulty);
    }
    let Reading::Page { mark, ticked } = reading else {
        return Ok(());
    };
    if !mark.is_empty() && mark != examined.mark(revision) {
        return Err(TermsError::Changed);
    }
    if !examined.notices.is_empty() && (mark.is_empty() || !ticked) {
        return Err(TermsError::Unread);
    }
    Ok(())
}
