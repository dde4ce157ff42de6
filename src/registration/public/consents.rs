//! The consents beside the terms on the registration form: a tick for each, never set beforehand, and whom it is for.

use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::localized::Resolved;
use crate::platform::text::shortened;
use crate::platform::web::{Mistakes, RawForm};
use crate::registration::Offer;
use crate::terms::{Concerned, Naming, TermsVersion};

/// How much of a consent a sentence about it repeats, in characters.
const BEGINNING: usize = 60;

/// Consents that are for the same people.
pub(super) struct ConsentGroup {
    /// Who they are; `None` is everybody.
    pub whom: Option<String>,
    pub ticks: Vec<Tick>,
}

/// A consent as the form shows it.
pub(super) struct Tick {
    /// Name and id of its control.
    pub field: String,
    pub text: Resolved,
    pub is_optional: bool,
}

/// What the form asks, everything that may concern somebody: which of it does is known when the form comes back.
pub(super) fn groups(terms: &TermsVersion, offers: &[Offer], default: Lang, t: Tr) -> Vec<ConsentGroup> {
    let names: Vec<_> = offers
        .iter()
        .map(|offer| (offer.category.key.clone(), offer.category.name.clone()))
        .collect();
    let naming = Naming {
        categories: &names,
        default,
    };
    let mut groups: Vec<ConsentGroup> = Vec::new();
    for asked in terms.consents_for_any(naming, t.lang()) {
        let whom = asked
            .condition
            .map(|condition| t.with("register-consents-if", &[("condition", Value::from(condition))]));
        let tick = Tick {
            field: field(asked.number),
            text: asked.text,
            is_optional: !asked.required,
        };
        match groups.iter_mut().find(|group| group.whom == whom) {
            Some(group) => group.ticks.push(tick),
            None => groups.push(ConsentGroup {
                whom,
                ticks: vec![tick],
            }),
        }
    }
    groups
}

/// Keys of what was ticked, of that which concerns her; what is required of her and was not ticked is a mistake.
pub(super) fn read(
    mistakes: &mut Mistakes,
    form: &RawForm,
    terms: &TermsVersion,
    who: Concerned<'_>,
    default: Lang,
) -> Vec<String> {
    // A tick carries the id of the version it stood beside, as the one for the terms does.
    let shown = terms.id.to_string();
    let mut given = Vec::new();
    for (number, consent) in terms.consents_of(who) {
        let field = field(number);
        if form.get(&field) == shown {
            given.push(consent.key.clone());
        } else if consent.required {
            let words = terms.words_of(consent, default, mistakes.t.lang()).text;
            let message = mistakes.t.with(
                "register-consent-missing",
                &[("text", Value::from(shortened(&words, BEGINNING)))],
            );
            mistakes.add(field, message);
        }
    }
    given
}

fn field(number: usize) -> String {
    format!("consent_{number}")
}
