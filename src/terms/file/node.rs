//! A value as it stands in a file, its fields in the order in which they are declared.

use std::fmt;
use std::fmt::Write as _;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

/// What fits in a line that one still reads without scrolling.
const WIDTH: usize = 110;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    YesNo(bool),
    Number(i64),
    Text(String),
    /// Written without quotes: a number with a point.
    Bare(String),
    List(Vec<Node>),
    Table(Vec<(String, Node)>),
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Node {
    /// Any value by what serde says of it. JSON on the way keeps the order of fields.
    pub fn of(value: &impl Serialize) -> Result<Self, serde_json::Error> {
        serde_json::from_str(&serde_json::to_string(value)?)
    }

    /// A field of a table.
    pub fn field_mut(&mut self, word: &str) -> Option<&mut Self> {
        match self {
            Self::Table(fields) => fields
                .iter_mut()
                .find(|(name, _)| name == word)
                .map(|(_, one)| one),
            _ => None,
        }
    }

    /// Puts the fields of a table into the order of `names`; others follow as they were.
    pub fn order_by(&mut self, names: &[&str]) {
        if let Self::Table(fields) = self {
            fields.sort_by_key(|(name, _)| names.iter().position(|one| one == name).unwrap_or(names.len()));
        }
    }

    /// Takes the quotes off numbers, in lists and tables too.
    pub fn bare(&mut self) {
        match self {
            Self::Text(text) => *self = Self::Bare(std::mem::take(text)),
            Self::List(all) => all.iter_mut().for_each(Self::bare),
            Self::Table(fields) => fields.iter_mut().for_each(|(_, one)| one.bare()),
            Self::YesNo(_) | Self::Number(_) | Self::Bare(_) => {}
        }
    }

    /// `key = value` in as few lines as are good to read.
    pub fn lines(&self, key: &str) -> Vec<String> {
        let whole = format!("{key} = {self}");
        let fits = whole.chars().count() <= WIDTH;
        match self {
            Self::Text(text) if text.contains('\n') => {
                vec![format!("{key} = \"\"\"\n{}\"\"\"", escaped(text, true))]
            }
            Self::List(all) if !fits => {
                let entries = all.iter().map(|one| format!("    {one},"));
                std::iter::once(format!("{key} = ["))
                    .chain(entries)
                    .chain(std::iter::once("]".to_owned()))
                    .collect()
            }
            Self::Table(fields) if !fields.is_empty() && (!fits || self.has_paragraphs()) => {
                let parts = fields
                    .iter()
                    .flat_map(|(word, one)| one.lines(&format!("{key}.{}", super::node::key(word))));
                parts.collect()
            }
            _ => vec![whole],
        }
    }

    fn has_paragraphs(&self) -> bool {
        match self {
            Self::Text(text) => text.contains('\n'),
            Self::Table(fields) => fields.iter().any(|(_, one)| one.has_paragraphs()),
            _ => false,
        }
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::YesNo(yes) => write!(f, "{yes}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Bare(number) => f.write_str(number),
            Self::Text(text) => write!(f, "\"{}\"", escaped(text, false)),
            Self::List(all) => {
                f.write_char('[')?;
                for (index, one) in all.iter().enumerate() {
                    write!(f, "{}{one}", if index > 0 { ", " } else { "" })?;
                }
                f.write_char(']')
            }
            Self::Table(fields) if fields.is_empty() => f.write_str("{}"),
            Self::Table(fields) => {
                for (index, (word, one)) in fields.iter().enumerate() {
                    write!(f, "{}{} = {one}", if index > 0 { ", " } else { "{ " }, key(word))?;
                }
                f.write_str(" }")
            }
        }
    }
}

/// A key, in quotes where it is more than a plain word.
pub(super) fn key(word: &str) -> String {
    let is_plain = !word.is_empty()
        && word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if is_plain {
        word.to_owned()
    } else {
        format!("\"{}\"", escaped(word, false))
    }
}

/// A text as a basic string holds it; one of several lines keeps its line breaks.
fn escaped(text: &str, keeps_lines: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' if keeps_lines => out.push('\n'),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            control if control.is_control() => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Node;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("what a rule holds")
            }

            fn visit_bool<E>(self, yes: bool) -> Result<Node, E> {
                Ok(Node::YesNo(yes))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
                Ok(Node::Number(number))
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Node, E> {
                i64::try_from(number).map(Node::Number).map_err(E::custom)
            }

            fn visit_str<E>(self, text: &str) -> Result<Node, E> {
                Ok(Node::from(text))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
                let mut all = Vec::new();
                while let Some(one) = list.next_element()? {
                    all.push(one);
                }
                Ok(Node::List(all))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Node::Table(fields))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_stands_in_one_line_and_what_is_long_in_several() {
        let short = Node::Table(vec![
            ("early".to_owned(), Node::from("400 EUR")),
            ("at the desk".to_owned(), Node::from("500 EUR")),
        ]);
        assert_eq!(
            short.lines("prices"),
            [r#"prices = { early = "400 EUR", "at the desk" = "500 EUR" }"#]
        );
        let long = "x".repeat(60);
        let list = Node::List(vec![Node::from(long.as_str()), Node::from(long.as_str())]);
        assert_eq!(list.lines("open").len(), 4);
        let table = Node::Table(vec![
            ("en".to_owned(), Node::from(long.as_str())),
            ("ru".to_owned(), Node::from(long.as_str())),
        ]);
        assert_eq!(table.lines("text")[1], format!("text.ru = \"{long}\""));
    }

    #[test]
    fn a_text_reads_back_whatever_stands_in_it() {
        for text in [
            "",
            "plain",
            "\"quoted\" \\ and \t tab",
            "two\nlines\n",
            "\"\"\"",
            "\nbegins with a break",
            "a \u{1} sign, \u{7f} and \u{85}",
            "a\r\nb",
            "это 中文",
        ] {
            for written in Node::from(text).lines("a") {
                let table: toml::Table = toml::from_str(&written).unwrap();
                assert_eq!(table["a"].as_str(), Some(text), "{written}");
            }
            let table: toml::Table = toml::from_str(&format!("{} = 1", key(text))).unwrap();
            assert!(table.contains_key(text), "{text:?}");
        }
    }
}
