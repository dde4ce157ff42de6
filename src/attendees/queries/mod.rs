//! The SQL of this slice.

mod conditions;
mod list;
mod notes;

pub use list::{AttendeeRow, Counts, count, find_categories, list_page};
pub(super) use list::{ExportRow, stream_export};
pub(super) use notes::{NoteRow, insert_note, list_notes};
