//! The draft as a form: a row a registration window, and the free clauses.
//!
//! Rows are added and taken away by buttons that send the whole form, so that it works without a script and nothing
//! typed is lost.

use chrono::{NaiveDate, NaiveDateTime};

use crate::events::Event;
use crate::platform::i18n::{Tr, Value};
use crate::platform::localized::Localized;
use crate::platform::time::{LocalTimeFault, Zone, parse_local};
use crate::platform::web::{LocalizedField, Mistakes, RawForm, localized_field};
use crate::terms::{Boundary, RegistrationWindow, Rules, TermsDraft};

pub(super) const CLAUSES: LocalizedField = localized_field!("clauses");
/// The longest clauses of one language, in characters.
pub(super) const MAX_CLAUSES: usize = 100_000;
/// More windows than anybody needs; the page stays a page.
pub(super) const MOST_WINDOWS: usize = 20;

/// A window as it stands in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct WindowRow {
    /// Which window of the stored draft it was, from 1; 0 is a new one.
    pub number: usize,
    pub opens: String,
    pub until: String,
    /// Keys of the categories that are ticked; none is all.
    pub categories: Vec<String>,
    /// What is wrong with it.
    pub opens_error: Option<String>,
    pub until_error: Option<String>,
}

impl WindowRow {
    /// The row of a stored window.
    pub fn of((number, window): (usize, &RegistrationWindow)) -> Self {
        let words = |boundary: Option<Boundary>| match boundary {
            Some(Boundary::Day(day)) => day.to_string(),
            Some(Boundary::Moment(moment)) => moment.format("%Y-%m-%d %H:%M").to_string(),
            None => String::new(),
        };
        Self {
            number,
            opens: words(window.opens),
            until: words(window.until),
            categories: window.categories.clone(),
            ..Self::default()
        }
    }

    fn read(form: &RawForm, number: usize) -> Self {
        let categories = format!("window_{number}_category");
        Self {
            number: form.get(&format!("window_{number}_stored")).parse().unwrap_or(0),
            opens: form.get(&format!("window_{number}_opens")).replace('\0', ""),
            until: form.get(&format!("window_{number}_until")).replace('\0', ""),
            categories: form.all(&categories).map(ToOwned::to_owned).collect(),
            ..Self::default()
        }
    }
}

/// The rows that came with a form, after its buttons for adding and taking away were obeyed.
pub(super) fn read_rows(form: &RawForm) -> Vec<WindowRow> {
    let count = form
        .get("windows")
        .parse::<usize>()
        .unwrap_or(0)
        .min(MOST_WINDOWS);
    let removed = form.get("remove").parse::<usize>().ok();
    let mut rows: Vec<WindowRow> = (1..=count)
        .filter(|number| Some(*number) != removed)
        .map(|number| WindowRow::read(form, number))
        .collect();
    if form.has("add") && rows.len() < MOST_WINDOWS {
        rows.push(WindowRow::default());
    }
    rows
}

/// Whether a button was pressed that only changes the rows.
pub(super) fn changes_rows(form: &RawForm) -> bool {
    form.has("add") || form.has("remove")
}

/// Makes sense of rows and clauses; what is wrong with a row is noted in it, the rest in `mistakes`. Rules of which the
/// form knows nothing stay as they are in `rules`.
pub(super) fn parse(
    form: &RawForm,
    rows: &mut [WindowRow],
    event: &Event,
    (keys, rules): (&[String], &Rules),
    mistakes: &mut Mistakes,
) -> Option<TermsDraft> {
    let t = mistakes.t;
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    let mut windows = Vec::new();
    for row in rows.iter_mut() {
        let opens = boundary(&row.opens, zone, t).map_err(|words| row.opens_error = Some(words));
        let until = boundary(&row.until, zone, t).map_err(|words| row.until_error = Some(words));
        let (Ok(opens), Ok(until)) = (opens, until) else {
            continue;
        };
        row.until_error = until.and_then(|until| late(opens, until, event, zone, t));
        // A category that is gone meanwhile is no longer ticked.
        let categories: Vec<String> = row
            .categories
            .iter()
            .filter(|key| keys.contains(key))
            .cloned()
            .collect();
        let known = row
            .number
            .checked_sub(1)
            .and_then(|index| rules.registration.get(index));
        windows.push(RegistrationWindow {
            categories,
            opens,
            until,
            ..known.cloned().unwrap_or_default()
        });
    }
    let clauses: Localized = mistakes.localized_block(form, CLAUSES, MAX_CLAUSES);
    let needed = CLAUSES.name(event.default_language);
    let told = mistakes.found.iter().any(|error| error.field == needed);
    if clauses.get(event.default_language).is_none() && !told {
        mistakes.add(
            needed,
            t.with(
                "terms-clauses-missing",
                &[("language", Value::from(event.default_language.endonym()))],
            ),
        );
    }
    let rows_are_good = rows
        .iter()
        .all(|row| row.opens_error.is_none() && row.until_error.is_none());
    (rows_are_good && mistakes.found.is_empty()).then_some(TermsDraft {
        rules: Rules {
            registration: windows,
            ..rules.clone()
        },
        clauses,
    })
}

/// Why a window cannot end then.
fn late(opens: Option<Boundary>, until: Boundary, event: &Event, zone: Zone, t: Tr) -> Option<String> {
    let ends = until.ends(zone);
    if opens.is_some_and(|opens| opens.begins(zone) >= ends) {
        return Some(t.of("terms-window-order"));
    }
    // Registration ends with the event at the latest, whatever the terms say; they should not promise more.
    let day_after = event.ends_local.map(|local| zone.end_of_day(local.date()));
    if day_after.is_some_and(|day_after| ends > day_after) {
        return Some(t.of("terms-window-after-event"));
    }
    None
}

/// A day, or a minute of one, as people type it; empty is no boundary.
pub(super) fn boundary(typed: &str, zone: Zone, t: Tr) -> Result<Option<Boundary>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    if let Some(day) = parse_day(typed) {
        return Ok(Some(Boundary::Day(day)));
    }
    let moment: NaiveDateTime = parse_local(typed).ok_or_else(|| t.of("terms-window-odd"))?;
    match zone.to_instant(moment) {
        Ok(_) => Ok(Some(Boundary::Moment(moment))),
        Err(LocalTimeFault::Skipped { gap_start, gap_end }) => Err(t.with(
            "lack-skipped-time",
            &[
                ("local", Value::from(t.date_time(gap_start))),
                ("resumes", Value::from(t.time(gap_end.time()))),
                ("zone", Value::from(zone.to_string())),
            ],
        )),
        Err(LocalTimeFault::OutOfRange) => Err(t.of("terms-window-odd")),
    }
}

fn parse_day(typed: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%d.%m.%Y", "%Y年%m月%d日"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(typed, form).ok())
        .filter(|day| (1900..=9999).contains(&chrono::Datelike::year(day)))
}
