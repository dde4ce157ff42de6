//! The price of the list: which fee is hers, which period holds, and what it says in her currency.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::answer::{NoAnswer, Silence};
use super::order::{Participant, Times};
use crate::terms::facts::Facts;
use crate::terms::rules::{Fee, Period, RuleKind, RuleRef, Rules};
use crate::terms::value::{Calendar, Currency, Money, Percent, Prices};

/// A price of the list, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Priced {
    /// How much.
    pub money: Money,
    /// The rule.
    pub rule: RuleRef,
}

/// The period that holds of those that `named` accepts: one that was named, or the first in whose time we are.
///
/// # Errors
/// When a period counts from a day that is not known.
pub(super) fn current<'a>(
    rules: &'a Rules,
    calendar: &Calendar<'_>,
    at: DateTime<Utc>,
    on_site: bool,
    asked: Option<&str>,
    named: impl Fn(&str) -> bool,
) -> Result<Option<(usize, &'a Period)>, NoAnswer> {
    let mut all = rules
        .periods
        .iter()
        .enumerate()
        .filter(|(_, period)| named(&period.name));
    if let Some(asked) = asked {
        return Ok(all.find(|(_, period)| period.name == asked));
    }
    let desk = on_site && all.clone().any(|(_, period)| period.on_site);
    for (index, period) in all {
        if period.unstated || period.on_site != desk {
            continue;
        }
        let span = period.edge().span(calendar);
        let span = span.ok_or_else(|| Silence::UnknownDay.at(RuleRef::new(RuleKind::Period, index)))?;
        if desk || span.holds(at) {
            return Ok(Some((index, period)));
        }
    }
    Ok(None)
}

/// The price period that holds at an instant.
///
/// # Errors
/// When none does, or one counts from a day that is not known.
pub fn period_of(rules: &Rules, calendar: &Calendar<'_>, times: Times) -> Result<RuleRef, NoAnswer> {
    let at = times.deciding(rules.counts);
    let found = current(rules, calendar, at, times.on_site, None, |_| true)?;
    let (index, _) = found.ok_or_else(|| Silence::NoPeriod.nowhere())?;
    Ok(RuleRef::new(RuleKind::Period, index))
}

/// A price in the currency that is asked for; in the only one there is, if it is another.
pub(super) fn in_currency(
    prices: &Prices,
    wanted: Option<Currency>,
    rule: RuleRef,
) -> Result<Money, NoAnswer> {
    if let Some(money) = wanted.and_then(|currency| prices.in_currency(currency)) {
        return Ok(money);
    }
    match (prices.only(), wanted) {
        (Some(money), _) => Ok(money),
        (None, Some(currency)) => Err(Silence::NotIn(currency).at(rule)),
        (None, None) if prices.is_empty() => Err(Silence::Elsewhere.at(rule)),
        (None, None) => Err(Silence::WhichCurrency.at(rule)),
    }
}

/// When and how a price is asked for.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub rules: &'a Rules,
    pub calendar: &'a Calendar<'a>,
    pub times: Times,
    pub currency: Option<Currency>,
}

impl Asked<'_> {
    /// The price out of `prices` by the period that holds.
    pub fn by_period(
        &self,
        prices: &BTreeMap<String, Prices>,
        asked: Option<&str>,
        rule: RuleRef,
    ) -> Result<Priced, NoAnswer> {
        let at = self.times.deciding(self.rules.counts);
        let on_site = self.times.on_site;
        let found = current(self.rules, self.calendar, at, on_site, asked, |name| {
            prices.contains_key(name)
        })?;
        let (index, period) = found.ok_or_else(|| Silence::NoPeriod.at(rule))?;
        let rule = RuleRef {
            period: Some(index),
            ..rule
        };
        let said = prices
            .get(&period.name)
            .ok_or_else(|| Silence::NoPeriod.at(rule))?;
        Ok(Priced {
            money: in_currency(said, self.currency, rule)?,
            rule,
        })
    }

    /// The price of the list for somebody, in the period `asked` for or the one that holds.
    pub fn fee(&self, who: &Participant, order: &Facts, asked: Option<&str>) -> Result<Priced, NoAnswer> {
        let at = self.times.deciding(self.rules.counts);
        let (index, fee) = self.find_fee(who, order, at)?;
        let rule = RuleRef::new(RuleKind::Fee, index);
        let asked = asked.or(who.period.as_deref());
        if !fee.prices.is_empty() {
            return self.by_period(&fee.prices, asked, rule);
        }
        let whole = if fee.elsewhere {
            who.list_price.ok_or_else(|| Silence::Elsewhere.at(rule))?
        } else {
            in_currency(&fee.price, self.currency, rule)?
        };
        self.share(fee, whole, asked, at, rule)
    }

    fn share(
        &self,
        fee: &Fee,
        whole: Money,
        asked: Option<&str>,
        at: DateTime<Utc>,
        rule: RuleRef,
    ) -> Result<Priced, NoAnswer> {
        let on_site = self.times.on_site;
        let named = |name: &str| fee.percent.contains_key(name);
        let period = if fee.percent.is_empty() {
            None
        } else {
            current(self.rules, self.calendar, at, on_site, asked, named)?
        };
        let Some((index, period)) = period else {
            return Ok(Priced { money: whole, rule });
        };
        let percent = fee.percent.get(&period.name).copied().unwrap_or(Percent::WHOLE);
        Ok(Priced {
            money: Money {
                minor: percent.of(whole.minor),
                ..whole
            },
            rule: RuleRef {
                period: Some(index),
                ..rule
            },
        })
    }

    fn find_fee(
        &self,
        who: &Participant,
        order: &Facts,
        at: DateTime<Utc>,
    ) -> Result<(usize, &Fee), NoAnswer> {
        let person = who.person(self.rules, order);
        for (index, fee) in self.rules.fees.iter().enumerate() {
            if !fee.category.take(&who.category) || !fee.when.holds(&person) {
                continue;
            }
            let span = fee.edge().span(self.calendar);
            let span = span.ok_or_else(|| Silence::UnknownDay.at(RuleRef::new(RuleKind::Fee, index)))?;
            if span.holds(at) {
                return Ok((index, fee));
            }
        }
        Err(Silence::NoFee(who.category.clone()).nowhere())
    }
}

/// The price of the list for somebody, before anything is taken off or put on.
///
/// # Errors
/// When the rules state none.
pub fn list_price(
    rules: &Rules,
    calendar: &Calendar<'_>,
    who: &Participant,
    order: &Facts,
    times: Times,
    currency: Option<Currency>,
) -> Result<Priced, NoAnswer> {
    let asked = Asked {
        rules,
        calendar,
        times,
        currency,
    };
    asked.fee(who, order, None)
}
