//! Which consents beside the terms an attendee has given, for whoever has to act by them.

use super::words::local_time;
use crate::events::Event;
use crate::platform::db::Conn;
use crate::platform::i18n::Tr;
use crate::platform::localized::Resolved;
use crate::platform::web::Error;
use crate::registration::{Registration, find_acceptances};

/// A consent and how it stands.
pub(super) struct ConsentFacts {
    pub text: Resolved,
    pub state: String,
    pub tone: &'static str,
    /// Since when.
    pub when: String,
}

/// How each consent stands: given, withdrawn, or not given.
pub(super) async fn consent_facts(
    conn: &mut Conn,
    registration: &Registration,
    event: &Event,
    t: Tr,
) -> Result<Vec<ConsentFacts>, Error> {
    let acceptances = find_acceptances(conn, registration, event, t.lang()).await?;
    let local = |at| local_time(event, at, t);
    let given = acceptances
        .given
        .iter()
        .filter(|acceptance| !acceptances.is_superseded(acceptance))
        .filter_map(|acceptance| {
            let withdrawn_at = acceptance.consent.withdrawn_at;
            Some(ConsentFacts {
                text: acceptance.text.clone()?,
                state: t.of(if withdrawn_at.is_some() {
                    "attendee-consent-withdrawn"
                } else {
                    "attendee-consent-given"
                }),
                tone: if withdrawn_at.is_some() { "bad" } else { "good" },
                when: local(withdrawn_at.unwrap_or(acceptance.consent.given_at)),
            })
        });
    let open = acceptances.open.iter().map(|open| {
        let withdrawn = acceptances.last_withdrawn(&open.key);
        ConsentFacts {
            text: open.text.clone(),
            state: t.of(if withdrawn.is_some() {
                "attendee-consent-withdrawn"
            } else {
                "attendee-consent-open"
            }),
            tone: if withdrawn.is_some() { "bad" } else { "off" },
            when: withdrawn.map(|(_, at)| local(at)).unwrap_or_default(),
        }
    });
    Ok(given.chain(open).collect())
}
