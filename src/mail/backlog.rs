//! How the outbox as a whole is doing, for those who watch over it.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;

use super::queries::{self, RelayState};
use super::settle::TROUBLE;
use crate::platform::db::Conn;

/// A mail that waits longer has been forgotten by somebody.
const PATIENCE: TimeDelta = TimeDelta::minutes(5);

/// What waits in the outbox, and what for.
#[derive(Clone, Debug)]
pub struct Backlog {
    /// Mails that wait for their time or their turn.
    pub queued: i64,
    /// Mails that some process is at.
    pub in_flight: i64,
    /// When the oldest mail that waits was ordered.
    pub oldest: Option<DateTime<Utc>>,
    /// Since when a mail has been due that nobody took.
    pub due_since: Option<DateTime<Utc>>,
    relay: RelayState,
}

/// What keeps mail from going out, as long as nobody does something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// The relay does not deal with us: a password, a certificate, a full disk.
    Refused,
    /// The relay cannot be reached, and mail has waited for more than five minutes.
    Unreachable,
    /// Mail has been due for more than five minutes, and nobody sends it.
    Unsent,
}

impl Backlog {
    /// Looks at the outbox.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load(conn: &mut Conn) -> QueryResult<Self> {
        let relay = queries::find_relay(conn).await?;
        let waiting = queries::count_waiting(conn).await?;
        Ok(Self {
            queued: waiting.queued,
            in_flight: waiting.in_flight,
            oldest: waiting.oldest,
            due_since: waiting.due_since,
            relay,
        })
    }

    /// What somebody must see to at `now`, if anything.
    #[must_use]
    pub fn alarm(&self, now: DateTime<Utc>) -> Option<Alarm> {
        let waits_since = |moment: Option<DateTime<Utc>>| moment.is_some_and(|since| now - since > PATIENCE);
        let refused = self
            .relay
            .reason
            .as_deref()
            .is_some_and(|r| r.starts_with(TROUBLE));
        if self.relay.failures > 0 && refused {
            Some(Alarm::Refused)
        } else if self.relay.failures > 0 && waits_since(self.oldest) {
            Some(Alarm::Unreachable)
        } else if waits_since(self.due_since) {
            Some(Alarm::Unsent)
        } else {
            None
        }
    }

    /// The same in words for the operator, with what the relay said.
    #[must_use]
    pub fn complaint(&self, now: DateTime<Utc>) -> Option<String> {
        let said = self.relay.reason.as_deref().unwrap_or("it said nothing");
        let said = said.strip_prefix(TROUBLE).unwrap_or(said);
        self.alarm(now).map(|alarm| match alarm {
            Alarm::Refused => format!("the relay refuses us ({said}): check SMTP_URL and MAIL_FROM"),
            Alarm::Unreachable => format!("the relay cannot be reached ({said}): check SMTP_URL and the network"),
            Alarm::Unsent => {
                "mail has been due for more than five minutes: is `lanyard serve` or `lanyard worker` running?".to_owned()
            }
        })
    }
}
