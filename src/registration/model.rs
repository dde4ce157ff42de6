//! What a registration is.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Nullable, Timestamptz, Uuid as SqlUuid};

use crate::mail::Withheld;
use crate::platform::countries::Country;
use crate::platform::ids::{
    AddressChangeId, CategoryId, EventId, PartyId, RegistrationId, ReviewQuestionId, text_enum,
};
use crate::platform::lang::Lang;
use crate::platform::secret::Digest;
use crate::schema::{address_changes, registrations, review_questions};
use crate::terms::Channel;

text_enum! {
    /// Where a registration is in its life.
    pub enum RegistrationStatus {
        /// Her address is not proved yet.
        Unverified = "unverified",
        /// An organizer decides.
        PendingReview = "pending_review",
        /// Money is due.
        AwaitingPayment = "awaiting_payment",
        /// In line for a place.
        Waitlisted = "waitlisted",
        /// A place is held for her until she answers.
        Offered = "offered",
        /// She takes part.
        Confirmed = "confirmed",
        /// The organizer said no.
        Rejected = "rejected",
        /// She took it back.
        Withdrawn = "withdrawn",
        /// The organizer called it off.
        Cancelled = "cancelled",
        /// Time ran out.
        Expired = "expired",
    }
}

impl RegistrationStatus {
    /// Whether it still binds anybody. One person has at most one live registration at an event; the partial
    /// unique index `person_registers_once` lists the same.
    #[must_use]
    pub fn is_live(self) -> bool {
        match self {
            Self::Unverified
            | Self::PendingReview
            | Self::AwaitingPayment
            | Self::Waitlisted
            | Self::Offered
            | Self::Confirmed => true,
            Self::Rejected | Self::Withdrawn | Self::Cancelled | Self::Expired => false,
        }
    }

    /// How its tag looks: `good`, `wait` or `bad`.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            Self::Confirmed => "good",
            Self::Unverified
            | Self::PendingReview
            | Self::AwaitingPayment
            | Self::Waitlisted
            | Self::Offered => "wait",
            Self::Rejected | Self::Withdrawn | Self::Cancelled | Self::Expired => "bad",
        }
    }
}

/// What people call a registration by, on the phone and at the door: eight random characters that nobody mistakes
/// for each other, shown as `7K3F-9QXM`. It identifies and opens nothing.
#[derive(
    Clone, PartialEq, Eq, Hash, Debug, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub struct Reference(String);

/// No 0 and O, 1 and I and L, U and V.
const ALPHABET: &[u8; 29] = b"23456789ABCDEFGHJKMNPQRSTWXYZ";
const LENGTH: usize = 8;

impl Reference {
    /// A random one, out of 5 · 10¹¹.
    #[must_use]
    pub fn random() -> Self {
        Self(
            (0..LENGTH)
                .map(|_| char::from(ALPHABET[rand::random_range(0..ALPHABET.len())]))
                .collect(),
        )
    }

    /// As it is stored: without the hyphen.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (head, tail) = self.0.split_at(LENGTH / 2);
        write!(f, "{head}-{tail}")
    }
}

impl FromStr for Reference {
    type Err = ();

    /// Reads what somebody typed: hyphens, spaces and case do not matter.
    fn from_str(text: &str) -> Result<Self, ()> {
        let plain: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let well_formed = plain.len() == LENGTH && plain.bytes().all(|byte| ALPHABET.contains(&byte));
        if well_formed { Ok(Self(plain)) } else { Err(()) }
    }
}

impl diesel::serialize::ToSql<diesel::sql_types::Text, diesel::pg::Pg> for Reference {
    fn to_sql<'b>(
        &'b self,
        out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>,
    ) -> diesel::serialize::Result {
        <str as diesel::serialize::ToSql<diesel::sql_types::Text, diesel::pg::Pg>>::to_sql(&self.0, out)
    }
}

impl diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::pg::Pg> for Reference {
    fn from_sql(value: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
        let text =
            <String as diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::pg::Pg>>::from_sql(
                value,
            )?;
        text.parse()
            .map_err(|()| format!("“{text}” is no reference").into())
    }
}

