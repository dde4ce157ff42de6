//! What a cancellation returns.
//!
//! Of each thing that was paid, by the first row that fits: the share that is returned, less what is withheld; never below
//! nothing and never above what was paid.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::answer::{NoAnswer, Silence};
use super::order::{Order, Times};
use super::quote::{Item, Line, quote};
use crate::terms::facts::{Facts, Person};
use crate::terms::rules::{Per, Refund, RuleKind, RuleRef, Rules};
use crate::terms::value::{Calendar, Currency, Money, Percent};

/// Something that was paid.
#[derive(Debug, Clone)]
pub struct Paid {
    /// What for: `fee` or the key of an extra.
    pub item: String,
    /// How much, with tax.
    pub amount: Money,
    /// The tax in it, in minor units.
    pub tax: i64,
    /// For how many people.
    pub persons: u32,
}

/// What of it is returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundedLine {
    /// What it was paid for.
    pub item: String,
    /// How much is returned.
    pub amount: Money,
    /// How much is not.
    pub withheld: Money,
    /// The row that says so.
    pub rule: RuleRef,
}

/// What a cancellation returns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refunded {
    /// Line by line, as they were paid.
    pub lines: Vec<RefundedLine>,
    /// In each currency.
    pub totals: BTreeMap<Currency, i64>,
}

impl Paid {
    /// What was paid, once everything that was quoted is: the fee with what was taken off it, each extra, the charges.
    #[must_use]
    pub fn all(rules: &Rules, lines: &[Line]) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for line in lines {
            let item = match line.item {
                Item::Fee | Item::Reduction | Item::OverQuota => "fee",
                Item::Extra(index) => rules.extras.get(index).map_or("", |extra| extra.key.as_str()),
                Item::Charge(_) => "charge",
            };
            let persons = if line.item == Item::Fee { line.quantity } else { 0 };
            let gross = line.gross(rules);
            let same = |paid: &&mut Self| paid.item == item && paid.amount.currency == line.amount.currency;
            if let Some(paid) = all.iter_mut().find(same) {
                paid.amount.minor += gross;
                paid.tax += line.tax;
                paid.persons += persons;
            } else {
                all.push(Self {
                    item: item.to_owned(),
                    amount: Money {
                        minor: gross,
                        ..line.amount
                    },
                    tax: line.tax,
                    persons,
                });
            }
        }
        // A fixed charge is withheld once for whom a thing was bought, and somebody bought it.
        for paid in &mut all {
            paid.persons = paid.persons.max(1);
        }
        all
    }
}

/// What is returned of what was paid, if notice arrives at `at`.
///
/// # Errors
/// When the rules do not say.
pub fn refund(
    rules: &Rules,
    calendar: &Calendar<'_>,
    paid: &[Paid],
    facts: &Facts,
    at: DateTime<Utc>,
) -> Result<Refunded, NoAnswer> {
    let mut result = Refunded::default();
    // What a row withholds once an order, as far as it has not been withheld yet.
    let mut once: BTreeMap<usize, i64> = BTreeMap::new();
    for item in paid {
        let (index, row) = find_row(rules, calendar, &item.item, facts, at)?;
        let rule = RuleRef::new(RuleKind::Refund, index);
        let (amount, fixed) = returned(row, item, once.get(&index).copied(), rule)?;
        if row.per == Per::Order {
            once.insert(index, fixed);
        }
        let returned = Money {
            minor: amount,
            ..item.amount
        };
        let withheld = Money {
            minor: item.amount.minor - amount,
            ..item.amount
        };
        *result.totals.entry(item.amount.currency).or_insert(0) += amount;
        result.lines.push(RefundedLine {
            item: item.item.clone(),
            amount: returned,
            withheld,
            rule,
        });
    }
    Ok(result)
}

