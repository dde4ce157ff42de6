//! The product as people meet it: in a real browser, with real mail, from the event's page to the organizer's list.
//!
//! What plain HTTP can show is tested in `tests/it`. Here is what only a browser knows: that labels, keys and clicks
//! do what they promise, that a page fits its window, that nothing is fetched from elsewhere and nothing complains.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests say so when they fail"
)]

#[path = "../it/support/mod.rs"]
mod support;

mod browser;
mod checkers;
mod chromium;
mod journey;
mod hands;
mod journeys;
mod letter;
mod look;
mod mistakes;
mod patience;
mod pictures;
mod stage;
mod states;
mod versions;
mod waiting;
