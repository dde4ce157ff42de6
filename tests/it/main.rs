//! The product from outside: one binary, a real server and a database for every test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::struct_excessive_bools,
    clippy::items_after_statements,
    clippy::format_collect,
    reason = "tests say so when they fail, and are read from top to bottom"
)]

mod support;

mod accounts;
mod attendees;
mod agenda;
mod categories;
mod cli;
mod crawl;
mod database;
mod drift;
mod event_editing;
mod event_life;
mod event_moves;
mod every_mail;
mod faults;
mod history;
mod forms;
mod input;
mod journey;
mod look;
mod locales;
mod mail;
mod mails;
mod operations;
mod own_postgres;
mod payment;
mod permissions;
mod picture;
mod pool;
mod preview;
mod proof;
mod publishing;
mod quotas;
mod races;
mod registration;
mod review;
mod schema;
mod terms_document;
mod terms_editing;
mod terms_file_page;
mod terms_publishing;
mod terms_files;
mod terms_for_all;
mod terms_forms;
mod visitors;
mod waitlist;
