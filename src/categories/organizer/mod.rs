//! The organizer's pages of categories and places.

mod admission;
mod form;
mod list;
mod edit;
mod quota;

pub use edit::{add, change, show_add, show_change};
pub use form::parse_size;
pub use list::{archive, list, reorder, resize, restore};
pub use quota::{add_quota, change_quota, delete_quota, show_add_quota, show_quota};
