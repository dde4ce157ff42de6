//! The outbox and its delivery, on real PostgreSQL and against a mail server that does what a test tells it to.

mod post;
mod content;
mod refusals;
mod relay;
mod queue;
mod folder;
