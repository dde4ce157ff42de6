//! The organizer's pages of the terms: what the draft states, by forms and as a file; preview, versions, publishing the
//! next.

mod form;
mod findings;
mod field;
mod desk;
mod days;
mod flow;
mod placed;
pub mod fees;
pub mod cancellation;
pub mod consents;
mod hub;
mod edit;
mod file;

pub use edit::{publish, save, show};
pub use file::{download as download_file, save as save_file, show as show_file};
pub use findings::Told;
