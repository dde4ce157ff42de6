//! Countries and territories of ISO 3166-1.
//!
//! People choose a country from a list in their language, organizers import one under any name, the database stores
//! two letters. The names come from Unicode CLDR and lie with the other translations in `locales/*/countries.ftl`.
//! They are read here rather than through the message loader, because the list needs all of them at once, sorted as a
//! reader of the language expects.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorPreferences};
use icu_locale_core::locale;
use serde::{Deserialize, Serialize};

use crate::platform::fold::fold;
use crate::platform::lang::Lang;

/// A country or territory with a code of its own in ISO 3166-1.
///
/// [`FromStr`] is as lenient as [`parse`](Self::parse); JSON and the database hold the code alone.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, AsExpression, FromSqlRow,
)]
#[diesel(sql_type = Text)]
#[serde(try_from = "String", into = "String")]
pub struct Country(&'static str);

/// Neither a code nor a name of a country.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown country {0:?}")]
pub struct UnknownCountry(String);

/// Names that are in daily use and that CLDR does not list.
const ALIASES: [(&str, &str); 20] = [
    ("USA", "US"),
    ("U.S.A.", "US"),
    ("United States of America", "US"),
    ("Соединённые Штаты Америки", "US"),
    ("UK", "GB"),
    ("Great Britain", "GB"),
    ("Соединённое Королевство", "GB"),
    ("Russian Federation", "RU"),
    ("Российская Федерация", "RU"),
    ("Czech Republic", "CZ"),
    ("Turkey", "TR"),
    ("Korea", "KR"),
    ("Республика Беларусь", "BY"),
    ("Южная Корея", "KR"),
    ("Объединённые Арабские Эмираты", "AE"),
    ("UAE", "AE"),
    ("Китайская Народная Республика", "CN"),
    ("Hong Kong", "HK"),
    ("Гонконг", "HK"),
    ("香港", "HK"),
];

/// What is known of all countries, worked out once.
struct Directory {
    names: HashMap<(Country, Lang), &'static str>,
    sorted: HashMap<Lang, Vec<(Country, &'static str)>>,
    by_code: HashMap<&'static str, Country>,
    by_folded_name: HashMap<String, Country>,
}

static DIRECTORY: LazyLock<Directory> = LazyLock::new(Directory::load);

impl Country {
    /// Reads a code in any case, or a name in any of our languages however it is accented.
    ///
    /// # Errors
    /// When no country is called that.
    pub fn parse(typed: &str) -> Result<Self, UnknownCountry> {
        DIRECTORY
            .by_folded_name
            .get(&search_key(typed))
            .copied()
            .ok_or_else(|| UnknownCountry(typed.to_owned()))
    }

    /// Reads a code as it is stored: two capital letters and nothing else.
    ///
    /// # Errors
    /// When no country has this code.
    pub fn from_code(code: &str) -> Result<Self, UnknownCountry> {
        DIRECTORY
            .by_code
            .get(code)
            .copied()
            .ok_or_else(|| UnknownCountry(code.to_owned()))
    }

    /// The two capital letters of ISO 3166-1.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// The name in a language.
    pub fn name(self, lang: Lang) -> &'static str {
        DIRECTORY.names.get(&(self, lang)).copied().unwrap_or(self.0)
    }

    /// Every country with its name, in the alphabetical order of the language (Chinese by pinyin).
    pub fn all_sorted(lang: Lang) -> &'static [(Self, &'static str)] {
        DIRECTORY.sorted.get(&lang).map_or(&[], Vec::as_slice)
    }
}

impl Directory {
    fn load() -> Self {
        let mut names = HashMap::new();
        let mut sorted = HashMap::new();
        let mut by_folded_name = HashMap::new();
        for lang in Lang::ALL {
            let mut listed: Vec<_> = listed(lang).collect();
            for &(country, name) in &listed {
                names.insert((country, lang), name);
                by_folded_name.insert(search_key(name), country);
            }
            sort(&mut listed, lang);
            sorted.insert(lang, listed);
        }
        // Codes and aliases come last: where one equals a folded name, it is what people mean.
        let by_code: HashMap<_, _> = listed(Lang::En)
            .map(|(country, _)| (country.0, country))
            .collect();
        by_folded_name.extend(by_code.iter().map(|(code, country)| (search_key(code), *country)));
        by_folded_name.extend(
            ALIASES
                .iter()
                .map(|(name, code)| (search_key(name), Country(code))),
        );
        Self {
            names,
            sorted,
            by_code,
            by_folded_name,
        }
    }
}

/// What is compared when a name is looked up. The ampersand is a word here, though folding takes it for a sign.
fn search_key(name: &str) -> String {
    fold(&name.replace('&', " and "))
}

/// The lines `country-RU = Russia` of a language.
fn listed(lang: Lang) -> impl Iterator<Item = (Country, &'static str)> {
    let messages = match lang {
        Lang::En => include_str!("../../locales/en/countries.ftl"),
        Lang::Ru => include_str!("../../locales/ru/countries.ftl"),
        Lang::Zh => include_str!("../../locales/zh/countries.ftl"),
    };
    messages.lines().filter_map(|line| {
        let (code, name) = line.strip_prefix("country-")?.split_once(" = ")?;
        Some((Country(code), name.trim()))
    })
}

