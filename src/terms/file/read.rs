//! Reading the file, with the line of what cannot be read.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, NaiveTime};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use toml::de::{DeTable, DeValue, Deserializer, Error, ValueDeserializer};

use super::fault::{FileFault, FileTrouble};
use super::question::Question;
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::time::Zone;
use crate::terms::rules::{Boundary, Rules};
use crate::terms::value::{Calendar, Text};

/// Larger than any terms; more is a slip.
const MOST_BYTES: usize = 1024 * 1024;

/// A conference's terms as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsFile {
    /// Whose terms they are.
    pub conference: Conference,
    /// Free clauses, Markdown by language.
    pub clauses: Localized,
    /// The rules.
    pub rules: Rules,
    /// Questions with the answers that the rules must give.
    pub questions: Vec<Question>,
}

/// The head of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conference {
    /// Its name.
    pub name: String,
    /// The page that states the terms.
    #[serde(default)]
    pub source: String,
    /// The language in which names and texts are written.
    #[serde(default = "english")]
    #[schemars(with = "Option<String>")]
    pub language: Lang,
    /// The zone in which its deadlines run.
    #[schemars(with = "String")]
    pub zone: Zone,
    /// When it begins there: a day or a moment.
    #[serde(default)]
    pub starts: Option<Boundary>,
    /// When it ends there.
    #[serde(default)]
    pub ends: Option<Boundary>,
    /// What this file takes for granted and the page does not say.
    #[serde(default)]
    pub assumed: Vec<String>,
    /// What the page leaves open.
    #[serde(default)]
    pub open: Vec<String>,
    /// Which kinds of rules of our survey it has.
    #[serde(default)]
    pub kinds: Vec<String>,
}

fn english() -> Lang {
    Lang::En
}

impl TermsFile {
    /// The calendar its deadlines run by.
    #[must_use]
    pub fn calendar(&self) -> Calendar<'_> {
        let moment = |boundary: Option<Boundary>| -> Option<NaiveDateTime> {
            boundary.map(|boundary| match boundary {
                Boundary::Day(day) => day.and_time(NaiveTime::MIN),
                Boundary::Moment(moment) => moment,
            })
        };
        Calendar {
            starts: moment(self.conference.starts),
            ends: moment(self.conference.ends),
            holidays: &self.rules.holidays,
            ..Calendar::of(self.conference.zone)
        }
    }

    /// The same in the language of an event: what says no language is in that of the file, and says so where the two
    /// differ.
    #[must_use]
    pub fn told_in(mut self, language: Lang) -> Self {
        let own = self.conference.language;
        if own == language {
            return self;
        }
        let rules = &mut self.rules;
        let texts = (rules.labels.values_mut())
            .chain(rules.requirements.iter_mut().map(|one| &mut one.text))
            .chain(rules.consents.iter_mut().map(|one| &mut one.text))
            .chain(rules.clauses.iter_mut().map(|one| &mut one.text));
        for text in texts {
            if let Text::Plain(words) = text
                && !words.is_empty()
            {
                *text = Text::Each(BTreeMap::from([(own, std::mem::take(words))]));
            }
        }
        self.conference.language = language;
        self
    }
}

/// Reads a file.
///
/// # Errors
/// With the line of what is no TOML, no rule or no question.
pub fn read(text: &str) -> Result<TermsFile, FileFault> {
    if text.len() > MOST_BYTES {
        return Err(FileFault::whole(FileTrouble::TooLong));
    }
    if let Some(at) = text.find(is_unreadable) {
        return Err(FileFault::at(text, at, FileTrouble::Unreadable));
    }
    let fault = |error: &Error| FileFault::of(text, error);
    let mut table = DeTable::parse(text).map_err(|error| fault(&error))?;
    let root = table.get_mut();
    let conference = root.remove("conference");
    let clauses = root.remove("free_clauses");
    let questions = root.remove("check");
    let conference = conference.ok_or_else(|| FileFault::whole(FileTrouble::NoHead))?;
    Ok(TermsFile {
        conference: value(conference).map_err(|error| fault(&error))?,
        clauses: match clauses {
            Some(clauses) => value(clauses).map_err(|error| fault(&error))?,
            None => Localized::new(),
        },
        questions: match questions {
            Some(questions) => value(questions).map_err(|error| fault(&error))?,
            None => Vec::new(),
        },
        rules: Rules::deserialize(Deserializer::from(table)).map_err(|error| fault(&error))?,
    })
}

/// U+FFFD is what bytes became that were no UTF-8; control characters mean nothing in a text.
fn is_unreadable(letter: char) -> bool {
    letter == '\u{FFFD}' || (letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))
}

fn value<T: DeserializeOwned>(value: toml::Spanned<DeValue<'_>>) -> Result<T, Error> {
    T::deserialize(ValueDeserializer::from(value))
}
