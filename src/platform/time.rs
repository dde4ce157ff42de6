//! Zones and wall time.
//!
//! An event takes place at a time on the wall of a place; the instant follows from the zone's rules, which governments
//! change. So wall time and zone are what is stored, and instants are derived here. It is done in Rust alone, never by
//! the database's `AT TIME ZONE`: two copies of the rules would sooner or later disagree about when a conference begins.

use std::fmt;
use std::str::FromStr;

use chrono::{
    DateTime, Datelike as _, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset,
    TimeDelta, TimeZone, Utc,
};
use chrono_tz::{TZ_VARIANTS, Tz};
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};

/// A time zone of the IANA database, such as `Europe/Moscow`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(Tz);

/// A name that is no zone of the IANA database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown time zone {0:?}")]
pub struct UnknownZone(String);

/// The instant a wall time stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// The instant; the earlier one where the wall time comes twice.
    pub instant: DateTime<Utc>,
    /// Whether the wall time comes twice that day, because clocks are put back. Worth a hint to whoever typed it.
    pub ambiguous: bool,
}

/// Why a wall time stands for no instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LocalTimeFault {
    /// Clocks are put forward over it.
    #[error("clocks go forward from {gap_start} to {gap_end} and skip this time")]
    Skipped {
        /// The wall time at which clocks are put forward: the first that does not exist.
        gap_start: NaiveDateTime,
        /// The wall time they are put forward to: the first that exists again.
        gap_end: NaiveDateTime,
    },
    /// It lies further away than calendars reach.
    #[error("the time is out of range")]
    OutOfRange,
}

/// The instant at which clocks are put forward, and the wall times before and after.
struct Gap {
    instant: DateTime<Utc>,
    start: NaiveDateTime,
    end: NaiveDateTime,
}

impl Zone {
    /// Universal time.
    pub const UTC: Self = Self(Tz::UTC);

    /// Every zone, by name: what a zone field offers.
    pub fn all() -> impl Iterator<Item = Self> {
        TZ_VARIANTS.iter().copied().map(Self)
    }

    /// The zone somebody means by its name, or by its city alone: `Europe/Moscow`, `moscow`, `New York`.
    pub fn by_city(typed: &str) -> Option<Self> {
        let wanted = typed.trim().replace(' ', "_");
        let same = |name: &str| name.eq_ignore_ascii_case(&wanted);
        Self::all()
            .find(|zone| same(zone.name()))
            .or_else(|| {
                // `America/Argentina/Buenos_Aires` is known by its last part.
                Self::all().find(|zone| zone.name().rsplit_once('/').is_some_and(|(_, city)| same(city)))
            })
            .filter(|_| !wanted.is_empty())
    }

    /// The IANA name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The wall time in this zone at an instant.
    pub fn local(self, instant: DateTime<Utc>) -> NaiveDateTime {
        instant.with_timezone(&self.0).naive_local()
    }

    /// The date in this zone at an instant.
    pub fn date(self, instant: DateTime<Utc>) -> NaiveDate {
        self.local(instant).date()
    }

    /// How far the zone is from universal time at an instant.
    pub fn offset(self, instant: DateTime<Utc>) -> FixedOffset {
        self.0.offset_from_utc_datetime(&instant.naive_utc()).fix()
    }

    /// The instant a typed wall time stands for.
    ///
    /// # Errors
    /// When there is no such time on the wall clock of this zone.
    pub fn to_instant(self, local: NaiveDateTime) -> Result<Resolved, LocalTimeFault> {
        match self.0.from_local_datetime(&local) {
            MappedLocalTime::Single(time) => Ok(Resolved {
                instant: time.to_utc(),
                ambiguous: false,
            }),
            MappedLocalTime::Ambiguous(a, b) => Ok(Resolved {
                instant: a.min(b).to_utc(),
                ambiguous: true,
            }),
            MappedLocalTime::None => Err(match self.gap_around(local) {
                Some(Gap { start, end, .. }) => LocalTimeFault::Skipped {
                    gap_start: start,
                    gap_end: end,
                },
                None => LocalTimeFault::OutOfRange,
            }),
        }
    }

