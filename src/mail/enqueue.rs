//! Ordering mails: rows in the transaction of what they tell of, so that there is no change without its mail and no
//! mail without its change.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::model::{MailState, NewMail, Withheld};
use crate::platform::db::Conn;
use crate::platform::ids::MailId;
use crate::schema::outgoing_mails;

/// Rows of one statement: PostgreSQL takes 65,535 values in one.
const ROWS: usize = 4_000;

/// Puts `mails` into the outbox at `now`; one whose key is there already is left out. `host` is our host name, the
/// right side of their Message-IDs.
///
/// Call [`Waker::wake`](crate::platform::worker::Waker::wake) after the commit.
///
/// # Errors
/// When the database does not take them; the transaction is lost then.
pub async fn enqueue(
    conn: &mut Conn,
    now: DateTime<Utc>,
    host: &str,
    mails: Vec<NewMail>,
) -> QueryResult<()> {
    for mails in mails.chunks(ROWS) {
        let rows: Vec<_> = mails.iter().map(|mail| row(mail, now, host)).collect();
        diesel::insert_into(outgoing_mails::table)
            .values(rows)
            .on_conflict(outgoing_mails::dedupe_key)
            .do_nothing()
            .execute(conn)
            .await?;
    }
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = outgoing_mails)]
struct Row<'a> {
    id: MailId,
    kind: &'static str,
    subject_id: uuid::Uuid,
    event_id: Option<crate::platform::ids::EventId>,
    language: crate::platform::lang::Lang,
    revision: i32,
    dedupe_key: Option<&'a str>,
    parameters: &'a serde_json::Value,
    message_id: String,
    state: MailState,
    reason: Option<&'static str>,
    priority: i16,
    next_attempt_at: DateTime<Utc>,
    expires_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
}

fn row<'a>(mail: &'a NewMail, now: DateTime<Utc>, host: &str) -> Row<'a> {
    let id = MailId::new();
    Row {
        id,
        kind: mail.kind,
        subject_id: mail.subject_id,
        event_id: mail.event_id,
        language: mail.language,
        revision: mail.revision,
        dedupe_key: mail.dedupe_key.as_deref(),
        parameters: &mail.parameters,
        message_id: format!("<{id}@{host}>"),
        state: if mail.suppressed.is_some() {
            MailState::Suppressed
        } else {
            MailState::Queued
        },
        reason: mail.suppressed.map(Withheld::as_str),
        priority: mail.priority as i16,
        next_attempt_at: now,
        expires_at: mail.expires_at,
        created_at: now,
    }
}
