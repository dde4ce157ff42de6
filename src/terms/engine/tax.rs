//! The tax on an amount.

use crate::terms::facts::{Facts, Person};
use crate::terms::rules::{RuleKind, RuleRef, Rules, TaxMode};
use crate::terms::value::Percent;

/// An amount and its tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taxed {
    /// Without tax.
    pub net: i64,
    /// The tax.
    pub tax: i64,
    /// The rule, if one is about it.
    pub rule: Option<RuleRef>,
}

/// The tax on an amount of the list, in minor units.
#[must_use]
pub fn tax_on(rules: &Rules, on: &str, minor: i64, order: &Facts) -> Taxed {
    let nothing = Facts::default();
    let person = Person {
        category: None,
        own: &nothing,
        order,
        regions: &rules.regions,
    };
    let found = rules.taxes.iter().enumerate().find(|(_, tax)| {
        tax.on.take(on)
            && tax.when.holds(&person)
            && !tax.unless.as_ref().is_some_and(|unless| unless.holds(&person))
    });
    let Some((index, tax)) = found else {
        return Taxed {
            net: minor,
            tax: 0,
            rule: None,
        };
    };
    let rate: Percent = tax.rate.unwrap_or_default();
    let (net, taxed) = match tax.mode {
        TaxMode::Included => {
            let inside = rate.inside(minor);
            (minor - inside, inside)
        }
        TaxMode::Added => (minor, rate.of(minor)),
        TaxMode::Exempt | TaxMode::ReverseCharge => (minor, 0),
    };
    Taxed {
        net,
        tax: taxed,
        rule: Some(RuleRef::new(RuleKind::Tax, index)),
    }
}
