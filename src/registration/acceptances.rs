//! What a registration has accepted, as it was put to her: the terms, and each consent beside them; and what she may
//! still agree to.

use chrono::{DateTime, Utc};

use super::model::Registration;
use super::queries;
use crate::categories::Category;
use crate::events::Event;
use crate::platform::db::Conn;
use crate::platform::lang::Lang;
use crate::platform::localized::Resolved;
use crate::platform::time::Zone;
use crate::terms::{self, Choices, Concerned, ConsentRow, TermsVersion};

/// Something that was accepted.
#[derive(Debug, Clone)]
pub struct Acceptance {
    /// As it is kept.
    pub consent: ConsentRow,
    /// Number of the version.
    pub number: i32,
    /// In which zone the version's deadlines run.
    pub zone: Zone,
    /// When the version came into force.
    pub published_at: DateTime<Utc>,
    /// What was agreed to beside the terms, in the language she read it in; `None` is the terms themselves.
    pub text: Option<Resolved>,
}

/// An optional consent that does not stand and may be given.
#[derive(Debug, Clone)]
pub struct OpenConsent {
    /// By which it is kept.
    pub key: String,
    /// What is agreed to, for the reader.
    pub text: Resolved,
}

/// Where a registration stands with its consents.
#[derive(Debug, Clone, Default)]
pub struct Acceptances {
    /// What was accepted, the terms first; withdrawn ones too.
    pub given: Vec<Acceptance>,
    /// What may be agreed to.
    pub open: Vec<OpenConsent>,
}

/// Where `registration` stands with its consents, what is open in words for readers of `lang`.
///
/// # Errors
/// When the database does not answer.
pub async fn find_acceptances(
    conn: &mut Conn,
    registration: &Registration,
    event: &Event,
    lang: Lang,
) -> diesel::QueryResult<Acceptances> {
    let given = terms::list_consents(conn, registration.id).await?;
    let mut result = Acceptances::default();
    let mut accepted: Option<TermsVersion> = None;
    for consent in given {
        let version = match &accepted {
            Some(version) if version.id == consent.terms_version_id => version,
            _ => accepted.insert(terms::find_by_id(conn, consent.terms_version_id).await?),
        };
        let beside = consent.key.as_deref().and_then(|key| version.consent(key));
        let text = beside.map(|beside| version.words_of(beside, event.default_language, consent.language));
        result.given.push(Acceptance {
            number: version.number,
            zone: version.zone,
            published_at: version.published_at,
            text,
            consent,
        });
    }
    if let Some(version) = accepted.filter(|_| registration.status.is_live()) {
        let category = queries::find_category(conn, registration.category_id).await?;
        let choices = queries::find_choices(conn, registration.id).await?;
        result.open = optional_for(&version, registration, &category, &choices)
            .filter(|consent| !result.stands(&consent.key))
            .map(|consent| OpenConsent {
                key: consent.key.clone(),
                text: version.words_of(consent, event.default_language, lang),
            })
            .collect();
    }
    Ok(result)
}

impl Acceptances {
    fn of_key<'a>(&'a self, key: &'a str) -> impl DoubleEndedIterator<Item = &'a Acceptance> {
        let all = self.given.iter();
        all.filter(move |acceptance| acceptance.consent.key.as_deref() == Some(key))
    }

    fn stands(&self, key: &str) -> bool {
        self.of_key(key)
            .any(|acceptance| acceptance.consent.withdrawn_at.is_none())
    }

    /// When what may be given again was withdrawn, with the zone to tell it in; `None` where it was never given.
    #[must_use]
    pub fn last_withdrawn(&self, key: &str) -> Option<(Zone, DateTime<Utc>)> {
        let last = self.of_key(key).next_back()?;
        Some((last.zone, last.consent.withdrawn_at?))
    }

    /// Whether a consent was withdrawn and what has become of it since is told elsewhere: it may be given again, or was.
    #[must_use]
    pub fn is_superseded(&self, acceptance: &Acceptance) -> bool {
        let Some(key) = acceptance.consent.key.as_deref() else {
            return false;
        };
        let is_last = self
            .of_key(key)
            .next_back()
            .is_some_and(|last| last.consent.given_at == acceptance.consent.given_at);
        acceptance.consent.withdrawn_at.is_some()
            && (!is_last || self.open.iter().any(|open| open.key == key))
    }
}

/// The optional consents of a version that are asked of her.
pub(super) fn optional_for<'a>(
    version: &'a TermsVersion,
    registration: &'a Registration,
    category: &'a Category,
    choices: &'a Choices,
) -> impl Iterator<Item = &'a terms::rules::Consent> {
    let who = Concerned {
        category: Some(&category.key),
        country: registration.country,
        facts: &choices.facts,
    };
    version
        .consents_of(who)
        .map(|(_, consent)| consent)
        .filter(|consent| !consent.required)
}
