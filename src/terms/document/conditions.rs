//! Conditions in words: each fact as a clause that follows “if” and “unless” alike.

use super::speaker::Speaker;
use crate::platform::countries::Country;
use crate::terms::facts::{Fact, Range, Test, When};
use crate::terms::rules::{Edge, Keys};

/// What a rule hangs on.
#[derive(Clone, Copy, Default)]
pub(super) struct Hangs<'a> {
    pub category: Option<&'a Keys>,
    pub when: Option<&'a When>,
    pub unless: Option<&'a When>,
    pub on_site: bool,
    pub edge: Edge<'a>,
}

impl Speaker<'_> {
    /// `core` with its times and conditions, no sentence yet.
    pub fn framed(self, core: &str, hangs: Hangs<'_>) -> String {
        let mut words = core.to_owned();
        let times = self.times(hangs.edge);
        if !times.is_empty() {
            words = self.with("terms-framed-times", &[("core", &words), ("times", &times)]);
        }
        if hangs.on_site {
            words = self.with("terms-framed-on-site", &[("core", &words)]);
        }
        let conditions = self.conditions(hangs);
        if !conditions.is_empty() {
            words = self.with(
                "terms-framed-when",
                &[("core", &words), ("condition", &conditions)],
            );
        }
        if let Some(unless) = hangs.unless {
            let condition = self.when(unless);
            words = self.with(
                "terms-framed-unless",
                &[("core", &words), ("condition", &condition)],
            );
        }
        words
    }

    /// What follows “if”, categories first.
    pub fn conditions(self, hangs: Hangs<'_>) -> String {
        let category = hangs
            .category
            .and_then(|keys| self.categories(keys))
            .map(|names| self.with("terms-in-category", &[("value", &names)]));
        let when = hangs
            .when
            .map(|when| self.when(when))
            .filter(|words| !words.is_empty());
        self.and(category.into_iter().chain(when))
    }

    /// Every fact that a condition names.
    pub fn when(self, when: &When) -> String {
        self.and(when.iter().map(|(fact, test)| self.fact(fact, test)))
    }

    fn fact(self, fact: Fact, test: &Test) -> String {
        let (value, yes) = match test {
            Test::YesNo(true) => (String::new(), "yes"),
            Test::YesNo(false) => (String::new(), "no"),
            Test::Number(number) => (self.t.number(*number), "yes"),
            Test::Word(word) => (self.word(fact, word), "yes"),
            Test::AnyOf(words) => (self.or(words.iter().map(|word| self.word(fact, word))), "yes"),
            Test::Within(range) => (self.range(*range), "yes"),
        };
        self.with(
            &format!("terms-fact-{}", fact.name().replace('_', "-")),
            &[("value", &value), ("yes", yes)],
        )
    }

    fn word(self, fact: Fact, word: &str) -> String {
        match fact {
            Fact::Category => self.category(word),
            Fact::Country => Country::from_code(word).map_or_else(
                |_| word.to_owned(),
                |country| country.name(self.t.lang()).to_owned(),
            ),
            _ => self.quoted(&self.name(word)),
        }
    }

    /// “at least 3”, “3 to 5”
    pub fn range(self, range: Range) -> String {
        let number = |number: i64| self.t.number(number);
        match (range.min, range.max) {
            (Some(min), Some(max)) if min == max => number(min),
            (Some(min), Some(max)) => self.with(
                "terms-range-between",
                &[("min", &number(min)), ("max", &number(max))],
            ),
            (Some(min), None) => self.with("terms-range-least", &[("min", &number(min))]),
            (None, Some(max)) => self.with("terms-range-most", &[("max", &number(max))]),
            (None, None) => self.of("terms-range-any"),
        }
    }

    /// The fact whose bearers are counted together: “organization”.
    pub fn shared(self, fact: Fact) -> String {
        self.of(&format!("terms-shared-{}", fact.name().replace('_', "-")))
    }

    /// The countries of a group.
    pub fn countries(self, codes: &[String]) -> String {
        let names = codes.iter().map(|code| self.word(Fact::Country, code));
        self.and(names)
    }
}
