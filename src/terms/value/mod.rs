//! The values that rules are made of: money, per cent and deadlines, each written as a person would write it.

mod text;
mod money;
mod percent;
mod typed;
mod deadline;

pub use deadline::{Anchor, Calendar, Deadline, DeadlineFault, Unit};
pub use money::{Currency, Money, MoneyFault, Prices};
pub use percent::{Percent, PercentFault};
pub use text::Text;
pub(super) use text::{capital, is_default};
pub use typed::TypedFault;
