//! The organizer's pages of an event's life, from its first idea on.

mod new_event;
mod publish;
mod life;

pub use life::{Deed, Said, ask_cancel, cancel, deeds, delete, duplicate, restore, unpublish};
pub use new_event::{create, show as show_new};
pub use publish::publish;
