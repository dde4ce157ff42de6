//! Writing down something about an attendee, for the other organizers.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::queries::insert_note;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events::Event;
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::{AccountId, RegistrationId};

/// Keeps `body`. The history says that something was written, not what.
///
/// # Errors
/// When the database does not take it.
pub(super) async fn write_note(
    conn: &mut Conn,
    clock: &Clock,
    event: &Event,
    registration_id: RegistrationId,
    author: AccountId,
    body: &str,
) -> diesel::QueryResult<()> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        insert_note(conn, registration_id, author, body, now).await?;
        let entry = NewActivity {
            kind: Kind::NoteWritten,
            actor: Actor::Account(author),
            organization_id: Some(event.organization_id),
            event_id: Some(event.id),
            subject_id: registration_id.uuid(),
            data: json!({}),
            personal: None,
        };
        activity::record(conn, now, vec![entry]).await
    })
    .await
}
