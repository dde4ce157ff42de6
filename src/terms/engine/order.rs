//! What is asked for, by whom and when.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::terms::facts::{Fact, Facts, Person};
use crate::terms::rules::{Counts, Rules};
use crate::terms::value::{Currency, Money};

/// People and extras that are priced together.
#[derive(Debug, Clone, Default)]
pub struct Order {
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// Extras by key, and how many of each.
    pub extras: BTreeMap<String, u32>,
    /// What is known of the order: who pays, how.
    pub facts: Facts,
    /// In which currency it is to be paid, where the terms leave the choice.
    pub currency: Option<Currency>,
}

/// Somebody who takes part, or several of whom the same is known.
#[derive(Debug, Clone, Default)]
pub struct Participant {
    /// Her category.
    pub category: String,
    /// How many of them.
    pub count: u32,
    /// What is known of her.
    pub facts: Facts,
    /// The price of the list, where the terms say that it is stated elsewhere.
    pub list_price: Option<Money>,
    /// The price period she is in, where the terms leave its dates open.
    pub period: Option<String>,
    /// Whether she is registered already: she counts for her group and is not charged again.
    pub settled: bool,
}

impl Participant {
    /// One person of a category.
    #[must_use]
    pub fn of(category: &str) -> Self {
        Self {
            category: category.to_owned(),
            count: 1,
            ..Self::default()
        }
    }

    /// As conditions see her.
    #[must_use]
    pub fn person<'a>(&'a self, rules: &'a Rules, order: &'a Facts) -> Person<'a> {
        Person {
            category: Some(&self.category),
            own: &self.facts,
            order,
            regions: &rules.regions,
        }
    }

    /// A number that is known of her or her order.
    pub(super) fn number(&self, fact: Fact, order: &Facts) -> i64 {
        self.facts
            .number(fact)
            .or_else(|| order.number(fact))
            .unwrap_or(0)
    }
}

/// When what happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// She registers.
    pub registered: DateTime<Utc>,
    /// The money arrives.
    pub paid: DateTime<Utc>,
    /// At the desk.
    pub on_site: bool,
}

impl Times {
    /// Everything at one instant.
    #[must_use]
    pub fn at(instant: DateTime<Utc>) -> Self {
        Self {
            registered: instant,
            paid: instant,
            on_site: false,
        }
    }

    /// The instant that decides about the price.
    #[must_use]
    pub fn deciding(self, counts: Counts) -> DateTime<Utc> {
        match counts {
            Counts::Registration => self.registered,
            Counts::Payment => self.paid,
        }
    }
}
