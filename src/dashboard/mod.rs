//! Composed pages of the organizer's workspace.

pub mod home;
pub mod overview;
