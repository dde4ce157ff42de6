//! What stands on a registration's own page about its consents: what was accepted, and what may be withdrawn or given.

use chrono::{DateTime, Utc};

use crate::platform::i18n::{Tr, Value};
use crate::platform::localized::Resolved;
use crate::platform::secret::Token;
use crate::platform::time::Zone;
use crate::platform::web::urls;
use crate::registration::public::receipt::{channel_words, what_words};
use crate::registration::{Acceptance, Acceptances};

/// The section about consents.
pub(super) struct OwnConsents {
    pub given: Vec<GivenConsent>,
    pub open: Vec<OpenConsent>,
    /// Where the buttons lead.
    pub action: String,
    pub receipt_href: String,
}

/// Something that was accepted.
pub(super) struct GivenConsent {
    pub what: Resolved,
    /// Where it can be read, for the terms.
    pub href: Option<String>,
    /// Version, moment and zone, language, way.
    pub facts: Vec<String>,
    pub digest: String,
    /// When it was withdrawn, in words.
    pub withdrawn: Option<String>,
    /// By which it is withdrawn, if it stands and can be.
    pub withdraw_key: Option<String>,
    /// Whether it stands and ends with the registration alone.
    pub is_required: bool,
}

/// Something that may be agreed to.
pub(super) struct OpenConsent {
    pub key: String,
    pub text: Resolved,
    /// That it was not given, or when it was withdrawn.
    pub state: String,
}

impl OwnConsents {
    pub fn of(acceptances: &Acceptances, token: &Token, t: Tr) -> Self {
        Self {
            given: acceptances
                .given
                .iter()
                .filter(|acceptance| !acceptances.is_superseded(acceptance))
                .map(|acceptance| GivenConsent::of(acceptance, token, t))
                .collect(),
            open: acceptances
                .open
                .iter()
                .map(|open| OpenConsent {
                    state: acceptances.last_withdrawn(&open.key).map_or_else(
                        || t.of("own-consent-open"),
                        |(zone, at)| withdrawn_words(t, zone, at),
                    ),
                    key: open.key.clone(),
                    text: open.text.clone(),
                })
                .collect(),
            action: urls::registration_consents(token),
            receipt_href: urls::registration_receipt(token),
        }
    }

    /// Whether something stands that cannot be withdrawn by itself, beside the terms.
    pub fn has_required(&self) -> bool {
        self.given.iter().any(|given| given.is_required)
    }
}

impl GivenConsent {
    fn of(acceptance: &Acceptance, token: &Token, t: Tr) -> Self {
        let consent = &acceptance.consent;
        let arguments = [
            ("number", Value::from(acceptance.number)),
            ("moment", Value::from(t.moment(acceptance.zone, consent.given_at))),
        ];
        let is_beside = consent.key.is_some();
        Self {
            what: what_words(acceptance, t),
            href: (!is_beside).then(|| urls::registration_terms(token)),
            facts: vec![
                t.with("own-terms-accepted", &arguments),
                consent.language.endonym().to_owned(),
                channel_words(consent.channel, t),
            ],
            digest: consent.document_digest.to_string(),
            withdrawn: consent
                .withdrawn_at
                .map(|at| withdrawn_words(t, acceptance.zone, at)),
            withdraw_key: consent
                .key
                .clone()
                .filter(|_| !consent.required && consent.withdrawn_at.is_none()),
            is_required: is_beside && consent.required,
        }
    }
}

fn withdrawn_words(t: Tr, zone: Zone, at: DateTime<Utc>) -> String {
    let moment = t.moment(zone, at);
    t.with("own-consent-withdrawn-on", &[("moment", Value::from(moment))])
}
