//! What attendees do: register, and what their personal link opens beside its page.

mod calendar;
mod form;
pub mod own;
pub mod register;

pub use calendar::event_calendar;
