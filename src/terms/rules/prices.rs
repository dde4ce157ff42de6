//! What taking part costs: periods, categories, fees, extras, reductions, charges, taxes, and how it is paid.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::span::edged;
use crate::terms::facts::{Fact, Range, When};
use crate::terms::value::{Deadline, Percent, Prices, is_default};

/// One key or several; none is all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Keys(pub Vec<String>);

impl Keys {
    /// Whether a key is among them; none named is all.
    #[must_use]
    pub fn take(&self, key: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|one| one == key)
    }
}

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMore;
        impl<'de> Visitor<'de> for OneOrMore {
            type Value = Keys;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key or a list of keys")
            }

            fn visit_str<E>(self, key: &str) -> Result<Keys, E> {
                Ok(Keys(vec![key.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some(key) = list.next_element()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_any(OneOrMore)
    }
}

impl JsonSchema for Keys {
    fn schema_name() -> Cow<'static, str> {
        "Keys".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A key or a list of keys",
            "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }]
        })
    }
}

/// Which day decides about the price period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// The day of registration.
    #[default]
    Registration,
    /// The day the money arrives.
    Payment,
}

/// What several reductions for one person come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stacking {
    /// The largest counts.
    #[default]
    Largest,
    /// They add up, down to nothing.
    Add,
}

/// What a charge is counted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChargePer {
    /// Each person.
    #[default]
    Person,
    /// The order, once.
    Order,
    /// Each paper beyond those that are covered.
    Paper,
    /// Each night.
    Night,
}

/// How a price and its tax stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaxMode {
    /// The price holds it.
    Included,
    /// It comes on top.
    Added,
    /// There is none.
    Exempt,
    /// The payer owes it in her own country.
    ReverseCharge,
}

/// What follows when money is not there in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Missed {
    /// The registration stays, at the price of the next period.
    NextPeriod,
    /// The registration is cancelled.
    Cancelled,
    /// The person may not take part until it is.
    Blocked,
    /// The registration waits.
    Pending,
}

edged!(Period, Fee, Extra, Adjustment, Charge, Method);

/// A price period, named by fees and extras. Of those a fee names, the first that holds counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Its name: `early`, `regular`, `on site`.
    pub name: String,
    /// From the beginning of this day or moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: Option<Deadline>,
    /// From the end of this day or moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub after: Option<Deadline>,
    /// Until the end of this day, or this moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub until: Option<Deadline>,
    /// Until the beginning of this day, or this moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub before: Option<Deadline>,
    /// Whether it holds for who pays at the desk, whatever the day.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_site: bool,
    /// Whether the terms leave its dates open; then it holds only for who names it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unstated: bool,
}

/// A participation category as the terms see it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its key, by which rules name it.
    pub key: String,
    /// Its name, where the key does not say it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// For whom: every fact named must hold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub when: When,
    /// What must be shown to belong to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub proof: String,
    /// The category that counts while it is not shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub without_proof: String,
    /// Whether each participation is decided on.
    #[serde(default, skip_serializing_if = "is_default")]
    pub approval: bool,
    /// Categories of whom it accompanies.
    #[serde(default, skip_serializing_if = "is_default")]
    pub accompanies: Keys,
    /// How many of it may come with one of those.
    #[serde(default, skip_serializing_if = "is_default")]
    pub most: Option<u32>,
    /// What its fee includes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub includes: Vec<String>,
    /// What it gives no access to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub excludes: Vec<String>,
}

/// What a category costs. The first that fits counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// For which categories; none named is all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub category: Keys,
    /// For whom: every fact named must hold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub when: When,
    /// From the beginning of this day or moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: Option<Deadline>,
    /// From the end of this day or moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub after: Option<Deadline>,
    /// Until the end of this day, or this moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub until: Option<Deadline>,
    /// Until the beginning of this day, or this moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub before: Option<Deadline>,
    /// The price, where no period changes it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub price: Prices,
    /// The price by name of the period.
    #[serde(default, skip_serializing_if = "is_default")]
    pub prices: BTreeMap<String, Prices>,
    /// The share of `price` that counts in a period; the whole in none of them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub percent: BTreeMap<String, Percent>,
    /// Whether the price is stated elsewhere; then the order brings it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub elsewhere: bool,
    /// Who receives it, where that is not the organizer.
    #[serde(default, skip_serializing_if = "is_default")]
    pub payee: String,
}

/// Something that may be had beside the fee.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Extra {
    /// Its key.
    pub key: String,
    /// Its name, where the key does not say it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// What it is counted by: `person`, `night`, `car`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unit: String,
    /// Who may have it; none named is all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub category: Keys,
    /// From the beginning of this day or moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: Option<Deadline>,
    /// From the end of this day or moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub after: Option<Deadline>,
    /// Until the end of this day, or this moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub until: Option<Deadline>,
    /// Until the beginning of this day, or this moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub before: Option<Deadline>,
    /// The price, where no period changes it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub price: Prices,
    /// The price by name of the period.
    #[serde(default, skip_serializing_if = "is_default")]
    pub prices: BTreeMap<String, Prices>,
    /// How many one order may hold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub most: Option<u32>,
    /// Who receives it, where that is not the organizer.
    #[serde(default, skip_serializing_if = "is_default")]
    pub payee: String,
}

