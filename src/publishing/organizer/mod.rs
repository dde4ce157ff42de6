//! The organizer's pages of an event's life, from its first idea on.

mod new_event;
mod publish;
mod life;
mod tell_move;

pub use life::{Deed, Said, ask_cancel, cancel, deeds, delete, duplicate, restore, unpublish};
pub use new_event::{create, show as show_new};
pub use publish::{ask_publish, publish};
pub use tell_move::{show as show_tell_move, submit as tell_move};
