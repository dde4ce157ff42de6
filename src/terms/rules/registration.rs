//! When registration is open.
//!
//! A boundary that names a day means the whole day in the terms' zone: “until 14 June” ends with 14 June, and so does
//! “until 14 June 23:59”.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};

use super::Rules;
use crate::platform::time::Zone;
use crate::terms::facts::{Facts, Person, When};
use crate::terms::value::{Deadline, is_default};

/// A time in which registration is open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegistrationWindow {
    /// Keys of the categories it is for; empty is all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// From when; `None` is from publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<Boundary>,
    /// Until when, inclusive for a day; `None` is until the event is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Boundary>,
    /// For whom, beside the category: every fact named must hold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub when: When,
    /// What registering is called then: `pre-registration`, `last minute`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stage: String,
    /// How registrations are decided then, where they are not simply taken.
    #[serde(default, skip_serializing_if = "is_default")]
    pub decided: String,
}

/// A moment by the wall clock of the terms' zone: a whole day, or a minute of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Boundary {
    /// `2027-01-20T18:00:00`; one that the clocks skip is when they have skipped it.
    Moment(NaiveDateTime),
    /// `2027-01-20`
    Day(NaiveDate),
}

/// A deadline that is no day and no moment of the terms' zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" cannot open or close registration: write a day or a moment of the terms' zone")]
pub struct BoundaryFault(pub Deadline);

impl Boundary {
    /// The first instant of what it names.
    #[must_use]
    pub fn begins(self, zone: Zone) -> DateTime<Utc> {
        match self {
            Self::Day(day) => zone.start_of_day(day),
            Self::Moment(moment) => zone.nearest_instant(moment),
        }
    }

    /// The first instant after what it names: a day ends with its last minute, a moment is its own end; 23:59 is how
    /// people write the end of a day.
    #[must_use]
    pub fn ends(self, zone: Zone) -> DateTime<Utc> {
        match self {
            Self::Day(day) => zone.end_of_day(day),
            Self::Moment(moment) if Some(moment.time()) == NaiveTime::from_hms_opt(23, 59, 0) => {
                zone.end_of_day(moment.date())
            }
            Self::Moment(moment) => zone.nearest_instant(moment),
        }
    }
}

impl<'de> Deserialize<'de> for Boundary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Deadline::deserialize(deserializer)? {
            Deadline::Day(day) => Ok(Self::Day(day)),
            Deadline::Local(moment) => Ok(Self::Moment(moment)),
            other => Err(D::Error::custom(BoundaryFault(other))),
        }
    }
}

impl JsonSchema for Boundary {
    fn schema_name() -> Cow<'static, str> {
        "Boundary".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "A day or a moment in the terms' zone" })
    }
}

/// Where a category stands with registration at some instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowState {
    /// Not yet; it opens then.
    NotYet(DateTime<Utc>),
    /// Open, until then if the rules say so.
    Open(Option<DateTime<Utc>>),
    /// No more; it closed then.
    Closed(DateTime<Utc>),
}

/// Whether somebody of the category `key` may register at `now`, if nothing else is known of her.
#[must_use]
pub fn window(rules: &Rules, zone: Zone, key: &str, now: DateTime<Utc>) -> WindowState {
    let nothing = Facts::default();
    let person = Person {
        category: Some(key),
        own: &nothing,
        order: &nothing,
        regions: &rules.regions,
    };
    window_of(rules, zone, &person, now).0
}

