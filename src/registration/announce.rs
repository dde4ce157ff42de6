//! Telling everybody who counts on an event what has become of it. The mails are ordered in the transaction of the
//! decision they follow from, some thousands in one statement, so that there is neither a decision without its mails
//! nor a list of a hundred thousand people in memory.

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use serde_json::{Value, json};

use super::mail::{EVENT_CANCELLED, EVENT_MOVED};
use super::queries::{self, Audience};
use crate::mail::{self, NewMail, Priority};
use crate::platform::db::Conn;
use crate::platform::ids::{EventId, EventMoveId, RegistrationId};

/// People of one statement.
const PEOPLE: i64 = 4_000;

/// What is told.
struct News {
    kind: &'static str,
    revision: i32,
    /// Part of what keeps anybody from being told twice.
    key: String,
    parameters: Value,
}

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
) -> QueryResult<()> {
    let news = News {
        kind: EVENT_CANCELLED,
        revision,
        key: revision.to_string(),
        parameters: json!({}),
    };
    tell(conn, now, host, &Audience::everybody(event), &news).await?;
    Ok(())
}

/// Tells `audience` that its event takes place at another time or in another place; says how many people that are.
/// `host` is our host name.
///
/// # Errors
/// When the database does not take it.
pub async fn tell_moved(
    conn: &mut Conn,
    now: DateTime<Utc>,
    host: &str,
    audience: &Audience,
    moved: EventMoveId,
) -> QueryResult<usize> {
    let news = News {
        kind: EVENT_MOVED,
        revision: 0,
        key: moved.to_string(),
        parameters: json!({"move": moved}),
    };
    tell(conn, now, host, audience, &news).await
}

async fn tell(
    conn: &mut Conn,
    now: DateTime<Utc>,
    host: &str,
    audience: &Audience,
    news: &News,
) -> QueryResult<usize> {
    let mut after: Option<RegistrationId> = None;
    let mut told = 0;
    loop {
        let people = queries::list_audience(conn, audience, after, PEOPLE).await?;
        let Some((last, _)) = people.last() else {
            return Ok(told);
        };
        after = Some(*last);
        told += people.len();
        let mails = people.iter().map(|(registration, language)| NewMail {
            kind: news.kind,
            subject_id: registration.uuid(),
            event_id: Some(audience.event),
            language: *language,
            revision: news.revision,
            dedupe_key: Some(format!("{}:{registration}:{}", news.kind, news.key)),
            parameters: news.parameters.clone(),
            priority: Priority::Bulk,
            expires_at: None,
            suppressed: None,
        });
        mail::enqueue(conn, now, host, mails.collect()).await?;
    }
}
