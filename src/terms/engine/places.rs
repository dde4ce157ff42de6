//! Who belongs where, what is open, what is due, and what comes next.

use chrono::{DateTime, NaiveDate, Utc};

use super::answer::{NoAnswer, Silence};
use super::order::Order;
use super::price::in_currency;
use super::quote::charge_count;
use crate::terms::facts::Person;
use crate::terms::rules::{Charge, Edge, Missed, Quota, RuleKind, RuleRef, Rules};
use crate::terms::value::{Calendar, Currency, Money};

/// The first category somebody belongs to.
#[must_use]
pub fn category_of(rules: &Rules, person: &Person<'_>) -> Option<RuleRef> {
    let found = rules
        .categories
        .iter()
        .position(|category| category.when.holds(person))?;
    Some(RuleRef::new(RuleKind::Category, found))
}

/// Whether something may be done at `at`: the first entry of that name whose time and conditions hold.
///
/// # Errors
/// When there is nothing of that name, or its days are not known.
pub fn opening(
    rules: &Rules,
    calendar: &Calendar<'_>,
    name: &str,
    person: &Person<'_>,
    at: DateTime<Utc>,
) -> Result<Option<RuleRef>, NoAnswer> {
    let mut known = false;
    for (index, opening) in rules
        .openings
        .iter()
        .enumerate()
        .filter(|(_, opening)| opening.name == name)
    {
        known = true;
        let meant = person
            .category
            .is_none_or(|category| opening.category.take(category));
        let spared = opening.unless.as_ref().is_some_and(|unless| unless.holds(person));
        if !meant || spared || !opening.when.holds(person) {
            continue;
        }
        let rule = RuleRef::new(RuleKind::Opening, index);
        if opening
            .edge()
            .span(calendar)
            .ok_or_else(|| Silence::UnknownDay.at(rule))?
            .holds(at)
        {
            return Ok(Some(rule));
        }
    }
    if known {
        Ok(None)
    } else {
        Err(Silence::Unknown(name.to_owned()).nowhere())
    }
}

/// Whether something is required of somebody.
///
/// # Errors
/// When there is nothing of that name.
pub fn required(rules: &Rules, name: &str, person: &Person<'_>) -> Result<Option<RuleRef>, NoAnswer> {
    let mut known = false;
    for (index, one) in rules
        .requirements
        .iter()
        .enumerate()
        .filter(|(_, one)| one.name == name)
    {
        known = true;
        let spared = one.unless.as_ref().is_some_and(|unless| unless.holds(person));
        if !spared && one.when.holds(person) {
            return Ok(Some(RuleRef::new(RuleKind::Requirement, index)));
        }
    }
    if known {
        Ok(None)
    } else {
        Err(Silence::Unknown(name.to_owned()).nowhere())
    }
}

/// The quota of that name that is for somebody.
///
/// # Errors
/// When none is.
pub fn quota<'a>(
    rules: &'a Rules,
    name: &str,
    person: &Person<'_>,
) -> Result<(&'a Quota, RuleRef), NoAnswer> {
    let mut named = rules
        .quotas
        .iter()
        .enumerate()
        .filter(|(_, quota)| quota.name == name);
    named
        .find(|(_, quota)| quota.when.holds(person))
        .map(|(index, quota)| (quota, RuleRef::new(RuleKind::Quota, index)))
        .ok_or_else(|| Silence::NoRule.nowhere())
}

