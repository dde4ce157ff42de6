//! What an organizer should look at, in the order of urgency. Whatever is well is not mentioned.

use chrono::{DateTime, TimeDelta, Utc};

use crate::events::Event;
use crate::mail::Alarm;
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::web::urls;
use crate::registration::{Availability, EventState, OfferState, RegistrationStatus};
use crate::terms::{TermsVersion, WindowState, window};

/// An end of registration this near is worth a word.
const SOON: TimeDelta = TimeDelta::days(7);

/// One thing to look at.
pub(super) struct Attention {
    pub words: String,
    /// Where to do something about it.
    pub href: String,
    /// `bad` is a fault, `wait` is to be decided, `off` is good to know.
    pub tone: &'static str,
}

/// What is known of the event.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    pub event: &'a Event,
    pub terms: Option<&'a TermsVersion>,
    pub availability: &'a Availability,
    pub counts: &'a [(RegistrationStatus, i64)],
    /// What keeps mail from going out.
    pub mail: Option<Alarm>,
    /// How many people expect the event at another time or in another place.
    pub untold: i64,
    pub now: DateTime<Utc>,
}

/// Everything to look at.
pub(super) fn find(facts: Facts<'_>, t: Tr) -> Vec<Attention> {
    let mut all = waiting_mail(facts, t);
    all.extend(untold_move(facts, t));
    all.extend(to_review(facts, t));
    all.extend(in_line(facts, t));
    all.extend(full_categories(facts, t));
    all.extend(closing_soon(facts, t));
    all.extend(missing_languages(facts.event, t));
    all
}

/// People wait for their confirmations; only the operator can help, and the organizer is whom they ask.
fn waiting_mail(facts: Facts<'_>, t: Tr) -> Vec<Attention> {
    let words = facts.mail.map(|alarm| match alarm {
        Alarm::Refused => t.of("attention-mail-refused"),
        Alarm::Unreachable => t.of("attention-mail-unreachable"),
        Alarm::Unsent => t.of("attention-mail-unsent"),
    });
    words
        .map(|words| Attention {
            words,
            href: urls::attendees(&facts.event.slug),
            tone: "bad",
        })
        .into_iter()
        .collect()
}

fn untold_move(facts: Facts<'_>, t: Tr) -> Option<Attention> {
    (facts.untold > 0).then(|| Attention {
        words: t.count("attention-untold", facts.untold),
        href: urls::tell_move(&facts.event.slug),
        tone: "wait",
    })
}

fn to_review(facts: Facts<'_>, t: Tr) -> Vec<Attention> {
    let waiting = facts
        .counts
        .iter()
        .find(|(status, _)| *status == RegistrationStatus::PendingReview)
        .map_or(0, |(_, number)| *number);
    if waiting == 0 {
        return Vec::new();
    }
    vec![Attention {
        words: t.count("attention-review", waiting),
        href: urls::review(&facts.event.slug),
        tone: "wait",
    }]
}

/// Good to know: places go to them by themselves.
fn in_line(facts: Facts<'_>, t: Tr) -> Option<Attention> {
    let waiting = facts
        .counts
        .iter()
        .find(|(status, _)| *status == RegistrationStatus::Waitlisted)
        .map_or(0, |(_, number)| *number);
    (waiting > 0).then(|| Attention {
        words: t.count("attention-waitlist", waiting),
        href: urls::waitlist(&facts.event.slug),
        tone: "off",
    })
}

fn full_categories(facts: Facts<'_>, t: Tr) -> Vec<Attention> {
    let Facts {
        event, availability, ..
    } = facts;
    if !matches!(
        availability.state,
        EventState::Open | EventState::Waitlist | EventState::Full
    ) {
        return Vec::new();
    }
    let full = availability
        .offers
        .iter()
        .filter(|offer| matches!(offer.state, OfferState::Waitlist | OfferState::Full));
    full.map(|offer| Attention {
        words: t.with(
            "attention-full",
            &[(
                "category",
                Value::from(offer.category.name(t.lang(), event.default_language)),
            )],
        ),
        href: urls::category(&event.slug, &offer.category.key),
        tone: "wait",
    })
    .collect()
}

fn closing_soon(facts: Facts<'_>, t: Tr) -> Vec<Attention> {
    let Facts {
        event,
        availability,
        now,
        ..
    } = facts;
    let Some(terms) = facts.terms.filter(|_| availability.state.is_open()) else {
        return Vec::new();
    };
    let ends = availability.offers.iter().filter_map(|offer| {
        match window(&terms.rules, terms.zone, &offer.category.key, now) {
            WindowState::Open(until) => until,
            WindowState::NotYet(_) | WindowState::Closed(_) => None,
        }
    });
    ends.min()
        .filter(|end| *end - now <= SOON)
        .map(|end| Attention {
            words: t.with(
                "attention-closing",
                &[("moment", Value::from(t.moment(terms.zone, end)))],
            ),
            href: urls::terms_draft(&event.slug),
            tone: "off",
        })
        .into_iter()
        .collect()
}

fn missing_languages(event: &Event, t: Tr) -> Vec<Attention> {
    Lang::ALL
        .into_iter()
        .filter(|lang| event.title.get(*lang).is_none())
        .map(|lang| Attention {
            words: t.with(
                "attention-language",
                &[
                    ("language", Value::from(lang.endonym())),
                    ("shown", Value::from(event.default_language.endonym())),
                ],
            ),
            href: urls::event_details(&event.slug),
            tone: "off",
        })
        .collect()
}
