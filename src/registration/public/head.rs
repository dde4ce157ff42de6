//! What stands above every form about a registration: which event it is about.

use crate::events::Event;
use crate::platform::i18n::Tr;
use crate::platform::lang::Lang;
use crate::platform::web::urls;

/// An event as a form names it.
pub(super) struct EventHead {
    /// Language the title is in.
    pub lang: Lang,
    pub title: String,
    pub href: String,
    /// Days, hours and zone in one line; empty without a time.
    pub when: String,
    pub contact: Option<String>,
}

impl EventHead {
    pub fn of(event: &Event, t: Tr) -> Self {
        let (lang, title) = event.title(t.lang());
        Self {
            lang,
            title: title.to_owned(),
            href: urls::event(&event.slug),
            when: event
                .schedule()
                .map(|schedule| t.when(schedule.zone, schedule.starts_local, schedule.ends_local))
                .map(|when| when.line(t))
                .unwrap_or_default(),
            contact: event.contact_email.clone(),
        }
    }
}
