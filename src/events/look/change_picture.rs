//! Giving an event a picture, and taking it away.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::picture::NewPictureFile;
use super::queries;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events::model::EditOutcome;
use crate::events::queries as events;
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::EventId;
use crate::platform::localized::Localized;

/// What becomes of an event's picture.
#[derive(Debug)]
pub enum PictureChange {
    /// Another picture and its words, or the first one.
    Replace([NewPictureFile; 3], Localized),
    /// The same picture in other words.
    Describe(Localized),
    /// None any more.
    Remove,
}

/// Changes the picture of an event whose look is still in `revision`.
///
/// # Errors
/// When the database does not take it.
pub async fn change_picture(
    conn: &mut Conn,
    clock: &Clock,
    event_id: EventId,
    revision: i32,
    change: PictureChange,
    actor: Actor,
) -> diesel::QueryResult<EditOutcome> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        // Whoever changes a look holds its event.
        let event = events::find_for_update(conn, event_id).await?;
        if queries::find_look(conn, event_id).await?.revision != revision {
            return Ok(EditOutcome::Conflict);
        }
        let (what, alt) = match change {
            PictureChange::Replace(files, alt) => {
                queries::delete_picture_files(conn, event_id).await?;
                queries::insert_picture_files(conn, event_id, files, now).await?;
                ("picture", alt)
            }
            PictureChange::Describe(alt) => ("picture", alt),
            PictureChange::Remove => {
                queries::delete_picture_files(conn, event_id).await?;
                ("picture_removed", Localized::new())
            }
        };
        queries::save_picture_alt(conn, event_id, &alt).await?;
        let entry = NewActivity {
            kind: Kind::EventChanged,
            actor,
            organization_id: Some(event.organization_id),
            event_id: Some(event_id),
            subject_id: event_id.uuid(),
            data: json!({"what": what}),
            personal: None,
        };
        activity::record(conn, now, vec![entry]).await?;
        Ok(EditOutcome::Saved)
    })
    .await
}
