//! How an event looks: its own colour in the place of the house's, and its picture.

mod picture;
mod queries;
mod change_look;
mod change_picture;

use diesel::prelude::*;

use super::model::Event;
use crate::platform::colour::{Colour, Ribbon};
use crate::platform::db::Conn;
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::secret::Digest;
use crate::platform::web::urls;
use crate::schema::event_looks;

pub use change_look::change_look;
pub use change_picture::{PictureChange, change_picture};
pub use picture::{NewPictureFile, PictureSize, ShownPicture};
pub use queries::{copy_look, find_look, find_picture_jpeg};

/// How an event looks.
#[derive(Debug, Clone, Default, Queryable, Selectable)]
#[diesel(table_name = event_looks, check_for_backend(diesel::pg::Pg))]
pub struct EventLook {
    /// The colour that was asked for.
    pub brand_color: Option<String>,
    /// Raised at every change; 0 where nobody chose anything yet.
    pub revision: i32,
    /// What the picture shows, in words; empty where there is none.
    pub picture_alt: Localized,
}

impl EventLook {
    /// The colour that was asked for.
    #[must_use]
    pub fn colour(&self) -> Option<Colour> {
        self.brand_color.as_deref()?.parse().ok()
    }

    /// The ribbon of its mails.
    #[must_use]
    pub fn ribbon(&self) -> Ribbon {
        self.colour().map_or(Ribbon::HOUSE, Ribbon::of)
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

    /// The address of an event's style sheet, for the head of its pages.
    #[must_use]
    pub fn href_of(look: &EventLook, event: &Event) -> Option<String> {
        Self::of(look).map(|theme| urls::event_theme(&event.slug, theme.hash))
    }
}

/// The address of an event's style sheet, for the head of its pages.
///
/// # Errors
/// When the database does not answer.
pub async fn find_theme_href(conn: &mut Conn, event: &Event) -> diesel::QueryResult<Option<String>> {
    let look = find_look(conn, event.id).await?;
    Ok(Theme::href_of(&look, event))
}

/// An event's picture for a reader of `lang`, if it has one.
///
/// # Errors
/// When the database does not answer.
pub async fn find_picture(
    conn: &mut Conn,
    event: &Event,
    look: &EventLook,
    lang: Lang,
) -> diesel::QueryResult<Option<ShownPicture>> {
    if look.picture_alt.is_empty() {
        return Ok(None);
    }
    let files = queries::list_picture_files(conn, event.id).await?;
    Ok(ShownPicture::of(event, &look.picture_alt, &files, lang))
}