/// The first row that fits.
pub(super) fn find_row<'a>(
    rules: &'a Rules,
    calendar: &Calendar<'_>,
    item: &str,
    facts: &Facts,
    at: DateTime<Utc>,
) -> Result<(usize, &'a Refund), NoAnswer> {
    let nothing = Facts::default();
    let person = Person {
        category: None,
        own: facts,
        order: &nothing,
        regions: &rules.regions,
    };
    for (index, row) in rules.refunds.iter().enumerate() {
        let spared = row.unless.as_ref().is_some_and(|unless| unless.holds(&person));
        if !row.of.take(item) || spared || !row.when.holds(&person) {
            continue;
        }
        let rule = RuleRef::new(RuleKind::Refund, index);
        if row
            .edge()
            .span(calendar)
            .ok_or_else(|| Silence::UnknownDay.at(rule))?
            .holds(at)
        {
            return if row.unstated {
                Err(Silence::Unstated.at(rule))
            } else {
                Ok((index, row))
            };
        }
    }
    Err(Silence::NoRule.nowhere())
}

/// What a row returns of one thing, and what of its fixed charge is still to be withheld of others.
fn returned(row: &Refund, item: &Paid, still: Option<i64>, rule: RuleRef) -> Result<(i64, i64), NoAnswer> {
    let currency = item.amount.currency;
    let fixed = if row.minus.is_empty() {
        0
    } else {
        let one = row
            .minus
            .in_currency(currency)
            .ok_or_else(|| Silence::NotIn(currency).at(rule))?;
        match row.per {
            Per::Order => still.unwrap_or(one.minor),
            Per::Person => one.minor.saturating_mul(i64::from(item.persons)),
        }
    };
    let paid = if row.net {
        item.amount.minor - item.tax
    } else {
        item.amount.minor
    };
    let share = row.percent.unwrap_or(Percent::WHOLE).of(paid).min(paid).max(0);
    let charge = row.minus_percent.map_or(0, |percent| percent.of(paid));
    let withheld = if row.greater {
        charge.max(fixed)
    } else {
        charge.saturating_add(fixed)
    };
    let amount = share.saturating_sub(withheld).max(0);
    let left = fixed.saturating_sub(share.saturating_sub(charge).max(0)).max(0);
    Ok((amount, left))
}

/// What is returned when `returned` of a group cancel and who stays is priced anew: what was paid, less what the others
/// cost now, less what is withheld for each place that was paid for. Free places are given back first.
///
/// # Errors
/// When the rules do not say, or do not say that groups are priced anew.
pub fn recounted_refund(
    rules: &Rules,
    calendar: &Calendar<'_>,
    order: &Order,
    returned: u32,
    bought: Times,
    at: DateTime<Utc>,
) -> Result<(Money, RuleRef), NoAnswer> {
    let (index, row) = find_row(rules, calendar, "fee", &order.facts, at)?;
    let rule = RuleRef::new(RuleKind::Refund, index);
    if !row.recount {
        return Err(Silence::NoRule.at(rule));
    }
    let mut staying = order.clone();
    let mut left = returned;
    for who in staying.participants.iter_mut().rev() {
        let gone = left.min(who.count);
        who.count -= gone;
        left -= gone;
    }
    let before = quote(rules, calendar, order, bought)?;
    let after = quote(rules, calendar, &staying, bought)?;
    let (currency, total) = match before.totals.iter().next() {
        Some((currency, total)) if before.totals.len() == 1 => (*currency, total.gross),
        _ => return Err(Silence::WhichCurrency.at(rule)),
    };
    let free = |quote: &super::quote::Quote| -> u32 {
        let reductions = quote.lines.iter().filter(|line| line.item == Item::Reduction);
        reductions
            .filter(|line| {
                rules
                    .adjustments
                    .get(line.rule.index)
                    .is_some_and(|one| one.per_paid.is_some())
            })
            .map(|line| line.quantity)
            .sum()
    };
    let given_up = free(&before).saturating_sub(free(&after));
    let paid = Paid {
        item: "fee".to_owned(),
        amount: Money {
            currency,
            minor: total - after.totals.get(&currency).map_or(0, |total| total.gross),
        },
        tax: 0,
        persons: returned.saturating_sub(given_up),
    };
    let (minor, _) = self::returned(row, &paid, None, rule)?;
    Ok((Money { currency, minor }, rule))
}
