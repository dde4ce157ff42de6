//! Prices that are missing or doubled, shares above the whole, and reductions that fall as groups grow.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Finding, Trouble};
use crate::terms::rules::{Adjustment, Fee, RuleKind, RuleRef, Rules};
use crate::terms::value::{Currency, Percent, Prices};

pub(super) fn examine(rules: &Rules, found: &mut Vec<Finding>) {
    let mut report = |kind, index, trouble| {
        found.push(Finding {
            rule: Some(RuleRef::new(kind, index)),
            trouble,
        });
    };
    for (index, fee) in rules.fees.iter().enumerate() {
        if fee.price.is_empty() && fee.prices.is_empty() && !fee.elsewhere {
            report(RuleKind::Fee, index, Trouble::NoPrice);
        }
        if !fee.price.is_empty() && !fee.prices.is_empty() {
            report(RuleKind::Fee, index, Trouble::TwoPrices);
        }
        for trouble in currencies(&fee.prices) {
            report(RuleKind::Fee, index, trouble);
        }
        if let Some(first) = rules.fees[..index]
            .iter()
            .position(|earlier| covers(earlier, fee))
        {
            report(
                RuleKind::Fee,
                index,
                Trouble::Unreachable(RuleRef::new(RuleKind::Fee, first)),
            );
        }
    }
    for (index, extra) in rules.extras.iter().enumerate() {
        if !extra.price.is_empty() && !extra.prices.is_empty() {
            report(RuleKind::Extra, index, Trouble::TwoPrices);
        }
        for trouble in currencies(&extra.prices) {
            report(RuleKind::Extra, index, trouble);
        }
    }
    for (index, one) in rules.adjustments.iter().enumerate() {
        if !has_effect(one) {
            report(RuleKind::Adjustment, index, Trouble::NoEffect);
        }
        if let Some(trouble) = too_much("percent", one.percent) {
            report(RuleKind::Adjustment, index, trouble);
        }
    }
    for (index, row) in rules.refunds.iter().enumerate() {
        let troubles = too_much("percent", row.percent).into_iter();
        for trouble in troubles.chain(too_much("minus_percent", row.minus_percent)) {
            report(RuleKind::Refund, index, trouble);
        }
        if row.unstated {
            report(RuleKind::Refund, index, Trouble::Unstated);
        }
    }
    for (index, row) in rules.substitutions.iter().enumerate() {
        let troubles = too_much("percent", row.percent).into_iter();
        for trouble in troubles.chain(too_much("free_percent", row.free_percent)) {
            report(RuleKind::Substitution, index, trouble);
        }
        if row.unstated {
            report(RuleKind::Substitution, index, Trouble::Unstated);
        }
    }
    for (index, period) in rules.periods.iter().enumerate() {
        if period.unstated {
            report(RuleKind::Period, index, Trouble::Unstated);
        }
    }
    for (index, due) in rules.dues.iter().enumerate() {
        if let Some(trouble) = too_much("percent", due.percent) {
            report(RuleKind::Due, index, trouble);
        }
    }
    for (index, tax) in rules.taxes.iter().enumerate() {
        if let Some(trouble) = too_much("rate", tax.rate) {
            report(RuleKind::Tax, index, trouble);
        }
    }
    falling(&rules.adjustments, &mut report);
}

/// Whether an earlier fee is for everybody whom a later one is for, whenever.
fn covers(earlier: &Fee, later: &Fee) -> bool {
    let keys = &earlier.category.0;
    let everybody = keys.is_empty()
        || !later.category.0.is_empty() && later.category.0.iter().all(|key| keys.contains(key));
    everybody
        && (earlier.when.is_empty() || earlier.when == later.when)
        && earlier.edge().deadlines().next().is_none()
}

fn has_effect(one: &Adjustment) -> bool {
    one.percent.is_some()
        || !one.amount.is_empty()
        || !one.price.is_empty()
        || !one.prices.is_empty()
        || !one.period.is_empty()
        || one.per_paid.is_some() && one.free > 0
}

fn too_much(word: &'static str, percent: Option<Percent>) -> Option<Trouble> {
    let percent = percent.filter(|percent| *percent > Percent::WHOLE)?;
    Some(Trouble::TooMuch { word, percent })
}

fn currencies(prices: &BTreeMap<String, Prices>) -> Vec<Trouble> {
    let all: BTreeSet<Currency> = prices
        .values()
        .flat_map(|price| price.all().iter().map(|money| money.currency))
        .collect();
    let lacking = prices.iter().flat_map(|(period, price)| {
        let missing = all
            .iter()
            .filter(|currency| price.in_currency(**currency).is_none());
        missing.map(|currency| Trouble::CurrencyMissing {
            currency: *currency,
            period: period.clone(),
        })
    });
    lacking.collect()
}

/// Of two reductions for the same people the larger group's must not be smaller.
fn falling(all: &[Adjustment], report: &mut impl FnMut(RuleKind, usize, Trouble)) {
    let least = |one: &Adjustment| one.size.and_then(|size| size.min);
    for (index, one) in all.iter().enumerate() {
        for (other_index, other) in all.iter().enumerate() {
            let same = one.category == other.category && one.when == other.when && one.of == other.of;
            let (Some(size), Some(other_size)) = (least(one), least(other)) else {
                continue;
            };
            if !same || size <= other_size {
                continue;
            }
            let percent = matches!((one.percent, other.percent), (Some(a), Some(b)) if a < b);
            let amount = one.amount.all().iter().any(|money| {
                other
                    .amount
                    .in_currency(money.currency)
                    .is_some_and(|bigger| money.minor < bigger.minor)
            });
            if percent || amount {
                let smaller = RuleRef::new(RuleKind::Adjustment, other_index);
                report(RuleKind::Adjustment, index, Trouble::FallsWithSize(smaller));
            }
        }
    }
}
