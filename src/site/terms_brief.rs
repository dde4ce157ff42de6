//! The terms in short, for the event's page: what happens until when, with where today stands, and the clauses by
//! number.

use chrono::{DateTime, Utc};

use crate::events::Event;
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::time::Zone;
use crate::platform::web::urls;
use crate::terms::document::PriceNow;
use crate::terms::{
    self, Boundary, Document, RegistrationWindow, Source, TermsDraft, TermsVersion, calendar_of,
};

/// The terms in short.
pub(super) struct TermsBrief {
    /// "version 1 of 24 November 2026"; empty for a draft.
    pub version: String,
    /// In which zone the deadlines run, as a sentence.
    pub zone: String,
    /// What happens until when; empty where one row cannot say it.
    pub steps: Vec<Step>,
    /// When registration is open, in sentences, where the steps do not say it.
    pub sentences: Vec<String>,
    /// What taking part costs today.
    pub prices: Vec<PriceNow>,
    /// The clauses, each with its number and where it stands.
    pub clauses: Vec<ClauseLink>,
    /// The whole document; empty for a draft, which has no address yet.
    pub href: String,
}

/// One thing that happens.
pub(super) struct Step {
    pub words: String,
    pub when: String,
    pub iso: String,
    /// `done`, `now` (what comes next) or nothing.
    pub state: &'static str,
    /// How far off it is, for what comes next.
    pub distance: Option<String>,
}

/// A way to one clause.
pub(super) struct ClauseLink {
    pub number: usize,
    pub lang: Lang,
    pub title: String,
    pub href: String,
}

impl TermsBrief {
    pub fn of(
        event: &Event,
        terms: &TermsVersion,
        document: &Document,
        categories: &[(String, Localized)],
        now: DateTime<Utc>,
        t: Tr,
    ) -> Self {
        let version = t.with(
            "terms-version-of",
            &[
                ("number", Value::from(terms.number)),
                (
                    "date",
                    Value::from(t.date_long(terms.zone.date(terms.published_at))),
                ),
            ],
        );
        let source = Source {
            rules: &terms.rules,
            clauses: &Localized::new(),
            calendar: &calendar_of(event, terms.zone, &terms.rules),
            categories,
            default: event.default_language,
        };
        Self {
            version,
            ..Self::in_short(event, &source, document, now, t)
        }
    }

    /// The same of a draft, as its next version will read.
    pub fn of_draft(
        event: &Event,
        draft: &TermsDraft,
        categories: &[(String, Localized)],
        now: DateTime<Utc>,
        t: Tr,
    ) -> Self {
        let zone = event.time_zone.unwrap_or(Zone::UTC);
        let source = Source {
            rules: &draft.rules,
            clauses: &draft.clauses,
            calendar: &calendar_of(event, zone, &draft.rules),
            categories,
            default: event.default_language,
        };
        let document = Document::render(&source, t.lang());
        Self {
            href: String::new(),
            ..Self::in_short(event, &source, &document, now, t)
        }
    }

    fn in_short(event: &Event, source: &Source<'_>, document: &Document, now: DateTime<Utc>, t: Tr) -> Self {
        let sentences = terms::registration_sentences(source, t.lang());
        let zone = source.calendar.zone;
        let steps = match source.rules.registration.as_slice() {
            [window] if window.categories.is_empty() && window.when.is_empty() => {
                steps(event, window, zone, now, t)
            }
            _ => Vec::new(),
        };
        let href = urls::terms(&event.slug);
        Self {
            version: String::new(),
            zone: t.with(
                "event-terms-zone",
                &[("zone", Value::from(t.zone_name(zone, now)))],
            ),
            sentences: if steps.is_empty() { sentences } else { Vec::new() },
            steps,
            prices: document.prices_at(now),
            clauses: (1..)
                .zip(&document.sections)
                .map(|(number, section)| ClauseLink {
                    number,
                    lang: section.language,
                    title: section.title.clone(),
                    href: format!("{href}#clause-{number}"),
                })
                .collect(),
            href,
        }
    }
}

fn steps(event: &Event, window: &RegistrationWindow, zone: Zone, now: DateTime<Utc>, t: Tr) -> Vec<Step> {
    let opens = window
        .opens
        .map(|opens| ("step-opens", opens, opens.begins(zone)));
    let closes = window.until.map(|until| ("step-closes", until, until.ends(zone)));
    let begins = event.schedule().map(|schedule| {
        (
            "step-begins",
            Boundary::Moment(schedule.starts_local),
            schedule.starts_at,
        )
    });
    let mut all: Vec<(&str, Boundary, DateTime<Utc>)> =
        [opens, closes, begins].into_iter().flatten().collect();
    all.sort_by_key(|(_, _, at)| *at);
    let next = all.iter().position(|(_, _, at)| *at > now);
    all.iter()
        .enumerate()
        .map(|(index, (id, boundary, at))| {
            let is_next = next == Some(index);
            Step {
                words: t.of(id),
                when: match boundary {
                    Boundary::Day(day) if *id == "step-closes" => {
                        t.with("step-end-of", &[("day", Value::from(t.date_long(day)))])
                    }
                    Boundary::Day(day) => t.date_long(day),
                    Boundary::Moment(moment) => t.date_time(moment),
                },
                iso: at.with_timezone(&zone.offset(*at)).to_rfc3339(),
                state: if is_next {
                    "now"
                } else if *at <= now {
                    "done"
                } else {
                    ""
                },
                distance: is_next.then(|| {
                    let days = zone.date(*at).signed_duration_since(zone.date(now)).num_days();
                    match days {
                        0 => t.of("step-today"),
                        1 => t.of("step-tomorrow"),
                        days => t.count("step-in-days", days),
                    }
                }),
            }
        })
        .collect()
}
