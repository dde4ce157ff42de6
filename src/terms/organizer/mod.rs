//! The organizer's page of the terms: draft, preview, versions, publishing the next.

mod form;
mod edit;

pub use edit::{publish, save, show};