/// A registration as it is stored, without what only search needs.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = registrations, check_for_backend(diesel::pg::Pg))]
pub struct Registration {
    /// Its id.
    pub id: RegistrationId,
    /// At which event.
    pub event_id: EventId,
    /// In which capacity.
    pub category_id: CategoryId,
    /// What people call it by.
    pub reference: Reference,
    /// Where it is in its life.
    pub status: RegistrationStatus,
    /// By which way it came.
    pub channel: Channel,
    /// The language it was made in.
    pub language: Lang,
    /// Full name, as she writes it.
    pub name: Option<String>,
    /// Her address, as she writes it.
    pub email: Option<String>,
    /// For whom she comes.
    pub organization: Option<String>,
    /// As what.
    pub position: Option<String>,
    /// From where.
    pub country: Option<Country>,
    /// For urgent news.
    pub phone: Option<String>,
    /// SHA-256 of her personal link's token.
    pub link_hash: Digest,
    /// How often the link was renewed.
    pub link_epoch: i32,
    /// Which confirmation is the latest.
    pub mail_revision: i32,
    /// Raised at every change.
    pub revision: i32,
    /// When it came in.
    pub registered_at: DateTime<Utc>,
    /// Since when it has its status.
    pub status_changed_at: DateTime<Utc>,
    /// Why an organizer ended it, in words for her.
    pub status_reason: Option<String>,
    /// Those she was registered together with.
    pub party_id: Option<PartyId>,
    /// Whether she is counted in every quota that bounds her category.
    pub has_place: bool,
    /// Until when she must act, else it ends by itself.
    pub acts_until: Option<DateTime<Utc>>,
    /// The address of whoever registered her, if she has none of her own.
    pub contact_email: Option<String>,
}

impl Registration {
    /// Where letters about it go: to her own address, else to that of whoever registered her.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        self.email.as_deref().or(self.contact_email.as_deref())
    }

    /// Whether letters about it go to whoever registered her.
    #[must_use]
    pub fn is_looked_after(&self) -> bool {
        self.email.is_none() && self.contact_email.is_some()
    }
}

/// What an organizer asked before deciding.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = review_questions, check_for_backend(diesel::pg::Pg))]
pub struct ReviewQuestion {
    /// Its id.
    pub id: ReviewQuestionId,
    /// Of whom.
    pub registration_id: RegistrationId,
    /// In the organizer's words.
    pub question: String,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// In hers.
    pub answer: Option<String>,
    /// Since when nobody waits for an answer: it is here, or a decision has overtaken it.
    pub closed_at: Option<DateTime<Utc>>,
}

/// Whether she is told by mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailPolicy {
    /// It is.
    Send,
    /// It is not, for this reason; the outbox keeps a row that says so.
    Suppress(Withheld),
}

impl MailPolicy {
    /// Why it is not sent, if it is not.
    #[must_use]
    pub fn reason(self) -> Option<Withheld> {
        match self {
            Self::Send => None,
            Self::Suppress(reason) => Some(reason),
        }
    }
}

/// Somebody in a line.
#[derive(Debug, Clone, diesel::QueryableByName)]
pub(super) struct Waiting {
    #[diesel(sql_type = SqlUuid)]
    pub id: RegistrationId,
    #[diesel(sql_type = SqlUuid)]
    pub category_id: CategoryId,
    #[diesel(sql_type = Integer)]
    pub priority: i32,
    #[diesel(sql_type = Timestamptz)]
    pub since: DateTime<Utc>,
    /// The party she wants to come with: all of it or none.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub together_id: Option<PartyId>,
    /// How many that party is.
    #[diesel(sql_type = BigInt)]
    pub together: i64,
}

/// An address that somebody wants to be written to at. It takes effect when the link that was mailed to it is opened
/// and its button pressed.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = address_changes, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
pub struct AddressChange {
    /// Its id, which the link is made of.
    pub id: AddressChangeId,
    /// Whose.
    pub registration_id: RegistrationId,
    /// The new address, as typed.
    pub email: String,
    /// What is stored of the link.
    pub token_hash: Vec<u8>,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// Until when the link works.
    pub expires_at: DateTime<Utc>,
    /// Since when it is the registration's address.
    pub confirmed_at: Option<DateTime<Utc>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_reads_back_however_it_is_typed() {
        let reference = Reference::random();
        assert_eq!(reference.to_string().parse(), Ok(reference.clone()));
        assert_eq!(
            format!(" {} ", reference.as_str().to_lowercase()).parse(),
            Ok(reference)
        );
    }

    #[test]
    fn characters_that_look_alike_are_in_no_reference() {
        for odd in ["00000000", "IIIIIIII", "7K3F-9QX", "7K3F-9QXMM", "", "７K3F9QXM"] {
            assert!(odd.parse::<Reference>().is_err(), "{odd}");
        }
    }
}
