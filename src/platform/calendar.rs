//! An event as a calendar entry (RFC 5545): one stable UID, a rising SEQUENCE, times in UTC, which every calendar
//! shows in its reader's own zone and which no outdated zone table can shift.

use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component as _, Event, EventLike as _, EventStatus, Property};

/// What an entry says.
#[derive(Debug)]
pub struct Entry<'a> {
    /// Constant for the event's life.
    pub uid: String,
    /// Raised whenever the entry says something new (RFC 5545, 3.8.7.4).
    pub sequence: i32,
    /// When the event was last changed (DTSTAMP of a published entry, RFC 5545, 3.8.7.2).
    pub stamp: DateTime<Utc>,
    /// Begin.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Title in the reader's language.
    pub summary: &'a str,
    /// A few lines, e.g. the time in the event's own zone.
    pub description: &'a str,
    /// Venue and address.
    pub location: Option<&'a str>,
    /// Latitude and longitude.
    pub position: Option<(f64, f64)>,
    /// The event's page, or the registration's own.
    pub url: &'a str,
    /// The address of who holds it.
    pub organizer: Option<&'a str>,
    /// Whether it was called off.
    pub cancelled: bool,
}

/// The entry as a calendar of METHOD PUBLISH: it informs, nobody needs to answer (RFC 5546, 3.2.1).
#[must_use]
pub fn publish(entry: &Entry<'_>) -> String {
    calendar(entry, "PUBLISH")
}

/// The entry as a calendar of METHOD CANCEL: programs take what they have under its UID away (RFC 5546, 3.2.5).
#[must_use]
pub fn cancel(entry: &Entry<'_>) -> String {
    calendar(entry, "CANCEL")
}

fn calendar(entry: &Entry<'_>, method: &str) -> String {
    let mut event = Event::new();
    event
        .uid(&entry.uid)
        .sequence(u32::try_from(entry.sequence).unwrap_or(0))
        .timestamp(entry.stamp)
        .starts(entry.starts_at)
        .ends(entry.ends_at)
        .summary(entry.summary)
        .description(entry.description)
        .url(entry.url)
        .status(if entry.cancelled {
            EventStatus::Cancelled
        } else {
            EventStatus::Confirmed
        });
    if let Some(location) = entry.location {
        event.location(location);
    }
    if let Some((latitude, longitude)) = entry.position {
        event.append_property(Property::new("GEO", format!("{latitude:.6};{longitude:.6}")));
    }
    if let Some(organizer) = entry.organizer {
        event.append_property(Property::new("ORGANIZER", format!("mailto:{organizer}")));
    }
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", "-//Lanyard//Conference registration//EN"))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .append_property(Property::new("METHOD", method))
        .push(event.done());
    calendar.to_string()
}

/// An entry for a calendar on the web.
#[derive(Debug)]
pub struct WebEntry<'a> {
    /// Title in the reader's language.
    pub title: &'a str,
    /// Begin.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// A line or a link.
    pub details: &'a str,
    /// Venue and address.
    pub location: Option<&'a str>,
}

/// Google's calendar with the entry filled in, ready to be saved.
#[must_use]
pub fn google_link(entry: &WebEntry<'_>) -> String {
    let basic = |at: DateTime<Utc>| at.format("%Y%m%dT%H%M%SZ").to_string();
    let dates = format!("{}/{}", basic(entry.starts_at), basic(entry.ends_at));
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("action", "TEMPLATE")
        .append_pair("text", entry.title)
        .append_pair("dates", &dates)
        .append_pair("details", entry.details)
        .append_pair("location", entry.location.unwrap_or_default())
        .finish();
    format!("https://calendar.google.com/calendar/render?{query}")
}

/// Outlook's calendar on the web with the entry filled in, ready to be saved.
#[must_use]
pub fn outlook_link(entry: &WebEntry<'_>) -> String {
    let instant = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("path", "/calendar/action/compose")
        .append_pair("rru", "addevent")
        .append_pair("subject", entry.title)
        .append_pair("startdt", &instant(entry.starts_at))
        .append_pair("enddt", &instant(entry.ends_at))
        .append_pair("body", entry.details)
        .append_pair("location", entry.location.unwrap_or_default())
        .finish();
    format!("https://outlook.live.com/calendar/0/action/compose?{query}")
}
