//! What intake is asked and what it answers.

use chrono::{DateTime, Utc};

use crate::platform::countries::Country;
use crate::platform::email::EmailAddress;
use crate::platform::ids::{AccountId, CategoryId, EventId, RegistrationId, SubmissionId, TermsVersionId};
use crate::platform::lang::Lang;
use crate::platform::secret::{Digest, Token};
use crate::registration::model::{MailPolicy, RegistrationStatus};
use crate::terms::{Channel, Choices};

/// A registration that somebody asks for, checked as far as a form can be.
#[derive(Debug, Clone)]
pub struct NewRegistration {
    /// At which event.
    pub event_id: EventId,
    /// In which capacity.
    pub category_id: CategoryId,
    /// Which terms she accepted: exactly the version she saw.
    pub terms_version_id: TermsVersionId,
    /// Keys of the consents beside the terms that she gave.
    pub consents: Vec<String>,
    /// By which way it came.
    pub channel: Channel,
    /// In which language.
    pub language: Lang,
    /// Full name.
    pub name: String,
    /// Her own address; whoever is entered by hand may have none.
    pub email: Option<EmailAddress>,
    /// For whom she comes.
    pub organization: Option<String>,
    /// As what.
    pub position: Option<String>,
    /// From where.
    pub country: Option<Country>,
    /// For urgent news.
    pub phone: Option<String>,
    /// The form it came with, if it came with one.
    pub submission: Option<Submission>,
    /// Whether she is told by mail.
    pub mail: MailPolicy,
    /// When it came in, if not now: lists from elsewhere bring their own dates.
    pub registered_at: Option<DateTime<Utc>>,
    /// Who entered her by hand, if somebody did.
    pub entered_by: Option<AccountId>,
    /// Whether she gets in even if every place is taken. It stands on record.
    pub overbooks: bool,
    /// Whom else she registers, each with a registration of its own.
    pub companions: Vec<Companion>,
    /// Whether all of them shall have places, or none, where there are not enough.
    pub stays_together: bool,
    /// What she said and chose that the price depends on.
    pub choices: Choices,
    /// The amounts that stood before her when she pressed the button, by `Price::tag`; `None` takes any.
    pub shown_amounts: Option<Vec<String>>,
}

impl NewRegistration {
    /// What two registrations of one person have in common.
    #[must_use]
    pub fn email_key(&self) -> Option<String> {
        self.email.as_ref().map(EmailAddress::key)
    }
}

/// Somebody who comes along. She is written to at the address of whoever registers her.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    /// Her full name, unless it comes later.
    pub name: Option<String>,
}

/// One use of one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Submission {
    /// Issued with the form.
    pub id: SubmissionId,
    /// Digest of what was sent with it.
    pub digest: Digest,
}

/// How a registration ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegistrationOutcome {
    /// It is written, and this is where it stands.
    Taken {
        /// The new registration.
        id: RegistrationId,
        /// Its personal link.
        token: Token,
        /// Confirmed, or what comes before that.
        status: RegistrationStatus,
    },
    /// The same form with the same content came again: this is what became of it the first time.
    Replayed {
        /// The registration it made.
        id: RegistrationId,
        /// Its personal link.
        token: Token,
    },
    /// Nothing was written.
    Refused(Refusal),
}

impl RegistrationOutcome {
    /// One word for it, for those who count.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Taken { status, .. } => status.as_str(),
            Self::Replayed { .. } => "replayed",
            Self::Refused(_) => "refused",
        }
    }
}

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// She has a live registration; its owner is told by mail.
    AlreadyRegistered(RegistrationId),
    /// This form has made another registration before.
    FormUsed {
        /// That registration's personal link.
        token: Token,
    },
    /// Every place of this category is taken.
    Full,
    /// Of this extra, which she chose, there is none left.
    OptionFull(String),
    /// Registration opens then.
    NotYet(DateTime<Utc>),
    /// Registration is over.
    Closed,
    /// The event is called off.
    Cancelled,
    /// The event has taken place.
    Over,
    /// Other terms are in force than those she accepted.
    TermsChanged,
    /// There is no such category any more.
    UnknownCategory,
    /// What she chose comes to another amount than those she saw, or is not to be had any more.
    AmountChanged,
}
