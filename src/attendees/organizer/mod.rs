//! The organizer's pages of attendees.

mod words;
mod list;
mod download;
mod detail;
mod notes;
mod resend;

pub use detail::show;
pub use download::{download_csv, download_json};
pub use list::list;
pub use notes::add_note;
pub use resend::resend;
