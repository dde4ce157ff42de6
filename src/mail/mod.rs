//! The transactional outbox. Whoever has something to tell writes a row, in the transaction of what it tells of;
//! what the mail says is rendered when it is sent, by renderers that the slices hand over, so that a mail never tells
//! of yesterday. Delivery tries again for days, gives up in words that an organizer can read, and keeps every attempt
//! on record.

mod model;
mod letter;
mod quote;
mod body;
mod schedule;
mod verdict;
mod queries;
mod enqueue;
mod wrap;
mod message;
mod relay;
mod folder;
mod transport;
mod claim;
mod settle;
mod backlog;
mod upkeep;
mod deliver;
pub mod shown;
pub mod dev;

pub use backlog::{Alarm, Backlog};
pub use body::{Body, Fact, subject};
pub use deliver::{Line, delivery};
pub use enqueue::enqueue;
pub use letter::{Letter, RenderError, Rendered, Renderer, Renderers};
pub use message::{MessageError, message};
pub use model::{
    AttemptOutcome, AttemptRow, MailRow, MailState, MailStatus, NewMail, OutgoingMail, Priority, Withheld,
    kind_words,
};
pub use queries::{find_of_subject, list_of_subject};
pub use quote::quoted;
pub use relay::Deadlines;
pub use transport::Transport;
pub use upkeep::upkeep;
pub use wrap::wrap;
