//! Terms as a file that people write: a conference's head, its rules, and questions with their answers.

mod question;
mod read;
mod ask;
mod schema;

pub use ask::{Answered, ask};
pub use question::{Ask, Group, Question};
pub use read::{Conference, FileFault, TermsFile, read};
pub use schema::schema;
