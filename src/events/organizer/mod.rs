//! The organizer's pages of one event's texts, time and place.

mod venue_form;
mod details;
mod schedule;

pub use details::{save as save_details, show as show_details};
pub use schedule::{save as save_schedule, show as show_schedule};
pub use venue_form::{ADDRESS, MAX_ADDRESS, MAX_VENUE_NAME, parse_position, span_mistake};
