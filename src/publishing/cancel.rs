//! Calling an event off. Its page stays and says so; no registration that began before gets in behind it; and everybody
//! who counted on it is told, in the same transaction.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events::{self, EventStatus};
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::EventId;
use crate::platform::localized::Localized;
use crate::registration;

/// Why an event could not be called off.
#[derive(Debug, thiserror::Error)]
pub enum CancelError {
    /// Only what is published can be called off.
    #[error("only a published event can be cancelled")]
    NotPublished,
    /// The database did not take it.
    #[error(transparent)]
    Db(#[from] diesel::result::Error),
}

/// Cancels a published event with `words` of the organizer to everybody; `host` is our host name.
///
/// Call [`Waker::wake`](crate::platform::worker::Waker::wake) afterwards.
///
/// # Errors
/// [`CancelError`].
pub async fn cancel_event(
    conn: &mut Conn,
    clock: &Clock,
    host: &str,
    id: EventId,
    words: &Localized,
    actor: Actor,
) -> Result<(), CancelError> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        // Waits for the registrations that hold the row shared, and makes later ones wait.
        let event = events::find_for_update(conn, id).await?;
        if event.status != EventStatus::Published {
            return Err(CancelError::NotPublished);
        }
        events::cancel(conn, id, words, now).await?;
        let entry = NewActivity {
            kind: Kind::EventCancelled,
            actor,
            organization_id: Some(event.organization_id),
            event_id: Some(id),
            subject_id: id.uuid(),
            data: json!({}),
            personal: None,
        };
        activity::record(conn, now, vec![entry]).await?;
        registration::tell_cancelled(conn, now, host, id, event.revision + 1).await?;
        Ok(())
    })
    .await
}
