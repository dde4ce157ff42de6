//! Who accepted which version, and agreed to what beside it: what she saw, in which language, by which way, when.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::model::TermsVersion;
use super::rules::Consent;
use crate::platform::ids::{RegistrationId, TermsVersionId, text_enum};
use crate::platform::lang::Lang;
use crate::platform::secret::Digest;
use crate::schema::consents;

text_enum! {
    /// By which way somebody was registered and accepted the terms.
    pub enum Channel {
        /// By herself.
        SelfMade = "self",
        /// By the contact person of her delegation.
        ContactPerson = "contact_person",
        /// At the desk.
        Desk = "desk",
        /// With a list.
        Import = "import",
    }
}

impl Channel {
    /// Whether it came by the public form, on which nobody vouches for anybody.
    #[must_use]
    pub fn is_by_form(self) -> bool {
        matches!(self, Self::SelfMade | Self::ContactPerson)
    }
}

/// An acceptance to be recorded.
#[derive(Debug)]
pub struct NewConsent<'a> {
    /// Whose.
    pub registration_id: RegistrationId,
    /// Of which version.
    pub version: &'a TermsVersion,
    /// Of which consent beside the terms; `None` is the terms themselves.
    pub beside: Option<&'a Consent>,
    /// In which language she read it.
    pub language: Lang,
    /// By which way.
    pub channel: Channel,
}

/// An acceptance as it is shown to her and to the organizer.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = consents, check_for_backend(diesel::pg::Pg))]
pub struct ConsentRow {
    /// Of which consent beside the terms; `None` is the terms themselves.
    pub key: Option<String>,
    /// Whether nobody takes part without it.
    pub required: bool,
    /// Of which version.
    pub terms_version_id: TermsVersionId,
    /// Digest of the version.
    pub digest: Digest,
    /// Digest of the document she saw.
    pub document_digest: Digest,
    /// In which language.
    pub language: Lang,
    /// By which way.
    pub channel: Channel,
    /// When.
    pub given_at: DateTime<Utc>,
    /// When it was withdrawn, if it was.
    pub withdrawn_at: Option<DateTime<Utc>>,
}
