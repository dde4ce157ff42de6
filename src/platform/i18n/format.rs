//! Numbers, dates and times as readers of a language write them.
//!
//! The parts come from Unicode CLDR by way of ICU; what stands between them lies in `formats.ftl`, where translators
//! can see it. Ranges are put together here, since ICU for Rust does not do that yet.
//!
//! Arguments are taken by value or by reference alike, because templates pass their variables by reference.

use std::borrow::Borrow;
use std::cell::OnceCell;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::zone::ExemplarCity;
use icu_datetime::fieldsets::{D, E, MD, YMD, YMDE};
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu_decimal::DecimalFormatter;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale_core::locale;

use super::{Number, Tr};
use crate::platform::lang::Lang;
use crate::platform::time::Zone;

/// When an event takes place, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// "Thursday, 28 January 2027", or "28–29 January 2027".
    pub days: String,
    /// "09:30–17:30", or "Thursday 09:30 – Friday 17:30".
    pub hours: String,
    /// "Moscow time (UTC+3)".
    pub zone: String,
    /// The beginning for `<time datetime>` and machines: RFC 3339 with the zone's offset.
    pub iso_start: String,
    /// The end, likewise.
    pub iso_end: String,
}

impl When {
    /// Days, hours and zone in one line, for readers of `t`'s language.
    pub fn line(&self, t: impl Borrow<Tr>) -> String {
        let arguments = [("days", &self.days), ("hours", &self.hours), ("zone", &self.zone)];
        t.borrow()
            .with("when-line", &arguments.map(|(name, value)| (name, value.into())))
    }
}

type DateFormatter<Fields> = FixedCalendarDateTimeFormatter<Gregorian, Fields>;

/// The formatters of one language.
pub(super) struct Formats {
    date: DateFormatter<YMD>,
    date_weekday: DateFormatter<YMDE>,
    month_day: DateFormatter<MD>,
    day: DateFormatter<D>,
    weekday: DateFormatter<E>,
    number: DecimalFormatter,
    pub(super) city: NoCalendarFormatter<ExemplarCity>,
}

thread_local! {
    /// Loading a formatter costs a hundred times as much as using it. Each thread keeps its own, because ICU's data
    /// is shared between threads only at the price of atomic counters.
    static FORMATS: [OnceCell<Formats>; Lang::ALL.len()] = const { [const { OnceCell::new() }; Lang::ALL.len()] };
}

impl Formats {
    #[expect(
        clippy::expect_used,
        reason = "the data is compiled in for every language; a test loads all of them"
    )]
    fn load(lang: Lang) -> Self {
        const COMPILED_IN: &str = "locale data is compiled in";
        let locale = match lang {
            // Day before month: readers of English here are more often from everywhere than from the United States.
            Lang::En => locale!("en-GB"),
            Lang::Ru => locale!("ru"),
            Lang::Zh => locale!("zh"),
        };
        let dates = || (&locale).into();
        Self {
            date: DateFormatter::try_new(dates(), YMD::long()).expect(COMPILED_IN),
            date_weekday: DateFormatter::try_new(dates(), YMDE::long()).expect(COMPILED_IN),
            month_day: DateFormatter::try_new(dates(), MD::long()).expect(COMPILED_IN),
            day: DateFormatter::try_new(dates(), D::long()).expect(COMPILED_IN),
            weekday: DateFormatter::try_new(dates(), E::long()).expect(COMPILED_IN),
            number: DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default())
                .expect(COMPILED_IN),
            city: NoCalendarFormatter::try_new(dates(), ExemplarCity).expect(COMPILED_IN),
        }
    }
}

impl Tr {
    /// "12,345", "12 345".
    pub fn number(self, n: impl Into<Number>) -> String {
        let Number(n) = n.into();
        self.formats(|formats| formats.number.format(&n.into()).to_string())
    }

    /// "28 January 2027".
    pub fn date_long(self, date: impl Borrow<NaiveDate>) -> String {
        self.date(*date.borrow(), |formats, date| {
            formats.date.format(date).to_string()
        })
    }

    /// "Thursday, 28 January 2027".
    pub fn date_weekday(self, date: impl Borrow<NaiveDate>) -> String {
        self.date(*date.borrow(), |formats, date| {
            formats.date_weekday.format(date).to_string()
        })
    }

