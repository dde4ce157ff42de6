//! What organizers do to registrations in their course: decide about them, and look after the lines of the waitlist.

mod review;
mod decision;
mod reason;
mod turn;
mod waitlist;

pub use decision::{ask_decision, decide};
pub use review::show_review;
pub use turn::{change_turn, offer, show_offer, show_turn};
pub use waitlist::show as show_waitlist;
