//! Lanyard: conference registration whose terms of participation are executable.
//!
//! The order of the modules is the architecture: a module may import only what stands above it.

pub mod schema;
pub mod platform;
pub mod activity;
