//! What is to be paid by when, and how.

use super::conditions::Hangs;
use super::deadlines::Side;
use super::model::{Block, Content, Item};
use super::speaker::{Speaker, capital, place};
use crate::terms::rules::{Due, Method, RuleKind};

impl Speaker<'_> {
    /// Due dates and ways of paying.
    pub fn payment(self) -> Vec<Block> {
        let dues = self.rules.dues.iter().enumerate();
        let mut blocks: Vec<Block> = dues
            .map(|(index, due)| self.paragraph(self.due(due), vec![place(RuleKind::Due, index)]))
            .collect();
        let methods = self.rules.methods.iter().enumerate().map(|(index, method)| Item {
            text: self.method(method),
            own: None,
            rules: vec![place(RuleKind::Method, index)],
        });
        let text = self.of("terms-methods");
        let items: Vec<Item> = methods.collect();
        if !items.is_empty() {
            blocks.push(self.block(Content::List { text, items }));
        }
        blocks
    }

    pub fn due(self, due: &Due) -> String {
        let what = if !due.amount.is_empty() {
            self.prices(&due.amount)
        } else if let Some(percent) = due.percent {
            self.with("terms-share-of-all", &[("percent", &self.percent(percent))])
        } else {
            self.of("terms-whole-rest")
        };
        let by = due
            .by
            .as_ref()
            .map(|by| self.deadline(by, Side::Until))
            .unwrap_or_default();
        let core = if by.is_empty() {
            what
        } else {
            self.with("terms-due-by", &[("what", &what), ("by", &by)])
        };
        let hangs = Hangs {
            category: Some(&due.category),
            when: Some(&due.when),
            on_site: due.on_site,
            ..Hangs::default()
        };
        let missed = due.missed.map(|missed| self.missed(missed));
        let first = self.headed(&self.name(&due.name), &self.framed(&core, hangs));
        self.text([first].into_iter().chain(missed))
    }

    pub fn method(self, method: &Method) -> String {
        let name = capital(&self.name(&method.name));
        let core = if method.refused {
            self.with("terms-method-refused", &[("name", &name)])
        } else {
            name
        };
        let hangs = Hangs {
            when: Some(&method.when),
            unless: method.unless.as_ref(),
            edge: method.edge(),
            ..Hangs::default()
        };
        self.sentence(&self.framed(&core, hangs))
    }
}
