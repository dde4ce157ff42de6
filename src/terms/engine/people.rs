//! The people of an order: their groups, and the price each begins with.

use std::collections::BTreeMap;

use super::answer::{NoAnswer, Silence};
use super::order::{Order, Participant};
use super::price::{Asked, Priced, in_currency};
use crate::terms::facts::{Fact, Facts, Person};
use crate::terms::rules::{Adjustment, RuleKind, RuleRef};
use crate::terms::value::{Currency, Money};

/// One person of an order.
pub(super) struct Head<'a> {
    pub who: &'a Participant,
    pub list: Priced,
    /// What she pays instead of the list's price.
    pub base: Money,
    pub base_rule: RuleRef,
}

/// An adjustment that holds at the time.
pub(super) struct Active<'a> {
    /// Its place in the rules.
    pub index: usize,
    pub adjustment: &'a Adjustment,
    /// How many are in each group it makes.
    sizes: BTreeMap<&'a str, i64>,
}

impl Active<'_> {
    /// How large a group is.
    pub fn size(&self, group: &str) -> i64 {
        self.sizes.get(group).copied().unwrap_or(0)
    }
}

/// The adjustments that hold at the time, with the groups they make of an order.
pub(super) fn adjustments<'a>(asked: &Asked<'a>, order: &'a Order) -> Result<Vec<Active<'a>>, NoAnswer> {
    let at = asked.times.deciding(asked.rules.counts);
    let mut all = Vec::new();
    for (index, adjustment) in asked.rules.adjustments.iter().enumerate() {
        let span = adjustment.edge().span(asked.calendar);
        let rule = RuleRef::new(RuleKind::Adjustment, index);
        if !span.ok_or_else(|| Silence::UnknownDay.at(rule))?.holds(at) {
            continue;
        }
        let mut sizes = BTreeMap::new();
        for who in &order.participants {
            let person = who.person(asked.rules, &order.facts);
            if let Some(group) = group_of(adjustment.of, who, &order.facts)
                && concerns(adjustment, who, &person)
            {
                *sizes.entry(group).or_insert(0) += i64::from(who.count);
            }
        }
        all.push(Active {
            index,
            adjustment,
            sizes,
        });
    }
    Ok(all)
}

/// Whether an adjustment is for somebody, whatever her group.
pub(super) fn concerns(adjustment: &Adjustment, who: &Participant, person: &Person<'_>) -> bool {
    adjustment.category.take(&who.category)
        && adjustment.when.holds(person)
        && !adjustment
            .unless
            .as_ref()
            .is_some_and(|unless| unless.holds(person))
}

/// The group somebody is in by an adjustment: `None` where the fact that makes groups is not known of her.
pub(super) fn group_of<'a>(of: Option<Fact>, who: &'a Participant, order: &'a Facts) -> Option<&'a str> {
    match of {
        None => Some(""),
        Some(Fact::Category) => Some(&who.category),
        Some(fact) => who.facts.word(fact).or_else(|| order.word(fact)),
    }
}

/// The price of each person: by the period a group unlocks, and a price that counts instead of the list's where it
/// does not depend on her place in the group.
pub(super) fn price_people<'a>(
    asked: &Asked<'a>,
    order: &'a Order,
    active: &[Active<'_>],
) -> Result<Vec<Head<'a>>, NoAnswer> {
    let mut people = Vec::new();
    for who in &order.participants {
        let person = who.person(asked.rules, &order.facts);
        let fits = |one: &&Active<'_>| {
            let size = group_of(one.adjustment.of, who, &order.facts).map_or(0, |group| one.size(group));
            one.adjustment.from_nth.is_none()
                && one.adjustment.size.is_none_or(|wanted| wanted.holds(size))
                && concerns(one.adjustment, who, &person)
        };
        let unlocked = active
            .iter()
            .filter(fits)
            .find(|one| !one.adjustment.period.is_empty());
        let period = unlocked.map(|one| one.adjustment.period.as_str());
        let list = asked.fee(who, &order.facts, period)?;
        let mut head = Head {
            who,
            list,
            base: list.money,
            base_rule: list.rule,
        };
        for one in active.iter().filter(fits) {
            if let Some(instead) = instead(asked, one, list.money.currency)?
                && (one.adjustment.dearer || instead.money < head.base)
            {
                head.base = instead.money;
                head.base_rule = instead.rule;
                break;
            }
        }
        people.extend((0..who.count).map(|_| Head { ..head }));
    }
    Ok(people)
}

/// The price an adjustment sets instead of the list's.
pub(super) fn instead(
    asked: &Asked<'_>,
    Active {
        index, adjustment, ..
    }: &Active<'_>,
    currency: Currency,
) -> Result<Option<Priced>, NoAnswer> {
    let rule = RuleRef::new(RuleKind::Adjustment, *index);
    let priced = if !adjustment.prices.is_empty() {
        asked.by_period(&adjustment.prices, None, rule)?
    } else if !adjustment.price.is_empty() {
        Priced {
            money: in_currency(&adjustment.price, Some(currency), rule)?,
            rule,
        }
    } else {
        return Ok(None);
    };
    if priced.money.currency == currency {
        Ok(Some(priced))
    } else {
        Err(Silence::NotIn(currency).at(rule))
    }
}