/// Whether one may pay in that way at `at`.
///
/// # Errors
/// When there is no such way, or its days are not known.
pub fn may_pay_by(
    rules: &Rules,
    calendar: &Calendar<'_>,
    name: &str,
    person: &Person<'_>,
    at: DateTime<Utc>,
) -> Result<(bool, RuleRef), NoAnswer> {
    let mut last = None;
    for (index, method) in rules
        .methods
        .iter()
        .enumerate()
        .filter(|(_, method)| method.name == name)
    {
        let rule = RuleRef::new(RuleKind::Method, index);
        last = Some(rule);
        let spared = method.unless.as_ref().is_some_and(|unless| unless.holds(person));
        if spared || !method.when.holds(person) {
            continue;
        }
        if method
            .edge()
            .span(calendar)
            .ok_or_else(|| Silence::UnknownDay.at(rule))?
            .holds(at)
        {
            return Ok((!method.refused, rule));
        }
    }
    last.map(|rule| (false, rule))
        .ok_or_else(|| Silence::Unknown(name.to_owned()).nowhere())
}

/// For whom and when a charge is asked about.
#[derive(Clone, Copy)]
pub struct Occasion<'a> {
    /// The people.
    pub order: &'a Order,
    /// When.
    pub at: DateTime<Utc>,
    /// At the desk.
    pub on_site: bool,
}

/// What the charge of that name comes to: nothing, where it is not for them or not then.
///
/// # Errors
/// When there is none of that name, or it is no amount.
pub fn charge(
    rules: &Rules,
    calendar: &Calendar<'_>,
    name: &str,
    occasion: Occasion<'_>,
    currency: Option<Currency>,
) -> Result<(Money, RuleRef), NoAnswer> {
    amount_of(
        &rules.charges,
        RuleKind::Charge,
        rules,
        calendar,
        name,
        occasion,
        currency,
    )
}

/// What the grant of that name comes to.
///
/// # Errors
/// As for a charge.
pub fn grant(
    rules: &Rules,
    calendar: &Calendar<'_>,
    name: &str,
    occasion: Occasion<'_>,
    currency: Option<Currency>,
) -> Result<(Money, RuleRef), NoAnswer> {
    amount_of(
        &rules.grants,
        RuleKind::Grant,
        rules,
        calendar,
        name,
        occasion,
        currency,
    )
}

fn amount_of(
    charges: &[Charge],
    kind: RuleKind,
    rules: &Rules,
    calendar: &Calendar<'_>,
    name: &str,
    Occasion { order, at, on_site }: Occasion<'_>,
    currency: Option<Currency>,
) -> Result<(Money, RuleRef), NoAnswer> {
    let mut none = None;
    for (index, one) in charges.iter().enumerate().filter(|(_, one)| one.name == name) {
        let rule = RuleRef::new(kind, index);
        let money = in_currency(&one.amount, currency.or(order.currency), rule)?;
        let holds = one
            .edge()
            .span(calendar)
            .ok_or_else(|| Silence::UnknownDay.at(rule))?
            .holds(at);
        let count = charge_count(one, rules, order);
        if count == 0 || !holds || one.on_site && !on_site {
            none = none.or(Some((Money::zero(money.currency), rule)));
            continue;
        }
        let minor = money.minor.checked_mul(i64::from(count));
        return Ok((
            Money {
                minor: minor.ok_or_else(|| Silence::TooLarge.at(rule))?,
                ..money
            },
            rule,
        ));
    }
    none.ok_or_else(|| Silence::Unknown(name.to_owned()).nowhere())
}

/// Something that is to be paid by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueDate {
    /// `payment`, `deposit`, `balance`
    pub name: String,
    /// The last day; `None` where it is paid at the desk or at any time.
    pub by: Option<NaiveDate>,
    /// The instant from which it is late.
    pub late_from: Option<DateTime<Utc>>,
    /// How much, where the total is known.
    pub amount: Option<Money>,
    /// What follows when it is not there.
    pub missed: Option<Missed>,
    /// The rule.
    pub rule: RuleRef,
}

