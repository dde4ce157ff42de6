//! The functions that obey the rules: what it costs, what a cancellation returns, who may come instead, what is open.
//!
//! All are pure. Each answer names the rule it follows from; where the rules are silent the answer is that they are,
//! and never a guess.

mod answer;
mod order;
mod price;
mod people;
mod tax;
mod quote;
mod refund;
mod change;
mod favourable;
mod places;

pub use answer::{NoAnswer, Silence};
pub use change::{Changed, Substituted, SubstitutionCase, convert, substitution};
pub use favourable::{Favoured, InForce, favourable_refund, favourable_substitution};
pub use order::{Order, Participant, Times};
pub use places::{
    DueDate, Occasion, category_of, charge, deadlines_after, due, edges, grant, may_pay_by, opening, quota,
    required,
};
pub use price::{Priced, list_price, period_of};
pub use quote::{Item, Line, Quote, Total, quote};
pub use refund::{Paid, Refunded, RefundedLine, recounted_refund, refund};
pub use tax::{Taxed, tax_on};

#[cfg(test)]
mod tests {
    //! What must hold for any terms and any order.

    use std::collections::BTreeMap;

    use chrono::{DateTime, TimeDelta, Utc};
    use proptest::prelude::*;

    use super::{Item, Order, Paid, Participant, Times, quote, refund};
    use crate::terms::canonical::to_canonical_json;
    use crate::terms::facts::{Fact, Facts, Known};
    use crate::terms::rules::Rules;
    use crate::terms::value::{Calendar, Money};

