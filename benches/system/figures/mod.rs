//! What is measured, a module each.

pub mod start;
pub mod page;
pub mod registrations;
pub mod attendees;
pub mod csv;
pub mod memory;

/// The event that is looked at: the first one of the demonstration, which gets its attendees.
const EVENT: &str = "dialogue-of-integrations";
