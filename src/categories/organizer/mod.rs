//! The organizer's pages of categories and places.

mod form;
mod list;
mod edit;

pub use edit::{add, change, show_add, show_change};
pub use form::parse_size;
pub use list::{archive, list, reorder, resize, restore};
