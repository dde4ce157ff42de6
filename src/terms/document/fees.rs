//! What taking part costs, as tables: a row a fee, a column a price period. Fees that know the same periods share one.

use std::collections::{BTreeMap, BTreeSet};

use super::conditions::Hangs;
use super::model::{Block, Column, Content, Row, Table};
use super::speaker::{Speaker, capital, place};
use crate::terms::rules::{Counts, Extra, Fee, Period, RuleKind};
use crate::terms::value::Prices;

/// A row before it is known to which table it belongs.
pub(super) struct Priced<'a> {
    pub head: String,
    pub note: String,
    rules: Vec<String>,
    /// What it costs by period; empty where it does not depend on the day.
    pub by_period: BTreeMap<&'a str, String>,
    /// What it costs in all other cases.
    pub otherwise: Option<String>,
}

impl<'a> Speaker<'a> {
    /// Fees and extras, and what decides about their price.
    pub fn fees(self) -> Vec<Block> {
        let fees: Vec<Priced<'_>> = (self.rules.fees.iter().enumerate())
            .map(|(index, fee)| self.fee(index, fee))
            .collect();
        let extras: Vec<Priced<'_>> = (self.rules.extras.iter().enumerate())
            .map(|(index, extra)| self.extra(index, extra))
            .collect();
        let mut used: BTreeSet<&str> = BTreeSet::new();
        for priced in fees.iter().chain(&extras) {
            used.extend(priced.by_period.keys());
        }
        let mut blocks = Vec::new();
        if !used.is_empty() {
            let words = match self.rules.counts {
                Counts::Registration => "terms-counts-registration",
                Counts::Payment => "terms-counts-payment",
            };
            blocks.push(self.paragraph(self.of(words), Vec::new()));
        }
        blocks.extend(self.tables(fees, "terms-fees-caption", "terms-fees-head"));
        blocks.extend(self.tables(extras, "terms-extras-caption", "terms-extras-head"));
        blocks.extend(self.other_periods(&used));
        blocks
    }

