//! What an order costs, line by line.
//!
//! In this order: the period (a group may unlock an earlier one), the price of the list, a price that counts instead,
//! reductions, surcharges above a quota (never reduced), extras, charges, taxes. Each line is rounded once, half up, and
//! a total is the sum of rounded lines in one currency; currencies are never added to one another. A fee and what is
//! taken off it are taxed together. People are put in an order of their own, the dearest first, so that it does not
//! matter in which they are named.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::answer::{NoAnswer, Silence};
use super::order::{Order, Participant, Times};
use super::people::{Active, Head, adjustments, concerns, group_of, instead, price_people};
use super::price::{Asked, Priced, in_currency};
use super::tax::{Taxed, tax_on};
use crate::terms::facts::{Fact, Person};
use crate::terms::rules::{Charge, ChargePer, RuleKind, RuleRef, Rules, Seats, Stacking, TaxMode};
use crate::terms::value::{Calendar, Currency, Money};

/// More people than one order ever holds.
const MOST_PEOPLE: u32 = 100_000;

/// What a line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// Taking part.
    Fee,
    /// What is taken off it.
    Reduction,
    /// What a place above the quota costs on top.
    OverQuota,
    /// An extra, by its place in the rules.
    Extra(usize),
    /// A charge, by its place in the rules.
    Charge(usize),
}

/// A line of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// What it is for.
    pub item: Item,
    /// The rule it follows from.
    pub rule: RuleRef,
    /// The price of one; below zero for a reduction.
    pub unit: Money,
    /// How many.
    pub quantity: u32,
    /// All of them, as the list says: with the tax that is included, without one that is added.
    pub amount: Money,
    /// The tax in it or on top of it, in minor units.
    pub tax: i64,
    /// The rule of the tax.
    pub tax_rule: Option<RuleRef>,
}

/// A total in one currency, in minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Total {
    /// Without tax.
    pub net: i64,
    /// The tax.
    pub tax: i64,
    /// What is to be paid.
    pub gross: i64,
}

/// What an order costs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quote {
    /// Line by line.
    pub lines: Vec<Line>,
    /// In each currency.
    pub totals: BTreeMap<Currency, Total>,
}

impl Line {
    /// What is to be paid for it, with its tax, in minor units.
    #[must_use]
    pub fn gross(&self, rules: &Rules) -> i64 {
        let tax = self.tax_rule.and_then(|rule| rules.taxes.get(rule.index));
        match tax.map(|tax| tax.mode) {
            Some(TaxMode::Added) => self.amount.minor + self.tax,
            _ => self.amount.minor,
        }
    }
}

impl Quote {
    /// What is to be paid, where it is in one currency.
    #[must_use]
    pub fn only_total(&self) -> Option<Money> {
        let mut totals = self.totals.iter();
        match (totals.next(), totals.next()) {
            (Some((currency, total)), None) => Some(Money {
                currency: *currency,
                minor: total.gross,
            }),
            _ => None,
        }
    }

    /// What is taken off, in a currency.
    #[must_use]
    pub fn reduction(&self, currency: Currency) -> i64 {
        let reductions = self.lines.iter().filter(|line| line.item == Item::Reduction);
        -reductions
            .filter(|line| line.amount.currency == currency)
            .map(|line| line.amount.minor)
            .sum::<i64>()
    }
}

/// What an order costs.
///
/// # Errors
/// When the rules do not say.
pub fn quote(rules: &Rules, calendar: &Calendar<'_>, order: &Order, times: Times) -> Result<Quote, NoAnswer> {
    let heads = order
        .participants
        .iter()
        .fold(0_u32, |sum, who| sum.saturating_add(who.count));
    if heads > MOST_PEOPLE {
        return Err(Silence::TooLarge.nowhere());
    }
    let asked = Asked {
        rules,
        calendar,
        times,
        currency: order.currency,
    };
    let active = adjustments(&asked, order)?;
    let mut people = price_people(&asked, order, &active)?;
    // Among equals who is settled comes first, and her place in the group is taken.
    people.sort_by(|a, b| {
        let order = |head: &Head<'_>| (head.base, head.who.settled);
        let facts = || (&a.who.category, &a.who.facts).cmp(&(&b.who.category, &b.who.facts));
        order(b).cmp(&order(a)).then_with(facts)
    });
    let mut lines = Vec::with_capacity(people.len() + order.extras.len() + 4);
    fee_lines(&asked, order, &active, &people, &mut lines)?;
    over_quota_lines(rules, order, &people, &mut lines);
    extra_lines(&asked, order, &mut lines)?;
    charge_lines(&asked, order, &mut lines)?;
    finish(rules, order, lines)
}

