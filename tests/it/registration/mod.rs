//! From a form to a confirmed place: what is promised, under rush, repetition, refusal and sudden death.

mod amounts;
mod consents;
mod ends;
mod find;
mod form;
mod idempotency;
mod intake;
mod letters;
mod line;
mod own_actions;
mod own_page;
mod queue;
mod refusals;
mod rush;
mod search_upkeep;
