//! Who accepted which version: what she saw, in which language, by which way, when.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::queries::TermsVersion;
use crate::platform::db::Conn;
use crate::platform::ids::{ConsentId, RegistrationId, TermsVersionId, text_enum};
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

/// An acceptance to be recorded.
#[derive(Debug)]
pub struct NewConsent<'a> {
    /// Whose.
    pub registration_id: RegistrationId,
    /// Of which version.
    pub version: &'a TermsVersion,
    /// In which language she read it.
    pub language: Lang,
    /// By which way.
    pub channel: Channel,
}

/// An acceptance as it is shown to her and to the organizer.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = consents, check_for_backend(diesel::pg::Pg))]
pub struct ConsentRow {
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
}

/// Records acceptances as given at `now`.
///
/// # Errors
/// When the database does not take them; `version_is_accepted_once` among others.
pub async fn record_consents(conn: &mut Conn, new: &[NewConsent<'_>], now: DateTime<Utc>) -> QueryResult<()> {
    if new.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = new
        .iter()
        .map(|consent| {
            (
                consents::id.eq(ConsentId::new()),
                consents::registration_id.eq(consent.registration_id),
                consents::terms_version_id.eq(consent.version.id),
                consents::required.eq(true),
                consents::digest.eq(consent.version.digest),
                consents::document_digest.eq(consent
                    .version
                    .document_digest(consent.language)
                    .unwrap_or(consent.version.digest)),
                consents::language.eq(consent.language),
                consents::channel.eq(consent.channel),
                consents::given_at.eq(now),
            )
        })
        .collect();
    diesel::insert_into(consents::table)
        .values(rows)
        .execute(conn)
        .await?;
    Ok(())
}

/// The acceptance that came with a registration.
///
/// # Errors
/// When the database does not answer.
pub async fn find_consent(
    conn: &mut Conn,
    registration_id: RegistrationId,
) -> QueryResult<Option<ConsentRow>> {
    consents::table
        .filter(consents::registration_id.eq(registration_id))
        .filter(consents::required)
        .order(consents::given_at.desc())
        .select(ConsentRow::as_select())
        .first(conn)
        .await
        .optional()
}
