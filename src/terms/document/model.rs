//! The document as data: sections of numbered blocks, each with the rules it says in words. Pages, mails and programs
//! are served from this one value.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::platform::lang::Lang;
use crate::terms::rules::RuleRef;

/// The document in one language, as it is shown and stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored")]
pub struct Document {
    /// The language that was asked for.
    pub language: Lang,
    /// In order; the first is number 1.
    pub sections: Vec<Section>,
}

/// One numbered section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The language of its heading.
    pub language: Lang,
    /// Its heading.
    pub title: String,
    /// What it says, in order; the first of section 3 is number 3.1.
    pub blocks: Vec<Block>,
}

/// One numbered clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The language it is in: the document's, or the one it fell back to.
    pub language: Lang,
    /// The places of the rules that it renders: `refund[2]`. Empty for words of nobody's rule.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// What it says.
    pub content: Content,
}

/// What a clause says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Content {
    /// Sentences.
    Paragraph {
        /// The sentences.
        text: String,
    },
    /// A sentence and what it is about.
    List {
        /// Before the list.
        text: String,
        /// Its entries.
        items: Vec<Item>,
    },
    /// Rows and columns.
    Table(Table),
    /// The organizer's own words.
    Markdown {
        /// Sanitized HTML.
        html: String,
        /// The same as plain text.
        text: String,
    },
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its sentences.
    pub text: String,
    /// The organizer's own words to it, where there are some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<Own>,
    /// The places of the rules that it renders.
    pub rules: Vec<String>,
}

/// Words of the organizer within a sentence of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// The language they are in.
    pub language: Lang,
    /// The words.
    pub text: String,
}

/// Rows and columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What it is about.
    pub caption: String,
    /// What stands above the heads of the rows.
    pub head: String,
    /// The columns behind the heads.
    pub columns: Vec<Column>,
    /// In order.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its head.
    pub label: String,
    /// What is said below it: when it holds.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When it holds, if it depends on the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Step>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its head.
    pub head: String,
    /// What is said below it: whom it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// One for each column.
    pub cells: Vec<String>,
    /// When it holds, if it depends on the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Step>,
    /// The places of the rules that it renders.
    pub rules: Vec<String>,
}

/// A half-open stretch of time in which a step holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The first instant; `None` is since ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begins: Option<DateTime<Utc>>,
    /// The first instant after it; `None` is for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<DateTime<Utc>>,
}

impl Step {
    /// Whether it holds at `now`.
    #[must_use]
    pub fn holds(self, now: DateTime<Utc>) -> bool {
        self.begins.is_none_or(|begins| begins <= now) && self.ends.is_none_or(|ends| now < ends)
    }
}

/// What one fee is at some instant, out of a table of fees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceNow {
    /// Whom it is for.
    pub head: String,
    /// Under which conditions.
    pub note: String,
    /// How much.
    pub price: String,
    /// Until when it is that, where it depends on the day.
    pub period: String,
}

impl Document {
    /// What taking part costs at `now`: for each fee the price that holds, none for those whose time is over or to come.
    #[must_use]
    pub fn prices_at(&self, now: DateTime<Utc>) -> Vec<PriceNow> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        let tables = blocks.filter_map(|block| match &block.content {
            Content::Table(table) => Some(table),
            _ => None,
        });
        tables
            .flat_map(|table| table.rows.iter().filter_map(move |row| table.price_at(row, now)))
            .collect()
    }
}

/// A clause of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClauseNumber {
    section: usize,
    /// `None` where the section has no other.
    clause: Option<usize>,
}

impl ClauseNumber {
    /// The name of its place on a page that shows the document.
    #[must_use]
    pub fn anchor(self) -> String {
        match self.clause {
            Some(clause) => format!("clause-{}-{clause}", self.section),
            None => format!("clause-{}", self.section),
        }
    }
}

impl fmt::Display for ClauseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.clause {
            Some(clause) => write!(f, "{}.{clause}", self.section),
            None => write!(f, "{}", self.section),
        }
    }
}

impl Document {
    /// The clause that renders a rule.
    #[must_use]
    pub fn clause_of(&self, rule: RuleRef) -> Option<ClauseNumber> {
        let place = rule.to_string();
        (1..).zip(&self.sections).find_map(|(section, one)| {
            let clause = one.blocks.iter().position(|block| block.rules.contains(&place))?;
            Some(ClauseNumber {
                section,
                clause: (one.blocks.len() > 1).then_some(clause + 1),
            })
        })
    }
}

impl Table {
    fn price_at(&self, row: &Row, now: DateTime<Utc>) -> Option<PriceNow> {
        row.rules.first().filter(|place| place.starts_with("fee["))?;
        let always = |column: &Column| column.step.is_none() && column.note.is_empty();
        let mut cells = self.columns.iter().zip(&row.cells);
        let (column, price) = cells
            .clone()
            .find(|(column, _)| column.step.is_some_and(|step| step.holds(now)))
            .or_else(|| cells.find(|(column, _)| always(column)))?;
        Some(PriceNow {
            head: row.head.clone(),
            note: row.note.clone(),
            price: price.clone(),
            period: column.note.clone(),
        })
    }
}

/// What lies in the database: a document, or one of the time when clauses had no blocks, which stays as it was accepted.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stored {
    Sections { language: Lang, sections: Vec<Section> },
    Clauses { language: Lang, clauses: Vec<OldClause> },
}

#[derive(Deserialize)]
struct OldClause {
    language: Lang,
    title: String,
    html: String,
    text: String,
}

impl From<Stored> for Document {
    fn from(stored: Stored) -> Self {
        match stored {
            Stored::Sections { language, sections } => Self { language, sections },
            Stored::Clauses { language, clauses } => Self {
                language,
                sections: clauses
                    .into_iter()
                    .map(|clause| Section {
                        language: clause.language,
                        title: clause.title,
                        blocks: vec![Block {
                            language: clause.language,
                            rules: Vec::new(),
                            content: Content::Markdown {
                                html: clause.html,
                                text: clause.text,
                            },
                        }],
                    })
                    .collect(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_document_of_the_time_before_blocks_reads_as_it_was_accepted() {
        let old = json!({"language": "ru", "clauses": [
            {"language": "en", "title": "Data", "html": "<p>Kept.</p>", "text": "Kept."}]});
        let document: Document = serde_json::from_value(old).unwrap();
        assert_eq!(document.language, Lang::Ru);
        assert_eq!(document.sections[0].title, "Data");
        assert_eq!(document.sections[0].blocks[0].language, Lang::En);
        let again: Document = serde_json::from_value(json!(document)).unwrap();
        assert_eq!(again, document);
    }

    #[test]
    fn a_step_holds_from_its_first_instant_to_the_one_before_its_end() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let step = Step {
            begins: Some(at("2027-01-01T00:00:00Z")),
            ends: Some(at("2027-02-01T00:00:00Z")),
        };
        assert!(!step.holds(at("2026-12-31T23:59:59Z")));
        assert!(step.holds(at("2027-01-01T00:00:00Z")));
        assert!(step.holds(at("2027-01-31T23:59:59Z")));
        assert!(!step.holds(at("2027-02-01T00:00:00Z")));
    }
}
