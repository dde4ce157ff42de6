//! The rules as data: everything of the terms that a program obeys.
//!
//! Every list is a kind of rule, every entry one rule, in the order in which they are tried. What was never said is left
//! out when rules are written, so that new kinds do not change the digest of what was published before.

mod span;
mod registration;
mod prices;
mod changes;
mod places;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::value::{Text, is_default};
pub use changes::{Conversion, Difference, Per, Refund, Sameness, Substitution};
pub use places::{Clause, Consent, Opening, Quota, Requirement, Seats, Statement};
pub use prices::{
    Adjustment, Category, Charge, ChargePer, Counts, Due, Extra, Fee, Keys, Method, Missed, Period, Stacking,
    Tax, TaxMode,
};
pub use registration::{Boundary, BoundaryFault, RegistrationWindow, WindowState, window, window_of};
pub use span::{Edge, Span};

/// Everything of the terms that a program obeys.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// When who may register. None for a category means: as long as the event is not over.
    #[serde(default, skip_serializing_if = "is_default")]
    pub registration: Vec<RegistrationWindow>,
    /// Groups of countries by name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub regions: BTreeMap<String, Vec<String>>,
    /// Weekdays that are no working days.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(with = "Vec<String>")]
    pub holidays: Vec<NaiveDate>,
    /// What names used in the rules are called, by language.
    #[serde(default, skip_serializing_if = "is_default")]
    pub labels: BTreeMap<String, Text>,
    /// Which day decides about the price period.
    #[serde(default, skip_serializing_if = "is_default")]
    pub counts: Counts,
    /// What several reductions for one person come to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stacking: Stacking,
    /// Price periods that fees and extras name.
    #[serde(rename = "period", default, skip_serializing_if = "is_default")]
    pub periods: Vec<Period>,
    /// Categories and who belongs to them.
    #[serde(rename = "category", default, skip_serializing_if = "is_default")]
    pub categories: Vec<Category>,
    /// What taking part costs.
    #[serde(rename = "fee", default, skip_serializing_if = "is_default")]
    pub fees: Vec<Fee>,
    /// What may be had beside it.
    #[serde(rename = "extra", default, skip_serializing_if = "is_default")]
    pub extras: Vec<Extra>,
    /// Who pays less, and what further people pay.
    #[serde(rename = "adjustment", default, skip_serializing_if = "is_default")]
    pub adjustments: Vec<Adjustment>,
    /// What comes on top: surcharges, penalties, levies.
    #[serde(rename = "charge", default, skip_serializing_if = "is_default")]
    pub charges: Vec<Charge>,
    /// What participants receive; it enters no quote.
    #[serde(rename = "grant", default, skip_serializing_if = "is_default")]
    pub grants: Vec<Charge>,
    /// Taxes.
    #[serde(rename = "tax", default, skip_serializing_if = "is_default")]
    pub taxes: Vec<Tax>,
    /// What is to be paid by when.
    #[serde(rename = "due", default, skip_serializing_if = "is_default")]
    pub dues: Vec<Due>,
    /// How it may be paid.
    #[serde(rename = "method", default, skip_serializing_if = "is_default")]
    pub methods: Vec<Method>,
    /// What a cancellation returns; the first row that fits counts.
    #[serde(rename = "refund", default, skip_serializing_if = "is_default")]
    pub refunds: Vec<Refund>,
    /// Whether somebody else may come instead; the first row that fits counts.
    #[serde(rename = "substitution", default, skip_serializing_if = "is_default")]
    pub substitutions: Vec<Substitution>,
    /// Whether one may change between on-site and online; the first row that fits counts.
    #[serde(rename = "conversion", default, skip_serializing_if = "is_default")]
    pub conversions: Vec<Conversion>,
    /// How many may come from where.
    #[serde(rename = "quota", default, skip_serializing_if = "is_default")]
    pub quotas: Vec<Quota>,
    /// What else may be done only at certain times.
    #[serde(rename = "opening", default, skip_serializing_if = "is_default")]
    pub openings: Vec<Opening>,
    /// What must be handed in or shown.
    #[serde(rename = "requirement", default, skip_serializing_if = "is_default")]
    pub requirements: Vec<Requirement>,
    /// What is agreed to beside the terms.
    #[serde(rename = "consent", default, skip_serializing_if = "is_default")]
    pub consents: Vec<Consent>,
    /// What the terms state and no program computes.
    #[serde(rename = "clause", default, skip_serializing_if = "is_default")]
    pub clauses: Vec<Clause>,
}

impl Rules {
    /// How many rules there are of a kind.
    #[must_use]
    pub fn count(&self, kind: RuleKind) -> usize {
        match kind {
            RuleKind::Registration => self.registration.len(),
            RuleKind::Period => self.periods.len(),
            RuleKind::Category => self.categories.len(),
            RuleKind::Fee => self.fees.len(),
            RuleKind::Extra => self.extras.len(),
            RuleKind::Adjustment => self.adjustments.len(),
            RuleKind::Charge => self.charges.len(),
            RuleKind::Grant => self.grants.len(),
            RuleKind::Tax => self.taxes.len(),
            RuleKind::Due => self.dues.len(),
            RuleKind::Method => self.methods.len(),
            RuleKind::Refund => self.refunds.len(),
            RuleKind::Substitution => self.substitutions.len(),
            RuleKind::Conversion => self.conversions.len(),
            RuleKind::Quota => self.quotas.len(),
            RuleKind::Opening => self.openings.len(),
            RuleKind::Requirement => self.requirements.len(),
            RuleKind::Consent => self.consents.len(),
            RuleKind::Clause => self.clauses.len(),
        }
    }

