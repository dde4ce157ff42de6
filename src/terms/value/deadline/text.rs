//! Deadlines as they are written, read and written again.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};

use super::{Anchor, Deadline, DeadlineFault, Unit};

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

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(text.parse::<Deadline>().unwrap().to_string(), text);
        }
    }
}
