//! The event as a calendar entry, attached to mails and to be downloaded: one UID, and a SEQUENCE that rises with every
//! change, so that calendars move the entry they have.

use crate::events::{Event, EventStatus, Venue};
use crate::platform::calendar::{self, Entry};
use crate::platform::i18n::Tr;
use crate::platform::web::urls::Urls;

/// The event as a calendar entry in the language of `t`; `link` is where the entry leads. `None` without a time.
pub fn event_entry(urls: &Urls, event: &Event, venue: Option<&Venue>, t: Tr, link: &str) -> Option<String> {
    event_calendar(urls, event, venue, t, link, calendar::publish)
}

/// The same for a method of the caller's.
pub fn event_calendar(
    urls: &Urls,
    event: &Event,
    venue: Option<&Venue>,
    t: Tr,
    link: &str,
    say: fn(&Entry<'_>) -> String,
) -> Option<String> {
    let schedule = event.schedule()?;
    let (lang, default) = (t.lang(), event.default_language);
    let when = t.when(schedule.zone, schedule.starts_local, schedule.ends_local);
    let location = venue.map(|venue| {
        format!(
            "{}, {}",
            venue.name.resolve(lang, default).1,
            venue.address.resolve(lang, default).1
        )
    });
    let description = format!("{}\n{}, {}\n{link}", when.days, when.hours, when.zone);
    Some(say(&Entry {
        uid: format!("{}@{}", event.id, urls.host()),
        sequence: event.calendar_sequence,
        stamp: event.updated_at,
        starts_at: schedule.starts_at,
        ends_at: schedule.ends_at,
        summary: event.title(lang).1,
        description: &description,
        location: location.as_deref(),
        position: venue.and_then(|venue| venue.latitude.zip(venue.longitude)),
        url: link,
        organizer: event.contact_email.as_deref(),
        cancelled: event.status == EventStatus::Cancelled,
    }))
}
