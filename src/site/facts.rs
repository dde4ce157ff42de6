//! What is said of an event on every page that names it: when and where, in the reader's language.

use crate::events::{Event, Venue};
use crate::platform::i18n::{Tr, When};
use crate::platform::lang::Lang;

/// An event's title, time and place, ready to be shown.
pub(super) struct EventFacts {
    /// Language the title is in.
    pub lang: Lang,
    pub title: String,
    /// Language the summary is in.
    pub summary_lang: Lang,
    pub summary: String,
    pub when: Option<When>,
    pub venue: Option<VenueFacts>,
}

pub(super) struct VenueFacts {
    /// Language the name is in.
    pub lang: Lang,
    pub name: String,
    /// Language the address is in.
    pub address_lang: Lang,
    pub address: String,
    pub map_href: String,
}

impl EventFacts {
    pub fn of(event: &Event, venue: Option<&Venue>, t: Tr) -> Self {
        let (lang, title) = event.title(t.lang());
        let default = event.default_language;
        let (summary_lang, summary) = event.summary.resolve(t.lang(), default);
        Self {
            lang,
            title: title.to_owned(),
            summary_lang,
            summary: summary.to_owned(),
            when: event
                .schedule()
                .map(|schedule| t.when(schedule.zone, schedule.starts_local, schedule.ends_local)),
            venue: venue.map(|venue| {
                let (lang, name) = venue.name.resolve(t.lang(), default);
                let (address_lang, address) = venue.address.resolve(t.lang(), default);
                VenueFacts {
                    lang,
                    name: name.to_owned(),
                    address_lang,
                    address: address.to_owned(),
                    map_href: venue.map_url(t.lang()),
                }
            }),
        }
    }
}
