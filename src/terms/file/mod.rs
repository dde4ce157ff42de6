//! Terms as a file that people write: a conference's head, its rules, and questions with their answers.

mod question;
mod places;
mod fault;
mod read;
mod node;
mod write;
mod ask;
mod schema;

pub use ask::{Answered, ask};
pub use fault::{FileFault, FileTrouble};
pub use places::Places;
pub use question::{Ask, Group, Question};
pub use read::{Conference, TermsFile, read};
pub use schema::schema;
pub use write::write;
