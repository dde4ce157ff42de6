//! What may be known about a person, an order or an event in her case, and the conditions that rules put on it.
//!
//! The set is closed: a condition is a list of named facts that must all hold, never an expression. What is not known
//! does not hold.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

macro_rules! facts {
    ($( $(#[$doc:meta])* $name:ident = $word:literal: $kind:ident, )*) => {
        /// Something that may be known.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum Fact {
            $( $(#[$doc])* #[serde(rename = $word)] $name, )*
        }

        impl Fact {
            /// Every one.
            pub const ALL: &'static [Self] = &[$( Self::$name, )*];

            /// What it is called in rules.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $( Self::$name => $word, )* }
            }

            /// What it is told by.
            #[must_use]
            pub fn kind(self) -> FactKind {
                match self { $( Self::$name => FactKind::$kind, )* }
            }
        }
    };
}

facts! {
    /// Key of the participation category.
    Category = "category": Word,
    /// How she takes part: `on-site`, `online`.
    Mode = "mode": Word,
    /// Country, as ISO 3166 writes it in two letters.
    Country = "country": Word,
    /// A group of countries that the terms list under `regions`.
    Region = "region": Word,
    /// Kind of ticket: `regular`, `group`, `flex`.
    Ticket = "ticket": Word,
    /// Part she plays: `speaker`, `author`, `head of state`.
    Role = "role": Word,
    /// Who pays: `person`, `organization`.
    Payer = "payer": Word,
    /// How it is paid: `card`, `bank transfer`, `cash`.
    Method = "method": Word,
    /// Why she asks: `visa refused`, `no-show`.
    Reason = "reason": Word,
    /// Promotion or invitation code.
    Code = "code": Word,
    /// Her organization.
    Organization = "organization": Word,
    /// Kind of body that sends her: `diplomatic mission`.
    Body = "body": Word,
    /// Rank of the head of her delegation.
    Rank = "rank": Word,
    /// Kind of outlet: `newspaper`, `radio`.
    Outlet = "outlet": Word,
    /// The room or bed: `single`, `double`.
    Lodging = "lodging": Word,
    /// What she competes or shows in.
    Section = "section": Word,
    /// Is she a member?
    Member = "member": YesNo,
    /// Is she a student?
    Student = "student": YesNo,
    /// Was the proof shown that the category asks for?
    Proof = "proof": YesNo,
    /// Has everything been paid?
    Paid = "paid": YesNo,
    /// Was the participation approved?
    Approved = "approved": YesNo,
    /// Does she accompany somebody?
    Accompanying = "accompanying": YesNo,
    /// Is an accreditation there already?
    Accredited = "accredited": YesNo,
    /// Age in whole years on the event's first day.
    Age = "age": Number,
    /// Papers she presents.
    Papers = "papers": Number,
    /// Nights at the event's hotel.
    Nights = "nights": Number,
    /// How far away she lives, in the unit the terms speak of.
    Distance = "distance": Number,
    /// Area of the stand, in square metres.
    Area = "area": Number,
}

/// What a fact is told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    /// A word or name.
    Word,
    /// Yes or no.
    YesNo,
    /// A whole number.
    Number,
}

/// A fact as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Known {
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Number(i64),
    /// A word.
    Word(String),
}

/// What is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Facts(BTreeMap<Fact, Known>);

