//! The organizer's form of one category. The list of all, and the places, are in `dashboard`: places may also be for
//! extras of the terms.

mod admission;
mod form;
mod edit;

pub use admission::notes;
pub use edit::{add, change, show_add, show_change};
pub use form::parse_size;
