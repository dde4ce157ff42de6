//! Answers a question by the rules.
//!
//! A question about a day is asked at its first and at its last second, and one without a day in two distant centuries:
//! an answer that changes in between is none.

mod asking;
mod money;
mod times;
mod answer;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::question::Question;
use super::read::TermsFile;
use crate::terms::engine::{NoAnswer, Silence};
use crate::terms::rules::{RuleRef, Statement};
use crate::terms::value::{Calendar, Deadline};
use asking::Asking;

/// What the rules answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The answer.
    pub answer: Statement,
    /// The rule it follows from.
    pub rule: Option<RuleRef>,
    /// Why there is none.
    pub silence: Option<String>,
}

impl Answered {
    fn of(answer: Statement, rule: RuleRef) -> Self {
        Self {
            answer,
            rule: Some(rule),
            silence: None,
        }
    }

    /// Whether it is the answer that was expected.
    #[must_use]
    pub fn is(&self, expected: &Statement) -> bool {
        self.answer == *expected
    }
}

/// Answers a question.
#[must_use]
pub fn ask(file: &TermsFile, question: &Question) -> Answered {
    let said = |result: Result<Answered, NoAnswer>| {
        result.unwrap_or_else(|none| Answered {
            answer: text("not defined"),
            rule: none.rule,
            silence: Some(none.silence.to_string()),
        })
    };
    let Some((first, last)) = instants(question.on.as_ref(), &file.calendar()) else {
        return said(Err(Silence::UnknownDay.nowhere()));
    };
    let early = said(Asking::new(file, question, first).answer());
    let late = said(Asking::new(file, question, last).answer());
    if early.answer == late.answer {
        return late;
    }
    Answered {
        silence: Some("the answer changes in the course of the time that is asked about".to_owned()),
        answer: text("it depends on the time"),
        ..early
    }
}

/// The first and the last second of what a question is about.
fn instants(on: Option<&Deadline>, calendar: &Calendar<'_>) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let Some(on) = on else {
        let year = |year| {
            NaiveDate::from_ymd_opt(year, 1, 1).map(|day| day.and_time(chrono::NaiveTime::MIN).and_utc())
        };
        return Some((year(1800)?, year(2300)?));
    };
    let (begins, ends) = (on.begins(calendar)?, on.ends(calendar)?);
    // A whole day lasts to its last second; a moment is a moment.
    let last = if ends > begins {
        ends - TimeDelta::seconds(1)
    } else {
        begins
    };
    Some((begins, last))
}

fn text(words: impl std::fmt::Display) -> Statement {
    Statement::Text(words.to_string())
}
