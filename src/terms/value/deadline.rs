//! Deadlines as people write them, and the instants they mean.
//!
//! “Until 14 June” is the end of that day in the terms' zone, and so is “until 14 June 23:59”. Any other time of day is
//! sharp: until 18:00 is over at 18:00:00. Days, weeks and months before an event count calendar days back from its
//! first day; working days are Monday to Friday without the holidays that the terms list.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{
    DateTime, Datelike as _, Days, FixedOffset, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc,
    Weekday,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeSeq as _, Serializer};
use serde::{Deserialize, Serialize};

use crate::platform::time::Zone;

/// A moment or day that something hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deadline {
    /// `2027-06-14`: that day in the terms' zone.
    Day(NaiveDate),
    /// `2027-06-14 18:00`: that moment in the terms' zone.
    Local(NaiveDateTime),
    /// `2027-06-14 18:00 America/New_York`: that moment on another wall.
    Elsewhere(NaiveDateTime, Zone),
    /// `2027-06-14T18:00-04:00`: that instant, wherever one reads it.
    Instant(DateTime<FixedOffset>),
    /// `14 days before start`, `5 working days after contract`, `start`
    Relative {
        /// How many.
        count: u32,
        /// Of what.
        unit: Unit,
        /// Counted back or on.
        before: bool,
        /// From what.
        anchor: Anchor,
    },
    /// `end of the price period`: when the price that was quoted ceases to hold.
    PeriodEnd,
    /// A list: whichever is earliest.
    Earliest(Vec<Deadline>),
}

/// What relative deadlines count in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Hours, to the minute.
    Hours,
    /// Calendar days.
    Days,
    /// Monday to Friday, without holidays.
    WorkingDays,
    /// Seven days.
    Weeks,
    /// The same day of the month, or its last.
    Months,
}

/// What relative deadlines count from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The event's first day.
    Start,
    /// The event's last day.
    End,
    /// The day somebody registered.
    Registration,
    /// The day of the invoice.
    Invoice,
    /// The day the contract was signed.
    Contract,
    /// The day the money arrived.
    Payment,
}

/// What is wrong with a deadline as it was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeadlineFault {
    /// The calendar has no such day.
    #[error("{0:?} does not exist in the calendar")]
    NoSuchDay(String),
    /// Letters such as CET stand where a zone should.
    #[error(
        "{0:?} is no time zone that is right all year: name the place (Europe/Paris) or the offset (2027-06-14T18:00+02:00)"
    )]
    NoZone(String),
    /// Nothing we can read.
    #[error(
        "{0:?} is no deadline: write \"2027-06-14\", \"2027-06-14 18:00\", \"14 days before start\" or \"5 working days after contract\""
    )]
    Unreadable(String),
}

/// What deadlines need to know to become instants.
#[derive(Debug, Clone, Copy)]
pub struct Calendar<'a> {
    /// In which zone they run.
    pub zone: Zone,
    /// When the event begins there.
    pub starts: Option<NaiveDateTime>,
    /// When it ends there.
    pub ends: Option<NaiveDateTime>,
    /// Weekdays on which nobody works.
    pub holidays: &'a [NaiveDate],
    /// When somebody registered, on that wall.
    pub registered: Option<NaiveDate>,
    /// When the invoice was issued.
    pub invoiced: Option<NaiveDate>,
    /// When the contract was signed.
    pub contracted: Option<NaiveDate>,
    /// When the money arrived.
    pub paid: Option<NaiveDate>,
    /// When the price that was quoted ceases to hold.
    pub period_end: Option<DateTime<Utc>>,
}

impl Calendar<'_> {
    /// A calendar that knows a zone and nothing else.
    #[must_use]
    pub fn of(zone: Zone) -> Self {
        Self {
            zone,
            starts: None,
            ends: None,
            holidays: &[],
            registered: None,
            invoiced: None,
            contracted: None,
            paid: None,
            period_end: None,
        }
    }

    fn anchor(&self, anchor: Anchor) -> Option<NaiveDateTime> {
        let midnight = |day: Option<NaiveDate>| day.map(|day| day.and_time(NaiveTime::MIN));
        match anchor {
            Anchor::Start => self.starts,
            Anchor::End => self.ends.or(self.starts),
            Anchor::Registration => midnight(self.registered),
            Anchor::Invoice => midnight(self.invoiced),
            Anchor::Contract => midnight(self.contracted),
            Anchor::Payment => midnight(self.paid),
        }
    }

    fn works(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.holidays.contains(&day)
    }

    fn working_day(&self, mut day: NaiveDate, count: u32, before: bool) -> Option<NaiveDate> {
        let mut left = count;
        while left > 0 {
            day = if before { day.pred_opt() } else { day.succ_opt() }?;
            if self.works(day) {
                left -= 1;
            }
        }
        Some(day)
    }
}

