//! Where the rules and the categories that an event has do not agree.

use std::collections::BTreeSet;

use super::finding::{Finding, Trouble};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::terms::rules::{RuleKind, RuleRef, Rules};

/// The categories of an event.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    /// Key and name of each.
    pub categories: &'a [(String, Localized)],
    /// The language of the event.
    pub default: Lang,
}

/// Categories that rules name and the event lacks, each told once; and those of the event that no fee is for, while
/// there are fees.
#[must_use]
pub fn lint_offer(rules: &Rules, offer: Offer<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (name, default) in without_fee(rules, offer) {
        found.push(Finding {
            rule: None,
            trouble: Trouble::NoFee { name, default },
        });
    }
    let mut known: BTreeSet<&str> = offer.categories.iter().map(|(key, _)| key.as_str()).collect();
    for (kind, index, key) in named(rules) {
        if known.insert(key) {
            found.push(Finding {
                rule: Some(RuleRef::new(kind, index)),
                trouble: Trouble::NotOffered(key.to_owned()),
            });
        }
    }
    found
}

fn without_fee<'a>(rules: &'a Rules, offer: Offer<'a>) -> impl Iterator<Item = (Localized, Lang)> + 'a {
    let missing = offer
        .categories
        .iter()
        .filter(|(key, _)| !rules.fees.is_empty() && !rules.fees.iter().any(|fee| fee.category.take(key)));
    missing.map(move |(_, name)| (name.clone(), offer.default))
}

/// Every category that a rule names, in the order of the kinds.
fn named(rules: &Rules) -> impl Iterator<Item = (RuleKind, usize, &str)> {
    macro_rules! keys {
        ($list:ident, $kind:ident, $field:ident) => {
            rules.$list.iter().enumerate().flat_map(|(index, one)| {
                let keys = one.$field.0.iter();
                keys.map(move |key| (RuleKind::$kind, index, key.as_str()))
            })
        };
    }
    let windows = rules.registration.iter().enumerate().flat_map(|(index, one)| {
        let keys = one.categories.iter();
        keys.map(move |key| (RuleKind::Registration, index, key.as_str()))
    });
    let defined = rules.categories.iter().enumerate();
    windows
        .chain(defined.map(|(index, one)| (RuleKind::Category, index, one.key.as_str())))
        .chain(keys!(categories, Category, accompanies))
        .chain(keys!(fees, Fee, category))
        .chain(keys!(extras, Extra, category))
        .chain(keys!(adjustments, Adjustment, category))
        .chain(keys!(charges, Charge, category))
        .chain(keys!(grants, Grant, category))
        .chain(keys!(dues, Due, category))
        .chain(keys!(openings, Opening, category))
        .filter(|(_, _, key)| !key.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_event_lacks_is_told_once_and_what_no_fee_is_for_too() {
        let rules: Rules = serde_json::from_value(json!({
            "registration": [{"categories": ["guest"]}],
            "fee": [{"category": ["expert", "guest"], "price": "1 EUR"}],
        }))
        .unwrap();
        let names = |key: &str| (key.to_owned(), Localized::of([(Lang::En, key)]));
        let told = |rules: &Rules, keys: &[&str]| {
            let categories: Vec<_> = keys.iter().map(|key| names(key)).collect();
            lint_offer(
                rules,
                Offer {
                    categories: &categories,
                    default: Lang::En,
                },
            )
        };
        assert_eq!(told(&rules, &["expert", "guest"]), []);
        let found = told(&rules, &["expert", "press"]);
        let troubles: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(troubles.len(), 2, "{troubles:?}");
        assert!(troubles[0].contains("“press”"), "{troubles:?}");
        assert!(troubles[1].starts_with("registration[1]: "), "{troubles:?}");
        assert_eq!(told(&Rules::default(), &["press"]), []);
    }
}
