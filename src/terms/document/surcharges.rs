//! What makes the price another one: reductions and groups, surcharges, grants and taxes.

use super::conditions::Hangs;
use super::model::{Block, Item};
use super::speaker::{Speaker, place};
use crate::terms::rules::{Adjustment, Charge, ChargePer, RuleKind, Stacking, Tax, TaxMode};

impl Speaker<'_> {
    /// Reductions, surcharges, grants, taxes.
    pub fn surcharges(self) -> Vec<Block> {
        let item = |kind, index, text| Item {
            text,
            own: None,
            rules: vec![place(kind, index)],
        };
        let rules = self.rules;
        let reductions = (rules.adjustments.iter().enumerate())
            .map(|(index, one)| item(RuleKind::Adjustment, index, self.adjustment(one)));
        let charges = (rules.charges.iter().enumerate())
            .map(|(index, one)| item(RuleKind::Charge, index, self.charge(one)));
        let grants = (rules.grants.iter().enumerate())
            .map(|(index, one)| item(RuleKind::Grant, index, self.charge(one)));
        let taxes =
            (rules.taxes.iter().enumerate()).map(|(index, one)| item(RuleKind::Tax, index, self.tax(one)));
        let mut blocks = Vec::new();
        blocks.extend(self.list(self.of("terms-reductions"), reductions.collect()));
        if rules.adjustments.len() > 1 {
            let words = match rules.stacking {
                Stacking::Largest => "terms-stacking-largest",
                Stacking::Add => "terms-stacking-add",
            };
            blocks.push(self.paragraph(self.of(words), Vec::new()));
        }
        blocks.extend(self.list(self.of("terms-charges"), charges.collect()));
        blocks.extend(self.list(self.of("terms-grants"), grants.collect()));
        blocks.extend(self.list(self.of("terms-taxes"), taxes.collect()));
        blocks
    }

    pub fn adjustment(self, one: &Adjustment) -> String {
        let mut parts = Vec::new();
        if let Some(percent) = one.percent {
            parts.push(self.with("terms-less-percent", &[("percent", &self.percent(percent))]));
        }
        if !one.amount.is_empty() {
            parts.push(self.with("terms-less-amount", &[("amount", &self.prices(&one.amount))]));
        }
        if !one.price.is_empty() {
            parts.push(self.with("terms-instead-price", &[("price", &self.prices(&one.price))]));
        }
        if !one.prices.is_empty() {
            let prices = self.prices_by_period(&one.prices);
            parts.push(self.with("terms-instead-price", &[("price", &prices)]));
        }
        if one.dearer {
            parts.push(self.of("terms-even-dearer"));
        }
        if !one.period.is_empty() {
            let period = self.quoted(&self.name(&one.period));
            parts.push(self.with("terms-instead-period", &[("period", &period)]));
        }
        if let Some(paid) = one.per_paid {
            parts.push(self.with(
                "terms-free-places",
                &[
                    ("paid", &self.count("terms-persons-paying", paid)),
                    ("free", &self.count("terms-persons-free", one.free)),
                ],
            ));
        }
        if let Some(size) = one.size {
            parts.push(self.with("terms-group-size", &[("range", &self.range(size))]));
        }
        if let Some(nth) = one.from_nth {
            parts.push(self.with("terms-from-nth", &[("nth", &self.t.number(nth))]));
        }
        if let Some(fact) = one.of {
            parts.push(self.with("terms-counted-by", &[("fact", &self.shared(fact))]));
        }
        let hangs = Hangs {
            category: Some(&one.category),
            when: Some(&one.when),
            unless: one.unless.as_ref(),
            edge: one.edge(),
            on_site: false,
        };
        self.headed(&self.name(&one.name), &self.framed(&self.parts(parts), hangs))
    }

    pub fn charge(self, one: &Charge) -> String {
        let mut parts = Vec::new();
        if !one.amount.is_empty() {
            parts.push(self.prices(&one.amount));
        }
        if let Some(percent) = one.percent {
            parts.push(self.with("terms-charge-percent", &[("percent", &self.percent(percent))]));
        }
        parts.push(self.of(match one.per {
            ChargePer::Person => "terms-per-person",
            ChargePer::Order => "terms-per-order",
            ChargePer::Paper => "terms-per-paper",
            ChargePer::Night => "terms-per-night",
        }));
        if one.above > 0 {
            parts.push(self.with("terms-above", &[("above", &self.t.number(one.above))]));
        }
        if let Some(most) = one.most {
            parts.push(self.with("terms-counted-at-most", &[("most", &self.t.number(most))]));
        }
        if one.on_request {
            parts.push(self.of("terms-on-request"));
        }
        parts.push(self.payee(&one.payee));
        let hangs = Hangs {
            category: Some(&one.category),
            when: Some(&one.when),
            unless: one.unless.as_ref(),
            edge: one.edge(),
            on_site: one.on_site,
        };
        self.headed(&self.name(&one.name), &self.framed(&self.parts(parts), hangs))
    }

    pub fn tax(self, tax: &Tax) -> String {
        let name = if tax.name.is_empty() {
            self.of("terms-tax")
        } else {
            self.name(&tax.name)
        };
        let mode = self.of(match tax.mode {
            TaxMode::Included => "terms-tax-included",
            TaxMode::Added => "terms-tax-added",
            TaxMode::Exempt => "terms-tax-exempt",
            TaxMode::ReverseCharge => "terms-tax-reverse-charge",
        });
        let rate = tax.rate.map(|rate| self.percent(rate)).unwrap_or_default();
        let on = if tax.on.0.is_empty() {
            String::new()
        } else {
            let items = self.and(tax.on.0.iter().map(|key| self.item(key)));
            self.with("terms-tax-on", &[("items", &items)])
        };
        let hangs = Hangs {
            when: Some(&tax.when),
            unless: tax.unless.as_ref(),
            ..Hangs::default()
        };
        self.headed(&name, &self.framed(&self.parts([rate, mode, on]), hangs))
    }
}
