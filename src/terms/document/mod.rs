//! The document that people read, made of the rules: each rule as a numbered clause or a row of a table, grouped as
//! people expect, then the organizer's own clauses. Pure: the same rules and names give the same document.

mod model;
mod speaker;
mod deadlines;
mod conditions;
mod who;
mod fees;
mod surcharges;
mod payment;
mod refunds;
mod changes;
mod places;
mod free;
mod said;
mod amounts;
mod text;
mod html;

pub use amounts::{AmountLine, AmountSum, AmountWords, ClauseLink, RefundWords};
pub use html::Shown;
pub use model::{
    Block, ClauseNumber, Column, Content, Document, Item, Own, PriceNow, Row, Section, Step, Table,
};
pub use said::without_times;
pub use speaker::{VOCABULARY, money_words, vocabulary_id};

use super::rules::Rules;
use super::value::Calendar;
use crate::platform::i18n::Tr;
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use speaker::Speaker;

/// What a document is made of.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// The organizer's free clauses, Markdown by language.
    pub clauses: &'a Localized,
    /// By which the rules' deadlines run.
    pub calendar: &'a Calendar<'a>,
    /// Names of the categories by key.
    pub categories: &'a [(String, Localized)],
    /// The language in which names and texts are written.
    pub default: Lang,
}

impl<'a> Source<'a> {
    fn speaker(&self, language: Lang) -> Speaker<'a> {
        Speaker {
            t: Tr::new(language),
            rules: self.rules,
            calendar: self.calendar,
            categories: self.categories,
            default: self.default,
        }
    }
}

impl Document {
    /// Renders rules and clauses for readers of `language`.
    #[must_use]
    pub fn render(source: &Source<'_>, language: Lang) -> Self {
        let speaker = source.speaker(language);
        let section = |id: &'static str, blocks: Vec<Block>| Section {
            language,
            title: speaker.of(id),
            blocks,
        };
        let counting = deadlines::names_days(source.rules)
            .then(|| speaker.counting())
            .flatten()
            .map(|words| speaker.paragraph(words, Vec::new()));
        let mut fees = speaker.fees();
        fees.extend(speaker.surcharges());
        let mut sections = vec![
            section("terms-days-title", counting.into_iter().collect()),
            section("terms-who-title", speaker.who()),
            section("terms-registration-title", speaker.windows()),
            section("terms-fees-title", fees),
            section("terms-payment-title", speaker.payment()),
            section("terms-refund-title", speaker.refunds()),
            section("terms-changes-title", speaker.changes()),
            section("terms-places-title", speaker.quotas()),
            section("terms-papers-title", speaker.papers()),
            section("terms-consents-title", speaker.consents()),
            section("terms-further-title", speaker.statements()),
        ];
        sections.retain(|section| !section.blocks.is_empty());
        sections.extend(speaker.free(source.clauses));
        Self { language, sections }
    }

    /// The first clause that is in another language than the document: the language it fell back to.
    #[must_use]
    pub fn fallback(&self) -> Option<Lang> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        let items = blocks.clone().flat_map(|block| match &block.content {
            Content::List { items, .. } => items.as_slice(),
            _ => &[],
        });
        let own = items.filter_map(|item| Some(item.own.as_ref()?.language));
        blocks
            .map(|block| block.language)
            .chain(own)
            .find(|language| *language != self.language)
    }
}

/// When registration is open, a sentence a window; the terms in short.
#[must_use]
pub fn registration_sentences(source: &Source<'_>, language: Lang) -> Vec<String> {
    let speaker = source.speaker(language);
    source
        .rules
        .registration
        .iter()
        .map(|window| speaker.window(window))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_that_lacks_the_language_says_which_one_it_is_in() {
        let clauses = Localized::of([(Lang::En, "## Data\n\nKept.")]);
        let source = Source {
            rules: &Rules::default(),
            clauses: &clauses,
            calendar: &Calendar::of("UTC".parse().unwrap()),
            categories: &[],
            default: Lang::En,
        };
        let document = Document::render(&source, Lang::Zh);
        assert_eq!(document.language, Lang::Zh);
        assert_eq!(document.sections[0].language, Lang::En);
        assert_eq!(document.fallback(), Some(Lang::En));
        assert_eq!(Document::render(&source, Lang::En).fallback(), None);
    }
}