fn sort(countries: &mut [(Country, &'static str)], lang: Lang) {
    let locale = match lang {
        Lang::En => locale!("en"),
        Lang::Ru => locale!("ru"),
        Lang::Zh => locale!("zh-u-co-pinyin"),
    };
    match Collator::try_new(CollatorPreferences::from(&locale), CollatorOptions::default()) {
        Ok(collator) => countries.sort_by(|(_, a), (_, b)| collator.compare(a, b)),
        // The collation data is compiled in. Were it missing, a list in code order still serves.
        Err(error) => tracing::error!(%lang, %error, "countries are not sorted"),
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl FromStr for Country {
    type Err = UnknownCountry;

    fn from_str(typed: &str) -> Result<Self, UnknownCountry> {
        Self::parse(typed)
    }
}

impl TryFrom<String> for Country {
    type Error = UnknownCountry;

    fn try_from(code: String) -> Result<Self, UnknownCountry> {
        Self::from_code(&code)
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.0.to_owned()
    }
}

impl ToSql<Text, Pg> for Country {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        <str as ToSql<Text, Pg>>::to_sql(self.0, out)
    }
}

impl FromSql<Text, Pg> for Country {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Self::from_code(&<String as FromSql<Text, Pg>>::from_sql(value)?)?)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn country(typed: &str) -> Country {
        Country::parse(typed).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn every_language_names_the_same_countries_and_no_two_alike() {
        let codes = |lang| {
            listed(lang)
                .map(|(country, _)| country.code())
                .collect::<Vec<_>>()
        };
        assert_eq!(codes(Lang::En).len(), 249);
        for lang in Lang::ALL {
            assert_eq!(codes(lang), codes(Lang::En), "{lang}");
            assert!(
                codes(lang)
                    .iter()
                    .all(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()))
            );
            assert_eq!(
                listed(lang)
                    .map(|(_, name)| fold(name))
                    .collect::<BTreeSet<_>>()
                    .len(),
                249,
                "{lang}"
            );
        }
    }

    #[test]
    fn every_code_and_every_name_leads_to_its_country() {
        for lang in Lang::ALL {
            for (expected, name) in listed(lang) {
                assert_eq!(country(name), expected, "{name}");
                assert_eq!(country(expected.code()), expected);
                assert_eq!(expected.name(lang), name);
            }
        }
        let real: BTreeSet<_> = listed(Lang::En).map(|(country, _)| country).collect();
        assert!(ALIASES.iter().all(|(_, code)| real.contains(&Country(code))));
    }

    #[test]
    fn names_are_read_as_people_write_them() {
        for (typed, code) in [
            (" ru ", "RU"),
            ("РОССИЯ", "RU"),
            ("俄罗斯", "RU"),
            ("turkiye", "TR"),
            ("Cote d'Ivoire", "CI"),
            ("соединенные штаты америки", "US"),
            ("usa", "US"),
            ("UK", "GB"),
            ("uk", "GB"),
            ("сша", "US"),
            ("Тайвань", "TW"),
            ("Trinidad & Tobago", "TT"),
            ("Trinidad and Tobago", "TT"),
        ] {
            assert_eq!(country(typed).code(), code, "{typed}");
        }
        for typed in ["", "XX", "Atlantis", "R U", "."] {
            assert!(Country::parse(typed).is_err(), "{typed:?}");
        }
    }

    #[test]
    fn each_language_sorts_in_its_own_way() {
        let names = |lang| {
            Country::all_sorted(lang)
                .iter()
                .map(|(_, name)| *name)
                .collect::<Vec<_>>()
        };
        let en = names(Lang::En);
        assert_eq!(en[..3], ["Afghanistan", "Åland Islands", "Albania"]);
        assert_eq!(en.last(), Some(&"Zimbabwe"));
        let ru = names(Lang::Ru);
        assert_eq!(ru[..2], ["Австралия", "Австрия"]);
        assert_eq!(ru.last(), Some(&"Япония"));
        // Ā'ěr…, Ā fù…, Ā gēn…: by sound, not by the number of strokes.
        let zh = names(Lang::Zh);
        assert!(zh[0].starts_with('阿'), "{}", zh[0]);
        let place = |name| zh.iter().position(|listed| *listed == name).unwrap();
        assert!(
            place("德国") < place("俄罗斯")
                && place("俄罗斯") < place("法国")
                && place("法国") < place("中国")
        );
    }

    #[test]
    fn json_holds_the_code() {
        assert_eq!(serde_json::to_string(&country("Russia")).unwrap(), "\"RU\"");
        assert_eq!(serde_json::from_str::<Country>("\"RU\"").unwrap(), country("RU"));
        assert!(serde_json::from_str::<Country>("\"XX\"").is_err());
        assert!(
            serde_json::from_str::<Country>("\"Russia\"").is_err(),
            "names are for people"
        );
    }
}
