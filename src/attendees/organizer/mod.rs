//! The organizer's pages of attendees.

mod words;
mod list;
mod download;
mod detail;
mod resend;

pub use detail::show;
pub use download::download_csv;
pub use list::list;
pub use resend::resend;
