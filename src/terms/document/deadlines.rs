//! Days and moments in words. “Until 14 June” is the end of that day, and the words say so.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime};

use super::model::Step;
use super::speaker::Speaker;
use crate::platform::i18n::Value;
use crate::terms::rules::{Edge, Rules};
use crate::terms::value::{Anchor, Deadline, Unit};

/// Which edge of a time a deadline is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    From,
    After,
    Until,
    Before,
}

impl Speaker<'_> {
    /// “from 1 March 2027 until the end of 31 March 2027”; empty where it holds always.
    pub fn times(self, edge: Edge<'_>) -> String {
        let begins = match (edge.from, edge.after) {
            (Some(from), _) => self.deadline(from, Side::From),
            (None, Some(after)) => self.deadline(after, Side::After),
            (None, None) => String::new(),
        };
        let ends = match (edge.until, edge.before) {
            (Some(until), _) => self.deadline(until, Side::Until),
            (None, Some(before)) => self.deadline(before, Side::Before),
            (None, None) => String::new(),
        };
        match (begins.as_str(), ends.as_str()) {
            ("", _) => ends,
            (_, "") => begins,
            // Two distances would run into one another.
            (begins, ends)
                if edge
                    .deadlines()
                    .any(|(_, one)| matches!(one, Deadline::Relative { .. })) =>
            {
                self.with("terms-from-and-until", &[("begins", begins), ("ends", ends)])
            }
            (begins, ends) => self.with("terms-from-until", &[("begins", begins), ("ends", ends)]),
        }
    }

    /// A deadline as one edge of a time.
    pub fn deadline(self, deadline: &Deadline, side: Side) -> String {
        match deadline {
            Deadline::Day(day) => self.day(*day, side),
            Deadline::Local(moment) => self.local(*moment, side),
            Deadline::Elsewhere(moment, zone) => {
                let at = zone.nearest_instant(*moment);
                self.moment(&self.t.moment(*zone, at), side)
            }
            Deadline::Instant(instant) => self.moment(&self.t.moment_at_offset(*instant), side),
            Deadline::PeriodEnd => self.of("terms-period-end"),
            Deadline::Earliest(all) => {
                let all = self.or(all.iter().map(|one| self.deadline(one, side)));
                self.with("terms-earliest", &[("deadlines", &all)])
            }
            Deadline::Relative {
                count,
                unit,
                before,
                anchor,
            } => {
                let words = if *count == 0 {
                    self.day_of(*anchor, side)
                } else {
                    self.distance(*count, *unit, *before, *anchor, side)
                };
                match self.resolved(deadline, *unit, side) {
                    Some(day) => self.with("terms-resolved", &[("words", &words), ("day", &day)]),
                    None => words,
                }
            }
        }
    }

    /// The deadline in one person's case: the day it falls on, where that is known, and not how it is counted.
    pub fn falls(self, deadline: &Deadline, side: Side) -> String {
        match deadline {
            Deadline::Relative { unit, .. } => self
                .resolved(deadline, *unit, side)
                .unwrap_or_else(|| self.deadline(deadline, side)),
            _ => self.deadline(deadline, side),
        }
    }

    /// The day or moment that a relative deadline falls on, as far as the event's days are known.
    fn resolved(self, deadline: &Deadline, unit: Unit, side: Side) -> Option<String> {
        if unit == Unit::Hours {
            let at = deadline.ends(self.calendar)?;
            let at = self.t.date_time(self.calendar.zone.local(at));
            return Some(self.moment(&at, side));
        }
        Some(self.day(deadline.last_day(self.calendar)?, side))
    }

    fn day(self, day: NaiveDate, side: Side) -> String {
        let id = match side {
            Side::From => "terms-from-day",
            Side::After => "terms-after-day",
            Side::Until => "terms-until-day",
            Side::Before => "terms-before-day",
        };
        self.with(id, &[("day", &self.t.date_long(day))])
    }

    fn local(self, moment: NaiveDateTime, side: Side) -> String {
        if Some(moment.time()) == NaiveTime::from_hms_opt(23, 59, 0) {
            return self.day(moment.date(), side);
        }
        // Midnight is the end of one day and the beginning of another: whichever one would say.
        if moment.time() == NaiveTime::MIN {
            return match (side, moment.date().pred_opt()) {
                (Side::Until | Side::After, Some(day_before)) => self.day(day_before, side),
                _ => self.day(moment.date(), side),
            };
        }
        self.moment(&self.t.date_time(moment), side)
    }

    fn moment(self, moment: &str, side: Side) -> String {
        let id = match side {
            Side::From => "terms-from-moment",
            Side::After => "terms-after-moment",
            Side::Until | Side::Before => "terms-until-moment",
        };
        self.with(id, &[("moment", moment)])
    }

    fn day_of(self, anchor: Anchor, side: Side) -> String {
        let id = match side {
            Side::From => "terms-from-anchor",
            Side::After => "terms-after-anchor",
            Side::Until => "terms-until-anchor",
            Side::Before => "terms-before-anchor",
        };
        self.with(id, &[("anchor", &self.anchor(anchor))])
    }

    fn distance(self, count: u32, unit: Unit, before: bool, anchor: Anchor, side: Side) -> String {
        let span = self.count(
            match unit {
                Unit::Hours => "terms-hours",
                Unit::Days => "terms-days",
                Unit::WorkingDays => "terms-working-days",
                Unit::Weeks => "terms-weeks",
                Unit::Months => "terms-months",
            },
            count,
        );
        let id = match (side, before) {
            (Side::From, true) => "terms-from-distance-before",
            (Side::From, false) => "terms-from-distance-after",
            (Side::After, true) => "terms-after-distance-before",
            (Side::After, false) => "terms-after-distance-after",
            (Side::Until, true) => "terms-until-distance-before",
            (Side::Until, false) => "terms-until-distance-after",
            (Side::Before, true) => "terms-before-distance-before",
            (Side::Before, false) => "terms-before-distance-after",
        };
        self.with(id, &[("span", &span), ("anchor", &self.anchor(anchor))])
    }

    fn anchor(self, anchor: Anchor) -> String {
        self.of(match anchor {
            Anchor::Start => "terms-anchor-start",
            Anchor::End => "terms-anchor-end",
            Anchor::Registration => "terms-anchor-registration",
            Anchor::Invoice => "terms-anchor-invoice",
            Anchor::Contract => "terms-anchor-contract",
            Anchor::Payment => "terms-anchor-payment",
        })
    }

    /// When rows hold that are tried in order and of which the first counts.
    pub fn steps<'e>(self, edges: impl IntoIterator<Item = Edge<'e>>) -> Vec<Option<Step>> {
        let mut past = None;
        let spans = edges.into_iter().map(|edge| {
            let span = edge.span(self.calendar)?;
            let step = Step {
                begins: span.begins.max(past),
                ends: span.ends,
            };
            past = past.max(span.ends);
            (step.begins.is_some() || step.ends.is_some()).then_some(step)
        });
        spans.collect()
    }

    /// How days are counted, and by which clock. Windows of registration say it themselves.
    pub fn counting(self) -> Option<String> {
        let year = year(self.rules).or(self.calendar.starts.map(|starts| starts.year()))?;
        let zone = self.t.zone_in_year(self.calendar.zone, year);
        let mut sentences = vec![
            self.with("terms-clock", &[("zone", &zone)]),
            self.of("terms-counting"),
        ];
        if !self.rules.holidays.is_empty() {
            let days = self.and(self.rules.holidays.iter().map(|day| self.t.date_long(*day)));
            sentences.push(self.t.with("terms-holidays", &[("days", Value::from(days))]));
        }
        Some(self.text(sentences))
    }
}

