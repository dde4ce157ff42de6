//! The real application for tests: a server on a port of its own, a database of its own, people who use it.
#![allow(
    dead_code,
    unused_imports,
    clippy::struct_excessive_bools,
    clippy::items_after_statements,
    reason = "shared by several test binaries, each of which uses a part and allows itself as much"
)]

pub mod app;
pub mod builders;
pub mod cluster;
pub mod crowd;
pub mod database;
pub mod html;
pub mod invariants;
pub mod log;
pub mod mailbox;
pub mod newcomers;
pub mod process;
pub mod smtp_sink;
pub mod source;
pub mod visitor;

pub use app::TestApp;
pub use database::TestDb;
pub use html::{Form, Html};
pub use log::Log;
pub use visitor::{Answer, Visitor};
