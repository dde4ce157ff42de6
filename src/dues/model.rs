//! What an entry says.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::platform::ids::TermsVersionId;
use crate::terms::engine::{Item, Line};
use crate::terms::rules::RuleRef;
use crate::terms::value::{Currency, Money};

/// A line as it is kept, in the currency and by the version of its entry; amounts in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargedLine {
    /// What it is for.
    pub item: Item,
    /// The rule it follows from.
    pub rule: RuleRef,
    /// The price of one; below zero for a reduction.
    pub unit: i64,
    /// How many.
    pub quantity: u32,
    /// All of them, as the list says.
    pub amount: i64,
    /// The tax in it or on top of it.
    pub tax: i64,
    /// The rule of the tax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_rule: Option<RuleRef>,
}

impl From<&Line> for ChargedLine {
    fn from(line: &Line) -> Self {
        Self {
            item: line.item,
            rule: line.rule,
            unit: line.unit.minor,
            quantity: line.quantity,
            amount: line.amount.minor,
            tax: line.tax,
            tax_rule: line.tax_rule,
        }
    }
}

impl ChargedLine {
    fn line(&self, currency: Currency) -> Line {
        let money = |minor| Money { currency, minor };
        Line {
            item: self.item,
            rule: self.rule,
            unit: money(self.unit),
            quantity: self.quantity,
            amount: money(self.amount),
            tax: self.tax,
            tax_rule: self.tax_rule,
        }
    }
}

/// What a registration was charged in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// The version of the terms that it follows from.
    pub terms_version_id: TermsVersionId,
    /// Everything, with its tax.
    pub total: Money,
    /// What it is made of.
    pub lines: Vec<Line>,
    /// When it was charged.
    pub recorded_at: DateTime<Utc>,
}

impl Charge {
    pub(super) fn of(
        terms_version_id: TermsVersionId,
        total: Money,
        lines: &[ChargedLine],
        recorded_at: DateTime<Utc>,
    ) -> Self {
        Self {
            terms_version_id,
            lines: lines.iter().map(|line| line.line(total.currency)).collect(),
            total,
            recorded_at,
        }
    }
}
