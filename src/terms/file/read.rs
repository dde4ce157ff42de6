//! Reading the file, with the line of what cannot be read.

use chrono::{NaiveDateTime, NaiveTime};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use toml::de::{DeTable, DeValue, Deserializer, Error, ValueDeserializer};

use super::question::Question;
use crate::platform::lang::Lang;
use crate::platform::time::Zone;
use crate::terms::rules::{Boundary, Rules};
use crate::terms::value::Calendar;

/// Larger than any terms; more is a slip.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// A conference's terms as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsFile {
    /// Whose terms they are.
    pub conference: Conference,
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

/// Why a file cannot be read: a sentence, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {words}")]
pub struct FileFault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub words: String,
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
}

/// Reads a file.
///
/// # Errors
/// With the line of what is no TOML, no rule or no question.
pub fn read(text: &str) -> Result<TermsFile, FileFault> {
    if text.len() > MOST_BYTES {
        return Err(FileFault {
            line: 1,
            words: "this is far too long for terms of participation".to_owned(),
        });
    }
    let fault = |error: &Error| fault(text, error);
    let mut table = DeTable::parse(text).map_err(|error| fault(&error))?;
    let root = table.get_mut();
    let conference = root.remove("conference");
    let questions = root.remove("check");
    let conference = conference.ok_or_else(|| FileFault {
        line: 1,
        words: "a file begins with [conference]: its name and its zone".to_owned(),
    })?;
    Ok(TermsFile {
        conference: value(conference).map_err(|error| fault(&error))?,
        questions: match questions {
            Some(questions) => value(questions).map_err(|error| fault(&error))?,
            None => Vec::new(),
        },
        rules: Rules::deserialize(Deserializer::from(table)).map_err(|error| fault(&error))?,
    })
}

fn value<T: DeserializeOwned>(value: toml::Spanned<DeValue<'_>>) -> Result<T, Error> {
    T::deserialize(ValueDeserializer::from(value))
}

fn fault(text: &str, error: &Error) -> FileFault {
    let at = error.span().map_or(0, |span| span.start).min(text.len());
    // A place within a letter is on that letter's line.
    let before = (0..=at).rev().find_map(|at| text.get(..at)).unwrap_or_default();
    FileFault {
        line: before.matches('\n').count() + 1,
        words: error.message().replace('\n', " "),
    }
}
