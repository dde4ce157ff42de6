//! What organizers do to registrations in their course.

mod review;
mod decision;

pub use decision::{ask_decision, decide};
pub use review::show_review;
