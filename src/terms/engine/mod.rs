//! The functions that obey the rules: what it costs, what a cancellation returns, who may come instead, what is open.
//!
//! All are pure. Each answer names the rule it follows from; where the rules are silent the answer is that they are,
//! and never a guess.

mod answer;
mod order;
mod price;
mod people;
mod tax;
mod quote;
mod refund;
mod change;
mod places;
#[cfg(test)]
mod tests;

pub use answer::{NoAnswer, Silence};
pub use change::{Changed, Substituted, SubstitutionCase, convert, substitution};
pub use order::{Order, Participant, Times};
pub use places::{
    DueDate, Occasion, category_of, charge, deadlines_after, due, edges, grant, may_pay_by, opening, quota,
    required,
};
pub use price::{Priced, list_price, period_of};
pub use quote::{Item, Line, Quote, Total, quote};
pub use refund::{Paid, Refunded, RefundedLine, recounted_refund, refund};
pub use tax::{Taxed, tax_on};
