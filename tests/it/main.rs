//! The product from outside: one binary, a real server and a database for every test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests say so when they fail"
)]

mod support;

mod accounts;
mod attendees;
mod input;
mod journey;
mod mail;
mod own_postgres;
mod permissions;
mod publishing;
mod registration;
