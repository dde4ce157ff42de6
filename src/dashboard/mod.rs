//! Composed pages of the organizer's workspace.

mod queries;
mod chart;
mod attention;
pub mod home;
pub mod overview;
pub mod places;
pub mod history;
