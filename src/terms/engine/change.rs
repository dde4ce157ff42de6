//! Somebody else comes instead, or the same person another way.

use chrono::{DateTime, Utc};

use super::answer::{NoAnswer, Silence};
use super::price::in_currency;
use crate::terms::facts::{Facts, Person};
use crate::terms::rules::{Difference, RuleKind, RuleRef, Rules, Substitution};
use crate::terms::value::{Calendar, Currency, Money, Percent};

/// Names that are to change.
#[derive(Debug, Clone, Copy)]
pub struct SubstitutionCase<'a> {
    /// How many names the order has.
    pub names: u32,
    /// How many are to change, with those that have changed before.
    pub changes: u32,
    /// The fee of one, for where the rules take a share of it.
    pub fee: Option<Money>,
    /// In which currency, where the rules leave the choice.
    pub currency: Option<Currency>,
    /// At the desk.
    pub on_site: bool,
    /// What is known.
    pub facts: &'a Facts,
}

/// Whether names may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substituted {
    /// They may.
    pub allowed: bool,
    /// What all the changes cost; `None` is nothing.
    pub fee: Option<Money>,
    /// How many of the order's names change without a fee, where there is such a number.
    pub free: Option<u32>,
    /// The row that says so; conditions stand there.
    pub rule: RuleRef,
}

/// Whether somebody else may come instead.
///
/// # Errors
/// When the rules do not say.
pub fn substitution(
    rules: &Rules,
    calendar: &Calendar<'_>,
    case: &SubstitutionCase<'_>,
    at: DateTime<Utc>,
) -> Result<Substituted, NoAnswer> {
    let nothing = Facts::default();
    let person = Person {
        category: None,
        own: case.facts,
        order: &nothing,
        regions: &rules.regions,
    };
    for (index, row) in rules.substitutions.iter().enumerate() {
        let spared = row.unless.as_ref().is_some_and(|unless| unless.holds(&person));
        if spared || row.on_site && !case.on_site || !row.when.holds(&person) {
            continue;
        }
        let rule = RuleRef::new(RuleKind::Substitution, index);
        if !row
            .edge()
            .span(calendar)
            .ok_or_else(|| Silence::UnknownDay.at(rule))?
            .holds(at)
        {
            continue;
        }
        return if row.unstated {
            Err(Silence::Unstated.at(rule))
        } else {
            by_row(row, case, rule)
        };
    }
    Err(Silence::NoRule.nowhere())
}

fn by_row(row: &Substitution, case: &SubstitutionCase<'_>, rule: RuleRef) -> Result<Substituted, NoAnswer> {
    if row.refused {
        return Ok(Substituted {
            allowed: false,
            fee: None,
            free: None,
            rule,
        });
    }
    // A part of a name is none.
    let share = |percent: Percent| u64::from(case.names) * u64::from(percent.basis_points()) / 10_000;
    let spared = row
        .free_percent
        .map(|percent| u32::try_from(share(percent)).unwrap_or(u32::MAX));
    let charged = case.changes.saturating_sub(spared.unwrap_or(0));
    let one = if charged == 0 {
        None
    } else if let Some(percent) = row.percent {
        let whole = case.fee.ok_or_else(|| Silence::Elsewhere.at(rule))?;
        Some(Money {
            minor: percent.of(whole.minor),
            ..whole
        })
    } else if row.fee.is_empty() {
        // Beyond the free share the terms name no price.
        if spared.is_some() {
            return Err(Silence::Unstated.at(rule));
        }
        None
    } else {
        Some(in_currency(&row.fee, case.currency, rule)?)
    };
    let fee = match one {
        None => None,
        Some(one) => {
            let minor = one.minor.checked_mul(i64::from(charged));
            let minor = minor.ok_or_else(|| Silence::TooLarge.at(rule))?;
            Some(Money { minor, ..one })
        }
    };
    Ok(Substituted {
        allowed: true,
        fee,
        free: spared,
        rule,
    })
}

/// What changing the way of taking part comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// It is possible.
    pub allowed: bool,
    /// Returned to her.
    pub returned: Money,
    /// Paid by her: the difference of the prices, and the fee of the change.
    pub paid: Money,
    /// The row that says so.
    pub rule: RuleRef,
}

/// Whether one may change from the mode `has` to `wants`, and what that comes to if the prices differ by `difference`.
///
/// # Errors
/// When the rules do not say.
pub fn convert(
    rules: &Rules,
    calendar: &Calendar<'_>,
    (has, wants): (&str, &str),
    difference: Money,
    facts: &Facts,
    at: DateTime<Utc>,
) -> Result<Changed, NoAnswer> {
    let nothing = Facts::default();
    let person = Person {
        category: None,
        own: facts,
        order: &nothing,
        regions: &rules.regions,
    };
    for (index, row) in rules.conversions.iter().enumerate() {
        let rule = RuleRef::new(RuleKind::Conversion, index);
        if row.has != has || row.wants != wants || !row.when.holds(&person) {
            continue;
        }
        if !row
            .edge()
            .span(calendar)
            .ok_or_else(|| Silence::UnknownDay.at(rule))?
            .holds(at)
        {
            continue;
        }
        let zero = Money::zero(difference.currency);
        if row.refused {
            return Ok(Changed {
                allowed: false,
                returned: zero,
                paid: zero,
                rule,
            });
        }
        let fee = if row.fee.is_empty() {
            zero
        } else {
            let fee = row.fee.in_currency(difference.currency);
            fee.ok_or_else(|| Silence::NotIn(difference.currency).at(rule))?
        };
        let (returned, paid) = match row.difference {
            Some(Difference::Refunded) => (difference.minor, fee.minor),
            Some(Difference::Paid) => (0, difference.minor.saturating_add(fee.minor)),
            Some(Difference::Kept) => (0, fee.minor),
            None => return Err(Silence::Unstated.at(rule)),
        };
        return Ok(Changed {
            allowed: true,
            returned: Money {
                minor: returned,
                ..zero
            },
            paid: Money { minor: paid, ..zero },
            rule,
        });
    }
    Err(Silence::NoRule.nowhere())
}
