//! From draft to published: what an event lacks, and the step itself. It stands above the slices whose parts it
//! looks at; each of them only keeps its own state.

mod draft_event;
mod checklist;
mod publish;
mod unpublish;
mod cancel;
mod tell_move;
mod duplicate;
mod delete;
pub mod organizer;

pub use cancel::{CancelError, cancel_event};
pub use checklist::{Lack, find_lacks, find_notices};
pub use delete::{RESTORABLE, delete_event, is_deletable, restore_event};
pub use draft_event::{DraftError, EventIdea, Place, draft_event};
pub use duplicate::duplicate_event;
pub use publish::{PublishError, PublishOutcome, publish_event};
pub use tell_move::{Decision, DecisionOutcome, UntoldMove, find_untold_move, settle_move};
pub use unpublish::{UnpublishOutcome, unpublish_event};