/// The year of the first day that rules name, apart from windows of registration.
fn year(rules: &Rules) -> Option<i32> {
    let edges = rules
        .periods
        .iter()
        .map(|one| one.edge())
        .chain(rules.fees.iter().map(|one| one.edge()))
        .chain(rules.extras.iter().map(|one| one.edge()))
        .chain(rules.adjustments.iter().map(|one| one.edge()))
        .chain(rules.charges.iter().map(|one| one.edge()))
        .chain(rules.methods.iter().map(|one| one.edge()))
        .chain(rules.refunds.iter().map(|one| one.edge()))
        .chain(rules.substitutions.iter().map(|one| one.edge()))
        .chain(rules.conversions.iter().map(|one| one.edge()))
        .chain(rules.openings.iter().map(|one| one.edge()));
    let more = rules.dues.iter().filter_map(|one| one.by.as_ref());
    let more = more.chain(rules.requirements.iter().filter_map(|one| one.until.as_ref()));
    edges
        .flat_map(|edge| edge.deadlines().map(|(_, deadline)| deadline).collect::<Vec<_>>())
        .chain(more)
        .find_map(|deadline| match deadline {
            Deadline::Day(day) => Some(day.year()),
            Deadline::Local(moment) | Deadline::Elsewhere(moment, _) => Some(moment.year()),
            Deadline::Instant(instant) => Some(instant.year()),
            Deadline::Relative { .. } | Deadline::PeriodEnd | Deadline::Earliest(_) => None,
        })
}

/// Whether rules name a day anywhere but in windows of registration.
pub(super) fn names_days(rules: &Rules) -> bool {
    let windows_only = Rules {
        registration: rules.registration.clone(),
        labels: rules.labels.clone(),
        ..Rules::default()
    };
    *rules != windows_only
}