/// Whether somebody may register at `now`, and the window that says so. Of several windows one that is open counts,
/// else the next to open, else the last that closed. An end is exclusive: at its instant registration is closed.
#[must_use]
pub fn window_of(
    rules: &Rules,
    zone: Zone,
    person: &Person<'_>,
    now: DateTime<Utc>,
) -> (WindowState, Option<usize>) {
    let mut next: Option<(DateTime<Utc>, usize)> = None;
    let mut last: Option<(DateTime<Utc>, usize)> = None;
    let mut open: Option<(Option<DateTime<Utc>>, usize)> = None;
    for (index, window) in rules.registration.iter().enumerate() {
        let meant = window.categories.is_empty()
            || person
                .category
                .is_some_and(|key| window.categories.iter().any(|one| one == key));
        if !meant || !window.when.holds(person) {
            continue;
        }
        let opens = window.opens.map(|boundary| boundary.begins(zone));
        let closes = window.until.map(|boundary| boundary.ends(zone));
        match (opens, closes) {
            (_, Some(closes)) if closes <= now => {
                if last.is_none_or(|(latest, _)| latest < closes) {
                    last = Some((closes, index));
                }
            }
            (Some(opens), _) if opens > now => {
                if next.is_none_or(|(earliest, _)| opens < earliest) {
                    next = Some((opens, index));
                }
            }
            (_, closes) => {
                // Without an end is later than any end.
                let longer = match open {
                    None => true,
                    Some((None, _)) => false,
                    Some((Some(other), _)) => closes.is_none_or(|closes| closes > other),
                };
                if longer {
                    open = Some((closes, index));
                }
            }
        }
    }
    match (open, next, last) {
        (Some((until, index)), _, _) => (WindowState::Open(until), Some(index)),
        (None, Some((opens, index)), _) => (WindowState::NotYet(opens), Some(index)),
        (None, None, Some((closed, index))) => (WindowState::Closed(closed), Some(index)),
        // No window is for her.
        (None, None, None) => (WindowState::Open(None), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use serde_json::json;

    fn rules(value: serde_json::Value) -> Rules {
        serde_json::from_value(value).unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn until_a_day_is_the_end_of_that_day_in_the_terms_zone() {
        let rules = rules(json!({"registration": [{"until": "2027-06-14"}]}));
        for (zone, end) in [
            ("Europe/Moscow", "2027-06-14T21:00:00Z"),
            ("Pacific/Kiritimati", "2027-06-14T10:00:00Z"),
            ("Pacific/Niue", "2027-06-15T11:00:00Z"),
            ("Asia/Kathmandu", "2027-06-14T18:15:00Z"),
            ("UTC", "2027-06-15T00:00:00Z"),
        ] {
            let zone = zone.parse().unwrap();
            let end = at(end);
            assert_eq!(
                window(&rules, zone, "expert", end - TimeDelta::seconds(1)),
                WindowState::Open(Some(end))
            );
            assert_eq!(window(&rules, zone, "expert", end), WindowState::Closed(end));
        }
    }

    #[test]
    fn registration_opens_at_the_very_moment() {
        let rules = rules(json!({"registration": [{"opens": "2026-12-01T10:00:00"}]}));
        let zone = "Europe/Moscow".parse().unwrap();
        let opens = at("2026-12-01T07:00:00Z");
        assert_eq!(
            window(&rules, zone, "x", opens - TimeDelta::seconds(1)),
            WindowState::NotYet(opens)
        );
        assert_eq!(window(&rules, zone, "x", opens), WindowState::Open(None));
    }

    #[test]
    fn a_window_for_some_categories_says_nothing_of_others() {
        let rules = rules(json!({"registration": [{"categories": ["press"], "until": "2026-01-01"}]}));
        let zone = "UTC".parse().unwrap();
        assert_eq!(
            window(&rules, zone, "expert", at("2027-01-01T00:00:00Z")),
            WindowState::Open(None)
        );
        assert!(matches!(
            window(&rules, zone, "press", at("2027-01-01T00:00:00Z")),
            WindowState::Closed(_)
        ));
    }

    #[test]
    fn between_two_windows_the_next_one_counts() {
        let rules = rules(json!({"registration": [
            {"until": "2026-03-01"}, {"opens": "2026-06-01", "until": "2026-07-01"}]}));
        let zone = "UTC".parse().unwrap();
        assert_eq!(
            window(&rules, zone, "x", at("2026-04-01T00:00:00Z")),
            WindowState::NotYet(at("2026-06-01T00:00:00Z"))
        );
        assert_eq!(
            window(&rules, zone, "x", at("2026-08-01T00:00:00Z")),
            WindowState::Closed(at("2026-07-02T00:00:00Z"))
        );
    }

    #[test]
    fn a_moment_that_the_clocks_skip_is_when_they_have_skipped_it() {
        let rules = rules(json!({"registration": [{"opens": "2027-03-28T02:30:00"}]}));
        let zone = "Europe/Berlin".parse().unwrap();
        assert_eq!(
            window(&rules, zone, "x", at("2027-03-28T00:59:59Z")),
            WindowState::NotYet(at("2027-03-28T01:00:00Z"))
        );
    }

    #[test]
    fn a_word_that_is_no_rule_is_an_error_and_rules_round_trip() {
        assert!(serde_json::from_value::<Rules>(json!({"fees": []})).is_err());
        assert!(
            serde_json::from_value::<Rules>(json!({"registration": [{"closes": "2027-01-01"}]})).is_err()
        );
        let value = json!({"registration": [{"categories": ["a"], "opens": "2026-12-01T10:00:00", "until": "2027-01-20"}]});
        assert_eq!(serde_json::to_value(rules(value.clone())).unwrap(), value);
    }
}