    /// "28–29 January 2027", "30 January – 2 February 2027": what both dates share is said once.
    ///
    /// A `last` that is not after `first` counts as the same day.
    pub fn date_range(self, first: impl Borrow<NaiveDate>, last: impl Borrow<NaiveDate>) -> String {
        let (first, last) = (*first.borrow(), *last.borrow());
        if last <= first {
            return self.date_long(first);
        }
        let same_year = first.year() == last.year();
        let same_month = same_year && first.month() == last.month();
        let shortened = |date| {
            if same_month {
                self.date(date, |formats, date| formats.day.format(date).to_string())
            } else if same_year {
                self.date(date, |formats, date| formats.month_day.format(date).to_string())
            } else {
                self.date_long(date)
            }
        };
        // Where the year leads, the second date leaves out what the first has said; elsewhere the first one waits.
        let (first, last) = match self.lang() {
            Lang::Zh => (self.date_long(first), shortened(last)),
            Lang::En | Lang::Ru => (shortened(first), self.date_long(last)),
        };
        let pattern = if same_month {
            "dates-in-month"
        } else {
            "dates-apart"
        };
        self.with(pattern, &[("first", first.into()), ("last", last.into())])
    }

    /// "09:30", by the 24-hour clock, in which all our languages agree.
    pub fn time(self, time: impl Borrow<NaiveTime>) -> String {
        time.borrow().format("%H:%M").to_string()
    }

    /// "28 January 2027, 09:30": a wall time whose zone is clear from what surrounds it.
    pub fn date_time(self, local: impl Borrow<NaiveDateTime>) -> String {
        let local = local.borrow();
        self.with(
            "date-time",
            &[
                ("date", self.date_long(local.date()).into()),
                ("time", self.time(local.time()).into()),
            ],
        )
    }

    /// When an event takes place, by its wall time.
    ///
    /// An end at midnight belongs to the day before, as 24:00.
    pub fn when(
        self,
        zone: impl Borrow<Zone>,
        start: impl Borrow<NaiveDateTime>,
        end: impl Borrow<NaiveDateTime>,
    ) -> When {
        let (zone, start, end) = (*zone.borrow(), *start.borrow(), *end.borrow());
        let (last_day, end_text) = match end.date().pred_opt() {
            Some(day_before) if end.time() == NaiveTime::MIN && start < end => {
                (day_before, "24:00".to_owned())
            }
            _ => (end.date(), self.time(end.time())),
        };
        let start_text = self.time(start.time());
        let (days, hours) = if start == end {
            (self.date_weekday(start.date()), start_text)
        } else if start.date() == last_day {
            let hours = self.with("hours", &[("start", start_text.into()), ("end", end_text.into())]);
            (self.date_weekday(start.date()), hours)
        } else {
            let arguments = [
                ("start-day", self.weekday(start.date()).into()),
                ("start", start_text.into()),
                ("end-day", self.weekday(last_day).into()),
                ("end", end_text.into()),
            ];
            (
                self.date_range(start.date(), last_day),
                self.with("hours-across-days", &arguments),
            )
        };
        let (starts_at, ends_at) = (zone.nearest_instant(start), zone.nearest_instant(end));
        When {
            days,
            hours,
            zone: self.zone_between(zone, starts_at, ends_at),
            iso_start: iso(zone, starts_at),
            iso_end: iso(zone, ends_at),
        }
    }

    /// "Thursday".
    fn weekday(self, date: NaiveDate) -> String {
        self.date(date, |formats, date| formats.weekday.format(date).to_string())
    }

    /// Formats a date; one beyond ICU's reach of 9999 years comes in ISO form.
    fn date(self, date: NaiveDate, format: impl FnOnce(&Formats, &Date<Gregorian>) -> String) -> String {
        match gregorian(date) {
            Some(gregorian) => self.formats(|formats| format(formats, &gregorian)),
            None => date.to_string(),
        }
    }

    pub(super) fn formats<T>(self, format: impl FnOnce(&Formats) -> T) -> T {
        FORMATS.with(|all| format(all[self.lang() as usize].get_or_init(|| Formats::load(self.lang()))))
    }
}

fn gregorian(date: NaiveDate) -> Option<Date<Gregorian>> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Date::try_new_gregorian(date.year(), month, day).ok()
}