    /// The instant for a wall time that was good once and must go on working, even if a new rule now skips it: then
    /// the moment clocks are put forward.
    pub fn nearest_instant(self, local: NaiveDateTime) -> DateTime<Utc> {
        match self.to_instant(local) {
            Ok(resolved) => resolved.instant,
            // Out of range the zone no longer matters.
            Err(_) => self
                .gap_around(local)
                .map_or_else(|| local.and_utc(), |gap| gap.instant),
        }
    }

    /// The first instant of a day. Not every day begins at midnight, and some zones have skipped whole days.
    pub fn start_of_day(self, date: NaiveDate) -> DateTime<Utc> {
        self.nearest_instant(date.and_time(NaiveTime::MIN))
    }

    /// The end of a day, as in "until 5 May": the first instant that is no longer that day.
    pub fn end_of_day(self, date: NaiveDate) -> DateTime<Utc> {
        date.succ_opt()
            .map_or(DateTime::<Utc>::MAX_UTC, |next| self.start_of_day(next))
    }

    /// Finds the gap a wall time lies in, by bisection: the rules offer no way to ask for their transitions.
    fn gap_around(self, local: NaiveDateTime) -> Option<Gap> {
        // No zone has ever been a day away from universal time, so within two days the wall has passed `local`.
        const REACH: i64 = 2 * 24 * 60 * 60;
        let second = local.and_utc().timestamp();
        let wall =
            |second: i64| DateTime::from_timestamp(second, 0).map(|instant| self.checked_local(instant));
        let (mut before, mut after) = (second - REACH, second + REACH);
        while after - before > 1 {
            let middle = before + (after - before) / 2;
            if wall(middle)?? < local {
                before = middle;
            } else {
                after = middle;
            }
        }
        Some(Gap {
            instant: DateTime::from_timestamp(after, 0)?,
            start: wall(before)??.checked_add_signed(TimeDelta::seconds(1))?,
            end: wall(after)??,
        })
    }

    /// As [`local`](Self::local), for instants at the edge of what a calendar can express.
    fn checked_local(self, instant: DateTime<Utc>) -> Option<NaiveDateTime> {
        instant.naive_utc().checked_add_offset(self.offset(instant))
    }
}

/// A moment on a wall clock as it is typed: `2027-01-28T09:30` by a browser's control, `28.01.2027 09:30` or
/// `2027-01-28 9:30` by people. Days before months with slashes mean different days to different people, so they are
/// not read.
pub fn parse_local(typed: &str) -> Option<NaiveDateTime> {
    const FORMS: [&str; 7] = [
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%d.%m.%Y %H:%M",
        "%d.%m.%Y, %H:%M",
        "%Y年%m月%d日 %H:%M",
        "%Y年%m月%d日%H:%M",
    ];
    let typed = typed.trim();
    FORMS
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(typed, form).ok())
        // Beyond four digits neither calendars nor databases agree.
        .filter(|time| (1900..=9999).contains(&time.year()))
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        name.parse().map(Self).map_err(|_| UnknownZone(name.to_owned()))
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;

    fn try_from(name: String) -> Result<Self, UnknownZone> {
        name.parse()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

impl ToSql<Text, Pg> for Zone {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        <str as ToSql<Text, Pg>>::to_sql(self.name(), out)
    }
}

