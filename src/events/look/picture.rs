//! An event's picture: what it shows in words, and its files in the sizes that pages, phones and messengers take.

use diesel::prelude::*;

use crate::events::model::Event;
use crate::platform::ids::text_enum;
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::picture::Cut;
use crate::platform::secret::Digest;
use crate::platform::web::urls;
use crate::schema::event_pictures;

text_enum! {
    /// What a file is for.
    pub enum PictureSize {
        /// The event's page.
        Wide = "wide",
        /// The same on a phone.
        Phone = "phone",
        /// Messengers' previews of a link.
        Share = "share",
    }
}

impl PictureSize {
    /// All of them.
    pub const EACH: [Self; 3] = [Self::Wide, Self::Phone, Self::Share];

    /// Width and height, in pixels. A small picture gives less of the same shape.
    #[must_use]
    pub fn pixels(self) -> (u32, u32) {
        match self {
            Self::Wide => (1600, 800),
            Self::Phone => (800, 400),
            // As Open Graph's readers want it.
            Self::Share => (1200, 630),
        }
    }
}

/// A file to be kept.
#[derive(Debug, Insertable)]
#[diesel(table_name = event_pictures, check_for_backend(diesel::pg::Pg))]
pub struct NewPictureFile {
    size: PictureSize,
    name: String,
    width: i32,
    height: i32,
    jpeg: Vec<u8>,
}

impl NewPictureFile {
    /// The files of a picture that was cut to [`PictureSize::EACH`].
    #[must_use]
    pub fn each_of(cuts: [Cut; 3]) -> [Self; 3] {
        let mut sizes = PictureSize::EACH.into_iter();
        cuts.map(|cut| Self {
            size: sizes.next().unwrap_or(PictureSize::Share),
            // Nobody guesses it who has not got the picture.
            name: Digest::of(&cut.jpeg).to_string()[..20].to_owned(),
            width: i32::try_from(cut.width).unwrap_or(i32::MAX),
            height: i32::try_from(cut.height).unwrap_or(i32::MAX),
            jpeg: cut.jpeg,
        })
    }
}

/// A file, without its bytes.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = event_pictures, check_for_backend(diesel::pg::Pg))]
pub struct PictureFile {
    /// What it is for.
    pub size: PictureSize,
    /// The end of its address.
    pub name: String,
    /// In pixels.
    pub width: i32,
    /// In pixels.
    pub height: i32,
}

/// An event's picture as a page shows it.
#[derive(Debug, Clone)]
pub struct ShownPicture {
    /// Where it is.
    pub href: String,
    /// Where it is in each size; empty where it came no larger than a phone takes.
    pub srcset: String,
    /// In pixels, so that a page can hold its place.
    pub width: i32,
    /// In pixels.
    pub height: i32,
    /// The language of `alt`.
    pub lang: Lang,
    /// What it shows, for whoever does not see it.
    pub alt: String,
    /// What messengers take: address and size.
    pub share: (String, i32, i32),
}

impl ShownPicture {
    /// The picture of an event for a reader of `lang`.
    #[must_use]
    pub fn of(event: &Event, alt: &Localized, files: &[PictureFile], lang: Lang) -> Option<Self> {
        let file = |size| files.iter().find(|file| file.size == size);
        let href = |file: &PictureFile| urls::event_picture(&event.slug, &file.name);
        let (wide, phone) = (file(PictureSize::Wide)?, file(PictureSize::Phone)?);
        let share = file(PictureSize::Share)?;
        let (lang, alt) = alt.resolve(lang, event.default_language);
        let srcset = [phone, wide].map(|file| format!("{} {}w", href(file), file.width));
        Some(Self {
            href: href(wide),
            srcset: if phone.width < wide.width {
                srcset.join(", ")
            } else {
                String::new()
            },
            width: wide.width,
            height: wide.height,
            lang,
            alt: alt.to_owned(),
            share: (href(share), share.width, share.height),
        })
    }
}