impl Facts {
    /// A word that is known.
    #[must_use]
    pub fn word(&self, fact: Fact) -> Option<&str> {
        match self.0.get(&fact) {
            Some(Known::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// A number that is known.
    #[must_use]
    pub fn number(&self, fact: Fact) -> Option<i64> {
        match self.0.get(&fact) {
            Some(Known::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// With one more.
    #[must_use]
    pub fn with(mut self, fact: Fact, known: Known) -> Self {
        self.0.insert(fact, known);
        self
    }

    /// With everything that `others` know and these do not.
    #[must_use]
    pub fn or(mut self, others: &Self) -> Self {
        for (fact, known) in &others.0 {
            self.0.entry(*fact).or_insert_with(|| known.clone());
        }
        self
    }

    /// Every one.
    pub fn iter(&self) -> impl Iterator<Item = (Fact, &Known)> {
        self.0.iter().map(|(fact, known)| (*fact, known))
    }
}

/// Numbers from the first to the last, both counting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// The most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
}

impl Range {
    /// Whether it holds a number.
    #[must_use]
    pub fn holds(self, number: i64) -> bool {
        self.min.is_none_or(|min| min <= number) && self.max.is_none_or(|max| number <= max)
    }
}

/// What a fact must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Test {
    /// Yes or no.
    YesNo(bool),
    /// Exactly this number.
    Number(i64),
    /// This word.
    Word(String),
    /// One of these.
    AnyOf(Vec<String>),
    /// A number in a range.
    Within(Range),
}

impl Test {
    fn words(&self) -> &[String] {
        match self {
            Self::Word(word) => std::slice::from_ref(word),
            Self::AnyOf(words) => words,
            _ => &[],
        }
    }

    fn holds(&self, known: &Known) -> bool {
        match (self, known) {
            (Self::YesNo(wanted), Known::YesNo(known)) => wanted == known,
            (Self::Number(wanted), Known::Number(known)) => wanted == known,
            (Self::Within(range), Known::Number(known)) => range.holds(*known),
            (test, Known::Word(word)) => test.words().contains(word),
            _ => false,
        }
    }

    /// Whether it can hold at all for such a fact.
    #[must_use]
    pub fn fits(&self, kind: FactKind) -> bool {
        match self {
            Self::YesNo(_) => kind == FactKind::YesNo,
            Self::Number(_) | Self::Within(_) => kind == FactKind::Number,
            Self::Word(_) | Self::AnyOf(_) => kind == FactKind::Word,
        }
    }
}

impl<'de> Deserialize<'de> for Test {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Test;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true or false, a word, a list of words, a number, or { min = …, max = … }")
            }

            fn visit_bool<E>(self, yes: bool) -> Result<Test, E> {
                Ok(Test::YesNo(yes))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Test, E> {
                Ok(Test::Number(number))
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Test, E> {
                i64::try_from(number).map(Test::Number).map_err(E::custom)
            }

            fn visit_str<E>(self, word: &str) -> Result<Test, E> {
                Ok(Test::Word(word.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Test, A::Error> {
                let mut words = Vec::new();
                while let Some(word) = list.next_element()? {
                    words.push(word);
                }
                if words.is_empty() {
                    return Err(A::Error::custom("an empty list can never hold"));
                }
                Ok(Test::AnyOf(words))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Test, A::Error> {
                Range::deserialize(MapAccessDeserializer::new(map)).map(Test::Within)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

impl JsonSchema for Test {
    fn schema_name() -> Cow<'static, str> {
        "Test".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let range = generator.subschema_for::<Range>();
        json_schema!({
            "description": "What the fact must be: yes or no, a word, one of several words, a number, or a range",
            "anyOf": [
                { "type": ["boolean", "string", "integer"] },
                { "type": "array", "items": { "type": "string" }, "minItems": 1 },
                range
            ]
        })
    }
}

/// A condition: every fact it names must be as it says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct When(BTreeMap<Fact, Test>);

impl When {
    /// A condition on one fact.
    #[must_use]
    pub fn of(fact: Fact, test: Test) -> Self {
        Self(BTreeMap::from([(fact, test)]))
    }

    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every fact it names, and what it must be.
    pub fn iter(&self) -> impl Iterator<Item = (Fact, &Test)> {
        self.0.iter().map(|(fact, test)| (*fact, test))
    }

    /// Whether it holds for somebody.
    #[must_use]
    pub fn holds(&self, person: &Person<'_>) -> bool {
        self.may_hold(person, &[])
    }

    /// Whether it may hold for somebody of whom the `open` facts are not known yet.
    #[must_use]
    pub fn may_hold(&self, person: &Person<'_>, open: &[Fact]) -> bool {
        self.0
            .iter()
            .all(|(fact, test)| open.contains(fact) || person.satisfies(*fact, test))
    }
}

/// Somebody as conditions see her: her own facts, and before them those of her category and after them her order's.
#[derive(Debug, Clone, Copy)]
pub struct Person<'a> {
    /// Her category, where it is known.
    pub category: Option<&'a str>,
    /// What is known of her.
    pub own: &'a Facts,
    /// What is known of the order she is in.
    pub order: &'a Facts,
    /// Groups of countries by name.
    pub regions: &'a BTreeMap<String, Vec<String>>,
}

impl<'a> Person<'a> {
    /// A fact of hers or of her order.
    #[must_use]
    pub fn known(&self, fact: Fact) -> Option<&'a Known> {
        self.own.0.get(&fact).or_else(|| self.order.0.get(&fact))
    }

    fn satisfies(&self, fact: Fact, test: &Test) -> bool {
        if fact == Fact::Category
            && let Some(category) = self.category
        {
            return test.words().iter().any(|word| word == category);
        }
        if self.known(fact).is_some_and(|known| test.holds(known)) {
            return true;
        }
        // A country belongs to every group that lists it.
        fact == Fact::Region
            && matches!(self.known(Fact::Country), Some(Known::Word(country))
                if test.words().iter().any(|region| self.regions.get(region).is_some_and(|all| all.contains(country))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn holds(when: serde_json::Value, facts: serde_json::Value) -> bool {
        let when: When = serde_json::from_value(when).unwrap();
        let own: Facts = serde_json::from_value(facts).unwrap();
        let regions = BTreeMap::from([("cis".to_owned(), vec!["KZ".to_owned(), "RU".to_owned()])]);
        when.holds(&Person {
            category: Some("expert"),
            own: &own,
            order: &Facts::default(),
            regions: &regions,
        })
    }

    #[test]
    fn every_named_fact_must_hold_and_what_is_not_known_does_not() {
        assert!(holds(json!({}), json!({})));
        assert!(holds(
            json!({"member": true, "age": {"max": 34}}),
            json!({"member": true, "age": 34})
        ));
        assert!(!holds(
            json!({"member": true, "age": {"max": 34}}),
            json!({"member": true})
        ));
        assert!(!holds(json!({"member": false}), json!({})));
        assert!(holds(
            json!({"role": ["speaker", "author"]}),
            json!({"role": "author"})
        ));
        assert!(holds(json!({"category": "expert"}), json!({})));
        assert!(holds(json!({"nights": 3}), json!({"nights": 3})));
    }

    #[test]
    fn a_country_belongs_to_the_regions_that_list_it() {
        assert!(holds(json!({"region": "cis"}), json!({"country": "KZ"})));
        assert!(!holds(json!({"region": "cis"}), json!({"country": "LV"})));
        assert!(holds(json!({"region": "cis"}), json!({"region": "cis"})));
    }

    #[test]
    fn what_is_still_open_may_turn_out_either_way_and_the_rest_decides() {
        let when: When = serde_json::from_value(json!({"country": "KZ", "category": "press"})).unwrap();
        let nothing = Facts::default();
        let of = |category| Person {
            category: Some(category),
            own: &nothing,
            order: &nothing,
            regions: Box::leak(Box::default()),
        };
        assert!(when.may_hold(&of("press"), &[Fact::Country]));
        assert!(!when.may_hold(&of("expert"), &[Fact::Country]));
        assert!(!when.holds(&of("press")));
    }

    #[test]
    fn the_set_of_facts_is_closed() {
        let fault = serde_json::from_value::<When>(json!({"shoe_size": 42})).unwrap_err();
        assert!(fault.to_string().contains("unknown variant `shoe_size`"));
        assert!(serde_json::from_value::<When>(json!({"age": {"from": 3}})).is_err());
    }
}
