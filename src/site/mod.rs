//! Composed visitor pages: what needs several slices and belongs to none of them.

mod facts;
mod agenda;
mod terms_brief;
mod structured;
mod cache;
pub mod home;
pub mod event;
pub mod preview;
pub mod theme;
pub mod picture;
mod own_consents;
mod own_line;
pub mod own;
pub mod styles;

pub use cache::PageCache;
