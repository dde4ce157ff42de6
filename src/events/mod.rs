//! Events and venues: what takes place, when and where. An event's time is what the clock on its wall says, with
//! the zone; the instants beside it are derived here and nowhere else.
//!
//! Publishing needs more slices than this one, so the decision lives in `publishing`; here the state is flipped.

mod model;
mod queries;
mod extractors;
mod workspace;

pub use crate::accounts::{Manage, Right, View};
pub use extractors::{EventAccess, PublishedEvent};
pub use model::{Event, EventSchedule, EventStatus, NewEvent, NewVenue, Slug, SlugError, Venue, Visibility};
pub use queries::{
    cancel, find_by_id, find_by_slug, find_for_update, find_venue, insert, insert_venue,
    list_of_organizations, list_public, lock_shared, publish,
};
pub use workspace::{Workspace, WorkspacePage, WorkspaceTab, status_tag};
