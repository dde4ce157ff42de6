//! Events and venues: what takes place, when, where and in which order. An event's time is what the clock on its wall says, with
//! the zone; the instants beside it are derived here and nowhere else.
//!
//! Publishing needs more slices than this one, so the decision lives in `publishing`; here the state is flipped.

mod model;
mod queries;
mod slug;
pub mod rooms;
pub mod agenda;
pub mod look;
pub mod moves;
mod change_venue;
mod change_details;
mod change_place;
mod extractors;
mod workspace;
pub mod organizer;

pub use crate::accounts::{Manage, Right, View};
pub use change_place::{Span, SpanFault};
pub use extractors::{EventAccess, PublishedEvent, moved};
pub use model::{
    EditOutcome, Event, EventSchedule, EventStatus, NewEvent, NewVenue, Slug, SlugError, Venue, Visibility,
};
pub use queries::{
    cancel, count_live_registrations, find_by_id, find_by_old_slug, find_by_slug, find_deleted_for_update,
    find_for_update, find_usual_zone, find_venue, has_registrations, insert, insert_venue, is_slug_taken,
    list_deleted, list_of_organizations, list_past, list_public, list_venues, lock_shared, publish,
    set_deleted, unpublish,
};
pub use slug::propose_slug;
pub use workspace::{Workspace, WorkspacePage, WorkspaceTab, status_tag};
