//! A text in several languages, as organizers write titles, descriptions and questions.
//!
//! Not every text exists in every language. Which one is shown instead is decided here once; the caller learns which
//! language it got, because a fallback must be marked with its `lang` on the page.

use std::collections::BTreeMap;
use std::fmt;

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Jsonb;
use serde::{Deserialize, Serialize};

use crate::platform::lang::Lang;

/// One text in one or more languages. A blank text is an absent one.
///
/// In JSON and in the database it is an object by language code: `{"en": "Dinner", "ru": "Ужин"}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Jsonb)]
#[serde(from = "BTreeMap<Lang, String>", into = "BTreeMap<Lang, String>")]
pub struct Localized {
    texts: BTreeMap<Lang, String>,
}

/// A text as it is shown, with the language it is really in, which the page has to say where it is not its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The language.
    pub lang: Lang,
    /// The text.
    pub text: String,
}

impl fmt::Display for Resolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Localized {
    /// A text that exists in no language yet.
    pub const fn new() -> Self {
        Self {
            texts: BTreeMap::new(),
        }
    }

    /// A text in the given languages; a language named twice keeps its last text.
    pub fn of<S: Into<String>>(texts: impl IntoIterator<Item = (Lang, S)>) -> Self {
        let mut localized = Self::new();
        for (lang, text) in texts {
            localized.set(lang, text);
        }
        localized
    }

    /// Puts the text of one language; a blank text removes it.
    pub fn set(&mut self, lang: Lang, text: impl Into<String>) {
        let text = text.into();
        if text.trim().is_empty() {
            self.texts.remove(&lang);
        } else {
            self.texts.insert(lang, text);
        }
    }

    /// The text in exactly this language.
    pub fn get(&self, lang: Lang) -> Option<&str> {
        self.texts.get(&lang).map(String::as_str)
    }

    /// The text to show to a reader of `wanted`, and the language it is really in.
    ///
    /// Falls back to the event's `default` language, then to any there is; an empty one gives `""` in `wanted`.
    pub fn resolve(&self, wanted: Lang, default: Lang) -> (Lang, &str) {
        [wanted, default]
            .into_iter()
            .chain(self.languages())
            .find_map(|lang| Some((lang, self.get(lang)?)))
            .unwrap_or((wanted, ""))
    }

    /// The same, to keep.
    pub fn resolved(&self, wanted: Lang, default: Lang) -> Resolved {
        let (lang, text) = self.resolve(wanted, default);
        Resolved {
            lang,
            text: text.to_owned(),
        }
    }

    /// Whether there is no text in any language.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The languages there is a text in.
    pub fn languages(&self) -> impl Iterator<Item = Lang> + '_ {
        self.texts.keys().copied()
    }

    /// Every text with its language.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &str)> + '_ {
        self.texts.iter().map(|(lang, text)| (*lang, text.as_str()))
    }
}

impl From<BTreeMap<Lang, String>> for Localized {
    fn from(texts: BTreeMap<Lang, String>) -> Self {
        Self::of(texts)
    }
}

impl From<Localized> for BTreeMap<Lang, String> {
    fn from(localized: Localized) -> Self {
        localized.texts
    }
}

impl ToSql<Jsonb, Pg> for Localized {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        let json = serde_json::to_value(self)?;
        <serde_json::Value as ToSql<Jsonb, Pg>>::to_sql(&json, &mut out.reborrow())
    }
}

impl FromSql<Jsonb, Pg> for Localized {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        let json = <serde_json::Value as FromSql<Jsonb, Pg>>::from_sql(value)?;
        Ok(serde_json::from_value(json)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wanted_language_wins_then_the_default_then_any() {
        let dinner = Localized::of([(Lang::Ru, "Ужин"), (Lang::Zh, "晚餐")]);
        assert_eq!(dinner.resolve(Lang::Zh, Lang::Ru), (Lang::Zh, "晚餐"));
        assert_eq!(dinner.resolve(Lang::En, Lang::Zh), (Lang::Zh, "晚餐"));
        assert_eq!(dinner.resolve(Lang::En, Lang::En), (Lang::Ru, "Ужин"));
        assert_eq!(Localized::new().resolve(Lang::Ru, Lang::En), (Lang::Ru, ""));
    }

    #[test]
    fn a_blank_text_is_an_absent_one() {
        let mut title = Localized::of([(Lang::En, "Dinner"), (Lang::Ru, " \n")]);
        assert_eq!(title.get(Lang::Ru), None);
        assert_eq!(title.languages().collect::<Vec<_>>(), [Lang::En]);
        title.set(Lang::En, "");
        assert!(title.is_empty());
        assert!(
            serde_json::from_str::<Localized>(r#"{"en": " "}"#)
                .unwrap()
                .is_empty()
        );
    }

    #[test]
    fn json_is_a_plain_object_in_a_stable_order() {
        let title = Localized::of([(Lang::Zh, "晚餐"), (Lang::En, "Dinner")]);
        let json = serde_json::to_string(&title).unwrap();
        assert_eq!(json, r#"{"en":"Dinner","zh":"晚餐"}"#);
        assert_eq!(serde_json::from_str::<Localized>(&json).unwrap(), title);
    }

    #[test]
    fn a_language_we_do_not_speak_is_refused() {
        assert!(serde_json::from_str::<Localized>(r#"{"de": "Abendessen"}"#).is_err());
    }
}
