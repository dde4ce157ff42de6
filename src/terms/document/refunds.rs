//! What a cancellation returns, as tables: rows that are for the same case share one, in the order in which they are
//! tried.

use super::conditions::Hangs;
use super::model::{Block, Column, Content, Row, Table};
use super::speaker::{Speaker, capital, place};
use crate::terms::rules::{Per, Refund, RuleKind};
use crate::terms::value::Percent;

impl Speaker<'_> {
    /// The rows by case.
    pub fn refunds(self) -> Vec<Block> {
        let mut groups: Vec<Vec<(usize, &Refund)>> = Vec::new();
        for (index, row) in self.rules.refunds.iter().enumerate() {
            let same = |group: &&mut Vec<(usize, &Refund)>| {
                group.first().is_some_and(|(_, first)| {
                    first.of == row.of && first.when == row.when && first.unless == row.unless
                })
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.push((index, row)),
                None => groups.push(vec![(index, row)]),
            }
        }
        let mut blocks = Vec::new();
        if self.rules.refunds.len() > 1 {
            blocks.push(self.paragraph(self.of("terms-refund-order"), Vec::new()));
        }
        blocks.extend(groups.iter().map(|group| self.refund_case(group)));
        blocks
    }

    fn refund_case(self, group: &[(usize, &Refund)]) -> Block {
        let caption = group
            .first()
            .map(|(_, row)| self.refund_caption(row))
            .unwrap_or_default();
        if let [(index, row)] = group {
            return self.paragraph(self.refund(*index, row), vec![place(RuleKind::Refund, *index)]);
        }
        let steps = self.steps(group.iter().map(|(_, row)| row.edge()));
        let rows = group.iter().zip(steps).map(|((index, row), step)| {
            let times = self.times(row.edge());
            Row {
                head: capital(&if times.is_empty() {
                    self.of("terms-refund-later")
                } else {
                    times
                }),
                note: String::new(),
                cells: vec![self.returned(row)],
                step,
                rules: vec![place(RuleKind::Refund, *index)],
            }
        });
        self.block(Content::Table(Table {
            caption,
            head: self.of("terms-refund-head"),
            columns: vec![Column {
                label: self.of("terms-refund-column"),
                note: String::new(),
                step: None,
            }],
            rows: rows.collect(),
        }))
    }

    /// A row by itself: one without days follows those of its case, and begins when they have ended.
    pub fn refund(self, index: usize, row: &Refund) -> String {
        let mut core = self.returned(row);
        if self.is_last_of_its_case(index, row) {
            let later = self.of("terms-refund-later");
            core = self.with("terms-framed-times", &[("core", &core), ("times", &later)]);
        }
        let hangs = Hangs {
            edge: row.edge(),
            ..Hangs::default()
        };
        self.headed(&self.refund_caption(row), &self.framed(&core, hangs))
    }

    /// Whether a row names no day, and another of its case before it does.
    pub fn is_last_of_its_case(self, index: usize, row: &Refund) -> bool {
        let names_days = |row: &Refund| row.edge().deadlines().next().is_some();
        let same =
            |other: &Refund| (&other.of, &other.when, &other.unless) == (&row.of, &row.when, &row.unless);
        let before = self.rules.refunds.iter().take(index);
        !names_days(row) && before.filter(|other| same(other)).any(names_days)
    }

    fn refund_caption(self, row: &Refund) -> String {
        let of = if row.of.0.is_empty() {
            self.of("terms-refund-of-all")
        } else {
            let items = self.and(row.of.0.iter().map(|key| self.item(key)));
            self.with("terms-refund-of", &[("items", &items)])
        };
        let hangs = Hangs {
            when: Some(&row.when),
            unless: row.unless.as_ref(),
            ..Hangs::default()
        };
        self.framed(&of, hangs)
    }

    /// “50 %, less 20 €”
    fn returned(self, row: &Refund) -> String {
        if row.unstated {
            return self.of("terms-refund-unstated");
        }
        let share = row.percent.unwrap_or(Percent::WHOLE);
        if share.basis_points() == 0 {
            return self.of("terms-refund-nothing");
        }
        let mut parts = vec![if share == Percent::WHOLE {
            self.of("terms-refund-whole")
        } else {
            self.percent(share)
        }];
        let fixed = (!row.minus.is_empty()).then(|| {
            let per = match row.per {
                Per::Person => "terms-withheld-per-person",
                Per::Order => "terms-withheld-per-order",
            };
            self.with(per, &[("amount", &self.prices(&row.minus))])
        });
        let shared = row
            .minus_percent
            .map(|percent| self.with("terms-withheld-share", &[("percent", &self.percent(percent))]));
        let withheld: Vec<String> = fixed.into_iter().chain(shared).collect();
        if !withheld.is_empty() {
            let words = if row.greater {
                let words = self.or(withheld);
                self.with("terms-withheld-greater", &[("amounts", &words)])
            } else {
                self.and(withheld)
            };
            parts.push(self.with("terms-less", &[("amounts", &words)]));
        }
        if row.net {
            parts.push(self.of("terms-refund-net"));
        }
        if row.recount {
            parts.push(self.of("terms-refund-recount"));
        }
        self.parts(parts)
    }
}
