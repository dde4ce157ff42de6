//! Telling everybody who counts on an event what has become of it. The mails are ordered in the transaction of the
//! change they tell of, some thousands in one statement, so that there is neither a change without its mails nor a
//! list of a hundred thousand people in memory.

use chrono::{DateTime, Utc};

use super::mail::EVENT_CANCELLED;
use super::queries;
use crate::mail::{self, NewMail, Priority};
use crate::platform::db::Conn;
use crate::platform::ids::{EventId, RegistrationId};

/// People of one statement.
const PEOPLE: i64 = 4_000;

/// Tells everybody with a live registration and an address that `event`, as of `revision`, is called off. `host` is
/// our host name.
///
/// # Errors
/// When the database does not take it.
pub async fn tell_cancelled(
    conn: &mut Conn,
    now: DateTime<Utc>,
    host: &str,
    event: EventId,
    revision: i32,
) -> diesel::QueryResult<()> {
    let mut after: Option<RegistrationId> = None;
    loop {
        let people = queries::list_recipients(conn, event, after, PEOPLE).await?;
        let Some((last, _)) = people.last() else {
            return Ok(());
        };
        after = Some(*last);
        let mails = people.iter().map(|(registration, language)| NewMail {
            kind: EVENT_CANCELLED,
            subject_id: registration.uuid(),
            event_id: Some(event),
            language: *language,
            revision,
            dedupe_key: Some(format!("{EVENT_CANCELLED}:{registration}:{revision}")),
            parameters: serde_json::json!({}),
            priority: Priority::Bulk,
            expires_at: None,
            suppressed: None,
        });
        mail::enqueue(conn, now, host, mails.collect()).await?;
    }
}
