//! Which of the stored rules on fees the form can show. What it cannot stays in its place as it is.

use std::collections::BTreeSet;

use super::super::days::as_typed;
use crate::terms::rules::{Due, Edge, Fee, Keys, Missed, Period, RuleKind, RuleRef, Rules, TaxMode};
use crate::terms::value::{Anchor, Currency, Deadline, Prices, Unit};

/// Prices in more currencies than this are no matter for a form.
pub(super) const MOST_CURRENCIES: usize = 3;
/// A form has a limited number of fields, and a table that people can take in has far fewer.
pub(super) const MOST_CELLS: usize = 300;

/// The fees that the form shows.
#[derive(Debug, Default)]
pub(super) struct Plain {
    /// In which currencies.
    pub currencies: Vec<Currency>,
    /// Key of the category, empty for everybody else, and which of the stored fees it is.
    pub fees: Vec<(String, usize)>,
}

impl Plain {
    /// Finds them among the stored ones.
    pub fn of(rules: &Rules) -> Self {
        let mut plain = Self::default();
        for (index, fee) in rules.fees.iter().enumerate() {
            let Some(key) = row_key(fee, rules) else {
                continue;
            };
            let mut currencies = plain.currencies.clone();
            let prices = std::iter::once(&fee.price).chain(fee.prices.values());
            for money in prices.flat_map(Prices::all) {
                if !currencies.contains(&money.currency) {
                    currencies.push(money.currency);
                }
            }
            if currencies.len() <= MOST_CURRENCIES && plain.fees.iter().all(|(known, _)| *known != key) {
                plain.currencies = currencies;
                plain.fees.push((key, index));
            }
        }
        plain
    }

    /// Which of the stored fees stands in the row of a category.
    pub fn fee<'r>(&self, key: &str, rules: &'r Rules) -> Option<&'r Fee> {
        let (_, index) = self.fees.iter().find(|(known, _)| known == key)?;
        rules.fees.get(*index)
    }

    /// The row of a stored fee.
    pub fn key(&self, index: usize) -> Option<&str> {
        let (key, _) = self.fees.iter().find(|(_, known)| *known == index)?;
        Some(key)
    }
}

/// The row of a fee that says nothing but amounts by period, or one for all.
fn row_key(fee: &Fee, rules: &Rules) -> Option<String> {
    let key = match fee.category.0.as_slice() {
        [] => String::new(),
        [key] => key.clone(),
        _ => return None,
    };
    let shown = Fee {
        category: fee.category.clone(),
        price: fee.price.clone(),
        prices: fee.prices.clone(),
        ..Fee::default()
    };
    let periods: BTreeSet<&str> = rules.periods.iter().map(|period| period.name.as_str()).collect();
    let known = fee.prices.keys().all(|name| periods.contains(name.as_str()));
    let one_kind = fee.price.is_empty() != fee.prices.is_empty();
    (*fee == shown && known && one_kind).then_some(key)
}

/// A fee of a row that states nothing yet.
pub(super) fn new_fee(key: &str) -> Fee {
    let keys = (!key.is_empty()).then(|| key.to_owned());
    Fee {
        category: Keys(keys.into_iter().collect()),
        ..Fee::default()
    }
}

/// Whether a fee is for everybody without a condition, so that none after it counts.
pub(super) fn is_last(fee: &Fee) -> bool {
    fee.category.0.is_empty() && fee.when.is_empty() && fee.edge().deadlines().next().is_none()
}

/// Until when a period lasts as somebody types it; `None` for periods that the form cannot show.
pub(super) fn step(period: &Period) -> Option<String> {
    let Edge {
        from,
        after,
        until,
        before,
    } = period.edge();
    if period.unstated || from.or(after).or(before).is_some() {
        return None;
    }
    until.map_or_else(|| Some(String::new()), as_typed)
}

/// Whether there is one tax of everything at most, as the form shows it.
pub(super) fn shows_tax(rules: &Rules) -> bool {
    match rules.taxes.as_slice() {
        [] => true,
        [tax] => {
            let whole = tax.on.0.is_empty() && tax.when.is_empty() && tax.unless.is_none();
            let told = match tax.mode {
                TaxMode::Included => true,
                TaxMode::Added => tax.rate.is_some(),
                TaxMode::Exempt => tax.rate.is_none(),
                TaxMode::ReverseCharge => false,
            };
            whole && told
        }
        _ => false,
    }
}

/// When everything is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DueTyped {
    /// Value of the control that says what is counted.
    pub kind: &'static str,
    /// How many days, or which day.
    pub value: String,
    pub missed: Option<Missed>,
}

/// Whether everything is due at once at most, as the form shows it.
pub(super) fn shows_due(rules: &Rules) -> bool {
    rules.dues.is_empty() || due(rules).is_some()
}

/// When everything is due; `None` where that is not said, or in a way that the form cannot show.
pub(super) fn due(rules: &Rules) -> Option<DueTyped> {
    let [due] = rules.dues.as_slice() else {
        return None;
    };
    let shown = Due {
        name: due.name.clone(),
        by: due.by.clone(),
        missed: due.missed,
        ..Due::default()
    };
    if *due != shown {
        return None;
    }
    let (kind, value) = match due.by.as_ref()? {
        Deadline::Relative {
            count: count @ 1..,
            unit: Unit::Days,
            before: false,
            anchor,
        } => {
            let kind = match anchor {
                Anchor::Registration => "registration",
                Anchor::Invoice => "invoice",
                _ => return None,
            };
            (kind, count.to_string())
        }
        day => ("day", as_typed(day)?),
    };
    Some(DueTyped {
        kind,
        value,
        missed: due.missed,
    })
}

/// The rules on fees and payment that the form cannot show.
pub(super) fn others(rules: &Rules, plain: &Plain) -> Vec<RuleRef> {
    let fees = rules
        .places(RuleKind::Fee)
        .filter(|place| plain.key(place.index).is_none());
    let mut all: Vec<RuleRef> = fees.collect();
    for kind in [
        RuleKind::Extra,
        RuleKind::Adjustment,
        RuleKind::Charge,
        RuleKind::Grant,
    ] {
        all.extend(rules.places(kind));
    }
    if !shows_tax(rules) {
        all.extend(rules.places(RuleKind::Tax));
    }
    if !shows_due(rules) {
        all.extend(rules.places(RuleKind::Due));
    }
    all.extend(rules.places(RuleKind::Method));
    all
}