/// A deadline brought to the calendar: a whole day, or an instant.
enum Meant {
    Day(NaiveDate),
    Instant(DateTime<Utc>),
}

impl Deadline {
    /// The first instant of what it names; `None` when it counts from something that is not known.
    #[must_use]
    pub fn begins(&self, calendar: &Calendar<'_>) -> Option<DateTime<Utc>> {
        self.instant(calendar, false)
    }

    /// The first instant after what it names: a day ends with its last minute, a time of day is sharp.
    #[must_use]
    pub fn ends(&self, calendar: &Calendar<'_>) -> Option<DateTime<Utc>> {
        self.instant(calendar, true)
    }

    /// The last local day on which it is not over.
    #[must_use]
    pub fn last_day(&self, calendar: &Calendar<'_>) -> Option<NaiveDate> {
        let end = self.ends(calendar)?;
        Some(calendar.zone.date(end - TimeDelta::seconds(1)))
    }

    fn instant(&self, calendar: &Calendar<'_>, end: bool) -> Option<DateTime<Utc>> {
        if let Self::Earliest(all) = self {
            // One that is not known might be the earliest.
            let all: Option<Vec<_>> = all.iter().map(|one| one.instant(calendar, end)).collect();
            return all?.into_iter().min();
        }
        Some(match self.meant(calendar)? {
            Meant::Day(day) if end => calendar.zone.end_of_day(day),
            Meant::Day(day) => calendar.zone.start_of_day(day),
            Meant::Instant(instant) => instant,
        })
    }

    fn meant(&self, calendar: &Calendar<'_>) -> Option<Meant> {
        Some(match self {
            Self::Day(day) => Meant::Day(*day),
            Self::Local(moment) => on_the_wall(*moment, calendar.zone),
            Self::Elsewhere(moment, zone) => match on_the_wall(*moment, *zone) {
                Meant::Day(day) => Meant::Instant(zone.end_of_day(day)),
                instant @ Meant::Instant(_) => instant,
            },
            Self::Instant(instant) => {
                let minute = TimeDelta::minutes(i64::from(is_last_minute(instant.naive_local())));
                Meant::Instant(instant.to_utc() + minute)
            }
            Self::PeriodEnd => Meant::Instant(calendar.period_end?),
            Self::Relative {
                count,
                unit: Unit::Hours,
                before,
                anchor,
            } => {
                let from = calendar.zone.nearest_instant(calendar.anchor(*anchor)?);
                let span = TimeDelta::hours(i64::from(*count));
                Meant::Instant(if *before { from - span } else { from + span })
            }
            Self::Relative {
                count,
                unit,
                before,
                anchor,
            } => {
                let from = calendar.anchor(*anchor)?.date();
                let days = |count: u32| Days::new(u64::from(count));
                Meant::Day(match (unit, before) {
                    (Unit::WorkingDays, _) => calendar.working_day(from, *count, *before)?,
                    (Unit::Months, true) => from.checked_sub_months(Months::new(*count))?,
                    (Unit::Months, false) => from.checked_add_months(Months::new(*count))?,
                    (Unit::Weeks, true) => from.checked_sub_days(days(count * 7))?,
                    (Unit::Weeks, false) => from.checked_add_days(days(count * 7))?,
                    (_, true) => from.checked_sub_days(days(*count))?,
                    (_, false) => from.checked_add_days(days(*count))?,
                })
            }
            Self::Earliest(_) => return None,
        })
    }
}

/// 23:59 is how people write the end of a day.
fn is_last_minute(moment: NaiveDateTime) -> bool {
    Some(moment.time()) == NaiveTime::from_hms_opt(23, 59, 0)
}

fn on_the_wall(moment: NaiveDateTime, zone: Zone) -> Meant {
    if is_last_minute(moment) {
        Meant::Day(moment.date())
    } else {
        Meant::Instant(zone.nearest_instant(moment))
    }
}

