//! How an event looks: its own colour in the place of the house's.

mod queries;
mod change_look;

use diesel::prelude::*;

use super::model::Event;
use crate::platform::colour::{Colour, Ribbon};
use crate::platform::db::Conn;
use crate::platform::secret::Digest;
use crate::platform::web::urls;
use crate::schema::event_looks;

pub use change_look::change_look;
pub use queries::{copy_look, find_look};

/// How an event looks.
#[derive(Debug, Clone, Default, Queryable, Selectable)]
#[diesel(table_name = event_looks, check_for_backend(diesel::pg::Pg))]
pub struct EventLook {
    /// The colour that was asked for.
    pub brand_color: Option<String>,
    /// Raised at every change; 0 where nobody chose anything yet.
    pub revision: i32,
}

impl EventLook {
    /// The colour that was asked for.
    #[must_use]
    pub fn colour(&self) -> Option<Colour> {
        self.brand_color.as_deref()?.parse().ok()
    }
}

/// An event's style sheet.
#[derive(Debug)]
pub struct Theme {
    /// What it says.
    pub css: String,
    /// A part of its address that changes with it.
    pub hash: String,
}

impl Theme {
    /// The style sheet of a look, if it changes anything.
    #[must_use]
    pub fn of(look: &EventLook) -> Option<Self> {
        let css = Ribbon::of(look.colour()?).style_sheet();
        let hash = Digest::of(css.as_bytes()).to_string()[..12].to_owned();
        Some(Self { css, hash })
    }
}

/// The address of an event's style sheet, for the head of its pages.
///
/// # Errors
/// When the database does not answer.
pub async fn find_theme_href(conn: &mut Conn, event: &Event) -> diesel::QueryResult<Option<String>> {
    let look = find_look(conn, event.id).await?;
    Ok(Theme::of(&look).map(|theme| urls::event_theme(&event.slug, theme.hash)))
}
