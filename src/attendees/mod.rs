//! The organizer's list over registrations: find one among a hundred thousand, page by page, filter, count, export.
//! “Attendee” has no table: an attendee is a registration.

mod filter;
mod queries;
mod export;
pub mod organizer;

pub use filter::{AttendeeFilter, Cursor, Direction, PAGE_SIZE};
pub use queries::{AttendeeRow, StatusCounts, count_by_status, list_page};