impl FromStr for Deadline {
    type Err = DeadlineFault;

    fn from_str(text: &str) -> Result<Self, DeadlineFault> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let unreadable = || DeadlineFault::Unreadable(text.to_owned());
        if words == ["end", "of", "the", "price", "period"] {
            return Ok(Self::PeriodEnd);
        }
        if let Some(relative) = relative(&words) {
            return Ok(relative);
        }
        let (Some(first), rest) = (words.first(), words.get(1..).unwrap_or_default()) else {
            return Err(unreadable());
        };
        if let Ok(instant) = DateTime::parse_from_rfc3339(first)
            .or_else(|_| DateTime::parse_from_str(first, "%Y-%m-%dT%H:%M%:z"))
            .or_else(|_| DateTime::parse_from_str(&first.replace('Z', "+00:00"), "%Y-%m-%dT%H:%M%:z"))
            && rest.is_empty()
        {
            return Ok(Self::Instant(instant));
        }
        let (date, glued) = match first.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (*first, None),
        };
        let day = read_day(date, text)?;
        let (time, zone) = match (glued, rest) {
            (None, []) => return Ok(Self::Day(day)),
            (Some(time), []) | (None, &[time]) => (time, None),
            (Some(time), &[zone]) | (None, &[time, zone]) => (time, Some(zone)),
            _ => return Err(unreadable()),
        };
        let moment = if matches!(time, "24:00" | "24:00:00") {
            day.succ_opt().map(|next| next.and_time(NaiveTime::MIN))
        } else {
            let time = NaiveTime::parse_from_str(time, "%H:%M")
                .or_else(|_| NaiveTime::parse_from_str(time, "%H:%M:%S"));
            time.ok().map(|time| day.and_time(time))
        };
        let moment = moment.ok_or_else(unreadable)?;
        match zone {
            None => Ok(Self::Local(moment)),
            // `CET` and `EST` are names in the database too, and wrong half of the year.
            Some(zone) if !zone.contains('/') && zone != "UTC" => Err(DeadlineFault::NoZone(zone.to_owned())),
            Some(zone) => zone
                .parse()
                .map(|zone| Self::Elsewhere(moment, zone))
                .map_err(|_| DeadlineFault::NoZone(zone.to_owned())),
        }
    }
}

fn read_day(date: &str, text: &str) -> Result<NaiveDate, DeadlineFault> {
    let shaped = date.len() == 10
        && date.bytes().enumerate().all(|(at, byte)| {
            if matches!(at, 4 | 7) {
                byte == b'-'
            } else {
                byte.is_ascii_digit()
            }
        });
    if !shaped {
        return Err(DeadlineFault::Unreadable(text.to_owned()));
    }
    date.parse()
        .map_err(|_| DeadlineFault::NoSuchDay(date.to_owned()))
}

/// `14 days before start`, `start`
fn relative(words: &[&str]) -> Option<Deadline> {
    let anchor = |word: &str| {
        Some(match word {
            "start" => Anchor::Start,
            "end" => Anchor::End,
            "registration" => Anchor::Registration,
            "invoice" => Anchor::Invoice,
            "contract" => Anchor::Contract,
            "payment" => Anchor::Payment,
            _ => return None,
        })
    };
    if let [word] = words {
        return Some(Deadline::Relative {
            count: 0,
            unit: Unit::Days,
            before: true,
            anchor: anchor(word)?,
        });
    }
    let (count, unit, side, from) = match words {
        [count, "working", "day" | "days", side, from] => (count, Unit::WorkingDays, side, from),
        [count, unit, side, from] => {
            let unit = match *unit {
                "hour" | "hours" => Unit::Hours,
                "day" | "days" => Unit::Days,
                "week" | "weeks" => Unit::Weeks,
                "month" | "months" => Unit::Months,
                _ => return None,
            };
            (count, unit, side, from)
        }
        _ => return None,
    };
    let before = match *side {
        "before" => true,
        "after" => false,
        _ => return None,
    };
    // More than ten years of anything is a slip.
    let count = count
        .parse()
        .ok()
        .filter(|count| *count <= 100_000 / if unit == Unit::Hours { 1 } else { 24 })?;
    Some(Deadline::Relative {
        count,
        unit,
        before,
        anchor: anchor(from)?,
    })
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Local(moment) => write!(f, "{}", minutes(*moment)),
            Self::Elsewhere(moment, zone) => write!(f, "{} {zone}", minutes(*moment)),
            Self::Instant(instant) => f.write_str(&instant.format("%Y-%m-%dT%H:%M:%S%:z").to_string()),
            Self::PeriodEnd => f.write_str("end of the price period"),
            Self::Relative {
                count,
                unit,
                before,
                anchor,
            } => {
                let from = match anchor {
                    Anchor::Start => "start",
                    Anchor::End => "end",
                    Anchor::Registration => "registration",
                    Anchor::Invoice => "invoice",
                    Anchor::Contract => "contract",
                    Anchor::Payment => "payment",
                };
                if *count == 0 {
                    return f.write_str(from);
                }
                let unit = match unit {
                    Unit::Hours => "hour",
                    Unit::Days => "day",
                    Unit::WorkingDays => "working day",
                    Unit::Weeks => "week",
                    Unit::Months => "month",
                };
                let plural = if *count == 1 { "" } else { "s" };
                let side = if *before { "before" } else { "after" };
                write!(f, "{count} {unit}{plural} {side} {from}")
            }
            Self::Earliest(all) => {
                for (index, one) in all.iter().enumerate() {
                    if index > 0 {
                        f.write_str(" or ")?;
                    }
                    write!(f, "{one}")?;
                }
                Ok(())
            }
        }
    }
}