impl FromSql<Text, Pg> for Zone {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(<String as FromSql<Text, Pg>>::from_sql(value)?.parse()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn zone(name: &str) -> Zone {
        name.parse().unwrap()
    }

    fn at(local: &str) -> NaiveDateTime {
        local.parse().unwrap()
    }

    fn day(date: &str) -> NaiveDate {
        date.parse().unwrap()
    }

    fn utc(instant: &str) -> DateTime<Utc> {
        instant.parse().unwrap()
    }

    #[test]
    fn moments_and_zones_are_read_as_people_type_them() {
        for typed in [
            "2027-01-28T09:30",
            " 2027-01-28 9:30",
            "28.01.2027 09:30",
            "28.1.2027, 9:30",
            "2027年1月28日 09:30",
        ] {
            assert_eq!(parse_local(typed), Some(at("2027-01-28T09:30:00")), "{typed}");
        }
        for bad in [
            "",
            "tomorrow",
            "01/02/2027 09:30",
            "2027-02-30T09:30",
            "99999-01-01T00:00",
        ] {
            assert_eq!(parse_local(bad), None, "{bad}");
        }
        for typed in ["Europe/Moscow", "moscow", " MOSCOW "] {
            assert_eq!(Zone::by_city(typed), Some(zone("Europe/Moscow")), "{typed}");
        }
        assert_eq!(Zone::by_city("new york"), Some(zone("America/New_York")));
        assert_eq!(
            Zone::by_city("Buenos Aires").map(Zone::name),
            Some("America/Argentina/Buenos_Aires")
        );
        assert_eq!(Zone::by_city(""), None);
        assert_eq!(Zone::by_city("Atlantis"), None);
    }

    #[test]
    fn wall_time_becomes_an_instant_in_every_kind_of_zone() {
        for (name, instant) in [
            ("Pacific/Kiritimati", "2027-01-27T19:30:00Z"),
            ("Pacific/Niue", "2027-01-28T20:30:00Z"),
            ("Asia/Kathmandu", "2027-01-28T03:45:00Z"),
            ("Australia/Lord_Howe", "2027-01-27T22:30:00Z"),
            ("America/St_Johns", "2027-01-28T13:00:00Z"),
            ("Europe/Moscow", "2027-01-28T06:30:00Z"),
            ("Asia/Shanghai", "2027-01-28T01:30:00Z"),
            ("UTC", "2027-01-28T09:30:00Z"),
        ] {
            let local = at("2027-01-28T09:30:00");
            let resolved = Resolved {
                instant: utc(instant),
                ambiguous: false,
            };
            assert_eq!(zone(name).to_instant(local), Ok(resolved), "{name}");
            assert_eq!(zone(name).local(resolved.instant), local, "{name}");
        }
    }

    #[test]
    fn a_skipped_time_names_its_gap() {
        let skipped = |start, end| {
            Err(LocalTimeFault::Skipped {
                gap_start: at(start),
                gap_end: at(end),
            })
        };
        for (name, local, start, end) in [
            (
                "Europe/Berlin",
                "2027-03-28T02:30:00",
                "2027-03-28T02:00:00",
                "2027-03-28T03:00:00",
            ),
            (
                "Europe/Berlin",
                "2027-03-28T02:00:00",
                "2027-03-28T02:00:00",
                "2027-03-28T03:00:00",
            ),
            (
                "Europe/Berlin",
                "2027-03-28T02:59:59.5",
                "2027-03-28T02:00:00",
                "2027-03-28T03:00:00",
            ),
            (
                "Australia/Lord_Howe",
                "2026-10-04T02:15:00",
                "2026-10-04T02:00:00",
                "2026-10-04T02:30:00",
            ),
            (
                "America/Sao_Paulo",
                "2018-11-04T00:30:00",
                "2018-11-04T00:00:00",
                "2018-11-04T01:00:00",
            ),
            (
                "Pacific/Kiritimati",
                "1994-12-31T12:00:00",
                "1994-12-31T00:00:00",
                "1995-01-01T00:00:00",
            ),
            (
                "America/St_Johns",
                "2006-04-02T00:30:00",
                "2006-04-02T00:01:00",
                "2006-04-02T01:01:00",
            ),
        ] {
            assert_eq!(
                zone(name).to_instant(at(local)),
                skipped(start, end),
                "{name} {local}"
            );
        }
        assert!(
            zone("Europe/Berlin")
                .to_instant(at("2027-03-28T03:00:00"))
                .is_ok()
        );
    }

    #[test]
    fn a_time_that_comes_twice_is_the_earlier_one_and_says_so() {
        for (name, local, instant) in [
            ("Europe/Berlin", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z"),
            (
                "Australia/Lord_Howe",
                "2027-04-04T01:45:00",
                "2027-04-03T14:45:00Z",
            ),
        ] {
            let resolved = Resolved {
                instant: utc(instant),
                ambiguous: true,
            };
            assert_eq!(zone(name).to_instant(at(local)), Ok(resolved), "{name}");
        }
    }

    #[test]
    fn a_day_ends_when_the_next_begins() {
        for (name, date, end) in [
            ("Europe/Moscow", "2027-01-28", "2027-01-28T21:00:00Z"),
            ("Pacific/Kiritimati", "2027-01-28", "2027-01-28T10:00:00Z"),
            ("Pacific/Niue", "2027-01-28", "2027-01-29T11:00:00Z"),
            ("Asia/Kathmandu", "2027-01-28", "2027-01-28T18:15:00Z"),
            ("America/St_Johns", "2027-01-28", "2027-01-29T03:30:00Z"),
            ("Australia/Lord_Howe", "2026-10-04", "2026-10-04T13:00:00Z"),
            ("Asia/Shanghai", "2027-01-28", "2027-01-28T16:00:00Z"),
            ("UTC", "2027-12-31", "2028-01-01T00:00:00Z"),
            // Midnight skipped: the next day begins at one o'clock.
            ("America/Sao_Paulo", "2018-11-03", "2018-11-04T03:00:00Z"),
            ("Asia/Beirut", "2027-03-27", "2027-03-27T22:00:00Z"),
            // Midnight itself once, though the hour before it comes twice.
            ("America/Sao_Paulo", "2019-02-16", "2019-02-17T03:00:00Z"),
            // A whole day skipped.
            ("Pacific/Kiritimati", "1994-12-30", "1994-12-31T10:00:00Z"),
        ] {
            assert_eq!(zone(name).end_of_day(day(date)), utc(end), "{name} {date}");
        }
        assert_eq!(
            zone("Asia/Beirut").local(utc("2027-03-27T22:00:00Z")),
            at("2027-03-28T01:00:00")
        );
    }

    #[test]
    fn a_zone_is_known_by_its_name_alone() {
        assert_eq!(zone("Asia/Kathmandu").to_string(), "Asia/Kathmandu");
        assert_eq!(
            "Mars/Olympus".parse::<Zone>(),
            Err(UnknownZone("Mars/Olympus".to_owned()))
        );
        let json = serde_json::to_string(&zone("Europe/Moscow")).unwrap();
        assert_eq!(json, "\"Europe/Moscow\"");
        assert_eq!(
            serde_json::from_str::<Zone>(&json).unwrap(),
            zone("Europe/Moscow")
        );
    }

    #[test]
    fn the_edges_of_the_calendar_are_answered_too() {
        for zone in [zone("Pacific/Kiritimati"), zone("Pacific/Niue"), Zone::UTC] {
            for local in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
                let _ = zone.to_instant(local);
                let _ = zone.nearest_instant(local);
            }
            assert_eq!(zone.end_of_day(NaiveDate::MAX), DateTime::<Utc>::MAX_UTC);
        }
    }

    proptest! {
        #[test]
        fn a_resolved_time_reads_the_same_on_the_wall(which in 0..TZ_VARIANTS.len(), minutes in 0i64..60_000_000) {
            let zone = Zone(TZ_VARIANTS[which]);
            let local = NaiveDateTime::default() + TimeDelta::minutes(minutes);
            match zone.to_instant(local) {
                Ok(resolved) => prop_assert_eq!(zone.local(resolved.instant), local),
                Err(LocalTimeFault::Skipped { gap_start, gap_end }) => {
                    prop_assert!(gap_start <= local && local < gap_end);
                    prop_assert_eq!(zone.local(zone.nearest_instant(local)), gap_end);
                }
                Err(fault) => prop_assert!(false, "{fault}"),
            }
        }

        #[test]
        fn days_of_a_zone_follow_one_another(which in 0..TZ_VARIANTS.len(), days in 0u64..40_000) {
            let zone = Zone(TZ_VARIANTS[which]);
            let date = NaiveDate::default() + chrono::Days::new(days);
            prop_assert_eq!(zone.end_of_day(date), zone.start_of_day(date.succ_opt().unwrap()));
            prop_assert!(zone.start_of_day(date) <= zone.end_of_day(date));
        }
    }
}
