//! Findings as sentences: one wording for the organizer's pages and for the command line.

use chrono::{NaiveDateTime, NaiveTime};

use super::finding::{Finding, Named, Trouble};
use crate::platform::i18n::{Tr, Value};
use crate::terms::facts::FactKind;
use crate::terms::rules::{RuleKind, RuleRef};
use crate::terms::value::capital;

/// What people call a rule by its place: “Refund, row 2”.
#[must_use]
pub fn rule_name(rule: RuleRef, t: Tr) -> String {
    let id = match rule.kind {
        RuleKind::Registration => "lint-rule-registration",
        RuleKind::Period => "lint-rule-period",
        RuleKind::Category => "lint-rule-category",
        RuleKind::Fee => "lint-rule-fee",
        RuleKind::Extra => "lint-rule-extra",
        RuleKind::Adjustment => "lint-rule-adjustment",
        RuleKind::Charge => "lint-rule-charge",
        RuleKind::Grant => "lint-rule-grant",
        RuleKind::Tax => "lint-rule-tax",
        RuleKind::Due => "lint-rule-due",
        RuleKind::Method => "lint-rule-method",
        RuleKind::Refund => "lint-rule-refund",
        RuleKind::Substitution => "lint-rule-substitution",
        RuleKind::Conversion => "lint-rule-conversion",
        RuleKind::Quota => "lint-rule-quota",
        RuleKind::Opening => "lint-rule-opening",
        RuleKind::Requirement => "lint-rule-requirement",
        RuleKind::Consent => "lint-rule-consent",
        RuleKind::Clause => "lint-rule-clause",
    };
    t.with(id, &[("number", Value::from(t.number(rule.index + 1)))])
}

impl Finding {
    /// What is wrong, as a sentence for readers of `t`.
    #[must_use]
    pub fn words(&self, t: Tr) -> String {
        self.trouble.words(t)
    }

    /// The same with its place: “Refund row 2: …”.
    #[must_use]
    pub fn told(&self, t: Tr) -> String {
        let words = self.words(t);
        match self.rule {
            Some(rule) => {
                let place = Value::from(capital(&rule_name(rule, t)));
                t.with("lint-at", &[("place", place), ("words", Value::from(words))])
            }
            None => words,
        }
    }
}

impl Trouble {
    fn words(&self, t: Tr) -> String {
        let named = |id: &str, name: &str| t.with(id, &[("name", Value::from(name))]);
        let other = |id: &str, rule: &RuleRef| t.with(id, &[("rule", Value::from(rule_name(*rule, t)))]);
        match self {
            Self::TooManyRules(count) => {
                let most = Value::from(t.number(super::MOST_RULES));
                t.count_with("lint-too-many-rules", *count, &[("most", most)])
            }
            Self::Unknown { kind, name } => named(
                match kind {
                    Named::Category => "lint-unknown-category",
                    Named::Period => "lint-unknown-period",
                    Named::Extra => "lint-unknown-extra",
                },
                name,
            ),
            Self::NotOffered(key) => named("lint-not-offered", key),
            Self::NoFee { name, default } => named("lint-no-fee", name.resolve(t.lang(), *default).1),
            Self::Twice(name) => named("lint-twice", name),
            Self::Nameless => t.of("lint-nameless"),
            Self::Circle(path) => t.with("lint-circle", &[("path", Value::from(path))]),
            Self::CannotHold(fact) => named(
                match fact.kind() {
                    FactKind::Word => "lint-cannot-hold-word",
                    FactKind::YesNo => "lint-cannot-hold-yes-no",
                    FactKind::Number => "lint-cannot-hold-number",
                },
                fact.name(),
            ),
            Self::TooMuch { word, percent } => t.with(
                "lint-too-much",
                &[
                    ("word", Value::from(*word)),
                    ("share", Value::from(percent.words(t))),
                ],
            ),
            Self::NoPrice => t.of("lint-no-price"),
            Self::TwoPrices => t.of("lint-two-prices"),
            Self::NoEffect => t.of("lint-no-effect"),
            Self::CurrencyMissing { currency, period } => t.with(
                "lint-currency-missing",
                &[
                    ("currency", Value::from(currency.code())),
                    ("period", Value::from(period)),
                ],
            ),
            Self::FallsWithSize(rule) => other("lint-falls-with-size", rule),
            Self::Backwards { begins, ends } => stretch("lint-backwards", None, *begins, *ends, t),
            Self::Gap { before, from, until } => stretch("lint-gap", Some(*before), *from, *until, t),
            Self::Overlap { before, from, until } => stretch("lint-overlap", Some(*before), *from, *until, t),
            Self::EdgeDayOfNone { before, day } => edge_day("lint-edge-day-of-none", *before, *day, t),
            Self::EdgeDayOfTwo { before, day } => edge_day("lint-edge-day-of-two", *before, *day, t),
            Self::Unreachable(rule) => other("lint-unreachable", rule),
            Self::OpenEnd(ends) => t.with("lint-open-end", &[("ends", Value::from(end(*ends, t)))]),
            Self::Unstated => t.of("lint-unstated"),
            Self::NoPriceAtTheEnd { registration, price } => t.with(
                "lint-no-price-at-the-end",
                &[
                    ("registration", Value::from(end(*registration, t))),
                    ("price", Value::from(end(*price, t))),
                ],
            ),
            Self::AfterTheEvent { word, deadline } => t.with(
                "lint-after-the-event",
                &[
                    ("word", Value::from(*word)),
                    ("deadline", Value::from(end(*deadline, t))),
                ],
            ),
            Self::UnknownDay { word, deadline } => t.with(
                "lint-unknown-day",
                &[("word", Value::from(*word)), ("deadline", Value::from(deadline))],
            ),
        }
    }
}

