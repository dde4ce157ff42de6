//! Names that are not defined, twice defined, or lead in a circle; conditions that can never hold.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Finding, Named, Trouble};
use crate::terms::facts::When;
use crate::terms::rules::{Keys, RuleKind, RuleRef, Rules};

pub(super) fn examine(rules: &Rules, found: &mut Vec<Finding>) {
    let mut report = |kind, index, trouble| {
        found.push(Finding {
            rule: Some(RuleRef::new(kind, index)),
            trouble,
        });
    };
    twice(rules, &mut report);
    circles(rules, &mut report);

    let periods: BTreeSet<&str> = rules.periods.iter().map(|period| period.name.as_str()).collect();
    let categories: BTreeSet<&str> = rules.categories.iter().map(|one| one.key.as_str()).collect();
    let items: BTreeSet<&str> = rules
        .extras
        .iter()
        .map(|extra| extra.key.as_str())
        .chain(["fee", "charge"])
        .collect();
    let unknown = |kind: Named, known: &BTreeSet<&str>, name: &str| {
        (!known.contains(name)).then(|| Trouble::Unknown {
            kind,
            name: name.to_owned(),
        })
    };
    // Terms that list no categories leave them to the event.
    let in_categories = |keys: &Keys| {
        let keys = if categories.is_empty() {
            &[]
        } else {
            keys.0.as_slice()
        };
        keys.iter()
            .filter_map(|key| unknown(Named::Category, &categories, key))
            .collect::<Vec<_>>()
    };
    macro_rules! each {
        ($list:ident, $kind:ident, |$one:ident| $troubles:expr) => {
            for (index, $one) in rules.$list.iter().enumerate() {
                for trouble in $troubles {
                    report(RuleKind::$kind, index, trouble);
                }
            }
        };
    }
    let in_periods = |names: Vec<&String>| {
        names
            .into_iter()
            .filter_map(|name| unknown(Named::Period, &periods, name))
            .collect::<Vec<_>>()
    };
    each!(fees, Fee, |one| in_periods(
        one.prices.keys().chain(one.percent.keys()).collect()
    ));
    each!(extras, Extra, |one| in_periods(one.prices.keys().collect()));
    each!(adjustments, Adjustment, |one| {
        let period = Some(&one.period).filter(|period| !period.is_empty());
        in_periods(one.prices.keys().chain(period).collect())
    });
    each!(registration, Registration, |one| in_categories(&Keys(
        one.categories.clone()
    )));
    each!(fees, Fee, |one| in_categories(&one.category));
    each!(extras, Extra, |one| in_categories(&one.category));
    each!(adjustments, Adjustment, |one| in_categories(&one.category));
    each!(charges, Charge, |one| in_categories(&one.category));
    each!(grants, Grant, |one| in_categories(&one.category));
    each!(dues, Due, |one| in_categories(&one.category));
    each!(openings, Opening, |one| in_categories(&one.category));
    each!(categories, Category, |one| in_categories(&one.accompanies));
    each!(categories, Category, |one| {
        let fallback = Some(&one.without_proof).filter(|key| !key.is_empty());
        fallback
            .and_then(|key| unknown(Named::Category, &categories, key))
            .into_iter()
            .collect::<Vec<_>>()
    });
    let things = |keys: &Keys| {
        keys.0
            .iter()
            .filter_map(|key| unknown(Named::Extra, &items, key))
            .collect::<Vec<_>>()
    };
    each!(taxes, Tax, |one| things(&one.on));
    // A refund may be of what somebody else sold: a hotel's deposit.
    each!(registration, Registration, |one| conditions(&one.when));
    each!(categories, Category, |one| conditions(&one.when));
    each!(fees, Fee, |one| conditions(&one.when));
    each!(adjustments, Adjustment, |one| both(
        &one.when,
        one.unless.as_ref()
    ));
    each!(charges, Charge, |one| both(&one.when, one.unless.as_ref()));
    each!(grants, Grant, |one| both(&one.when, one.unless.as_ref()));
    each!(taxes, Tax, |one| both(&one.when, one.unless.as_ref()));
    each!(dues, Due, |one| conditions(&one.when));
    each!(methods, Method, |one| both(&one.when, one.unless.as_ref()));
    each!(refunds, Refund, |one| both(&one.when, one.unless.as_ref()));
    each!(substitutions, Substitution, |one| both(
        &one.when,
        one.unless.as_ref()
    ));
    each!(conversions, Conversion, |one| conditions(&one.when));
    each!(quotas, Quota, |one| conditions(&one.when));
    each!(openings, Opening, |one| both(&one.when, one.unless.as_ref()));
    each!(requirements, Requirement, |one| both(
        &one.when,
        one.unless.as_ref()
    ));
    each!(consents, Consent, |one| conditions(&one.when));
}

fn both(when: &When, unless: Option<&When>) -> Vec<Trouble> {
    let mut troubles = conditions(when);
    troubles.extend(unless.into_iter().flat_map(conditions));
    troubles
}

fn conditions(when: &When) -> Vec<Trouble> {
    let wrong = when.iter().filter(|(fact, test)| !test.fits(fact.kind()));
    wrong.map(|(fact, _)| Trouble::CannotHold(fact)).collect()
}

fn twice(rules: &Rules, report: &mut impl FnMut(RuleKind, usize, Trouble)) {
    let mut check = |kind: RuleKind, names: Vec<&str>| {
        let mut seen = BTreeSet::new();
        for (index, name) in names.into_iter().enumerate() {
            if name.trim().is_empty() {
                report(kind, index, Trouble::Nameless);
            } else if !seen.insert(name) {
                report(kind, index, Trouble::Twice(name.to_owned()));
            }
        }
    };
    check(
        RuleKind::Period,
        rules.periods.iter().map(|one| one.name.as_str()).collect(),
    );
    check(
        RuleKind::Category,
        rules.categories.iter().map(|one| one.key.as_str()).collect(),
    );
    check(
        RuleKind::Extra,
        rules.extras.iter().map(|one| one.key.as_str()).collect(),
    );
    check(
        RuleKind::Consent,
        rules.consents.iter().map(|one| one.key.as_str()).collect(),
    );
    check(
        RuleKind::Clause,
        rules.clauses.iter().map(|one| one.key.as_str()).collect(),
    );
}

/// A category that counts while proof is missing must not end at itself, nor accompany itself.
fn circles(rules: &Rules, report: &mut impl FnMut(RuleKind, usize, Trouble)) {
    let next: BTreeMap<&str, &str> = rules
        .categories
        .iter()
        .filter(|category| !category.without_proof.is_empty())
        .map(|category| (category.key.as_str(), category.without_proof.as_str()))
        .collect();
    for (index, category) in rules.categories.iter().enumerate() {
        let mut path = vec![category.key.as_str()];
        while let Some(&fallback) = path.last().and_then(|last| next.get(last)) {
            let known = path.contains(&fallback);
            path.push(fallback);
            if known {
                break;
            }
        }
        if path.len() > 1 && path.last() == path.first() {
            report(RuleKind::Category, index, Trouble::Circle(path.join(" → ")));
        }
        if category.accompanies.0.contains(&category.key) {
            report(
                RuleKind::Category,
                index,
                Trouble::Circle(format!("{0} → {0}", category.key)),
            );
        }
    }
}
