//! What is better for her, where a later version of the terms says that it holds for whoever registered before it, too:
//! the better of the results in her own case, each taken whole from one version.
//!
//! Better is what nobody would argue about. Amounts of several currencies are not weighed against each other, and where
//! two answers are alike, or cannot be compared, the version she accepted decides.

use chrono::{DateTime, Utc};

use super::answer::NoAnswer;
use super::change::{Substituted, SubstitutionCase, substitution};
use super::refund::{Paid, Refunded, refund};
use crate::terms::facts::Facts;
use crate::terms::rules::Rules;
use crate::terms::value::Calendar;

/// A version as it is obeyed.
#[derive(Debug, Clone, Copy)]
pub struct InForce<'a> {
    /// Its number.
    pub number: i32,
    /// Its rules.
    pub rules: &'a Rules,
    /// By which its deadlines run.
    pub calendar: &'a Calendar<'a>,
}

/// An answer, and the version whose rules give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Favoured<T> {
    /// What follows from the rules, with the rule it follows from.
    pub answer: T,
    /// Number of the version.
    pub number: i32,
}

/// What a cancellation returns by the version she accepted, or by one of the `later` ones that hold for her where that
/// is more.
///
/// # Errors
/// When her version does not say, and no later one returns anything.
pub fn favourable_refund(
    own: InForce<'_>,
    later: &[InForce<'_>],
    paid: &[Paid],
    facts: &Facts,
    at: DateTime<Utc>,
) -> Result<Favoured<Refunded>, NoAnswer> {
    let by = |version: InForce<'_>| refund(version.rules, version.calendar, paid, facts, at);
    favoured(own, later, by, returns_more)
}

/// Whether somebody else may come instead, by the version she accepted, or by one of the `later` ones that hold for her
/// where that allows more or costs less.
///
/// # Errors
/// When her version does not say, and no later one allows it.
pub fn favourable_substitution(
    own: InForce<'_>,
    later: &[InForce<'_>],
    case: &SubstitutionCase<'_>,
    at: DateTime<Utc>,
) -> Result<Favoured<Substituted>, NoAnswer> {
    let by = |version: InForce<'_>| substitution(version.rules, version.calendar, case, at);
    favoured(own, later, by, allows_more)
}

/// The best answer, `is_better` comparing one with the best so far; `None` is that the rules are silent.
fn favoured<T>(
    own: InForce<'_>,
    later: &[InForce<'_>],
    by: impl Fn(InForce<'_>) -> Result<T, NoAnswer>,
    is_better: impl Fn(&T, Option<&T>) -> bool,
) -> Result<Favoured<T>, NoAnswer> {
    let mut best = by(own).map(|answer| Favoured {
        answer,
        number: own.number,
    });
    for version in later {
        // What a later version leaves open is no answer to prefer.
        let Ok(answer) = by(*version) else { continue };
        if is_better(&answer, best.as_ref().ok().map(|best| &best.answer)) {
            best = Ok(Favoured {
                answer,
                number: version.number,
            });
        }
    }
    best
}

/// More in one currency, and less in none.
fn returns_more(new: &Refunded, old: Option<&Refunded>) -> bool {
    let before = |currency| old.and_then(|old| old.totals.get(currency)).copied().unwrap_or(0);
    let mut totals = new.totals.iter();
    totals.clone().all(|(currency, total)| *total >= before(currency))
        && totals.any(|(currency, total)| *total > before(currency))
}

/// Possible where it was not, or for less.
fn allows_more(new: &Substituted, old: Option<&Substituted>) -> bool {
    let Some(old) = old.filter(|old| old.allowed) else {
        return new.allowed;
    };
    match (new.allowed, new.fee, old.fee) {
        (false, ..) | (true, _, None) => false,
        (true, None, Some(old)) => old.minor > 0,
        (true, Some(new), Some(old)) => new.currency == old.currency && new.minor < old.minor,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::terms::value::Money;

    fn rules(value: serde_json::Value) -> Rules {
        serde_json::from_value(value).unwrap()
    }

    fn calendar() -> Calendar<'static> {
        Calendar {
            starts: "2027-06-14T09:00:00".parse().ok(),
            ..Calendar::of("Europe/Berlin".parse().unwrap())
        }
    }

    fn paid(amount: &str) -> Paid {
        Paid {
            item: "fee".to_owned(),
            amount: amount.parse().unwrap(),
            tax: 0,
            persons: 1,
        }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_larger_refund_counts_with_its_version_and_rule() {
        let (first, second) = (
            rules(json!({"refund": [{"until": "2027-05-01"}, {"percent": 0}]})),
            rules(
                json!({"refund": [{"until": "2027-04-01"}, {"until": "2027-06-01", "percent": 50}, {"percent": 0}]}),
            ),
        );
        let calendar = calendar();
        let [own, later] = [(1, &first), (2, &second)].map(|(number, rules)| InForce {
            number,
            rules,
            calendar: &calendar,
        });
        let refund = |day: &str| {
            let favoured =
                favourable_refund(own, &[later], &[paid("100 EUR")], &Facts::default(), at(day)).unwrap();
            let line = &favoured.answer.lines[0];
            (favoured.number, line.amount.minor, line.rule.to_string())
        };
        assert_eq!(
            refund("2027-03-01T12:00:00Z"),
            (1, 10_000, "refund[1]".to_owned()),
            "alike: hers"
        );
        assert_eq!(
            refund("2027-04-15T12:00:00Z"),
            (1, 10_000, "refund[1]".to_owned())
        );
        assert_eq!(refund("2027-05-15T12:00:00Z"), (2, 5_000, "refund[2]".to_owned()));
        assert_eq!(refund("2027-06-10T12:00:00Z"), (1, 0, "refund[2]".to_owned()));
    }

    #[test]
    fn what_one_version_leaves_open_the_other_may_give_but_not_take() {
        let calendar = calendar();
        let [silent, full, nothing] = [
            rules(json!({})),
            rules(json!({"refund": [{}]})),
            rules(json!({"refund": [{"percent": 0}]})),
        ];
        let version = |number, rules| InForce {
            number,
            rules,
            calendar: &calendar,
        };
        let refund = |own, later| {
            let now = at("2027-05-01T00:00:00Z");
            favourable_refund(own, &[later], &[paid("100 EUR")], &Facts::default(), now).map(|one| one.number)
        };
        assert_eq!(refund(version(1, &silent), version(2, &full)), Ok(2));
        assert!(refund(version(1, &silent), version(2, &nothing)).is_err());
        assert_eq!(refund(version(1, &nothing), version(2, &silent)), Ok(1));
    }

    #[test]
    fn amounts_of_two_currencies_are_not_weighed_against_each_other() {
        let calendar = calendar();
        let [own, later] = [
            rules(json!({"refund": [{"minus": ["10 EUR", "90 USD"]}]})),
            rules(json!({"refund": [{"minus": ["20 EUR", "10 USD"]}]})),
        ];
        let [own, later] = [(1, &own), (2, &later)].map(|(number, rules)| InForce {
            number,
            rules,
            calendar: &calendar,
        });
        let both = [paid("100 EUR"), paid("100 USD")];
        let now = at("2027-05-01T00:00:00Z");
        let refund = |paid: &[Paid]| favourable_refund(own, &[later], paid, &Facts::default(), now).unwrap();
        assert_eq!(refund(&both).number, 1);
        assert_eq!(refund(&both[1..]).number, 2);
    }

    #[test]
    fn a_substitution_is_better_where_it_is_possible_or_costs_less() {
        let calendar = calendar();
        let facts = Facts::default();
        let case = SubstitutionCase {
            names: 1,
            changes: 1,
            fee: None,
            currency: None,
            on_site: false,
            facts: &facts,
        };
        let [refused, dear, cheap, free] = [
            rules(json!({"substitution": [{"refused": true}]})),
            rules(json!({"substitution": [{"fee": "40 EUR"}]})),
            rules(json!({"substitution": [{"fee": "20 EUR"}]})),
            rules(json!({"substitution": [{}]})),
        ];
        let version = |number, rules| InForce {
            number,
            rules,
            calendar: &calendar,
        };
        let now = at("2027-05-01T00:00:00Z");
        let number = |own, later: &[InForce<'_>]| {
            favourable_substitution(own, later, &case, now).map(|one| one.number)
        };
        let later = [version(2, &dear), version(3, &cheap), version(4, &free)];
        assert_eq!(number(version(1, &refused), &later), Ok(4));
        assert_eq!(number(version(1, &refused), &later[..2]), Ok(3));
        assert_eq!(number(version(1, &free), &later), Ok(1));
        assert_eq!(number(version(1, &dear), &[version(2, &refused)]), Ok(1));
        assert!(number(version(1, &rules(json!({}))), &[version(2, &refused)]).is_err());
    }

    /// Refund rows: a share until some day, less some charge, and another afterwards.
    fn refunds() -> impl Strategy<Value = Rules> {
        (1_u32..200, 0_u32..=100, 0_u32..20_000, 0_u32..=100).prop_map(|(days, share, minus, after)| {
            rules(json!({"refund": [
                {"until": format!("{days} days before start"), "percent": share,
                 "minus": format!("{}.{:02} EUR", minus / 100, minus % 100)},
                {"percent": after},
            ]}))
        })
    }

    proptest! {
        #[test]
        fn it_is_never_worse_than_any_version_that_holds_for_her_and_always_one_of_them(
            all in prop::collection::vec(refunds(), 1..5), minor in 0_i64..500_000, hours in 0_i64..6000
        ) {
            let calendar = calendar();
            let versions: Vec<InForce<'_>> = (1..)
                .zip(&all)
                .map(|(number, rules)| InForce { number, rules, calendar: &calendar })
                .collect();
            let paid = [Paid { amount: Money { minor, ..paid("1 EUR").amount }, ..paid("1 EUR") }];
            let now = at("2026-11-01T00:00:00Z") + chrono::TimeDelta::hours(hours);
            let facts = Facts::default();
            let alone = |version: &InForce<'_>| refund(version.rules, &calendar, &paid, &facts, now).unwrap();
            let favoured = favourable_refund(versions[0], &versions[1..], &paid, &facts, now).unwrap();
            let total = |refunded: &Refunded| refunded.totals.values().sum::<i64>();
            let most = versions.iter().map(|version| total(&alone(version))).max();
            prop_assert_eq!(Some(total(&favoured.answer)), most);
            let from = versions.iter().find(|version| version.number == favoured.number).unwrap();
            prop_assert_eq!(alone(from), favoured.answer.clone());
            if total(&alone(&versions[0])) == total(&favoured.answer) {
                prop_assert_eq!(favoured.number, 1);
            }
            let mut turned = versions[1..].to_vec();
            turned.reverse();
            let again = favourable_refund(versions[0], &turned, &paid, &facts, now).unwrap();
            prop_assert_eq!(total(&again.answer), total(&favoured.answer));
        }
    }
}