/// A sentence about a stretch of time.
fn stretch(id: &str, rule: Option<RuleRef>, from: NaiveDateTime, until: NaiveDateTime, t: Tr) -> String {
    let mut arguments = vec![
        ("from", Value::from(begin(from, t))),
        ("until", Value::from(end(until, t))),
    ];
    arguments.extend(rule.map(|rule| ("rule", Value::from(rule_name(rule, t)))));
    t.with(id, &arguments)
}

fn edge_day(id: &str, rule: RuleRef, day: chrono::NaiveDate, t: Tr) -> String {
    t.with(
        id,
        &[
            ("day", Value::from(t.date_long(day))),
            ("rule", Value::from(rule_name(rule, t))),
        ],
    )
}

/// A moment at which something begins; at midnight it is the day.
fn begin(moment: NaiveDateTime, t: Tr) -> String {
    if moment.time() == NaiveTime::MIN {
        t.date_long(moment.date())
    } else {
        t.date_time(moment)
    }
}

/// A moment at which something ends; at midnight it is the end of the day before.
fn end(moment: NaiveDateTime, t: Tr) -> String {
    match moment.date().pred_opt() {
        Some(day) if moment.time() == NaiveTime::MIN => {
            t.with("lint-end-of-day", &[("day", Value::from(t.date_long(day)))])
        }
        _ => t.date_time(moment),
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words = self.words(Tr::new(crate::platform::lang::Lang::En));
        match self.rule {
            Some(rule) => write!(f, "{rule}: {words}"),
            None => f.write_str(&words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::lang::Lang;
    use crate::platform::localized::Localized;
    use crate::terms::facts::Fact;

    #[test]
    fn every_trouble_and_every_kind_of_rule_has_words_in_every_language() {
        let rule = RuleRef::new(RuleKind::Refund, 0);
        let day = chrono::NaiveDate::from_ymd_opt(2027, 6, 14).unwrap();
        let (from, until) = (day.and_time(NaiveTime::MIN), day.and_hms_opt(18, 0, 0).unwrap());
        let named = |kind| Trouble::Unknown {
            kind,
            name: "a".to_owned(),
        };
        let troubles = [
            Trouble::TooManyRules(2_001),
            named(Named::Category),
            named(Named::Period),
            named(Named::Extra),
            Trouble::NotOffered("a".to_owned()),
            Trouble::NoFee {
                name: Localized::of([(Lang::En, "a")]),
                default: Lang::En,
            },
            Trouble::Twice("a".to_owned()),
            Trouble::Nameless,
            Trouble::Circle("a → a".to_owned()),
            Trouble::CannotHold(Fact::Role),
            Trouble::CannotHold(Fact::Member),
            Trouble::CannotHold(Fact::Age),
            Trouble::TooMuch {
                word: "percent",
                percent: "150.5".parse().unwrap(),
            },
            Trouble::NoPrice,
            Trouble::TwoPrices,
            Trouble::NoEffect,
            Trouble::CurrencyMissing {
                currency: "EUR".parse().unwrap(),
                period: "a".to_owned(),
            },
            Trouble::FallsWithSize(rule),
            Trouble::Backwards {
                begins: from,
                ends: until,
            },
            Trouble::Gap {
                before: rule,
                from,
                until,
            },
            Trouble::EdgeDayOfNone { before: rule, day },
            Trouble::Overlap {
                before: rule,
                from,
                until,
            },
            Trouble::EdgeDayOfTwo { before: rule, day },
            Trouble::Unreachable(rule),
            Trouble::OpenEnd(until),
            Trouble::Unstated,
            Trouble::NoPriceAtTheEnd {
                registration: until,
                price: from,
            },
            Trouble::AfterTheEvent {
                word: "until",
                deadline: until,
            },
            Trouble::UnknownDay {
                word: "until",
                deadline: "start".to_owned(),
            },
        ];
        let mut seen = std::collections::BTreeSet::new();
        for t in Lang::ALL.map(Tr::new) {
            let places = RuleKind::ALL.map(|kind| rule_name(RuleRef::new(kind, 1), t));
            for words in troubles.iter().map(|trouble| trouble.words(t)).chain(places) {
                assert!(!words.contains('‹'), "{words}");
                assert!(seen.insert(words.clone()), "said twice: {words}");
            }
        }
    }
}
