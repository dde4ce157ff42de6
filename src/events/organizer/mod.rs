//! The organizer's pages of one event's texts, time, place and agenda, and of the venues of an organization.

mod venue_form;
mod details;
mod session_form;
mod session;
mod agenda;
mod schedule;
mod venues;
mod rooms;
mod look;
mod picture;

pub use agenda::show as show_agenda;
pub use details::{save as save_details, show as show_details};
pub use look::{save as save_look, show as show_look};
pub use picture::{remove as remove_picture, save as save_picture};
pub use rooms::{
    add as add_room, change as change_room, remove as remove_room, show_add as show_add_room,
    show_change as show_change_room,
};
pub use schedule::{save as save_schedule, show as show_schedule};
pub use session::{
    add as add_session, change as change_session, remove as remove_session, show_add as show_add_session,
    show_change as show_change_session,
};
pub use venue_form::{ADDRESS, MAX_ADDRESS, MAX_VENUE_NAME, parse_position, span_mistake};
pub use venues::{list as list_venues, save as save_venue, show as show_venue};
