//! What the outbox holds: mails as they are ordered, as they are sent, and as an organizer looks at them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use crate::platform::i18n::Tr;
use crate::platform::ids::{AttemptId, EventId, MailId, text_enum};
use crate::platform::lang::Lang;
use crate::schema::{mail_attempts, outgoing_mails};

text_enum! {
    /// Where a mail is in its life.
    pub enum MailState {
        /// Waits for its time or its turn.
        Queued = "queued",
        /// Some process is at it, for as long as its lease lasts.
        InFlight = "in_flight",
        /// The relay took it over.
        Sent = "sent",
        /// It was given up; the reason is stored with it.
        Failed = "failed",
        /// Deliberately never sent; the reason is stored with it.
        Suppressed = "suppressed",
    }
}

text_enum! {
    /// How one attempt ended.
    pub enum AttemptOutcome {
        /// The relay took the mail over.
        Accepted = "accepted",
        /// Not now; it is tried again.
        Temporary = "temporary",
        /// Never; it is not tried again.
        Permanent = "permanent",
        /// The relay refused us, not this mail.
        Relay = "relay",
        /// The process that made the attempt ended before it could say how it went.
        Lost = "lost",
    }
}

text_enum! {
    /// Why a mail is deliberately not sent; pages say it in the reader's language.
    pub enum Withheld {
        /// There is no address to write to, or none that mail can go to.
        NoAddress = "no_address",
        /// The organizer chose not to tell.
        NotTold = "not_told",
        /// Its recipient exists only for demonstration.
        Demonstration = "demonstration",
        /// Another mail says the same.
        SaidElsewhere = "said_elsewhere",
        /// A newer confirmation took its place.
        Superseded = "superseded",
        /// The registration has another status by now.
        StatusChanged = "status_changed",
        /// The event was cancelled meanwhile.
        EventCancelled = "event_cancelled",
        /// The event is when and where it was before.
        MovedBack = "moved_back",
        /// What it would tell is erased.
        Erased = "erased",
        /// The link it would bring was used, replaced or taken back.
        LinkGone = "link_gone",
        /// The account it is for is disabled.
        AccountDisabled = "account_disabled",
        /// The key that its link was made with is not known any more.
        KeyLost = "key_lost",
    }
}

/// What is sent first when several mails wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    /// Somebody sits and waits for it: sign-in links.
    Urgent = 0,
    /// What one person's own doing brought about.
    Normal = 1,
    /// Announcements to many.
    Bulk = 5,
}

/// A mail to be told of; what it says is rendered when it is sent.
#[derive(Clone, Debug)]
pub struct NewMail {
    /// Which renderer makes it, such as `registration.confirmed`.
    pub kind: &'static str,
    /// What it is about.
    pub subject_id: Uuid,
    /// At which event, if at one.
    pub event_id: Option<EventId>,
    /// The language it is written in.
    pub language: Lang,
    /// The subject's revision that it tells of.
    pub revision: i32,
    /// Two mails with the same key tell the same thing; the second is not queued.
    pub dedupe_key: Option<String>,
    /// What the renderer needs beside the subject. No addresses, names or secrets: they are looked up when it is sent.
    pub parameters: Value,
    /// What is sent first.
    pub priority: Priority,
    /// After this moment it is of no use to anybody and is dropped.
    pub expires_at: Option<DateTime<Utc>>,
    /// Why it is written down but never sent.
    pub suppressed: Option<Withheld>,
}

/// A mail as its renderer and the delivery see it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = outgoing_mails, check_for_backend(diesel::pg::Pg))]
pub struct OutgoingMail {
    /// Its id.
    pub id: MailId,
    /// Which renderer makes it.
    pub kind: String,
    /// What it is about.
    pub subject_id: Uuid,
    /// At which event, if at one.
    pub event_id: Option<EventId>,
    /// The language it is written in.
    pub language: Lang,
    /// The subject's revision that it tells of.
    pub revision: i32,
    /// What the renderer needs beside the subject.
    pub parameters: Value,
    /// The same at every attempt, so that a reader's mailbox can tell a second copy from a second mail.
    pub message_id: String,
    /// Attempts so far.
    pub attempts: i32,
    /// After this moment it is dropped.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was ordered.
    pub created_at: DateTime<Utc>,
    /// When the relay took it over; what was sent can be looked at, whatever has become of its subject.
    pub sent_at: Option<DateTime<Utc>>,
}

/// A mail as an organizer sees it.
#[derive(Clone, Debug)]
pub struct MailRow {
    /// What it is and where it stands.
    pub status: MailStatus,
    /// What was tried, oldest first.
    pub attempts: Vec<AttemptRow>,
}

/// What a mail of a kind is, in words.
#[must_use]
pub fn kind_words(kind: &str, t: Tr) -> String {
    t.of(&format!("mail-kind-{}", kind.replace(['.', '_'], "-")))
}

/// Where a mail stands.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = outgoing_mails, check_for_backend(diesel::pg::Pg))]
pub struct MailStatus {
    /// Its id.
    pub id: MailId,
    /// Which renderer makes it.
    pub kind: String,
    /// The language it is written in.
    pub language: Lang,
    /// Where it is in its life.
    pub state: MailState,
    /// Why it failed, in English or in the words of the server, or the word of why it was [withheld](Withheld).
    pub reason: Option<String>,
    /// When it is tried next, while it is queued.
    pub next_attempt_at: DateTime<Utc>,
    /// When it was ordered.
    pub created_at: DateTime<Utc>,
    /// When the relay took it over.
    pub sent_at: Option<DateTime<Utc>>,
}

/// One attempt to hand a mail to the relay.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = mail_attempts, check_for_backend(diesel::pg::Pg))]
pub struct AttemptRow {
    /// Its id, which the log gives as a reference.
    pub id: AttemptId,
    /// Of which mail.
    pub outgoing_mail_id: MailId,
    /// Counted from 1.
    pub number: i32,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it ended; `None` while it runs.
    pub finished_at: Option<DateTime<Utc>>,
    /// How it ended; `None` while it runs.
    pub outcome: Option<AttemptOutcome>,
    /// In what words.
    pub detail: Option<String>,
}
