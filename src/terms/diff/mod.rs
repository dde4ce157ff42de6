//! What a new version of the rules changes, told from the rules themselves.
//!
//! Rules have no names that last, so the two lists of a kind are paired by what they say: equal ones first, then such as
//! differ in their days alone, then such as differ in their amounts, then such as are for the same case. What is left
//! over was taken away or added.

mod pairs;
mod words;

pub use words::{Side, summary};

use super::rules::{RuleKind, RuleRef, Rules};
use super::value::Money;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A rule that was not there.
    Added(RuleRef),
    /// A rule that is there no more.
    Removed(RuleRef),
    /// A price of a fee or an extra is another one.
    Price {
        /// The rule as it was.
        old: RuleRef,
        /// The rule as it is; its period is the one whose price it is.
        new: RuleRef,
        /// How much it was.
        from: Money,
        /// How much it is.
        to: Money,
    },
    /// A rule holds at other times, and says the same.
    Times {
        /// The rule as it was.
        old: RuleRef,
        /// The rule as it is.
        new: RuleRef,
    },
    /// A rule says something else.
    Reworded {
        /// The rule as it was.
        old: RuleRef,
        /// The rule as it is.
        new: RuleRef,
    },
    /// The same rules are tried in another order.
    Order(RuleKind),
    /// What all rules go by: which day decides, how reductions stack, holidays, groups of countries.
    Basis,
    /// Names and texts in some language, and nothing else.
    Names,
}

/// What `new` changes of `old`, in the order of the kinds of rules.
#[must_use]
pub fn diff(old: &Rules, new: &Rules) -> Vec<Change> {
    let mut changes = Vec::new();
    let basis = |rules: &Rules| {
        (
            rules.counts,
            rules.stacking,
            rules.holidays.clone(),
            rules.regions.clone(),
        )
    };
    if basis(old) != basis(new) {
        changes.push(Change::Basis);
    }
    pairs::compare(old, new, &mut changes);
    if old.labels != new.labels {
        changes.push(Change::Names);
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rules(value: serde_json::Value) -> Rules {
        serde_json::from_value(value).unwrap()
    }

    fn base() -> Rules {
        rules(json!({
            "period": [{"name": "early", "until": "2027-03-01"}, {"name": "late"}],
            "fee": [
                {"category": "student", "prices": {"early": "100 EUR", "late": "150 EUR"}},
                {"category": "expert", "price": "400 EUR"},
            ],
            "refund": [{"until": "2027-06-15", "percent": 50}, {"percent": 0}],
            "consent": [{"key": "image", "text": "Pictures."}],
        }))
    }

    #[test]
    fn the_same_rules_change_nothing() {
        assert_eq!(diff(&base(), &base()), []);
    }

    #[test]
    fn a_price_and_a_day_are_told_as_what_they_are() {
        let mut new = base();
        new.fees[0].prices.insert(
            "early".to_owned(),
            serde_json::from_value(json!("120 EUR")).unwrap(),
        );
        new.refunds[0].until = Some("2027-06-01".parse().unwrap());
        let fee = RuleRef::new(RuleKind::Fee, 0);
        let refund = RuleRef::new(RuleKind::Refund, 0);
        let money = |text: &str| text.parse::<Money>().unwrap();
        assert_eq!(
            diff(&base(), &new),
            [
                Change::Price {
                    old: fee,
                    new: RuleRef {
                        period: Some(0),
                        ..fee
                    },
                    from: money("100 EUR"),
                    to: money("120 EUR"),
                },
                Change::Times {
                    old: refund,
                    new: refund
                },
            ]
        );
    }

    #[test]
    fn what_comes_and_goes_is_told_whatever_its_place() {
        let mut new = base();
        new.fees.remove(1);
        new.fees.insert(
            0,
            serde_json::from_value(json!({"category": "press", "price": "0 EUR"})).unwrap(),
        );
        assert_eq!(
            diff(&base(), &new),
            [
                Change::Removed(RuleRef::new(RuleKind::Fee, 1)),
                Change::Added(RuleRef::new(RuleKind::Fee, 0)),
            ]
        );
    }

    #[test]
    fn another_order_of_rows_of_which_the_first_counts_is_a_change() {
        let mut new = base();
        new.refunds.reverse();
        assert_eq!(diff(&base(), &new), [Change::Order(RuleKind::Refund)]);
        let mut consents = base();
        consents
            .consents
            .push(serde_json::from_value(json!({"key": "data", "text": "x"})).unwrap());
        let mut turned = consents.clone();
        turned.consents.reverse();
        assert_eq!(
            diff(&consents, &turned),
            [],
            "the order of consents decides nothing"
        );
    }

    #[test]
    fn what_all_rules_go_by_and_names_are_told() {
        let mut new = base();
        new.counts = super::super::rules::Counts::Payment;
        new.labels.insert("early".to_owned(), "Early bird".into());
        assert_eq!(diff(&base(), &new), [Change::Basis, Change::Names]);
    }

    #[test]
    fn every_kind_of_rule_is_compared() {
        let kinds = json!({
            "registration": [{"until": "2027-05-01"}],
            "period": [{"name": "early"}],
            "category": [{"key": "a"}],
            "fee": [{"price": "1 EUR"}],
            "extra": [{"key": "a", "price": "1 EUR"}],
            "adjustment": [{"name": "a", "percent": 5}],
            "charge": [{"name": "a", "percent": 5}],
            "grant": [{"name": "a", "amount": "1 EUR"}],
            "tax": [{"mode": "exempt"}],
            "due": [{"name": "a"}],
            "method": [{"name": "a"}],
            "refund": [{"percent": 5}],
            "substitution": [{}],
            "conversion": [{"has": "a", "wants": "b"}],
            "quota": [{"name": "a", "seats": 1}],
            "opening": [{"name": "a"}],
            "requirement": [{"name": "a"}],
            "consent": [{"key": "a", "text": "a"}],
            "clause": [{"key": "a", "text": "a"}],
        });
        let changes = diff(&Rules::default(), &rules(kinds));
        assert_eq!(changes.len(), 19);
        assert!(changes.iter().all(|change| matches!(change, Change::Added(_))));
    }
}
