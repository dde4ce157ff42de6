//! What attendees do: register, and what their personal link opens beside its page.

mod head;
mod ground;
mod calendar;
mod choices;
mod consents;
mod form;
pub mod receipt;
pub mod consent;
pub mod amount;
pub mod own;
pub mod register;
pub mod withdraw;
pub mod offer;
pub mod change;
pub mod answer;
pub mod prove;
pub mod email;
pub mod address;
pub mod find;

pub use calendar::event_calendar;
pub use form::{details as read_details, name as read_name};
pub use ground::Grounds;