    pub fn fee(self, index: usize, fee: &'a Fee) -> Priced<'a> {
        let hangs = Hangs {
            when: Some(&fee.when),
            edge: fee.edge(),
            ..Hangs::default()
        };
        let mut by_period: BTreeMap<&str, String> = BTreeMap::new();
        for (period, prices) in &fee.prices {
            by_period.insert(period, self.prices(prices));
        }
        for (period, percent) in &fee.percent {
            let words = if fee.price.is_empty() {
                self.with("terms-share-of-price", &[("percent", &self.percent(*percent))])
            } else {
                let share = fee.price.all().iter().map(|money| crate::terms::value::Money {
                    minor: percent.of(money.minor),
                    ..*money
                });
                let share: Vec<String> = share.map(|money| self.money(money)).collect();
                share.join(" / ")
            };
            by_period.insert(period, words);
        }
        let otherwise = if fee.elsewhere {
            Some(self.of("terms-elsewhere"))
        } else {
            (!fee.price.is_empty()).then(|| self.prices(&fee.price))
        };
        Priced {
            head: capital(
                &self
                    .categories(&fee.category)
                    .unwrap_or_else(|| self.of("terms-everybody")),
            ),
            note: self.parts([self.conditions_alone(hangs), self.payee(&fee.payee)]),
            rules: vec![place(RuleKind::Fee, index)],
            by_period,
            otherwise,
        }
    }

    pub fn extra(self, index: usize, extra: &'a Extra) -> Priced<'a> {
        let hangs = Hangs {
            category: Some(&extra.category),
            edge: extra.edge(),
            ..Hangs::default()
        };
        let unit = if extra.unit.is_empty() {
            String::new()
        } else {
            self.with("terms-per-unit", &[("unit", &self.name(&extra.unit))])
        };
        let most = extra
            .most
            .map(|most| self.count("terms-most-per-order", most))
            .unwrap_or_default();
        Priced {
            head: capital(&self.item(&extra.key)),
            note: self.parts([unit, self.conditions_alone(hangs), most, self.payee(&extra.payee)]),
            rules: vec![place(RuleKind::Extra, index)],
            by_period: (extra.prices.iter())
                .map(|(period, prices)| (period.as_str(), self.prices(prices)))
                .collect(),
            otherwise: (!extra.price.is_empty()).then(|| self.prices(&extra.price)),
        }
    }

    /// Times and conditions where they stand by themselves, below the head of a row.
    fn conditions_alone(self, hangs: Hangs<'_>) -> String {
        let conditions = self.conditions(Hangs {
            edge: crate::terms::rules::Edge::default(),
            ..hangs
        });
        let conditions = if conditions.is_empty() {
            conditions
        } else {
            self.with("terms-if", &[("condition", &conditions)])
        };
        self.parts([self.times(hangs.edge), conditions])
    }

    pub fn payee(self, payee: &str) -> String {
        if payee.is_empty() {
            return String::new();
        }
        self.with("terms-payee", &[("payee", &self.name(payee))])
    }

    /// The rows in as many tables as there are sets of periods, in the order of their first rows.
    fn tables(self, all: Vec<Priced<'a>>, caption: &'static str, head: &'static str) -> Vec<Block> {
        let mut groups: Vec<(Vec<&str>, bool, Vec<Priced<'_>>)> = Vec::new();
        for priced in all {
            let periods: Vec<&str> = priced.by_period.keys().copied().collect();
            let otherwise = priced.otherwise.is_some();
            match groups
                .iter_mut()
                .find(|(known, other, _)| *known == periods && *other == otherwise)
            {
                Some((_, _, rows)) => rows.push(priced),
                None => groups.push((periods, otherwise, vec![priced])),
            }
        }
        let single = groups.len() == 1;
        groups
            .into_iter()
            .map(|(periods, otherwise, rows)| self.table((caption, head), &periods, otherwise, rows, single))
            .collect()
    }

    fn table(
        self,
        (caption, head): (&'static str, &'static str),
        names: &[&str],
        otherwise: bool,
        rows: Vec<Priced<'_>>,
        single: bool,
    ) -> Block {
        let periods: Vec<(usize, &Period)> = (self.rules.periods.iter().enumerate())
            .filter(|(_, period)| names.contains(&period.name.as_str()))
            .collect();
        let steps = self.steps(
            periods
                .iter()
                .filter(|(_, period)| !period.on_site && !period.unstated)
                .map(|(_, period)| period.edge()),
        );
        let mut steps = steps.into_iter();
        let mut columns: Vec<Column> = periods
            .iter()
            .map(|(_, period)| Column {
                label: capital(&self.name(&period.name)),
                note: self.period_note(period),
                step: if period.on_site || period.unstated {
                    None
                } else {
                    steps.next().flatten()
                },
            })
            .collect();
        if otherwise {
            let label = if columns.is_empty() {
                "terms-price"
            } else {
                "terms-otherwise"
            };
            columns.push(Column {
                label: self.of(label),
                note: String::new(),
                step: None,
            });
        }
        let period_rules: Vec<String> = periods
            .iter()
            .map(|(index, _)| place(RuleKind::Period, *index))
            .collect();
        let caption = self.of(caption);
        let caption = if single || periods.is_empty() {
            caption
        } else {
            let listed = self.and(periods.iter().map(|(_, period)| self.name(&period.name)));
            self.with("terms-caption-of", &[("caption", &caption), ("names", &listed)])
        };
        let rows = rows.into_iter().map(|priced| Row {
            cells: periods
                .iter()
                .map(|(_, period)| {
                    priced
                        .by_period
                        .get(period.name.as_str())
                        .cloned()
                        .unwrap_or_default()
                })
                .chain(priced.otherwise.filter(|_| otherwise))
                .collect(),
            head: priced.head,
            note: priced.note,
            step: None,
            rules: priced.rules,
        });
        let table = Table {
            caption,
            head: self.of(head),
            columns,
            rows: rows.collect(),
        };
        let mut block = self.block(Content::Table(table));
        block.rules.extend(period_rules);
        block
    }

    pub fn period_note(self, period: &Period) -> String {
        if period.unstated {
            return self.of("terms-period-unstated");
        }
        let times = self.times(period.edge());
        if period.on_site {
            return self.parts([self.of("terms-at-desk"), times]);
        }
        times
    }

    /// Periods that no fee and no extra knows: whoever reads them must still learn when they are.
    fn other_periods(self, used: &BTreeSet<&str>) -> Vec<Block> {
        let periods = self.rules.periods.iter().enumerate();
        periods
            .filter(|(_, period)| !used.contains(period.name.as_str()))
            .map(|(index, period)| {
                let words = self.headed(
                    &self.with(
                        "terms-period",
                        &[("name", &self.quoted(&self.name(&period.name)))],
                    ),
                    &self.period_note(period),
                );
                self.paragraph(words, vec![place(RuleKind::Period, index)])
            })
            .collect()
    }

    /// Prices by period where a table would be too much: “early 100 €, regular 120 €”.
    pub fn prices_by_period(self, prices: &BTreeMap<String, Prices>) -> String {
        let periods = self.rules.periods.iter();
        let known = periods.filter_map(|period| Some((period, prices.get(&period.name)?)));
        self.and(known.map(|(period, prices)| {
            self.with(
                "terms-price-in-period",
                &[
                    ("period", &self.quoted(&self.name(&period.name))),
                    ("price", &self.prices(prices)),
                ],
            )
        }))
    }
}
