//! The languages the product speaks.
//!
//! A closed enum instead of language tags: every text, formatter and page exists in exactly these languages, and the
//! compiler points at each place that has to learn a new one.

use std::fmt;
use std::str::FromStr;

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

/// A language that pages, mails and documents are written in.
///
/// Command line, logs and API speak English only and have no use for it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, AsExpression, FromSqlRow,
)]
#[diesel(sql_type = Text)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English, dates in day–month order.
    En,
    /// Russian.
    Ru,
    /// Chinese in simplified characters.
    Zh,
}

/// A language code that is none of [`Lang::ALL`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language {0:?}")]
pub struct UnknownLang(String);

impl Lang {
    /// Every language, in the order of the language switch.
    pub const ALL: [Self; 3] = [Self::En, Self::Ru, Self::Zh];

    /// The stable code used in URLs, columns, cookies and folder names.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
            Self::Zh => "zh",
        }
    }

    /// The value for HTML `lang` attributes.
    ///
    /// Chinese names its script: browsers choose glyphs by it, and many characters are drawn differently elsewhere.
    pub const fn html_tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
            Self::Zh => "zh-Hans",
        }
    }

    /// The language's name in itself: whoever looks for it can read it.
    pub const fn endonym(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ru => "Русский",
            Self::Zh => "中文",
        }
    }

    /// The language's Unicode identifier, under which Fluent knows its messages.
    pub fn identifier(self) -> LanguageIdentifier {
        // Every code is an identifier, as a test below sees to; the default would be "undetermined".
        self.code().parse().unwrap_or_default()
    }

    /// The language a browser likes best, by its `Accept-Language` header; `None` where it likes none of ours.
    ///
    /// Regional forms count for their language: `zh-TW` gets Chinese, since traditional-script readers read
    /// simplified characters with less effort than English.
    pub fn negotiate(accept_language: &str) -> Option<Self> {
        let wanted = by_preference(accept_language);
        let available = Self::ALL.map(Self::identifier);
        let best = *negotiate_languages(&wanted, &available, None, NegotiationStrategy::Lookup).first()?;
        Self::ALL.into_iter().find(|lang| lang.identifier() == *best)
    }
}

/// The languages of an `Accept-Language` header, the dearest first. (The library's own parser ignores the weights.)
fn by_preference(accept_language: &str) -> Vec<LanguageIdentifier> {
    let weighted = accept_language.split(',').filter_map(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let language = parts.next()?.parse::<LanguageIdentifier>().ok()?;
        let weight = parts
            .find_map(|part| part.strip_prefix("q="))
            .map_or(Some(1.0), |q| q.parse::<f32>().ok())?;
        Some((weight, language))
    });
    // Weight 0 says "anything but this".
    let mut wanted: Vec<_> = weighted.filter(|(weight, _)| *weight > 0.0).collect();
    wanted.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    wanted.into_iter().map(|(_, language)| language).collect()
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(code: &str) -> Result<Self, UnknownLang> {
        Self::ALL
            .into_iter()
            .find(|lang| lang.code() == code)
            .ok_or_else(|| UnknownLang(code.to_owned()))
    }
}

impl ToSql<Text, Pg> for Lang {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        <str as ToSql<Text, Pg>>::to_sql(self.code(), out)
    }
}

impl FromSql<Text, Pg> for Lang {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(<String as FromSql<Text, Pg>>::from_sql(value)?.parse()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_text_and_json() {
        for lang in Lang::ALL {
            assert_eq!(lang.to_string().parse(), Ok(lang));
            assert_eq!(lang.identifier().to_string(), lang.code());
            let json = serde_json::to_string(&lang).unwrap();
            assert_eq!(json, format!("\"{lang}\""));
            assert_eq!(serde_json::from_str::<Lang>(&json).unwrap(), lang);
        }
        assert_eq!("de".parse::<Lang>(), Err(UnknownLang("de".to_owned())));
        assert!("RU".parse::<Lang>().is_err(), "codes have one spelling");
    }

    #[test]
    fn the_header_decides_by_weight_not_by_order() {
        assert_eq!(Lang::negotiate("en;q=0.4, ru;q=0.9"), Some(Lang::Ru));
        assert_eq!(
            Lang::negotiate("de-AT,de;q=0.9,ru;q=0.5,en;q=0.3"),
            Some(Lang::Ru)
        );
    }

    #[test]
    fn regional_forms_get_their_language() {
        for header in ["zh-TW", "zh-CN,zh;q=0.9", "zh-Hant-HK", "zh-Hans", "zh"] {
            assert_eq!(Lang::negotiate(header), Some(Lang::Zh), "{header}");
        }
        assert_eq!(Lang::negotiate("en-US,en;q=0.9"), Some(Lang::En));
        assert_eq!(Lang::negotiate("ru-BY"), Some(Lang::Ru));
    }

    #[test]
    fn unknown_languages_and_broken_headers_choose_nothing() {
        for header in [
            "",
            "de, fr;q=0.8",
            "*",
            ";;;q=,",
            "\u{0}",
            "ru;q=x",
            "ru;q=0",
            "q=1",
        ] {
            assert_eq!(Lang::negotiate(header), None, "{header:?}");
        }
    }
}
