//! Publishing an event: checklist, first version of the terms, and the flip, in one transaction.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::checklist::{Lack, find_lacks};
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::categories;
use crate::events::{self, EventStatus};
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::EventId;
use crate::terms::{self, NewTerms, Reading, TermsError};

/// How publishing ended.
#[derive(Debug, PartialEq, Eq)]
pub enum PublishOutcome {
    /// It is out.
    Published,
    /// It was out already.
    AlreadyPublished,
    /// It cannot be: it was cancelled or put away.
    NotADraft,
    /// This is missing.
    Lacking(Vec<Lack>),
    /// The terms have notices that are not acknowledged.
    Unread,
    /// The terms are not what was read.
    Changed,
}

/// Why publishing failed.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The terms could not be frozen.
    #[error(transparent)]
    Terms(#[from] TermsError),
    /// The database did not take it.
    #[error(transparent)]
    Db(#[from] diesel::result::Error),
}

/// Publishes a draft that lacks nothing; its terms become version 1 if they have no version yet.
///
/// # Errors
/// [`PublishError`].
pub async fn publish_event(
    conn: &mut Conn,
    clock: &Clock,
    id: EventId,
    actor: Actor,
    reading: Reading<'_>,
) -> Result<PublishOutcome, PublishError> {
    let published = conn
        .transaction(async |conn| {
            let now = clock.now(conn).await?;
            let event = events::find_for_update(conn, id).await?;
            match event.status {
                EventStatus::Draft => {}
                EventStatus::Published => return Ok(PublishOutcome::AlreadyPublished),
                EventStatus::Cancelled | EventStatus::Archived => return Ok(PublishOutcome::NotADraft),
            }
            let lacks = find_lacks(conn, &event).await?;
            if !lacks.is_empty() {
                return Ok(PublishOutcome::Lacking(lacks));
            }
            if terms::find_current(conn, id).await?.is_none() {
                let names: Vec<_> = categories::list_of_event(conn, id)
                    .await?
                    .into_iter()
                    .map(|category| (category.key, category.name))
                    .collect();
                terms::publish_version(
                    conn,
                    &NewTerms {
                        event: &event,
                        categories: &names,
                        actor,
                        reading,
                        applies_to_all: false,
                    },
                    now,
                )
                .await?;
            }
            events::publish(conn, id, now).await?;
            let entry = NewActivity {
                kind: Kind::EventPublished,
                actor,
                organization_id: Some(event.organization_id),
                event_id: Some(id),
                subject_id: id.uuid(),
                data: json!({}),
                personal: None,
            };
            activity::record(conn, now, vec![entry]).await?;
            Ok(PublishOutcome::Published)
        })
        .await;
    match published {
        Err(PublishError::Terms(TermsError::Unread)) => Ok(PublishOutcome::Unread),
        Err(PublishError::Terms(TermsError::Changed)) => Ok(PublishOutcome::Changed),
        published => published,
    }
}