fn iso(zone: Zone, instant: DateTime<Utc>) -> String {
    instant.with_timezone(&zone.offset(instant)).to_rfc3339()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Tr = Tr::new(Lang::En);
    const RU: Tr = Tr::new(Lang::Ru);
    const ZH: Tr = Tr::new(Lang::Zh);

    fn day(date: &str) -> NaiveDate {
        date.parse().unwrap()
    }

    fn at(local: &str) -> NaiveDateTime {
        local.parse().unwrap()
    }

    fn zone(name: &str) -> Zone {
        name.parse().unwrap()
    }

    fn each<T>(say: impl Fn(Tr) -> T) -> [T; 3] {
        [EN, RU, ZH].map(say)
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(
            each(|tr| tr.number(1_234_567)),
            ["1,234,567", "1\u{a0}234\u{a0}567", "1,234,567"]
        );
        assert_eq!(each(|tr| tr.number(7_usize)), ["7", "7", "7"]);
    }

    #[test]
    fn dates_follow_the_language() {
        let date = day("2027-01-28");
        assert_eq!(
            each(|tr| tr.date_long(date)),
            ["28 January 2027", "28 января 2027\u{202f}г.", "2027年1月28日"]
        );
        assert_eq!(
            each(|tr| tr.date_weekday(date)),
            [
                "Thursday, 28 January 2027",
                "четверг, 28 января 2027\u{202f}г.",
                "2027年1月28日星期四"
            ]
        );
        assert_eq!(
            each(|tr| tr.date_time(at("2027-01-28T09:05:00"))),
            [
                "28 January 2027, 09:05",
                "28 января 2027\u{202f}г., 09:05",
                "2027年1月28日 09:05"
            ]
        );
        assert_eq!(EN.date_long(day("+10000-01-01")), "+10000-01-01");
    }

    #[test]
    fn a_range_says_once_what_its_dates_share() {
        for (first, last, said) in [
            (
                "2027-01-28",
                "2027-01-29",
                [
                    "28–29 January 2027",
                    "28–29 января 2027\u{202f}г.",
                    "2027年1月28日至29日",
                ],
            ),
            (
                "2027-01-30",
                "2027-02-02",
                [
                    "30 January – 2 February 2027",
                    "30 января — 2 февраля 2027\u{202f}г.",
                    "2027年1月30日至2月2日",
                ],
            ),
            (
                "2026-12-30",
                "2027-01-02",
                [
                    "30 December 2026 – 2 January 2027",
                    "30 декабря 2026\u{202f}г. — 2 января 2027\u{202f}г.",
                    "2026年12月30日至2027年1月2日",
                ],
            ),
            (
                "2027-01-28",
                "2027-01-28",
                ["28 January 2027", "28 января 2027\u{202f}г.", "2027年1月28日"],
            ),
            // The same month of another year is another month.
            (
                "2026-01-28",
                "2027-01-29",
                [
                    "28 January 2026 – 29 January 2027",
                    "28 января 2026\u{202f}г. — 29 января 2027\u{202f}г.",
                    "2026年1月28日至2027年1月29日",
                ],
            ),
        ] {
            assert_eq!(each(|tr| tr.date_range(day(first), day(last))), said);
        }
    }

    #[test]
    fn an_event_of_one_day_tells_weekday_and_hours() {
        let when = EN.when(
            zone("Europe/Moscow"),
            at("2027-01-28T09:30:00"),
            at("2027-01-28T17:30:00"),
        );
        let expected = When {
            days: "Thursday, 28 January 2027".into(),
            hours: "09:30–17:30".into(),
            zone: "Moscow time (UTC+3)".into(),
            iso_start: "2027-01-28T09:30:00+03:00".into(),
            iso_end: "2027-01-28T17:30:00+03:00".into(),
        };
        assert_eq!(when, expected);
    }

    #[test]
    fn an_event_of_several_days_tells_on_which_its_hours_fall() {
        let said = each(|tr| {
            let when = tr.when(
                zone("Asia/Shanghai"),
                at("2027-01-28T09:30:00"),
                at("2027-01-29T17:30:00"),
            );
            format!("{} | {}", when.days, when.hours)
        });
        assert_eq!(
            said,
            [
                "28–29 January 2027 | Thursday 09:30 – Friday 17:30",
                "28–29 января 2027\u{202f}г. | четверг, 09:30 — пятница, 17:30",
                "2027年1月28日至29日 | 星期四 09:30 – 星期五 17:30",
            ]
        );
    }

    #[test]
    fn midnight_ends_a_day_and_a_moment_has_no_range() {
        let gala = EN.when(Zone::UTC, at("2027-01-28T19:00:00"), at("2027-01-29T00:00:00"));
        assert_eq!(
            (gala.days.as_str(), gala.hours.as_str()),
            ("Thursday, 28 January 2027", "19:00–24:00")
        );
        assert_eq!(gala.iso_end, "2027-01-29T00:00:00+00:00");
        let opening = EN.when(Zone::UTC, at("2027-01-28T19:00:00"), at("2027-01-28T19:00:00"));
        assert_eq!(opening.hours, "19:00");
    }

    #[test]
    fn an_event_over_a_clock_change_tells_both_offsets() {
        let when = EN.when(
            zone("Europe/Berlin"),
            at("2027-03-27T09:00:00"),
            at("2027-03-28T17:00:00"),
        );
        assert_eq!(when.zone, "Berlin time (UTC+1/UTC+2)");
        assert_eq!(when.iso_end, "2027-03-28T17:00:00+02:00");
    }
}
