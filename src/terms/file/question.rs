//! Questions that the rules must answer: what is asked, about whom and when, and what the answer is.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::terms::facts::Facts;
use crate::terms::rules::Statement;
use crate::terms::value::{Currency, Deadline, Money, is_default};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// The price of the list for one of `category`. An amount.
    Fee,
    /// What an order costs, with tax. An amount, or a list of one in each currency.
    Total,
    /// The tax of an order, or on `amount` for `item`. An amount.
    Tax,
    /// What is taken off an order. An amount.
    Reduction,
    /// What is returned of `paid` for `item`, or of `items` together. An amount.
    Refund,
    /// What is returned when `returned` of an order cancel and the others are priced anew. An amount.
    Recount,
    /// Whether names may change (yes or no), what `changes` cost (an amount), or how many are free (a number).
    Substitution,
    /// Whether one may change from the mode `has` to `wants` (yes or no), or what is returned of `difference` (an amount).
    Conversion,
    /// Whether registration is open (yes or no), or in which stage it is or how it is decided (words).
    Registration,
    /// Which price period holds. Its name.
    Period,
    /// To which category somebody belongs. Its key.
    Category,
    /// How many places the quota `name` has for somebody. A number, or a table of numbers.
    Quota,
    /// How many places it has with those that may be added. A number.
    Most,
    /// By when `name` is to be paid (a day), how much it is (an amount), or what follows when it is not paid.
    Due,
    /// The first or last day of a rule's edge, such as `due[1].by`; or its instant.
    Deadline,
    /// Whether `name` may be done. Yes or no.
    Opening,
    /// Whether `name` is required. Yes or no.
    Required,
    /// What the charge `name` comes to. An amount.
    Charge,
    /// What the grant `name` comes to. An amount.
    Grant,
    /// Whether one may pay by `name`. Yes or no.
    Method,
    /// What the clause `name` states.
    Clause,
}

/// People of one category in a question's order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Their category.
    pub category: String,
    /// How many; one, if nothing is said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub count: Option<u32>,
    /// What is known of them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub who: Facts,
    /// Their price, where the terms say it is stated elsewhere.
    #[serde(default, skip_serializing_if = "is_default")]
    pub list_price: Option<Money>,
    /// Whether they are registered already.
    #[serde(default, skip_serializing_if = "is_default")]
    pub settled: bool,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// What is asked.
    pub ask: Ask,
    /// The day or moment; without one the question is about every day.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Option<Deadline>,
    /// At the desk.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_site: bool,
    /// One of this category.
    #[serde(default, skip_serializing_if = "is_default")]
    pub category: String,
    /// So many of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub count: Option<u32>,
    /// Or several categories.
    #[serde(default, skip_serializing_if = "is_default")]
    pub order: Vec<Group>,
    /// Extras, and how many of each.
    #[serde(default, skip_serializing_if = "is_default")]
    pub extras: BTreeMap<String, u32>,
    /// What is known.
    #[serde(default, skip_serializing_if = "is_default")]
    pub who: Facts,
    /// The price period she is in, where its dates are open.
    #[serde(default, skip_serializing_if = "is_default")]
    pub period: String,
    /// The price, where the terms say it is stated elsewhere.
    #[serde(default, skip_serializing_if = "is_default")]
    pub list_price: Option<Money>,
    /// In which currency; that of the answer, if nothing is said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub currency: Option<Currency>,
    /// Only what this payee receives.
    #[serde(default, skip_serializing_if = "is_default")]
    pub payee: String,
    /// The name of what is asked about.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// `fee` or the key of an extra.
    #[serde(default, skip_serializing_if = "is_default")]
    pub item: String,
    /// An amount of the list.
    #[serde(default, skip_serializing_if = "is_default")]
    pub amount: Option<Money>,
    /// What was paid.
    #[serde(default, skip_serializing_if = "is_default")]
    pub paid: Option<Money>,
    /// What was paid for several things.
    #[serde(default, skip_serializing_if = "is_default")]
    pub items: BTreeMap<String, Money>,
    /// How many places are returned.
    #[serde(default, skip_serializing_if = "is_default")]
    pub returned: Option<u32>,
    /// How many names the order has.
    #[serde(default, skip_serializing_if = "is_default")]
    pub names: Option<u32>,
    /// How many of them change; one, if nothing is said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub changes: Option<u32>,
    /// The mode she has.
    #[serde(default, skip_serializing_if = "is_default")]
    pub has: String,
    /// The mode she wants.
    #[serde(default, skip_serializing_if = "is_default")]
    pub wants: String,
    /// The difference of the two prices.
    #[serde(default, skip_serializing_if = "is_default")]
    pub difference: Option<Money>,
    /// The day she registered.
    #[serde(default, skip_serializing_if = "is_default")]
    pub registered: Option<Deadline>,
    /// The day of the invoice.
    #[serde(default, skip_serializing_if = "is_default")]
    pub invoiced: Option<Deadline>,
    /// The day the contract was signed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub contracted: Option<Deadline>,
    /// The answer: `not defined`, where the terms do not say.
    pub answer: Statement,
    /// Why, for people.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}
