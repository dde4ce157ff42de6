//! Deadlines as the forms ask for them: a day or a minute of one, or a distance before the event.

use super::desk::Desk;
use super::field::Field;
use super::form::boundary;
use crate::platform::i18n::Tr;
use crate::platform::web::RawForm;
use crate::terms::rules::Boundary;
use crate::terms::value::{Anchor, Deadline, Unit};

/// More days than anybody counts before an event.
const MOST_AWAY: u32 = 3_000;

/// A day or moment as somebody types it; `None` for other deadlines.
pub(super) fn as_typed(deadline: &Deadline) -> Option<String> {
    match deadline {
        Deadline::Day(day) => Some(day.to_string()),
        Deadline::Local(moment) => {
            let typed = moment.format("%Y-%m-%d %H:%M").to_string();
            // Seconds are nothing that a form asks for.
            (typed.parse::<Deadline>().ok().as_ref() == Some(deadline)).then_some(typed)
        }
        _ => None,
    }
}

/// The day or moment in a field; none where it is empty, or after it was blamed.
pub(super) fn read_day(field: &mut Field, desk: &Desk<'_>) -> Option<Deadline> {
    match boundary(field.typed(), desk.zone, desk.t) {
        Ok(boundary) => boundary.map(|boundary| match boundary {
            Boundary::Day(day) => Deadline::Day(day),
            Boundary::Moment(moment) => Deadline::Local(moment),
        }),
        Err(words) => {
            field.blame(words);
            None
        }
    }
}

/// The number of days in a field; `None` after it was blamed.
pub(super) fn read_count(field: &mut Field, desk: &Desk<'_>) -> Option<u32> {
    let typed = crate::platform::text::normalise_width(field.typed());
    let count = typed.parse().ok().filter(|count| *count <= MOST_AWAY);
    if count.is_none() {
        field.blame(desk.t.of("terms-count-odd"));
    }
    count
}

/// Until when a notice has its effect, as two controls: what is counted, and how many of it or which day.
#[derive(Debug, Clone, Default)]
pub(super) struct Notice {
    pub kind: Field,
    pub until: Field,
}

/// Distances that the form asks for, by the value of the control.
const UNITS: [(&str, Unit); 3] = [
    ("days", Unit::Days),
    ("weeks", Unit::Weeks),
    ("months", Unit::Months),
];
const DAY: &str = "day";
const LATER: &str = "later";

impl Notice {
    /// The controls of a row; `None` for deadlines that they cannot show.
    pub fn of(row: &str, until: Option<&Deadline>) -> Option<Self> {
        let (kind, typed) = match until {
            None => (LATER, String::new()),
            Some(Deadline::Relative {
                count,
                unit,
                before: true,
                anchor: Anchor::Start,
            }) => {
                let known = UNITS.iter().find(|(_, known)| known == unit);
                (known?.0, count.to_string())
            }
            Some(deadline) => (DAY, as_typed(deadline)?),
        };
        Some(Self::new(row, kind, typed))
    }

    /// The controls of a row, filled in.
    pub fn new(row: &str, kind: &str, until: impl Into<String>) -> Self {
        Self {
            kind: Field::new(format!("{row}_kind"), kind),
            until: Field::new(format!("{row}_until"), until),
        }
    }

    /// The controls of the row `sent`, which is called `row` now.
    pub fn read(form: &RawForm, sent: &str, row: &str) -> Self {
        Self {
            kind: Field::read(form, format!("{sent}_kind")).renamed(format!("{row}_kind")),
            until: Field::read(form, format!("{sent}_until")).renamed(format!("{row}_until")),
        }
    }

    /// Whether it is for whatever comes after all deadlines.
    pub fn is_later(&self) -> bool {
        self.kind.is(LATER)
    }

    /// What the controls say; `None` is at any later time, or after one was blamed.
    pub fn deadline(&mut self, desk: &Desk<'_>) -> Option<Deadline> {
        let unit = UNITS.iter().find(|(value, _)| self.kind.is(value));
        if let Some((_, unit)) = unit {
            return Some(Deadline::Relative {
                count: read_count(&mut self.until, desk)?,
                unit: *unit,
                before: true,
                anchor: Anchor::Start,
            });
        }
        if self.is_later() {
            if !self.until.is_empty() {
                self.until.blame(desk.t.of("terms-notice-later-odd"));
            }
            return None;
        }
        let day = read_day(&mut self.until, desk);
        if day.is_none() {
            self.until.blame(desk.t.of("terms-window-odd"));
        }
        day
    }

    /// What may be counted, as value and words.
    pub fn kinds(t: Tr) -> Vec<(&'static str, String)> {
        [
            ("days", "terms-notice-days"),
            ("weeks", "terms-notice-weeks"),
            ("months", "terms-notice-months"),
            (DAY, "terms-notice-day"),
            (LATER, "terms-notice-later"),
        ]
        .map(|(value, id)| (value, t.of(id)))
        .into()
    }
}
