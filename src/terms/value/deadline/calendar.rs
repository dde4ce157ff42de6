//! The instants that deadlines mean, by a calendar that knows the event's days and what else they count from.

use chrono::{
    DateTime, Datelike as _, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday,
};

use super::{Anchor, Deadline, Unit};
use crate::platform::time::Zone;

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
}
