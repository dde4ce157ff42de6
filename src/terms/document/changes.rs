//! Sending somebody else, and changing the way of taking part.

use super::conditions::Hangs;
use super::model::Block;
use super::speaker::{Speaker, place};
use crate::terms::rules::{Conversion, Difference, RuleKind, Sameness, Substitution};

impl Speaker<'_> {
    /// Substitutions and conversions, in the order in which they are tried.
    pub fn changes(self) -> Vec<Block> {
        let substitutions = self.rules.substitutions.iter().enumerate().map(|(index, row)| {
            self.paragraph(self.substitution(row), vec![place(RuleKind::Substitution, index)])
        });
        let conversions = self.rules.conversions.iter().enumerate();
        let conversions = conversions.map(|(index, row)| {
            self.paragraph(self.conversion(row), vec![place(RuleKind::Conversion, index)])
        });
        substitutions.chain(conversions).collect()
    }

    pub fn substitution(self, row: &Substitution) -> String {
        let core = if row.unstated {
            self.of("terms-substitution-unstated")
        } else if row.refused {
            self.of("terms-substitution-refused")
        } else if !row.fee.is_empty() {
            self.with("terms-substitution-for", &[("fee", &self.prices(&row.fee))])
        } else if let Some(percent) = row.percent {
            let share = self.with("terms-share-of-fee", &[("percent", &self.percent(percent))]);
            self.with("terms-substitution-for", &[("fee", &share)])
        } else {
            self.of("terms-substitution-free")
        };
        let hangs = Hangs {
            when: Some(&row.when),
            unless: row.unless.as_ref(),
            edge: row.edge(),
            on_site: row.on_site,
            category: None,
        };
        let mut sentences = vec![self.sentence(&self.framed(&core, hangs))];
        if let Some(percent) = row.free_percent {
            let share = self.percent(percent);
            sentences.push(self.with("terms-substitution-free-share", &[("percent", &share)]));
        }
        if !row.same.is_empty() {
            let same = self.and(row.same.iter().map(|same| {
                self.of(match same {
                    Sameness::Organization => "terms-same-organization",
                    Sameness::Category => "terms-same-category",
                    Sameness::Services => "terms-same-services",
                })
            }));
            sentences.push(self.with("terms-substitution-same", &[("same", &same)]));
        }
        if row.approval {
            sentences.push(self.of("terms-substitution-approval"));
        }
        if !row.instead.is_empty() {
            let instead = self.name(&row.instead);
            sentences.push(self.with("terms-instead", &[("words", &instead)]));
        }
        self.text(sentences)
    }

    pub fn conversion(self, row: &Conversion) -> String {
        let id = if row.refused {
            "terms-conversion-refused"
        } else {
            "terms-conversion-allowed"
        };
        let core = self.with(
            id,
            &[
                ("has", &self.quoted(&self.name(&row.has))),
                ("wants", &self.quoted(&self.name(&row.wants))),
            ],
        );
        let hangs = Hangs {
            when: Some(&row.when),
            edge: row.edge(),
            ..Hangs::default()
        };
        let mut sentences = vec![self.sentence(&self.framed(&core, hangs))];
        if !row.fee.is_empty() {
            sentences.push(self.with("terms-conversion-fee", &[("fee", &self.prices(&row.fee))]));
        }
        if let Some(difference) = row.difference {
            sentences.push(self.of(match difference {
                Difference::Paid => "terms-difference-paid",
                Difference::Refunded => "terms-difference-refunded",
                Difference::Kept => "terms-difference-kept",
            }));
        }
        self.text(sentences)
    }
}
