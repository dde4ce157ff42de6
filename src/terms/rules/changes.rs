//! What may change afterwards: cancellation, substitution, and the way of taking part.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::prices::Keys;
use super::span::edged;
use crate::terms::facts::When;
use crate::terms::value::{Deadline, Percent, Prices, is_default};

/// What a fixed charge is withheld for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// Each person.
    #[default]
    Person,
    /// The order, once.
    Order,
}

/// What a substitute must share with whom she replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sameness {
    /// The organization.
    Organization,
    /// The category.
    Category,
    /// Everything that was booked.
    Services,
}

/// What happens to the difference of two prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// The participant pays it.
    Paid,
    /// She gets it back.
    Refunded,
    /// She does not.
    Kept,
}

edged!(Refund, Substitution, Conversion);

/// What a cancellation returns. The first row that fits counts.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a word of the file of its own"
)]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refund {
    /// Of what: `fee`, or keys of extras; none named is everything.
    #[serde(default, skip_serializing_if = "is_default")]
    pub of: Keys,
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
    /// The share that is returned.
    #[serde(default, skip_serializing_if = "is_default")]
    pub percent: Option<Percent>,
    /// Withheld of it, as an amount.
    #[serde(default, skip_serializing_if = "is_default")]
    pub minus: Prices,
    /// Withheld of it, as a share of what was paid.
    #[serde(default, skip_serializing_if = "is_default")]
    pub minus_percent: Option<Percent>,
    /// Whether only the greater of the two is withheld.
    #[serde(default, skip_serializing_if = "is_default")]
    pub greater: bool,
    /// What the amount is withheld for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub per: Per,
    /// Whether tax that was paid stays with the tax office.
    #[serde(default, skip_serializing_if = "is_default")]
    pub net: bool,
    /// Whether the price of who stays is computed anew before.
    #[serde(default, skip_serializing_if = "is_default")]
    pub recount: bool,
    /// Whether the terms leave it open; then somebody decides, and nothing is guessed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unstated: bool,
}

/// Whether somebody else may come instead. The first row that fits counts.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a word of the file of its own"
)]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Substitution {
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
    /// Whether nobody may.
    #[serde(default, skip_serializing_if = "is_default")]
    pub refused: bool,
    /// What a change of name costs.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fee: Prices,
    /// Or which share of the fee.
    #[serde(default, skip_serializing_if = "is_default")]
    pub percent: Option<Percent>,
    /// The share of an order's names that may change without a fee.
    #[serde(default, skip_serializing_if = "is_default")]
    pub free_percent: Option<Percent>,
    /// What the substitute must share.
    #[serde(default, skip_serializing_if = "is_default")]
    pub same: Vec<Sameness>,
    /// Whether the organizer must agree.
    #[serde(default, skip_serializing_if = "is_default")]
    pub approval: bool,
    /// What there is instead, where nobody may.
    #[serde(default, skip_serializing_if = "is_default")]
    pub instead: String,
    /// Whether the terms leave it open.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unstated: bool,
}

/// Whether one may change the way of taking part. The first row that fits counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conversion {
    /// The mode she has.
    pub has: String,
    /// The mode she wants.
    pub wants: String,
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
    /// What happens to the difference of the prices.
    #[serde(default, skip_serializing_if = "is_default")]
    pub difference: Option<Difference>,
    /// What the change costs.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fee: Prices,
    /// Whether it is not possible.
    #[serde(default, skip_serializing_if = "is_default")]
    pub refused: bool,
}
