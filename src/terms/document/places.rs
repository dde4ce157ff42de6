//! How many may come from where, what must be handed in, what is agreed to apart, and what is only stated.

use super::conditions::Hangs;
use super::model::{Block, Content, Item};
use super::speaker::{Speaker, capital, place};
use crate::terms::rules::{Consent, Edge, Opening, Quota, Requirement, RuleKind, Seats};

impl Speaker<'_> {
    /// Quotas.
    pub fn quotas(self) -> Vec<Block> {
        let quotas = self.rules.quotas.iter().enumerate().map(|(index, quota)| Item {
            text: self.quota(quota),
            own: None,
            rules: vec![place(RuleKind::Quota, index)],
        });
        self.list(self.of("terms-quotas"), quotas.collect())
            .into_iter()
            .collect()
    }

    pub fn quota(self, quota: &Quota) -> String {
        let seats = match &quota.seats {
            Seats::Total(seats) => self.count("terms-seats", *seats),
            Seats::Each(each) => self.and(each.iter().map(|(key, seats)| {
                self.with(
                    "terms-seats-of",
                    &[("what", &self.category(key)), ("seats", &self.t.number(*seats))],
                )
            })),
        };
        let of = quota
            .of
            .map(|fact| self.with("terms-seats-for-each", &[("fact", &self.shared(fact))]))
            .unwrap_or_default();
        let hangs = Hangs {
            when: Some(&quota.when),
            ..Hangs::default()
        };
        let core = self.parts([seats, of]);
        let mut sentences = vec![self.headed(&self.name(&quota.name), &self.framed(&core, hangs))];
        if quota.head_counts {
            sentences.push(self.of("terms-head-counts"));
        }
        if let Some(more) = quota.more {
            sentences.push(self.count("terms-seats-more", more));
        }
        if !quota.over.is_empty() {
            let last = quota.over.len();
            let over = (1..).zip(&quota.over).map(|(nth, percent)| {
                let id = if nth == last {
                    "terms-over-further"
                } else {
                    "terms-over-nth"
                };
                self.with(
                    id,
                    &[("nth", &self.t.number(nth)), ("percent", &self.percent(*percent))],
                )
            });
            let over = self.and(over);
            sentences.push(self.with("terms-over", &[("surcharges", &over)]));
        }
        if !quota.then.is_empty() {
            let then = self.name(&quota.then);
            sentences.push(self.with("terms-over-then", &[("words", &then)]));
        }
        self.text(sentences)
    }

    /// What may be done when, and what must be handed in.
    pub fn papers(self) -> Vec<Block> {
        let openings = self
            .rules
            .openings
            .iter()
            .enumerate()
            .map(|(index, opening)| Item {
                text: self.opening(opening),
                own: None,
                rules: vec![place(RuleKind::Opening, index)],
            });
        let requirements = self
            .rules
            .requirements
            .iter()
            .enumerate()
            .map(|(index, one)| Item {
                text: self.requirement(one),
                own: self.own(&one.text),
                rules: vec![place(RuleKind::Requirement, index)],
            });
        let openings = self.list(self.of("terms-openings"), openings.collect());
        let requirements = self.list(self.of("terms-requirements"), requirements.collect());
        openings.into_iter().chain(requirements).collect()
    }

    /// What must be handed in and when, without the organizer's words to it.
    pub fn requirement(self, one: &Requirement) -> String {
        let hangs = Hangs {
            when: Some(&one.when),
            unless: one.unless.as_ref(),
            edge: Edge {
                until: one.until.as_ref(),
                ..Edge::default()
            },
            ..Hangs::default()
        };
        self.sentence(&self.framed(&capital(&self.name(&one.name)), hangs))
    }

    pub fn opening(self, opening: &Opening) -> String {
        let hangs = Hangs {
            category: Some(&opening.category),
            when: Some(&opening.when),
            unless: opening.unless.as_ref(),
            ..Hangs::default()
        };
        let times = self.times(opening.edge());
        let name = self.name(&opening.name);
        if times.is_empty() {
            return self.sentence(&self.framed(&capital(&name), hangs));
        }
        self.headed(&name, &self.framed(&times, hangs))
    }

    /// What is agreed to apart from the terms.
    pub fn consents(self) -> Vec<Block> {
        let consents = self
            .rules
            .consents
            .iter()
            .enumerate()
            .map(|(index, consent)| Item {
                text: self.consent(consent),
                own: self.own(&consent.text),
                rules: vec![place(RuleKind::Consent, index)],
            });
        self.list(self.of("terms-consents"), consents.collect())
            .into_iter()
            .collect()
    }

    /// Whether a consent is needed, without the organizer's words to it.
    pub fn consent(self, consent: &Consent) -> String {
        let id = if consent.required {
            "terms-consent-required"
        } else {
            "terms-consent-voluntary"
        };
        let hangs = Hangs {
            when: Some(&consent.when),
            ..Hangs::default()
        };
        self.sentence(&self.framed(&self.of(id), hangs))
    }

    /// What is only stated, in the organizer's words.
    pub fn statements(self) -> Vec<Block> {
        let clauses = self.rules.clauses.iter().enumerate();
        clauses
            .filter_map(|(index, clause)| {
                let own = self.own(&clause.text)?;
                Some(Block {
                    language: own.language,
                    rules: vec![place(RuleKind::Clause, index)],
                    content: Content::Paragraph { text: own.text },
                })
            })
            .collect()
    }
}
