//! Who may come and when something may be done: quotas, openings, requirements, consents, and clauses that only state.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::prices::Keys;
use super::span::edged;
use crate::terms::facts::{Fact, When};
use crate::terms::value::{Deadline, Percent, Text, is_default};

/// How many places: one number, or one for each category or part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Seats {
    /// Together.
    Total(u32),
    /// For each category or part.
    Each(BTreeMap<String, u32>),
}

impl Default for Seats {
    fn default() -> Self {
        Self::Total(0)
    }
}

impl Seats {
    /// All together.
    #[must_use]
    pub fn total(&self) -> u32 {
        match self {
            Self::Total(seats) => *seats,
            Self::Each(each) => each.values().fold(0, |sum, seats| sum.saturating_add(*seats)),
        }
    }

    /// Those of a category: its own, or all of them where they are not told apart.
    #[must_use]
    pub fn of(&self, category: &str) -> Option<u32> {
        match self {
            Self::Total(seats) => Some(*seats),
            Self::Each(each) => each.get(category).copied(),
        }
    }
}

/// What a clause states, for programs: a yes or no, a number, a text, or several of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Statement {
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Number(i64),
    /// A text, an amount or a date.
    Text(String),
    /// Several, in order.
    List(Vec<Statement>),
    /// Several, by name.
    Table(BTreeMap<String, Statement>),
}

impl Default for Statement {
    fn default() -> Self {
        Self::YesNo(true)
    }
}

edged!(Opening);

/// How many may come from where. The first of a name that fits counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Its name.
    pub name: String,
    /// For whom: every fact named must hold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub when: When,
    /// The fact whose bearers share the quota: `organization`. None is the order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub of: Option<Fact>,
    /// How many places.
    #[serde(default, skip_serializing_if = "is_default")]
    pub seats: Seats,
    /// How many more there may be, on the terms that follow.
    #[serde(default, skip_serializing_if = "is_default")]
    pub more: Option<u32>,
    /// What the first, second and every further person above it pays on top, in per cent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub over: Vec<Percent>,
    /// What holds above it, where no program computes it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub then: String,
    /// Whether the head of the delegation takes one of the places.
    #[serde(default, skip_serializing_if = "is_default")]
    pub head_counts: bool,
}

/// Something that may be done only at certain times. Open if one entry of its name is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// What: `visa letter`, `badge collection`.
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
}

/// Something that must be handed in, shown or done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// What.
    pub name: String,
    /// For whom: every fact named must hold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub when: When,
    /// For whom not: if every fact named holds.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unless: Option<When>,
    /// Until when.
    #[serde(default, skip_serializing_if = "is_default")]
    pub until: Option<Deadline>,
    /// How it must be, in words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: Text,
}

/// Something that is agreed to beside the terms, apart from them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// Its key.
    pub key: String,
    /// For whom: every fact named must hold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub when: When,
    /// Whether nobody takes part without it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub required: bool,
    /// What is agreed to.
    pub text: Text,
}

/// What the terms state and no program computes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Its key.
    pub key: String,
    /// The statement in words.
    pub text: Text,
    /// The same for programs, where that is a value.
    #[serde(default, skip_serializing_if = "is_default")]
    pub states: Option<Statement>,
}
