//! The organizer's list over registrations: find one among a hundred thousand, page by page, filter, count, export,
//! and what organizers write down about somebody. “Attendee” has no table: an attendee is a registration.

mod cursor;
mod filter;
mod queries;
mod export;
mod history;
mod write_note;
pub mod organizer;

pub use cursor::{Cursor, Direction, Order, Place, Sort};
pub use filter::{AttendeeFilter, Column, Group, PAGE_SIZE, PAGE_SIZES, Search};
pub use history::{Change, Deed, actor_words, kind_words};
pub use queries::{AttendeeRow, Counts, count, list_page};