fn minutes(moment: NaiveDateTime) -> impl fmt::Display {
    let whole = moment.format("%S").to_string() == "00";
    moment
        .format(if whole {
            "%Y-%m-%d %H:%M"
        } else {
            "%Y-%m-%d %H:%M:%S"
        })
        .to_string()
}

impl Serialize for Deadline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Earliest(all) => {
                let mut list = serializer.serialize_seq(Some(all.len()))?;
                for one in all {
                    list.serialize_element(one)?;
                }
                list.end()
            }
            one => serializer.collect_str(one),
        }
    }
}

impl<'de> Deserialize<'de> for Deadline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words;
        impl<'de> Visitor<'de> for Words {
            type Value = Deadline;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a deadline such as \"2027-06-14\" or \"14 days before start\"")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Deadline, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Deadline, A::Error> {
                let mut all: Vec<Deadline> = Vec::new();
                while let Some(one) = list.next_element()? {
                    all.push(one);
                }
                if all.is_empty() || all.iter().any(|one| matches!(one, Deadline::Earliest(_))) {
                    return Err(A::Error::custom(
                        "a list of deadlines holds deadlines, at least one",
                    ));
                }
                Ok(Deadline::Earliest(all))
            }

            // TOML has dates of its own; what is written without quotes means the same.
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Deadline, A::Error> {
                let date = toml::value::Datetime::deserialize(MapAccessDeserializer::new(map))?;
                date.to_string().parse().map_err(A::Error::custom)
            }
        }
        deserializer.deserialize_any(Words)
    }
}

impl JsonSchema for Deadline {
    fn schema_name() -> Cow<'static, str> {
        "Deadline".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A day, a moment or a distance: \"2027-06-14\", \"2027-06-14 18:00\", \"14 days before start\"; of a list the earliest counts",
            "anyOf": [
                { "type": "string" },
                { "type": "array", "items": { "type": "string" }, "minItems": 1 }
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deadline(text: &str) -> Deadline {
        text.parse().unwrap()
    }

    fn calendar(zone: &str) -> Calendar<'static> {
        Calendar {
            starts: "2027-03-31T09:00:00".parse().ok(),
            ends: "2027-04-02T18:00:00".parse().ok(),
            ..Calendar::of(zone.parse().unwrap())
        }
    }

    fn ends(text: &str, zone: &str) -> String {
        deadline(text).ends(&calendar(zone)).unwrap().to_rfc3339()
    }

    #[test]
    fn until_a_day_ends_with_it_from_kiritimati_to_niue() {
        for (zone, end) in [
            ("Pacific/Kiritimati", "2027-06-14T10:00:00+00:00"),
            ("Pacific/Niue", "2027-06-15T11:00:00+00:00"),
            ("Asia/Kathmandu", "2027-06-14T18:15:00+00:00"),
            ("Europe/Moscow", "2027-06-14T21:00:00+00:00"),
        ] {
            for text in [
                "2027-06-14",
                "2027-06-14 23:59",
                "2027-06-14 24:00",
                "2027-06-14T23:59:00",
            ] {
                assert_eq!(ends(text, zone), end, "{text} in {zone}");
            }
        }
    }

