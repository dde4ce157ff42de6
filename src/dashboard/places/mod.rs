//! What an event offers and how many places there are: `/organizer/events/{slug}/categories` and `…/quotas`.
//!
//! They stand up here because places may be for categories and for extras of the terms alike, and categories do not
//! know the terms.

mod reach;
mod list;
mod quota;

pub use list::{archive, list, reorder, resize, restore};
pub use quota::{add_quota, change_quota, delete_quota, show_add_quota, show_quota};
