//! Where mail goes: to a relay, or to a folder.

use chrono::{DateTime, Utc};
use lettre::Message;

use super::folder::Folder;
use super::relay::{Deadlines, Relay};
use super::verdict::Verdict;
use crate::platform::config::Config;
use crate::platform::ids::MailId;

/// Where mail goes.
pub enum Transport {
    /// To a mail server.
    Smtp(Relay),
    /// To files, for development and for trying the product out.
    Folder(Folder),
}

impl Transport {
    /// What `config` says: the relay at `SMTP_URL`, else the folder.
    ///
    /// # Errors
    /// In words, when `SMTP_URL` cannot be used.
    pub fn from_config(config: &Config) -> Result<Self, String> {
        Self::with_deadlines(config, Deadlines::default())
    }

    /// The same with other patience.
    ///
    /// # Errors
    /// As [`Transport::from_config`].
    pub fn with_deadlines(config: &Config, deadlines: Deadlines) -> Result<Self, String> {
        Ok(match &config.smtp_url {
            Some(url) => Self::Smtp(Relay::from_url(url, deadlines)?),
            None => Self::Folder(Folder::new(config.mail_dir())),
        })
    }

    /// How long to wait for what.
    #[must_use]
    pub fn deadlines(&self) -> Deadlines {
        match self {
            Self::Smtp(relay) => relay.deadlines(),
            Self::Folder(_) => Deadlines::default(),
        }
    }

    /// Hands `message` over; says how it went, and never fails otherwise.
    pub async fn send(&self, id: MailId, now: DateTime<Utc>, message: &Message) -> Verdict {
        match self {
            Self::Smtp(relay) => relay.send(message).await,
            Self::Folder(folder) => folder.send(id, now, message).await,
        }
    }

    /// Whether mail would go out, for `lanyard doctor`: sends nothing.
    ///
    /// # Errors
    /// In words for the operator.
    pub async fn check(&self) -> Result<String, String> {
        match self {
            Self::Smtp(relay) => relay.check().await,
            Self::Folder(folder) => folder.check().await,
        }
    }

    /// Closes connections that nobody has used for a while.
    pub async fn close_idle(&self) {
        if let Self::Smtp(relay) = self {
            relay.close_idle().await;
        }
    }
}
