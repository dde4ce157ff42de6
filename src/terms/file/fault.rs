//! Why a file cannot be read: a sentence in the reader's language, and where.
//!
//! What serde reports is a text. A fault is known again by asking the value that stands there for its own fault: if that
//! says the same, it is that one.

use toml::de::Error;

use super::places::{Places, breaks};
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::time::Zone;
use crate::terms::lint::rule_name;
use crate::terms::rules::{BoundaryFault, RuleRef};
use crate::terms::value::{Deadline, DeadlineFault, Money, MoneyFault, Percent, Prices};

/// Why a file cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFault {
    /// The line, from 1.
    pub line: usize,
    /// The rule that stands there.
    pub rule: Option<RuleRef>,
    /// What is wrong.
    pub trouble: FileTrouble,
}

/// What is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileTrouble {
    /// Longer than any terms are.
    TooLong,
    /// A sign that is no letter: what bytes become that are no UTF-8, or a control character.
    Unreadable,
    /// It has no `[conference]`.
    NoHead,
    /// It is no TOML.
    Syntax,
    /// A word is said twice at one place.
    Twice,
    /// A word that is none of the format, and those that could stand there.
    Unknown(String, Vec<String>),
    /// A word that is missing.
    Missing(String),
    /// A deadline that is none.
    Deadline(DeadlineFault),
    /// A deadline that cannot open or close registration.
    Boundary(String),
    /// An amount that is none.
    Money(MoneyFault),
    /// A share that is none.
    Percent(String),
    /// A zone that is none.
    Zone(String),
    /// A value of another kind than belongs there.
    Unfit,
}

impl FileFault {
    /// Something that is wrong with the file as a whole.
    pub(super) fn whole(trouble: FileTrouble) -> Self {
        Self {
            line: 1,
            rule: None,
            trouble,
        }
    }

    /// Something that is wrong at a byte of the text.
    pub(super) fn at(text: &str, byte: usize, trouble: FileTrouble) -> Self {
        // A place within a letter is on that letter's line.
        let letter = (0..=byte.min(text.len())).rfind(|at| text.is_char_boundary(*at));
        Self {
            line: breaks(text, 0, letter.unwrap_or_default()) + 1,
            rule: Places::of(text).at(byte),
            trouble,
        }
    }

    /// What the parser or serde found wrong.
    pub(super) fn of(text: &str, error: &Error) -> Self {
        let span = error.span().unwrap_or_default();
        let value = text.get(span.clone()).unwrap_or_default();
        Self::at(text, span.start, FileTrouble::of(error.message(), value))
    }

    /// The sentence for readers of `t`.
    #[must_use]
    pub fn words(&self, t: Tr) -> String {
        self.trouble.words(t)
    }

    /// Where it is: “Line 12, Refund, row 2”.
    #[must_use]
    pub fn place(&self, t: Tr) -> String {
        let line = Value::from(t.number(self.line));
        match self.rule {
            Some(rule) => t.with(
                "lint-line-rule",
                &[("line", line), ("rule", Value::from(rule_name(rule, t)))],
            ),
            None => t.with("lint-line", &[("line", line)]),
        }
    }
}

impl std::fmt::Display for FileFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.words(Tr::new(Lang::En)))
    }
}

impl std::error::Error for FileFault {}

impl FileTrouble {
    fn of(message: &str, value: &str) -> Self {
        let text = value.parse::<toml::Value>().ok();
        let text = text.as_ref().and_then(toml::Value::as_str).unwrap_or(value);
        let same = |fault: &dyn std::fmt::Display| fault.to_string() == message;
        match text.parse::<Deadline>() {
            Err(fault) if same(&fault) => return Self::Deadline(fault),
            Ok(deadline) if same(&BoundaryFault(deadline.clone())) => {
                return Self::Boundary(deadline.to_string());
            }
            _ => {}
        }
        let money = text.parse::<Money>().err().filter(|fault| same(fault));
        if let Some(fault) = money.or_else(|| said_twice(value).filter(|fault| same(fault))) {
            return Self::Money(fault);
        }
        if text.parse::<Percent>().is_err_and(|fault| same(&fault)) {
            return Self::Percent(text.to_owned());
        }
        if text.parse::<Zone>().is_err_and(|fault| same(&fault)) {
            return Self::Zone(text.to_owned());
        }
        let mut quoted = message.split('`').skip(1).step_by(2).map(ToOwned::to_owned);
        if message.starts_with("unknown field") || message.starts_with("unknown variant") {
            return Self::Unknown(quoted.next().unwrap_or_default(), quoted.collect());
        }
        if message.starts_with("missing field") {
            return Self::Missing(quoted.next().unwrap_or_default());
        }
        if message.starts_with("duplicate key") {
            return Self::Twice;
        }
        // Serde speaks of types and values, the parser of signs.
        let is_unfit = [
            "invalid type",
            "invalid value",
            "data did not match",
            "a list",
            "an empty list",
        ]
        .iter()
        .any(|begin| message.starts_with(begin));
        if is_unfit { Self::Unfit } else { Self::Syntax }
    }

    fn words(&self, t: Tr) -> String {
        let with = |id: &str, name: &str, value: &str| t.with(id, &[(name, Value::from(value))]);
        match self {
            Self::TooLong => t.of("lint-file-too-long"),
            Self::Unreadable => t.of("lint-file-unreadable"),
            Self::NoHead => t.of("lint-file-no-head"),
            Self::Syntax => t.of("lint-file-syntax"),
            Self::Twice => t.of("lint-file-twice"),
            Self::Unknown(word, known) => t.with(
                "lint-file-unknown",
                &[
                    ("word", Value::from(word)),
                    ("known", Value::from(known.join(", "))),
                ],
            ),
            Self::Missing(word) => with("lint-file-missing", "word", word),
            Self::Deadline(DeadlineFault::NoSuchDay(day)) => with("lint-file-no-such-day", "day", day),
            Self::Deadline(DeadlineFault::NoZone(zone)) => with("lint-file-no-zone", "zone", zone),
            Self::Deadline(DeadlineFault::Unreadable(text)) => with("lint-file-no-deadline", "text", text),
            Self::Boundary(text) => with("lint-file-no-boundary", "text", text),
            Self::Money(MoneyFault::UnknownCurrency(code)) => with("lint-file-no-currency", "code", code),
            Self::Money(MoneyFault::NoAmount(text)) => with("lint-file-no-amount", "text", text),
            Self::Money(MoneyFault::TooFine { text, currency, .. }) => t.with(
                "lint-file-too-fine",
                &[
                    ("text", Value::from(text)),
                    ("currency", Value::from(currency.code())),
                ],
            ),
            Self::Money(MoneyFault::TooLarge(text)) => with("lint-file-too-large", "text", text),
            Self::Money(MoneyFault::Twice(currency)) => {
                with("lint-file-price-twice", "currency", currency.code())
            }
            Self::Percent(text) => with("lint-file-no-percent", "text", text),
            Self::Zone(text) => with("lint-file-no-zone", "zone", text),
            Self::Unfit => t.of("lint-file-unfit"),
        }
    }
}

/// The fault of a list of prices of which two are in one currency.
fn said_twice(value: &str) -> Option<MoneyFault> {
    let list = value.parse::<toml::Value>().ok()?;
    let all = list.as_array()?.iter().map(|one| one.as_str()?.parse().ok());
    Prices::try_from(all.collect::<Option<Vec<Money>>>()?).err()
}