    fn calendar() -> Calendar<'static> {
        Calendar {
            starts: "2027-06-14T09:00:00".parse().ok(),
            ..Calendar::of("Europe/Berlin".parse().unwrap())
        }
    }

    /// Terms with two categories, two periods, a group's per cent, an amount off, a free place, and a tax on top.
    fn rules() -> impl Strategy<Value = Rules> {
        let amount = 0_u32..200_000;
        (
        prop::array::uniform4(amount.clone()),
        0_u32..=100,
        amount.clone(),
        1_u32..6,
        1_u32..5,
        0_u32..=30,
        (0_u32..=100, amount, 0_u32..=100),
        any::<bool>(),
    )
        .prop_map(|(prices, percent, off, nth, paid, rate, (share, minus, minus_percent), add)| {
            let money = |minor: u32| format!("{}.{:02} EUR", minor / 100, minor % 100);
            let [a, b, c, d] = prices.map(money);
            let rules = serde_json::json!({
                "stacking": if add { "add" } else { "largest" },
                "period": [{"name": "early", "until": "2027-03-28"}, {"name": "late"}],
                "fee": [
                    {"category": "a", "prices": {"early": a, "late": b}},
                    {"category": "b", "prices": {"early": c, "late": d}},
                ],
                "adjustment": [
                    {"name": "nth", "from_nth": nth, "percent": percent},
                    {"name": "off", "category": "b", "when": {"member": true}, "amount": money(off)},
                    {"name": "free", "per_paid": paid, "free": 1},
                ],
                "charge": [{"name": "card", "percent": "3.5", "per": "order"}],
                "tax": [{"mode": "added", "rate": rate}],
                "refund": [
                    {"until": "30 days before start", "percent": share, "minus": money(minus)},
                    {"percent": share, "minus": money(minus), "minus_percent": minus_percent, "greater": add},
                ],
            });
            serde_json::from_value(rules).unwrap()
        })
    }

    fn people() -> impl Strategy<Value = Vec<Participant>> {
        let one = (any::<bool>(), any::<bool>(), 1_u32..6).prop_map(|(first, member, count)| Participant {
            count,
            facts: Facts::default().with(Fact::Member, Known::YesNo(member)),
            ..Participant::of(if first { "a" } else { "b" })
        });
        prop::collection::vec(one, 1..6)
    }

    fn instant() -> impl Strategy<Value = DateTime<Utc>> {
        (0_i64..400 * 24 * 60).prop_map(|minutes| {
            "2026-09-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(minutes)
        })
    }

    proptest! {
        #[test]
        fn no_total_is_below_nothing_and_each_is_the_sum_of_its_lines(
            rules in rules(), participants in people(), at in instant()
        ) {
            let order = Order { participants, ..Order::default() };
            let quote = quote(&rules, &calendar(), &order, Times::at(at)).unwrap();
            for (currency, total) in &quote.totals {
                prop_assert!(total.net >= 0 && total.gross >= total.net);
                let lines = quote.lines.iter().filter(|line| line.amount.currency == *currency);
                let sum: i64 = lines.map(|line| line.amount.minor + line.tax).sum();
                prop_assert_eq!(sum, total.gross);
            }
            let fees = quote.lines.iter().filter(|line| line.item == Item::Fee).map(|line| line.quantity).sum::<u32>();
            prop_assert_eq!(fees, order.participants.iter().map(|who| who.count).sum::<u32>());
        }

        #[test]
        fn it_does_not_matter_in_which_order_people_are_named(
            rules in rules(), participants in people().prop_shuffle(), at in instant()
        ) {
            let mut turned = participants.clone();
            turned.reverse();
            let order = |participants| Order { participants, ..Order::default() };
            let times = Times::at(at);
            prop_assert_eq!(
                quote(&rules, &calendar(), &order(participants), times),
                quote(&rules, &calendar(), &order(turned), times)
            );
        }

        #[test]
        fn a_refund_is_never_above_what_was_paid_and_never_below_nothing(
            rules in rules(), minor in 0_i64..500_000, persons in 1_u32..10, at in instant()
        ) {
            let amount = Money { currency: "EUR".parse().unwrap(), minor };
            let paid = [Paid { item: "fee".to_owned(), amount, tax: 0, persons }];
            let refunded = refund(&rules, &calendar(), &paid, &Facts::default(), at).unwrap();
            let line = &refunded.lines[0];
            prop_assert!((0..=minor).contains(&line.amount.minor));
            prop_assert_eq!(line.amount.minor + line.withheld.minor, minor);
            prop_assert_eq!(&refunded.totals, &BTreeMap::from([(amount.currency, line.amount.minor)]));
        }

        #[test]
        fn rules_read_back_as_they_were_and_their_text_is_stable(rules in rules()) {
            let written = serde_json::to_value(&rules).unwrap();
            let again: Rules = serde_json::from_value(written.clone()).unwrap();
            prop_assert_eq!(&again, &rules);
            let text = to_canonical_json(&written);
            prop_assert_eq!(text, to_canonical_json(&serde_json::to_value(&again).unwrap()));
        }
    }

    #[test]
    fn what_was_never_said_is_not_written() {
        let before = serde_json::json!({"registration": [{"until": "2027-01-20"}]});
        let rules: Rules = serde_json::from_value(before.clone()).unwrap();
        assert_eq!(serde_json::to_value(rules).unwrap(), before);
    }

    #[test]
    fn a_charge_once_an_order_is_withheld_once() {
        let rules: Rules = serde_json::from_value(serde_json::json!({
            "refund": [{"minus": "30 EUR", "per": "order"}]
        }))
        .unwrap();
        let paid = |item: &str, amount: &str| Paid {
            item: item.to_owned(),
            amount: amount.parse().unwrap(),
            tax: 0,
            persons: 1,
        };
        let all = [paid("dinner", "20 EUR"), paid("fee", "100 EUR")];
        let at = "2027-01-01T00:00:00Z".parse().unwrap();
        let refunded = refund(&rules, &calendar(), &all, &Facts::default(), at).unwrap();
        assert_eq!(
            refunded
                .lines
                .iter()
                .map(|line| line.amount.minor)
                .collect::<Vec<_>>(),
            [0, 9000]
        );
    }

    #[test]
    fn totals_of_two_currencies_stay_apart_and_a_choice_is_not_guessed() {
        let rules: Rules = serde_json::from_value(serde_json::json!({
            "fee": [{"price": ["400 EUR", "450 USD"]}],
            "extra": [{"key": "suite", "price": "360 USD"}]
        }))
        .unwrap();
        let at = Times::at("2027-01-01T00:00:00Z".parse().unwrap());
        let mut order = Order {
            participants: vec![Participant::of("a")],
            extras: BTreeMap::from([("suite".to_owned(), 2)]),
            ..Order::default()
        };
        let none = quote(&rules, &calendar(), &order, at).unwrap_err();
        assert_eq!(
            none.to_string(),
            "fee[1]: the price is stated in several currencies: one must be chosen"
        );
        order.currency = "EUR".parse().ok();
        let quote = quote(&rules, &calendar(), &order, at).unwrap();
        let totals: Vec<i64> = quote.totals.values().map(|total| total.gross).collect();
        assert_eq!(totals, [40000, 72000]);
    }
}
