//! Ordering mails: rows in the transaction of what they tell of, so that there is no change without its mail and no
//! mail without its change.

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel::sql_types::{Array, Integer, Jsonb, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use uuid::Uuid;

use super::model::{MailState, NewMail, Withheld};
use crate::platform::db::{Conn, statement};
use crate::platform::ids::{EventId, MailId};
use crate::platform::lang::Lang;

statement! {
    struct InsertMails -> diesel::sql_types::Untyped {
        id: Array<SqlUuid> = Vec<MailId>,
        kind: Array<Text> = Vec<&'static str>,
        subject_id: Array<SqlUuid> = Vec<Uuid>,
        event_id: Array<Nullable<SqlUuid>> = Vec<Option<EventId>>,
        language: Array<Text> = Vec<Lang>,
        revision: Array<Integer> = Vec<i32>,
        dedupe_key: Array<Nullable<Text>> = Vec<Option<String>>,
        parameters: Array<Jsonb> = Vec<Value>,
        message_id: Array<Text> = Vec<String>,
        state: Array<Text> = Vec<MailState>,
        reason: Array<Nullable<Text>> = Vec<Option<&'static str>>,
        priority: Array<SmallInt> = Vec<i16>,
        next_attempt_at: Array<Timestamptz> = Vec<DateTime<Utc>>,
        expires_at: Array<Nullable<Timestamptz>> = Vec<Option<DateTime<Utc>>>,
        created_at: Array<Timestamptz> = Vec<DateTime<Utc>>,
    }
    "INSERT INTO outgoing_mails (id, kind, subject_id, event_id, language, revision, dedupe_key, parameters, message_id,
         state, reason, priority, next_attempt_at, expires_at, created_at) SELECT * FROM unnest(",
    ") ON CONFLICT (dedupe_key) DO NOTHING"
}

/// Puts `mails` into the outbox at `now`; one whose key is there already is left out. `host` is our host name, the
/// right side of their Message-IDs.
///
/// Call [`Waker::wake`](crate::platform::worker::Waker::wake) after the commit.
///
/// # Errors
/// When the database does not take them; the transaction is lost then.
pub async fn enqueue(
    mut conn: &Conn,
    now: DateTime<Utc>,
    host: &str,
    mails: Vec<NewMail>,
) -> QueryResult<()> {
    if mails.is_empty() {
        return Ok(());
    }
    let mut all = InsertMails::default();
    for mail in mails {
        let id = MailId::new();
        all.id.push(id);
        all.kind.push(mail.kind);
        all.subject_id.push(mail.subject_id);
        all.event_id.push(mail.event_id);
        all.language.push(mail.language);
        all.revision.push(mail.revision);
        all.dedupe_key.push(mail.dedupe_key);
        all.parameters.push(mail.parameters);
        all.message_id.push(format!("<{id}@{host}>"));
        all.state.push(match mail.suppressed {
            Some(_) => MailState::Suppressed,
            None => MailState::Queued,
        });
        all.reason.push(mail.suppressed.map(Withheld::as_str));
        all.priority.push(mail.priority as i16);
        all.next_attempt_at.push(now);
        all.expires_at.push(mail.expires_at);
        all.created_at.push(now);
    }
    all.execute(&mut conn).await?;
    Ok(())
}
