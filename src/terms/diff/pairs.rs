//! Which rule of the new version was which of the old one.

use serde::Serialize;
use serde_json::Value;

use super::Change;
use crate::terms::rules::{RuleKind, RuleRef, Rules};
use crate::terms::value::{Money, Prices};

/// The words for days and times.
const TIMES: [&str; 7] = ["from", "after", "until", "before", "by", "opens", "unstated"];
/// The words for how much.
#[rustfmt::skip]
const AMOUNTS: [&str; 13] = [
    "price", "prices", "percent", "amount", "minus", "minus_percent", "fee", "seats", "more", "over", "rate", "most",
    "free_percent",
];
/// The words for which case a rule is for.
const CASES: [&str; 9] = [
    "key",
    "name",
    "category",
    "categories",
    "when",
    "of",
    "has",
    "wants",
    "on",
];

/// Which words of two rules must agree for them to be one.
type Alike = fn(&str) -> bool;
const PASSES: [Alike; 4] = [
    |_| true,
    |word| !TIMES.contains(&word),
    |word| !AMOUNTS.contains(&word),
    |word| CASES.contains(&word),
];

pub(super) fn compare(old: &Rules, new: &Rules, changes: &mut Vec<Change>) {
    macro_rules! lists {
        ($($list:ident: $kind:ident,)*) => { $(
            compare_list((old, new), RuleKind::$kind, &values(&old.$list), &values(&new.$list), changes);
        )* };
    }
    lists! {
        categories: Category,
        registration: Registration,
        periods: Period,
        fees: Fee,
        extras: Extra,
        adjustments: Adjustment,
        charges: Charge,
        grants: Grant,
        taxes: Tax,
        dues: Due,
        methods: Method,
        refunds: Refund,
        substitutions: Substitution,
        conversions: Conversion,
        quotas: Quota,
        openings: Opening,
        requirements: Requirement,
        consents: Consent,
        clauses: Clause,
    }
}

fn values<T: Serialize>(list: &[T]) -> Vec<Value> {
    list.iter().map(|rule| serde_json::json!(rule)).collect()
}

/// Whether the first rule that fits counts, so that their order says something.
fn is_ordered(kind: RuleKind) -> bool {
    !matches!(
        kind,
        RuleKind::Registration
            | RuleKind::Extra
            | RuleKind::Charge
            | RuleKind::Grant
            | RuleKind::Opening
            | RuleKind::Requirement
            | RuleKind::Consent
            | RuleKind::Clause
    )
}

fn compare_list(
    rules: (&Rules, &Rules),
    kind: RuleKind,
    old: &[Value],
    new: &[Value],
    changes: &mut Vec<Change>,
) {
    let mut partner: Vec<Option<(usize, usize)>> = vec![None; old.len()];
    let mut taken = vec![false; new.len()];
    for (pass, alike) in PASSES.into_iter().enumerate() {
        for (index, rule) in old.iter().enumerate() {
            if partner[index].is_some() {
                continue;
            }
            let found = (0..new.len()).find(|other| !taken[*other] && agree(rule, &new[*other], alike));
            if let Some(other) = found {
                partner[index] = Some((other, pass));
                taken[other] = true;
            }
        }
    }
    let mut last = 0;
    let mut turned = false;
    for (index, found) in partner.iter().enumerate() {
        let before = RuleRef::new(kind, index);
        let Some((other, pass)) = *found else {
            changes.push(Change::Removed(before));
            continue;
        };
        turned |= other < last;
        last = other;
        let after = RuleRef::new(kind, other);
        match pass {
            0 => {}
            1 => changes.push(Change::Times {
                old: before,
                new: after,
            }),
            _ => changes.extend(amounts(rules, before, after)),
        }
    }
    for other in (0..new.len()).filter(|other| !taken[*other]) {
        changes.push(Change::Added(RuleRef::new(kind, other)));
    }
    if turned && is_ordered(kind) {
        changes.push(Change::Order(kind));
    }
}

fn agree(one: &Value, other: &Value, alike: Alike) -> bool {
    let words = |value: &Value| -> Vec<(String, Value)> {
        let all = value.as_object().into_iter().flatten();
        all.filter(|(word, _)| alike(word))
            .map(|(word, value)| (word.clone(), value.clone()))
            .collect()
    };
    words(one) == words(other)
}

/// Prices that changed one by one; anything else of a rule as a whole.
fn amounts((old, new): (&Rules, &Rules), before: RuleRef, after: RuleRef) -> Vec<Change> {
    let whole = vec![Change::Reworded {
        old: before,
        new: after,
    }];
    let (mut from, mut to) = (Vec::new(), Vec::new());
    match before.kind {
        RuleKind::Fee => {
            let (Some(one), Some(other)) = (old.fees.get(before.index), new.fees.get(after.index)) else {
                return whole;
            };
            let mut leveled = other.clone();
            (leveled.price, leveled.prices) = (one.price.clone(), one.prices.clone());
            if leveled != *one {
                return whole;
            }
            prices(new, &one.price, one.prices.iter(), &mut from);
            prices(new, &other.price, other.prices.iter(), &mut to);
        }
        RuleKind::Extra => {
            let (Some(one), Some(other)) = (old.extras.get(before.index), new.extras.get(after.index)) else {
                return whole;
            };
            let mut leveled = other.clone();
            (leveled.price, leveled.prices) = (one.price.clone(), one.prices.clone());
            if leveled != *one {
                return whole;
            }
            prices(new, &one.price, one.prices.iter(), &mut from);
            prices(new, &other.price, other.prices.iter(), &mut to);
        }
        _ => return whole,
    }
    // Only where each price has its counterpart can one say that it rises.
    let pairs: Vec<_> = from.iter().zip(&to).collect();
    let same_places = pairs
        .iter()
        .all(|((period, money), (other, new))| period == other && money.currency == new.currency);
    if from.len() != to.len() || !same_places {
        return whole;
    }
    pairs
        .into_iter()
        .filter(|((_, from), (_, to))| from != to)
        .map(|((_, from), (period, to))| Change::Price {
            old: before,
            new: RuleRef {
                period: *period,
                ..after
            },
            from: *from,
            to: *to,
        })
        .collect()
}

fn prices<'a>(
    rules: &Rules,
    price: &Prices,
    by_period: impl Iterator<Item = (&'a String, &'a Prices)>,
    into: &mut Vec<(Option<usize>, Money)>,
) {
    into.extend(price.all().iter().map(|money| (None, *money)));
    for (name, prices) in by_period {
        let period = rules.periods.iter().position(|period| period.name == *name);
        into.extend(prices.all().iter().map(|money| (period, *money)));
    }
}