/// A price other than the list's: a reduction, a group's price, an earlier period. Where `size`, `from_nth` or `per_paid` is
/// said, people are counted who share the fact that `of` names, or else all in the order, the dearest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// Its name.
    pub name: String,
    /// For which categories; none named is all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub category: Keys,
    /// For whom: every fact named must hold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub when: When,
    /// For whom not: if every fact named holds.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unless: Option<When>,
    /// From the beginning of this day or moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: Option<Deadline>,
    /// From the end of this day or moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub after: Option<Deadline>,
    /// Until the end of this day, or this moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub until: Option<Deadline>,
    /// Until the beginning of this day, or this moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub before: Option<Deadline>,
    /// The fact that makes people a group.
    #[serde(default, skip_serializing_if = "is_default")]
    pub of: Option<Fact>,
    /// How large the group must be.
    #[serde(default, skip_serializing_if = "is_default")]
    pub size: Option<Range>,
    /// From which person of the group on.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from_nth: Option<u32>,
    /// For every so many that pay …
    #[serde(default, skip_serializing_if = "is_default")]
    pub per_paid: Option<u32>,
    /// … so many are free.
    #[serde(default, skip_serializing_if = "is_default")]
    pub free: u32,
    /// Taken off in per cent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub percent: Option<Percent>,
    /// Taken off a head.
    #[serde(default, skip_serializing_if = "is_default")]
    pub amount: Prices,
    /// Paid instead.
    #[serde(default, skip_serializing_if = "is_default")]
    pub price: Prices,
    /// Paid instead, by name of the period.
    #[serde(default, skip_serializing_if = "is_default")]
    pub prices: BTreeMap<String, Prices>,
    /// Whether `price` counts also where it is above the list's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub dearer: bool,
    /// The period whose price counts instead.
    #[serde(default, skip_serializing_if = "is_default")]
    pub period: String,
}

/// What comes on top: a surcharge, a penalty, a levy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Charge {
    /// Its name.
    pub name: String,
    /// For which categories; none named is all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub category: Keys,
    /// For whom: every fact named must hold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub when: When,
    /// For whom not: if every fact named holds.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unless: Option<When>,
    /// From the beginning of this day or moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: Option<Deadline>,
    /// From the end of this day or moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub after: Option<Deadline>,
    /// Until the end of this day, or this moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub until: Option<Deadline>,
    /// Until the beginning of this day, or this moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub before: Option<Deadline>,
    /// Whether only at the desk.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_site: bool,
    /// Whether only for who asks for it; then it enters no quote.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_request: bool,
    /// How much.
    #[serde(default, skip_serializing_if = "is_default")]
    pub amount: Prices,
    /// Or which share of everything before it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub percent: Option<Percent>,
    /// What it is counted by.
    #[serde(default, skip_serializing_if = "is_default")]
    pub per: ChargePer,
    /// How many papers or nights are covered.
    #[serde(default, skip_serializing_if = "is_default")]
    pub above: u32,
    /// How many it is counted for at most.
    #[serde(default, skip_serializing_if = "is_default")]
    pub most: Option<u32>,
    /// Who receives it, where that is not the organizer.
    #[serde(default, skip_serializing_if = "is_default")]
    pub payee: String,
}

/// A tax. The first that fits a line counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tax {
    /// Its name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// On what: `fee`, `charge` or keys of extras; none named is everything.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Keys,
    /// For whom: every fact named must hold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub when: When,
    /// For whom not: if every fact named holds.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unless: Option<When>,
    /// The rate.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rate: Option<Percent>,
    /// How it stands to the price.
    pub mode: TaxMode,
}

/// What is to be paid by when. The first of each name that fits counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// What: `payment`, `deposit`, `balance`.
    pub name: String,
    /// For which categories; none named is all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub category: Keys,
    /// For whom: every fact named must hold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub when: When,
    /// By when.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: Option<Deadline>,
    /// Whether at the desk.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_site: bool,
    /// How much; with neither this nor a share, whatever is left.
    #[serde(default, skip_serializing_if = "is_default")]
    pub amount: Prices,
    /// Or which share of everything.
    #[serde(default, skip_serializing_if = "is_default")]
    pub percent: Option<Percent>,
    /// What follows when it is not there.
    #[serde(default, skip_serializing_if = "is_default")]
    pub missed: Option<Missed>,
}

/// How it may be paid. The first of a name that fits counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// `card`, `bank transfer`, `cash`.
    pub name: String,
    /// For whom: every fact named must hold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub when: When,
    /// For whom not: if every fact named holds.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unless: Option<When>,
    /// From the beginning of this day or moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: Option<Deadline>,
    /// From the end of this day or moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub after: Option<Deadline>,
    /// Until the end of this day, or this moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub until: Option<Deadline>,
    /// Until the beginning of this day, or this moment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub before: Option<Deadline>,
    /// Whether it may not be used at all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub refused: bool,
}
