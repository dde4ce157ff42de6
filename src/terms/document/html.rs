//! The document as HTML, for every page that shows one.

use askama::Template;
use chrono::{DateTime, Utc};

use super::model::{Content, Document, Step};
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;

/// A document as a page shows it.
#[derive(Debug, Template)]
#[template(path = "terms/shown.html")]
pub struct Shown<'a> {
    /// The document.
    pub document: &'a Document,
    /// Whose step is marked; `None` marks none.
    pub now: Option<&'a DateTime<Utc>>,
    /// The level of the sections' headings.
    pub level: u8,
    /// Whether clauses can be linked to: a page that shows several documents has no names for them.
    pub anchored: bool,
}

impl Shown<'_> {
    fn t(&self) -> Tr {
        Tr::new(self.document.language)
    }

    /// The `lang` of words that are in another language than the document; empty for its own.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates hand everything over by reference"
    )]
    fn foreign(&self, language: &Lang) -> &'static str {
        if *language == self.document.language {
            ""
        } else {
            language.html_tag()
        }
    }

    /// Whether a step is today's: laid over when the document is shown, and no part of it.
    fn holds(&self, step: Option<&Step>) -> bool {
        matches!((step, self.now), (Some(step), Some(now)) if step.holds(*now))
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates hand everything over by reference"
    )]
    fn fallback(&self, language: &Lang) -> String {
        self.t()
            .with("terms-fallback", &[("language", Value::from(language.endonym()))])
    }
}