    /// The places of all rules of a kind, in their order.
    pub fn places(&self, kind: RuleKind) -> impl Iterator<Item = RuleRef> + use<> {
        (0..self.count(kind)).map(move |index| RuleRef::new(kind, index))
    }
}

/// A kind of rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleKind {
    /// A registration window.
    Registration,
    /// A price period.
    Period,
    /// A category.
    Category,
    /// A fee.
    Fee,
    /// An extra.
    Extra,
    /// An adjustment.
    Adjustment,
    /// A charge.
    Charge,
    /// A grant.
    Grant,
    /// A tax.
    Tax,
    /// A due date.
    Due,
    /// A way of paying.
    Method,
    /// A refund row.
    Refund,
    /// A substitution row.
    Substitution,
    /// A conversion row.
    Conversion,
    /// A quota.
    Quota,
    /// An opening.
    Opening,
    /// A requirement.
    Requirement,
    /// A consent.
    Consent,
    /// A clause.
    Clause,
}

impl RuleKind {
    /// Every kind, in the order in which findings are listed.
    pub const ALL: [Self; 19] = [
        Self::Registration,
        Self::Period,
        Self::Category,
        Self::Fee,
        Self::Extra,
        Self::Adjustment,
        Self::Charge,
        Self::Grant,
        Self::Tax,
        Self::Due,
        Self::Method,
        Self::Refund,
        Self::Substitution,
        Self::Conversion,
        Self::Quota,
        Self::Opening,
        Self::Requirement,
        Self::Consent,
        Self::Clause,
    ];

    /// What its lists are called in a file and in the address of a rule.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Period => "period",
            Self::Category => "category",
            Self::Fee => "fee",
            Self::Extra => "extra",
            Self::Adjustment => "adjustment",
            Self::Charge => "charge",
            Self::Grant => "grant",
            Self::Tax => "tax",
            Self::Due => "due",
            Self::Method => "method",
            Self::Refund => "refund",
            Self::Substitution => "substitution",
            Self::Conversion => "conversion",
            Self::Quota => "quota",
            Self::Opening => "opening",
            Self::Requirement => "requirement",
            Self::Consent => "consent",
            Self::Clause => "clause",
        }
    }

    /// The kind whose lists are called so.
    #[must_use]
    pub fn by_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// The place of one rule: `refund[2]` is the second refund row, `fee[1].early` the early price of the first fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleRef {
    /// Which list.
    pub kind: RuleKind,
    /// Which of the list, from 0.
    pub index: usize,
    /// Which price period, from 0.
    pub period: Option<usize>,
}

impl RuleRef {
    /// A rule as a whole.
    #[must_use]
    pub fn new(kind: RuleKind, index: usize) -> Self {
        Self {
            kind,
            index,
            period: None,
        }
    }

    /// As text, with the names that `rules` give.
    #[must_use]
    pub fn path(self, rules: &Rules) -> String {
        let period = self.period.and_then(|index| rules.periods.get(index));
        match period {
            Some(period) => format!("{self}.{}", period.name),
            None => self.to_string(),
        }
    }
}

impl fmt::Display for RuleRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.kind.word(), self.index + 1)
    }
}

/// Where it is kept a rule is written `fee[1]`, and `fee[1].period[2]` where a price period decided.
impl Serialize for RuleRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.period {
            Some(period) => serializer.collect_str(&format_args!("{self}.period[{}]", period + 1)),
            None => serializer.collect_str(self),
        }
    }
}

impl<'de> Deserialize<'de> for RuleRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        read_place(&text).ok_or_else(|| D::Error::custom(format!("{text:?} is the place of no rule")))
    }
}

fn read_place(text: &str) -> Option<RuleRef> {
    let (rule, period) = match text.split_once('.') {
        Some((rule, period)) => (rule, Some(read_entry(period, "period")?)),
        None => (text, None),
    };
    let kind = RuleKind::by_word(rule.split_once('[')?.0)?;
    Some(RuleRef {
        period,
        ..RuleRef::new(kind, read_entry(rule, kind.word())?)
    })
}

fn read_entry(text: &str, list: &str) -> Option<usize> {
    let number = text.strip_prefix(list)?.strip_prefix('[')?.strip_suffix(']')?;
    number.parse::<usize>().ok()?.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_rule_reads_back_as_it_was_written() {
        for kind in RuleKind::ALL {
            for period in [None, Some(0), Some(7)] {
                let place = RuleRef {
                    kind,
                    index: 11,
                    period,
                };
                let written = serde_json::to_value(place).unwrap();
                assert_eq!(serde_json::from_value::<RuleRef>(written).unwrap(), place);
            }
        }
        for odd in ["fee", "fee[0]", "fee[1", "fees[1]", "fee[1].early", "fee[-1]"] {
            assert!(serde_json::from_value::<RuleRef>(odd.into()).is_err(), "{odd}");
        }
    }
}
