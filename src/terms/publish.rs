//! From the draft to the next version.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::json;

use super::canonical::to_canonical_json;
use super::document::{Document, Names};
use super::queries::{TermsDraft, find_draft};
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events::{self, Event};
use crate::platform::db::Conn;
use crate::platform::ids::TermsVersionId;
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::secret::Digest;
use crate::platform::time::Zone;
use crate::schema::{terms_drafts, terms_versions};

/// What is about to be published, beside the draft.
#[derive(Debug)]
pub struct NewTerms<'a> {
    /// Whose terms; their deadlines run in its zone.
    pub event: &'a Event,
    /// Names of the event's categories by key, for the rules' clauses.
    pub categories: &'a [(String, Localized)],
    /// Who publishes.
    pub actor: Actor,
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
    /// The database did not take it.
    #[error(transparent)]
    Db(#[from] diesel::result::Error),
}

/// Keeps what an organizer wrote.
///
/// # Errors
/// When the database does not take it.
pub async fn save_draft(
    conn: &mut Conn,
    event: &Event,
    draft: &TermsDraft,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let rules = json!(draft.rules);
    diesel::insert_into(terms_drafts::table)
        .values((
            terms_drafts::event_id.eq(event.id),
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
    let draft = find_draft(conn, event.id).await?.ok_or(TermsError::NoDraft)?;
    let last: Option<i32> = terms_versions::table
        .filter(terms_versions::event_id.eq(event.id))
        .select(diesel::dsl::max(terms_versions::number))
        .first(conn)
        .await?;
    let number = last.unwrap_or(0) + 1;
    let names = Names {
        categories: new.categories,
        default: event.default_language,
    };
    let documents: BTreeMap<Lang, Document> = Lang::ALL
        .iter()
        .map(|&lang| {
            (
                lang,
                Document::render(&draft.rules, &draft.clauses, zone, &names, lang),
            )
        })
        .collect();
    let digests: BTreeMap<Lang, Digest> = documents
        .iter()
        .map(|(lang, document)| (*lang, Digest::of(to_canonical_json(&json!(document)).as_bytes())))
        .collect();
    let source = json!({"time_zone": zone.to_string(), "rules": draft.rules, "clauses": draft.clauses});
    let id = TermsVersionId::new();
    diesel::insert_into(terms_versions::table)
        .values((
            terms_versions::id.eq(id),
            terms_versions::event_id.eq(event.id),
            terms_versions::number.eq(number),
            terms_versions::time_zone.eq(zone),
            terms_versions::rules.eq(json!(draft.rules)),
            terms_versions::clauses.eq(json!(draft.clauses)),
            terms_versions::documents.eq(json!(documents)),
            terms_versions::document_digests.eq(json!(digests)),
            terms_versions::digest.eq(Digest::of(to_canonical_json(&source).as_bytes())),
            terms_versions::published_at.eq(now),
        ))
        .execute(conn)
        .await?;
    let entry = NewActivity {
        kind: Kind::TermsPublished,
        actor: new.actor,
        organization_id: Some(event.organization_id),
        event_id: Some(event.id),
        subject_id: id.uuid(),
        data: json!({"number": number}),
        personal: None,
    };
    activity::record(conn, now, vec![entry]).await?;
    Ok(id)
}
