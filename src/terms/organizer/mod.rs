//! The organizer's pages of the terms: draft, preview, versions, publishing the next; the draft as a file.

mod form;
mod findings;
mod edit;
mod file;

pub use edit::{publish, save, show};
pub use file::{download as download_file, save as save_file, show as show_file};
pub use findings::Told;
