//! Words for readers, and what the values share when they are read and written.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::platform::lang::Lang;

/// Words for readers: one text in the language of the terms, or one for each language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Text {
    /// In the language of the terms.
    Plain(String),
    /// By language.
    Each(BTreeMap<Lang, String>),
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}

impl Text {
    /// The words for readers of `wanted`, and the language they are really in.
    #[must_use]
    pub fn resolve(&self, wanted: Lang, default: Lang) -> (Lang, &str) {
        match self {
            Self::Plain(text) => (default, text),
            Self::Each(all) => [wanted, default]
                .iter()
                .chain(all.keys())
                .find_map(|lang| Some((*lang, all.get(lang)?.as_str())))
                .unwrap_or((wanted, "")),
        }
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Plain(text) => text.is_empty(),
            Self::Each(all) => all.values().all(String::is_empty),
        }
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Words in the language of the terms, or by language: { en = \"…\", ru = \"…\", zh = \"…\" }",
            "anyOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": { "en": { "type": "string" }, "ru": { "type": "string" }, "zh": { "type": "string" } }
                }
            ]
        })
    }
}

/// Words with a capital at the beginning.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether a field says nothing and is left out when written: what was never said must not change a digest.
pub fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Serde by `FromStr` and `Display`, and the schema of a string.
macro_rules! by_text {
    ($type:ty, $name:literal, $words:literal) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?
                    .parse()
                    .map_err(serde::de::Error::custom)
            }
        }

        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "description": $words })
            }
        }
    };
}

pub(super) use by_text;
