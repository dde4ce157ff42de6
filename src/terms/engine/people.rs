//! The people of an order: their groups, and the price each begins with.

use super::answer::{NoAnswer, Silence};
use super::order::{Order, Participant};
use super::price::{Asked, Priced, in_currency};
use crate::terms::facts::{Fact, Facts, Person};
use crate::terms::rules::{Adjustment, RuleKind, RuleRef, Rules};
use crate::terms::value::{Currency, Money};

/// One person of an order.
pub(super) struct Head<'a> {
    pub who: &'a Participant,
    pub list: Priced,
    /// What she pays instead of the list's price.
    pub base: Money,
    pub base_rule: RuleRef,
}

/// The adjustments that hold at the time, by their place in the rules.
pub(super) fn adjustments<'a>(asked: &Asked<'a>) -> Result<Vec<(usize, &'a Adjustment)>, NoAnswer> {
    let at = asked.times.deciding(asked.rules.counts);
    let mut active = Vec::new();
    for (index, adjustment) in asked.rules.adjustments.iter().enumerate() {
        let span = adjustment.edge().span(asked.calendar);
        let rule = RuleRef::new(RuleKind::Adjustment, index);
        if span.ok_or_else(|| Silence::UnknownDay.at(rule))?.holds(at) {
            active.push((index, adjustment));
        }
    }
    Ok(active)
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

/// How many share the group of `who` for an adjustment.
pub(super) fn group_size(rules: &Rules, order: &Order, adjustment: &Adjustment, who: &Participant) -> i64 {
    let Some(group) = group_of(adjustment.of, who, &order.facts) else {
        return 0;
    };
    let members = order.participants.iter().filter(|other| {
        group_of(adjustment.of, other, &order.facts) == Some(group)
            && concerns(adjustment, other, &other.person(rules, &order.facts))
    });
    members.map(|member| i64::from(member.count)).sum()
}

/// The price of each person: by the period a group unlocks, and a price that counts instead of the list's where it
/// does not depend on her place in the group.
pub(super) fn price_people<'a>(
    asked: &Asked<'a>,
    order: &'a Order,
    active: &[(usize, &Adjustment)],
) -> Result<Vec<Head<'a>>, NoAnswer> {
    let mut people = Vec::new();
    for who in &order.participants {
        let person = who.person(asked.rules, &order.facts);
        let fits = |adjustment: &Adjustment| {
            concerns(adjustment, who, &person)
                && adjustment.from_nth.is_none()
                && adjustment
                    .size
                    .is_none_or(|size| size.holds(group_size(asked.rules, order, adjustment, who)))
        };
        let unlocked = active
            .iter()
            .find(|(_, adjustment)| !adjustment.period.is_empty() && fits(adjustment));
        let period = unlocked.map(|(_, adjustment)| adjustment.period.as_str());
        let list = asked.fee(who, &order.facts, period)?;
        let mut head = Head {
            who,
            list,
            base: list.money,
            base_rule: list.rule,
        };
        for (index, adjustment) in active.iter().filter(|(_, adjustment)| fits(adjustment)) {
            if let Some(instead) = instead(asked, adjustment, *index, list.money.currency)?
                && (adjustment.dearer || instead.money < head.base)
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
    adjustment: &Adjustment,
    index: usize,
    currency: Currency,
) -> Result<Option<Priced>, NoAnswer> {
    let rule = RuleRef::new(RuleKind::Adjustment, index);
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