/// What is to be paid by when: of each name the first that is for her; what says no amount takes whatever is left.
///
/// # Errors
/// When a day is not known, or an amount is not said in the currency of the total.
pub fn due(
    rules: &Rules,
    calendar: &Calendar<'_>,
    person: &Person<'_>,
    total: Option<Money>,
) -> Result<Vec<DueDate>, NoAnswer> {
    let mut all: Vec<DueDate> = Vec::new();
    let mut left = total.map(|total| total.minor);
    for (index, one) in rules.dues.iter().enumerate() {
        let meant = person.category.is_none_or(|category| one.category.take(category));
        if !meant || !one.when.holds(person) || all.iter().any(|other| other.name == one.name) {
            continue;
        }
        let rule = RuleRef::new(RuleKind::Due, index);
        let unknown = || Silence::UnknownDay.at(rule);
        let (by, late_from) = match &one.by {
            None => (None, None),
            Some(by) => (
                Some(by.last_day(calendar).ok_or_else(unknown)?),
                Some(by.ends(calendar).ok_or_else(unknown)?),
            ),
        };
        let amount = match (one.percent, total) {
            _ if !one.amount.is_empty() => {
                Some(in_currency(&one.amount, total.map(|total| total.currency), rule)?)
            }
            (_, None) => None,
            (Some(percent), Some(total)) => Some(Money {
                minor: percent.of(total.minor),
                ..total
            }),
            (None, Some(total)) => left.map(|minor| Money { minor, ..total }),
        };
        if let (Some(rest), Some(amount), Some(total)) = (left, amount, total)
            && amount.currency == total.currency
        {
            left = Some((rest - amount.minor).max(0));
        }
        all.push(DueDate {
            name: one.name.clone(),
            by,
            late_from,
            amount,
            missed: one.missed,
            rule,
        });
    }
    Ok(all)
}

/// Every deadline of the rules that lies after `now`, soonest first: when it comes, the rule, and which of its edges.
#[must_use]
pub fn deadlines_after(
    rules: &Rules,
    calendar: &Calendar<'_>,
    now: DateTime<Utc>,
) -> Vec<(DateTime<Utc>, RuleRef, &'static str)> {
    let mut all = Vec::new();
    let mut push = |at: Option<DateTime<Utc>>, kind, index, word| {
        if let Some(at) = at.filter(|at| *at > now) {
            all.push((at, RuleRef::new(kind, index), word));
        }
    };
    for (index, window) in rules.registration.iter().enumerate() {
        push(
            window.opens.map(|opens| opens.begins(calendar.zone)),
            RuleKind::Registration,
            index,
            "opens",
        );
        push(
            window.until.map(|until| until.ends(calendar.zone)),
            RuleKind::Registration,
            index,
            "until",
        );
    }
    for (kind, index, edge) in edges(rules) {
        for (word, deadline) in edge.deadlines() {
            let at = match word {
                "from" | "before" => deadline.begins(calendar),
                _ => deadline.ends(calendar),
            };
            push(at, kind, index, word);
        }
    }
    for (index, due) in rules.dues.iter().enumerate() {
        push(
            due.by.as_ref().and_then(|by| by.ends(calendar)),
            RuleKind::Due,
            index,
            "by",
        );
    }
    for (index, one) in rules.requirements.iter().enumerate() {
        push(
            one.until.as_ref().and_then(|until| until.ends(calendar)),
            RuleKind::Requirement,
            index,
            "until",
        );
    }
    all.sort();
    all
}

/// The edges of every rule that has some.
pub fn edges(rules: &Rules) -> impl Iterator<Item = (RuleKind, usize, Edge<'_>)> {
    macro_rules! of {
        ($list:ident, $kind:ident) => {
            rules
                .$list
                .iter()
                .enumerate()
                .map(|(index, one)| (RuleKind::$kind, index, one.edge()))
        };
    }
    of!(periods, Period)
        .chain(of!(fees, Fee))
        .chain(of!(extras, Extra))
        .chain(of!(adjustments, Adjustment))
        .chain(of!(charges, Charge))
        .chain(of!(grants, Grant))
        .chain(of!(methods, Method))
        .chain(of!(refunds, Refund))
        .chain(of!(substitutions, Substitution))
        .chain(of!(conversions, Conversion))
        .chain(of!(openings, Opening))
}
