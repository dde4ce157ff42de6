//! Why nobody in a line gets a place at the moment: one sentence for whoever asks.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::categories::{Category, Quota};
use crate::events::{Event, EventStatus};
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::QuotaId;
use crate::platform::time::Zone;
use crate::registration::is_promoting;
use crate::registration::queries::line::InLine;

/// What the sentence is made of.
pub(super) struct Facts<'a> {
    pub event: &'a Event,
    pub category: &'a Category,
    pub quotas: &'a HashMap<QuotaId, Quota>,
    /// Names of the quotas.
    pub names: &'a HashMap<QuotaId, String>,
    /// The head of the line.
    pub head: &'a InLine,
    /// Offers that wait for an answer, and when the first of them ends.
    pub offers: (i64, Option<DateTime<Utc>>),
    pub now: DateTime<Utc>,
}

/// Why the head of the line has no place.
pub(super) fn why(facts: &Facts<'_>, t: Tr) -> String {
    if !is_promoting(facts.event, facts.now) {
        return t.of(match facts.event.status {
            EventStatus::Cancelled => "waitlist-why-cancelled",
            EventStatus::Draft => "waitlist-why-draft",
            EventStatus::Published | EventStatus::Archived => "waitlist-why-begun",
        });
    }
    let bounds = || facts.category.quotas.iter().filter_map(|id| facts.quotas.get(id));
    let full: Vec<&str> = bounds()
        .filter(|quota| quota.left() == 0)
        .filter_map(|quota| facts.names.get(&quota.id).map(String::as_str))
        .collect();
    let free = bounds().map(|quota| i64::from(quota.left())).min();
    let mut sentences = Vec::new();
    match free {
        Some(0) => sentences.push(t.with(
            "waitlist-why-full",
            &[("quotas", Value::from(full.join(t.of("terms-comma").as_str())))],
        )),
        Some(free) if free < facts.head.together => sentences.push(t.count_with(
            "waitlist-why-party",
            free,
            &[("party", Value::from(t.number(facts.head.together)))],
        )),
        _ => sentences.push(t.of("waitlist-why-soon")),
    }
    if let (offers @ 1.., Some(until)) = facts.offers {
        let zone = facts.event.time_zone.unwrap_or(Zone::UTC);
        sentences.push(t.count_with(
            "waitlist-why-offers",
            offers,
            &[("until", Value::from(t.moment(zone, until)))],
        ));
    }
    t.sentences(sentences)
}
