//! Words, numbers and dates in the reader's language.
//!
//! Messages lie in `locales/{en,ru,zh}`, a file a slice, and are compiled into the program. Templates and renderers
//! speak to [`Tr`], which knows its language and never fails: a page with one message missing is better than no page.
//! Such a gap shows itself as `‹id›`, is logged as an error, and tests look for it.

mod pseudo;
mod format;
mod zone;

use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::static_loader;

pub use self::format::When;
use crate::platform::lang::Lang;

static_loader! {
    static MESSAGES = {
        locales: "./locales",
        fallback_language: "en",
        // Isolating marks around every argument would end up in attributes, plain-text mails and file names.
        // Pages isolate what people typed with <bdi>.
        customise: |bundle| {
            bundle.set_use_isolating(false);
            pseudo::disguise(bundle);
        },
    };
}

/// Translates and formats for the readers of one language.
///
/// Dates, times and zones are formatted by further methods, which lie in `format` and `zone`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tr {
    lang: Lang,
}

/// A whole number to put into a message or to format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number(i64);

/// An argument of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Put in as it is.
    Text(String),
    /// Selects a plural form. To show it as well, use [`Tr::count`]: Fluent itself writes digits without grouping.
    Number(i64),
}

impl Tr {
    /// The translator for one language.
    pub const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// Whose readers it is for.
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// The message with this id; `id.attribute` gives an attribute.
    pub fn of(self, id: &str) -> String {
        self.with(id, &[])
    }

    /// The message with these arguments.
    pub fn with(self, id: &str, arguments: &[(&str, Value)]) -> String {
        let arguments = arguments
            .iter()
            .map(|(name, value)| (*name, FluentValue::from(value)))
            .collect();
        self.look_up(id, &arguments)
    }

    /// Sentences one after another. Chinese sets no space between them: its full stop is as wide as a character.
    pub fn sentences<S: AsRef<str>>(self, sentences: impl IntoIterator<Item = S>) -> String {
        let space = if self.lang == Lang::Zh { "" } else { " " };
        let mut text = String::new();
        for sentence in sentences {
            let sentence = sentence.as_ref();
            if !text.is_empty() && !sentence.is_empty() {
                text.push_str(space);
            }
            text.push_str(sentence);
        }
        text
    }

    /// The message about a number of things. It selects its plural form by `$n` and shows `$shown`, the same number
    /// written as the language does.
    pub fn count(self, id: &str, n: impl Into<Number>) -> String {
        self.count_with(id, n, &[])
    }

    /// As [`count`](Self::count), with further arguments.
    pub fn count_with(self, id: &str, n: impl Into<Number>, arguments: &[(&str, Value)]) -> String {
        let mut all = arguments.to_vec();
        all.extend(self.number_pair(n.into()));
        self.with(id, &all)
    }

    /// Fluent selects by a number and cannot format it, so counts always come as these two.
    fn number_pair(self, n: Number) -> [(&'static str, Value); 2] {
        [("n", Value::Number(n.0)), ("shown", Value::Text(self.number(n)))]
    }

    /// The message in this language, else in English, else its id: each step down is a mistake of ours.
    fn look_up(self, id: &str, arguments: &HashMap<&str, FluentValue<'_>>) -> String {
        [self.lang, Lang::En]
            .into_iter()
            .find_map(|lang| {
                MESSAGES
                    .lookup_single_language(&lang.identifier(), id, Some(arguments))
                    .inspect_err(|error| tracing::error!(id, %lang, %error, "message cannot be shown"))
                    .ok()
            })
            .unwrap_or_else(|| format!("‹{id}›"))
    }

    /// The message if this very language has it: for ids that only some languages need.
    fn own(self, id: &str) -> Option<String> {
        MESSAGES
            .lookup_single_language::<&str>(&self.lang.identifier(), id, None)
            .ok()
    }
}

impl From<&Value> for FluentValue<'static> {
    fn from(value: &Value) -> Self {
        match value {
            Value::Text(text) => text.clone().into(),
            Value::Number(n) => (*n).into(),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// References too, because templates pass their variables by reference.
macro_rules! numbers {
    ($($type:ty),*) => {$(
        impl From<$type> for Number {
            fn from(n: $type) -> Self {
                // Only u64 and usize can be beyond the limit, and no count comes near it.
                Self(i64::try_from(n).unwrap_or(i64::MAX))
            }
        }

        impl From<&$type> for Number {
            fn from(n: &$type) -> Self {
                (*n).into()
            }
        }

        impl From<$type> for Value {
            fn from(n: $type) -> Self {
                Self::Number(Number::from(n).0)
            }
        }

        impl From<&$type> for Value {
            fn from(n: &$type) -> Self {
                (*n).into()
            }
        }
    )*};
}

numbers!(i64, i32, u32, u64, usize);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_parted_as_the_language_parts_them() {
        let both = |lang, one, other| Tr::new(lang).sentences([one, "", other]);
        assert_eq!(both(Lang::En, "It rains.", "Come in."), "It rains. Come in.");
        assert_eq!(both(Lang::Zh, "下雨了。", "请进。"), "下雨了。请进。");
    }

    #[test]
    fn a_message_comes_in_the_readers_language() {
        let name = |lang| Tr::new(lang).of("country-RU");
        assert_eq!(Lang::ALL.map(name), ["Russia", "Россия", "俄罗斯"]);
    }

    #[test]
    fn arguments_are_put_in_without_invisible_marks() {
        let arguments = [("date", "D".into()), ("time", String::from("T").into())];
        assert_eq!(Tr::new(Lang::En).with("date-time", &arguments), "D, T");
    }

    #[test]
    fn a_missing_message_or_argument_shows_the_id() {
        for lang in Lang::ALL {
            assert_eq!(Tr::new(lang).of("no-such-message"), "‹no-such-message›");
            assert_eq!(
                Tr::new(lang).with("date-time", &[("date", "D".into())]),
                "‹date-time›"
            );
        }
    }

    #[test]
    fn a_count_brings_its_number_to_select_by_and_to_show() {
        let pair = Tr::new(Lang::En).number_pair(12_345_usize.into());
        assert_eq!(pair, [("n", Value::Number(12_345)), ("shown", "12,345".into())]);
    }

    #[test]
    fn numbers_are_taken_in_every_usual_type() {
        assert_eq!(Value::from(&7_usize), Value::Number(7));
        assert_eq!(Value::from(-7_i32), Value::Number(-7));
        assert_eq!(Number::from(u64::MAX), Number(i64::MAX));
    }
}
