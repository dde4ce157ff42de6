//! A published event that takes place at another time, or in another place, than those who registered expect. What
//! they expect is kept until an organizer has decided whether to tell them; several changes before that are one. The
//! decision, and the mails, are made in `publishing`.

mod whereabouts;
mod queries;
mod note;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::platform::ids::{EventId, EventMoveId};
use crate::platform::localized::Localized;
use crate::schema::event_moves;

pub(in crate::events) use note::note;
pub use queries::{find, find_for_update, find_unsettled, settle};
pub use whereabouts::{Aspect, Change, Whereabouts};

/// A change of when and where that people may have to be told of.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = event_moves, check_for_backend(diesel::pg::Pg))]
pub struct EventMove {
    /// Its id.
    pub id: EventMoveId,
    /// Of which event.
    pub event_id: EventId,
    /// What held before.
    #[diesel(embed)]
    pub before: Whereabouts,
    /// The latest change; whoever registers after it knows already.
    pub moved_at: DateTime<Utc>,
    /// Raised at every further change.
    pub revision: i32,
    /// Whether people are told, once that is decided.
    pub is_told: Option<bool>,
    /// What the organizer says to it.
    pub words: Localized,
}
