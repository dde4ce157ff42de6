//! What an event is.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use crate::platform::ids::{EventId, OrganizationId, VenueId, text_enum};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::time::Zone;
use crate::schema::{events, venues};

text_enum! {
    /// Where an event is in its life. Closed and over are no statuses: they follow from the clock.
    pub enum EventStatus {
        /// Being prepared; nobody outside sees it.
        Draft = "draft",
        /// Open to the world.
        Published = "published",
        /// Called off; its page stays and says so.
        Cancelled = "cancelled",
        /// Put away.
        Archived = "archived",
    }
}

text_enum! {
    /// Who finds a published event.
    pub enum Visibility {
        /// Listed on the home page.
        Public = "public",
        /// Opens by its address, listed nowhere.
        Unlisted = "unlisted",
    }
}

/// The last part of an event's address: lower-case letters, digits and single hyphens, at most 80 characters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slug(String);

/// A text that is no slug.
#[derive(Debug, thiserror::Error)]
#[error("an event's address is made of a–z, 0–9 and single hyphens, at most 80 characters")]
pub struct SlugError;

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(text: &str) -> Result<Self, SlugError> {
        let well_formed = !text.is_empty()
            && text.len() <= 80
            && text.split('-').all(|part| {
                !part.is_empty()
                    && part
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            });
        if well_formed {
            Ok(Self(text.to_owned()))
        } else {
            Err(SlugError)
        }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A place where events are held.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = venues, check_for_backend(diesel::pg::Pg))]
pub struct Venue {
    /// Its id.
    pub id: VenueId,
    /// Whose it is.
    pub organization_id: OrganizationId,
    /// Name by language.
    pub name: Localized,
    /// Address by language, as one writes it there.
    pub address: Localized,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Raised at every change.
    pub revision: i32,
}

/// How a change ended that was made to what somebody had open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditOutcome {
    /// It is saved.
    Saved,
    /// Somebody else changed the same thing since.
    Conflict,
}

impl Venue {
    /// A map with the place on it: by its position, else by what is written on its door.
    #[must_use]
    pub fn map_url(&self, lang: Lang) -> String {
        if let (Some(latitude), Some(longitude)) = (self.latitude, self.longitude) {
            return format!(
                "https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}"
            );
        }
        let place = format!(
            "{}, {}",
            self.name.resolve(lang, lang).1,
            self.address.resolve(lang, lang).1
        );
        let query: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("query", &place)
            .finish();
        format!("https://www.openstreetmap.org/search?{query}")
    }
}

/// An event as it is stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = events, check_for_backend(diesel::pg::Pg))]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// Whose it is.
    pub organization_id: OrganizationId,
    /// Where it is held.
    pub venue_id: Option<VenueId>,
    /// Its address, unique everywhere.
    pub slug: String,
    /// Where it is in its life.
    pub status: EventStatus,
    /// Who finds it.
    pub visibility: Visibility,
    /// The language its texts certainly exist in.
    pub default_language: Lang,
    /// Title by language.
    pub title: Localized,
    /// One or two sentences by language.
    pub summary: Localized,
    /// Markdown by language.
    pub description: Localized,
    /// Whom attendees write to.
    pub contact_email: Option<String>,
    /// Whether the form asks for a phone number.
    pub asks_phone: bool,
    /// The zone of its wall clock.
    pub time_zone: Option<Zone>,
    /// Begin, by the wall clock.
    pub starts_local: Option<NaiveDateTime>,
    /// End, by the wall clock.
    pub ends_local: Option<NaiveDateTime>,
    /// Begin, derived.
    pub starts_at: Option<DateTime<Utc>>,
    /// End, derived.
    pub ends_at: Option<DateTime<Utc>>,
    /// SEQUENCE of its calendar entry.
    pub calendar_sequence: i32,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// Raised at every change.
    pub revision: i32,
    /// What the organizer said when it was called off.
    pub cancellation_words: Localized,
}

/// When an event takes place: complete and consistent, as every published event's time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventSchedule {
    /// The zone of the wall clock.
    pub zone: Zone,
    /// Begin, by the wall clock.
    pub starts_local: NaiveDateTime,
    /// End, by the wall clock.
    pub ends_local: NaiveDateTime,
    /// Begin.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
}

impl Event {
    /// The event's time; `None` while a draft has none, or none that can be.
    #[must_use]
    pub fn schedule(&self) -> Option<EventSchedule> {
        Some(EventSchedule {
            zone: self.time_zone?,
            starts_local: self.starts_local?,
            ends_local: self.ends_local?,
            starts_at: self.starts_at?,
            ends_at: self.ends_at?,
        })
    }

    /// Whether it has taken place at `now`.
    #[must_use]
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.ends_at.is_some_and(|ends_at| ends_at <= now)
    }

    /// The title for a reader of `lang`, with the language it is in.
    #[must_use]
    pub fn title(&self, lang: Lang) -> (Lang, &str) {
        self.title.resolve(lang, self.default_language)
    }
}

/// A venue to be entered.
#[derive(Debug)]
pub struct NewVenue {
    /// Whose it is.
    pub organization_id: OrganizationId,
    /// Name by language.
    pub name: Localized,
    /// Address by language.
    pub address: Localized,
    /// Degrees north and east.
    pub position: Option<(f64, f64)>,
}

/// An event to be drafted. It may lack what publishing demands, even a time.
#[derive(Debug)]
pub struct NewEvent {
    /// Whose it is.
    pub organization_id: OrganizationId,
    /// Where it is held.
    pub venue_id: Option<VenueId>,
    /// Its address.
    pub slug: Slug,
    /// Who will find it.
    pub visibility: Visibility,
    /// The language its texts certainly exist in.
    pub default_language: Lang,
    /// Title by language.
    pub title: Localized,
    /// One or two sentences by language.
    pub summary: Localized,
    /// Markdown by language.
    pub description: Localized,
    /// Whom attendees write to.
    pub contact_email: Option<String>,
    /// Whether the form asks for a phone number.
    pub asks_phone: bool,
    /// The zone of its wall clock.
    pub time_zone: Option<Zone>,
    /// Begin, by the wall clock.
    pub starts_local: Option<NaiveDateTime>,
    /// End, by the wall clock.
    pub ends_local: Option<NaiveDateTime>,
}

impl NewEvent {
    /// The instants of begin and end, as far as the wall clock ever shows these times.
    pub(super) fn instants(&self) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
        let derive = |local: Option<NaiveDateTime>| Some(self.time_zone?.to_instant(local?).ok()?.instant);
        (derive(self.starts_local), derive(self.ends_local))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_lower_case_words_between_single_hyphens() {
        for good in ["a", "dialogue-of-integrations", "2027", "a-1"] {
            assert_eq!(good.parse::<Slug>().unwrap().to_string(), good);
        }
        for bad in [
            "",
            "-a",
            "a-",
            "a--b",
            "A",
            "ä",
            "a b",
            "a/b",
            "a%00",
            &"a".repeat(81),
        ] {
            assert!(bad.parse::<Slug>().is_err(), "{bad}");
        }
    }
}