    #[test]
    fn a_time_of_day_is_sharp_and_may_hang_on_another_wall() {
        assert_eq!(
            ends("2027-06-14 18:00", "Europe/Berlin"),
            "2027-06-14T16:00:00+00:00"
        );
        assert_eq!(
            ends("2027-06-14 18:00 America/New_York", "Europe/Berlin"),
            "2027-06-14T22:00:00+00:00"
        );
        assert_eq!(
            ends("2016-04-15T18:00-07:00", "Pacific/Honolulu"),
            "2016-04-16T01:00:00+00:00"
        );
        assert_eq!(
            ends("2017-08-11T23:59-05:00", "America/New_York"),
            "2017-08-12T05:00:00+00:00"
        );
        // The clocks skip it: when they have skipped it.
        assert_eq!(
            ends("2027-03-28 02:30", "Europe/Berlin"),
            "2027-03-28T01:00:00+00:00"
        );
    }

    #[test]
    fn distances_count_calendar_days_over_a_change_of_clocks() {
        assert_eq!(
            ends("14 days before start", "Europe/Berlin"),
            "2027-03-17T23:00:00+00:00"
        );
        assert_eq!(
            ends("2 weeks before start", "Europe/Berlin"),
            "2027-03-17T23:00:00+00:00"
        );
        // There is no 31 February.
        assert_eq!(ends("1 month before start", "UTC"), "2027-03-01T00:00:00+00:00");
        assert_eq!(
            ends("72 hours before start", "Europe/Berlin"),
            "2027-03-28T07:00:00+00:00"
        );
        assert_eq!(ends("start", "UTC"), "2027-04-01T00:00:00+00:00");
        assert_eq!(ends("2 days after end", "UTC"), "2027-04-05T00:00:00+00:00");
    }

    #[test]
    fn working_days_pass_over_weekends_and_holidays() {
        let contracted = "2017-05-10".parse().ok();
        let holidays = ["2017-05-12".parse().unwrap()];
        let plain = Calendar {
            contracted,
            ..calendar("Europe/Moscow")
        };
        let due = deadline("5 working days after contract");
        assert_eq!(due.last_day(&plain), "2017-05-17".parse().ok());
        let with_holiday = Calendar {
            holidays: &holidays,
            ..plain
        };
        assert_eq!(due.last_day(&with_holiday), "2017-05-18".parse().ok());
    }

    #[test]
    fn of_several_the_earliest_counts_and_an_unknown_one_leaves_it_open() {
        let both: Deadline = serde_json::from_str(r#"["10 days after invoice", "2027-01-20"]"#).unwrap();
        assert_eq!(both.ends(&calendar("UTC")), None);
        let invoiced = Calendar {
            invoiced: "2027-01-15".parse().ok(),
            ..calendar("UTC")
        };
        assert_eq!(both.last_day(&invoiced), "2027-01-20".parse().ok());
        let early = Calendar {
            invoiced: "2027-01-02".parse().ok(),
            ..calendar("UTC")
        };
        assert_eq!(both.last_day(&early), "2027-01-12".parse().ok());
    }

    #[test]
    fn what_no_calendar_has_is_refused_with_its_place() {
        for (text, words) in [
            ("2018-09-31", "\"2018-09-31\" does not exist in the calendar"),
            (
                "2018-07-10 23:59 CET",
                "\"CET\" is no time zone that is right all year",
            ),
            ("tomorrow", "is no deadline"),
            ("3 moons before start", "is no deadline"),
            ("2018-07-10 25:00", "is no deadline"),
            ("", "is no deadline"),
        ] {
            let fault = text.parse::<Deadline>().unwrap_err().to_string();
            assert!(fault.contains(words), "{text}: {fault}");
        }
    }

    #[test]
    fn every_form_is_written_as_it_reads() {
        for text in [
            "2027-06-14",
            "2027-06-14 18:00",
            "2027-06-14 18:00 America/New_York",
            "2027-06-14T18:00:00-04:00",
            "14 days before start",
            "1 working day after contract",
            "3 months after end",
            "registration",
            "end of the price period",
        ] {
            assert_eq!(deadline(text).to_string(), text);
        }
    }
}