/// How far each group has been counted, by adjustment.
type Places<'a> = BTreeMap<(usize, &'a str), u32>;

fn fee_lines(
    asked: &Asked<'_>,
    order: &Order,
    active: &[Active<'_>],
    people: &[Head<'_>],
    lines: &mut Vec<Line>,
) -> Result<(), NoAnswer> {
    let mut places = Places::new();
    for head in people {
        let person = head.who.person(asked.rules, &order.facts);
        let mut base = Priced {
            money: head.base,
            rule: head.base_rule,
        };
        let mut reductions: Vec<(RuleRef, i64)> = Vec::new();
        for one in active {
            let adjustment = one.adjustment;
            if !concerns(adjustment, head.who, &person) {
                continue;
            }
            let Some(group) = group_of(adjustment.of, head.who, &order.facts) else {
                continue;
            };
            let place = places.entry((one.index, group)).or_insert(0);
            *place += 1;
            let place = *place;
            if adjustment.from_nth.is_some_and(|nth| place < nth) {
                continue;
            }
            let size = one.size(group);
            if adjustment.size.is_some_and(|wanted| !wanted.holds(size)) {
                continue;
            }
            let rule = RuleRef::new(RuleKind::Adjustment, one.index);
            if adjustment.from_nth.is_some()
                && let Some(other) = instead(asked, one, base.money.currency)?
                && (adjustment.dearer || other.money < base.money)
            {
                base = other;
            }
            if let Some(paid) = adjustment.per_paid {
                // The free places are the cheapest, so the last.
                let each = i64::from(paid) + i64::from(adjustment.free);
                let free = size.checked_div(each).unwrap_or(0) * i64::from(adjustment.free);
                if i64::from(place) > size - free {
                    reductions.push((rule, base.money.minor));
                }
            }
            if let Some(percent) = adjustment.percent {
                reductions.push((rule, percent.of(base.money.minor)));
            }
            if !adjustment.amount.is_empty() {
                let currency = base.money.currency;
                let off = adjustment.amount.in_currency(currency);
                reductions.push((rule, off.ok_or_else(|| Silence::NotIn(currency).at(rule))?.minor));
            }
        }
        if head.who.settled {
            continue;
        }
        lines.push(line(Item::Fee, base.rule, base.money));
        push_reductions(asked.rules.stacking, base.money, &reductions, lines);
    }
    Ok(())
}

fn push_reductions(stacking: Stacking, base: Money, reductions: &[(RuleRef, i64)], lines: &mut Vec<Line>) {
    let mut left = base.minor;
    let mut take = |rule: RuleRef, off: i64| {
        let off = off.min(left);
        if off > 0 {
            left -= off;
            lines.push(line(Item::Reduction, rule, Money { minor: -off, ..base }));
        }
    };
    match stacking {
        Stacking::Largest => {
            // Of equal ones the first.
            if let Some((rule, off)) = reductions.iter().rev().max_by_key(|(_, off)| *off) {
                take(*rule, *off);
            }
        }
        Stacking::Add => reductions.iter().for_each(|(rule, off)| take(*rule, *off)),
    }
}

fn over_quota_lines(rules: &Rules, order: &Order, people: &[Head<'_>], lines: &mut Vec<Line>) {
    for (index, quota) in rules.quotas.iter().enumerate() {
        let Some(last) = quota.over.last() else {
            continue;
        };
        let mut taken: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        for head in people {
            let person = head.who.person(rules, &order.facts);
            let group = group_of(quota.of, head.who, &order.facts);
            let seats = quota.seats.of(&head.who.category);
            let (Some(group), Some(seats), true) = (group, seats, quota.when.holds(&person)) else {
                continue;
            };
            let each = match quota.seats {
                Seats::Total(_) => "",
                Seats::Each(_) => head.who.category.as_str(),
            };
            let place = taken.entry((group, each)).or_insert(0);
            *place += 1;
            let Some(above) = place.checked_sub(seats).filter(|above| *above > 0) else {
                continue;
            };
            let percent = quota.over.get(above as usize - 1).unwrap_or(last);
            if !head.who.settled {
                let minor = percent.of(head.list.money.minor);
                let rule = RuleRef::new(RuleKind::Quota, index);
                lines.push(line(
                    Item::OverQuota,
                    rule,
                    Money {
                        minor,
                        ..head.list.money
                    },
                ));
            }
        }
    }
}

fn extra_lines(asked: &Asked<'_>, order: &Order, lines: &mut Vec<Line>) -> Result<(), NoAnswer> {
    let at = asked.times.deciding(asked.rules.counts);
    for (key, quantity) in order.extras.iter().filter(|(_, quantity)| **quantity > 0) {
        let found = asked
            .rules
            .extras
            .iter()
            .enumerate()
            .find(|(_, extra)| extra.key == *key);
        let (index, extra) = found.ok_or_else(|| Silence::Unknown(key.clone()).nowhere())?;
        let rule = RuleRef::new(RuleKind::Extra, index);
        let span = extra
            .edge()
            .span(asked.calendar)
            .ok_or_else(|| Silence::UnknownDay.at(rule))?;
        let allowed = order.participants.is_empty()
            || order
                .participants
                .iter()
                .any(|who| extra.category.take(&who.category));
        if !allowed || !span.holds(at) {
            return Err(Silence::NotOffered(key.clone()).at(rule));
        }
        if let Some(most) = extra.most.filter(|most| most < quantity) {
            return Err(Silence::TooMany(most, key.clone()).at(rule));
        }
        let asked = Asked {
            currency: preferred(order, lines),
            ..*asked
        };
        let priced = if extra.prices.is_empty() {
            Priced {
                money: in_currency(&extra.price, asked.currency, rule)?,
                rule,
            }
        } else {
            asked.by_period(&extra.prices, None, rule)?
        };
        lines.push(Line {
            quantity: *quantity,
            ..line(Item::Extra(index), priced.rule, priced.money)
        });
    }
    Ok(())
}

/// The currency that was chosen, or else the one the fees are in.
fn preferred(order: &Order, lines: &[Line]) -> Option<Currency> {
    order
        .currency
        .or_else(|| lines.first().map(|line| line.unit.currency))
}

/// Whether a charge holds for somebody, its time apart.
pub(super) fn charged(charge: &Charge, person: &Person<'_>) -> bool {
    person
        .category
        .is_none_or(|category| charge.category.take(category))
        && charge.when.holds(person)
        && !charge.unless.as_ref().is_some_and(|unless| unless.holds(person))
}

/// How often a charge is due for people.
pub(super) fn charge_count(charge: &Charge, rules: &Rules, order: &Order) -> u32 {
    let beyond = |who: &Participant, fact: Fact| {
        let covered = i64::from(charge.above);
        let above = (who.number(fact, &order.facts) - covered).max(0);
        u32::try_from(above).unwrap_or(u32::MAX)
    };
    let concerned = order
        .participants
        .iter()
        .filter(|who| !who.settled && charged(charge, &who.person(rules, &order.facts)));
    let count = match charge.per {
        ChargePer::Person => concerned.map(|who| who.count).fold(0, u32::saturating_add),
        ChargePer::Order => u32::from(concerned.count() > 0),
        ChargePer::Paper => concerned
            .map(|who| who.count.saturating_mul(beyond(who, Fact::Papers)))
            .fold(0, u32::saturating_add),
        ChargePer::Night => concerned
            .map(|who| who.count.saturating_mul(beyond(who, Fact::Nights)))
            .fold(0, u32::saturating_add),
    };
    charge.most.map_or(count, |most| count.min(most))
}

fn charge_lines(asked: &Asked<'_>, order: &Order, lines: &mut Vec<Line>) -> Result<(), NoAnswer> {
    let at = asked.times.deciding(asked.rules.counts);
    for (index, charge) in asked.rules.charges.iter().enumerate() {
        if charge.on_request || (charge.on_site && !asked.times.on_site) {
            continue;
        }
        let rule = RuleRef::new(RuleKind::Charge, index);
        let count = charge_count(charge, asked.rules, order);
        if count == 0 {
            continue;
        }
        if !charge
            .edge()
            .span(asked.calendar)
            .ok_or_else(|| Silence::UnknownDay.at(rule))?
            .holds(at)
        {
            continue;
        }
        if let Some(percent) = charge.percent {
            for (currency, sum) in sums(lines)? {
                let minor = percent.of(sum);
                if minor > 0 {
                    lines.push(line(Item::Charge(index), rule, Money { currency, minor }));
                }
            }
        }
        if !charge.amount.is_empty() {
            let unit = in_currency(&charge.amount, preferred(order, lines), rule)?;
            lines.push(Line {
                quantity: count,
                ..line(Item::Charge(index), rule, unit)
            });
        }
    }
    Ok(())
}

fn line(item: Item, rule: RuleRef, unit: Money) -> Line {
    Line {
        item,
        rule,
        unit,
        quantity: 1,
        amount: unit,
        tax: 0,
        tax_rule: None,
    }
}

fn amount(line: &Line) -> Result<Money, NoAnswer> {
    let minor = line.unit.minor.checked_mul(i64::from(line.quantity));
    let minor = minor.ok_or_else(|| Silence::TooLarge.at(line.rule))?;
    Ok(Money { minor, ..line.unit })
}

fn sums(lines: &[Line]) -> Result<BTreeMap<Currency, i64>, NoAnswer> {
    let mut sums = BTreeMap::new();
    for line in lines {
        let sum: &mut i64 = sums.entry(line.unit.currency).or_insert(0);
        *sum = sum
            .checked_add(amount(line)?.minor)
            .ok_or_else(|| Silence::TooLarge.at(line.rule))?;
    }
    Ok(sums)
}

/// Puts equal lines together, and the tax on each.
fn finish(rules: &Rules, order: &Order, mut lines: Vec<Line>) -> Result<Quote, NoAnswer> {
    // A reduction follows the fee, whoever was named first.
    lines.sort_unstable_by_key(|line| (line.item, line.rule, std::cmp::Reverse(line.unit)));
    lines.dedup_by(|next, kept| {
        let same = (next.item, next.rule, next.unit) == (kept.item, kept.rule, kept.unit);
        if same {
            kept.quantity = kept.quantity.saturating_add(next.quantity);
        }
        same
    });
    let mut totals: BTreeMap<Currency, Total> = BTreeMap::new();
    // A fee and what is taken off it are taxed together: rounded apart, they might come to less than nothing.
    let mut fees: BTreeMap<Currency, i64> = BTreeMap::new();
    for line in &mut lines {
        line.amount = amount(line)?;
        let tax = |on: &str, minor: i64| tax_on(rules, on, minor, &order.facts);
        let taxed = match line.item {
            Item::Fee | Item::Reduction | Item::OverQuota => {
                let so_far = fees.entry(line.amount.currency).or_insert(0);
                let before = tax("fee", *so_far);
                *so_far = so_far
                    .checked_add(line.amount.minor)
                    .ok_or_else(|| Silence::TooLarge.at(line.rule))?;
                let after = tax("fee", *so_far);
                Taxed {
                    net: after.net - before.net,
                    tax: after.tax - before.tax,
                    rule: after.rule,
                }
            }
            Item::Extra(index) => {
                let key = rules.extras.get(index).map_or("", |extra| extra.key.as_str());
                tax(key, line.amount.minor)
            }
            Item::Charge(_) => tax("charge", line.amount.minor),
        };
        line.tax = taxed.tax;
        line.tax_rule = taxed.rule;
        let total = totals.entry(line.amount.currency).or_default();
        let add = |sum: i64, part: i64| {
            sum.checked_add(part)
                .ok_or_else(|| Silence::TooLarge.at(line.rule))
        };
        total.net = add(total.net, taxed.net)?;
        total.tax = add(total.tax, taxed.tax)?;
        total.gross = add(total.gross, add(taxed.net, taxed.tax)?)?;
    }
    Ok(Quote { lines, totals })
}
