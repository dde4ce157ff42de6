//! What breaks in the middle of a rush: a process, a connection, the database. Nothing that was promised is lost,
//! nothing is sold twice, and whoever got no answer has one after pressing the button again.

mod backends;
mod kill;
mod postgres;
