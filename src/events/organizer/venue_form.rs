//! What forms that name a time or a place, or write texts in several languages, have in common.

use crate::events::SpanFault;
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::time::{LocalTimeFault, Zone};
use crate::platform::web::{LocalizedField, localized_field};

/// The longest name of a venue, in characters.
pub const MAX_VENUE_NAME: usize = 200;
/// The longest address, in characters.
pub const MAX_ADDRESS: usize = 300;
/// An address in several languages.
pub const ADDRESS: LocalizedField = localized_field!("address");

/// A position that no map would give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no degrees north and east")]
pub struct OddPosition;

/// Degrees north and east, as maps give them for copying: `43.5735, 39.7297`.
///
/// # Errors
/// When it is something else.
pub fn parse_position(typed: &str) -> Result<Option<(f64, f64)>, OddPosition> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let (north, east) = typed.split_once(',').ok_or(OddPosition)?;
    let degrees = |text: &str, most: f64| {
        text.trim()
            .parse::<f64>()
            .ok()
            .filter(|degrees| degrees.is_finite() && degrees.abs() <= most)
            .ok_or(OddPosition)
    };
    Ok(Some((degrees(north, 90.0)?, degrees(east, 180.0)?)))
}

/// Which of the fields for begin and end is wrong, and how to mend it.
#[must_use]
pub fn span_mistake(fault: SpanFault, zone: Zone, t: Tr) -> (&'static str, String) {
    let (field, fault) = match fault {
        SpanFault::Order => return ("ends", t.of("lack-ends-before-start")),
        SpanFault::Start(fault) => ("starts", fault),
        SpanFault::End(fault) => ("ends", fault),
    };
    let words = match fault {
        LocalTimeFault::Skipped { gap_start, gap_end } => t.with(
            "lack-skipped-time",
            &[
                ("local", Value::from(t.date_time(gap_start))),
                ("resumes", Value::from(t.time(gap_end.time()))),
                ("zone", Value::from(zone.to_string())),
            ],
        ),
        LocalTimeFault::OutOfRange => t.of("field-time-odd"),
    };
    (field, words)
}

/// The languages in which two texts differ, with what is stored.
pub(super) fn differing(label: &str, stored: &Localized, typed: &Localized) -> Vec<(String, String)> {
    Lang::ALL
        .into_iter()
        .filter(|lang| stored.get(*lang) != typed.get(*lang))
        .map(|lang| {
            (
                format!("{label} ({})", lang.endonym()),
                stored.get(lang).unwrap_or_default().to_owned(),
            )
        })
        .collect()
}

/// A time as a browser's control takes it.
pub(super) fn control_value(time: chrono::NaiveDateTime) -> String {
    time.format("%Y-%m-%dT%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_two_numbers_of_degrees() {
        assert_eq!(parse_position(" 43.5735, 39.7297 "), Ok(Some((43.5735, 39.7297))));
        assert_eq!(parse_position(""), Ok(None));
        for bad in ["43.5", "91, 0", "0, 181", "north, east", "NaN, 0", "1,2,3"] {
            assert!(parse_position(bad).is_err(), "{bad}");
        }
    }
}
