//! Time zones as readers of a language name them.
//!
//! CLDR has names for zones, but many are no help to a traveller ("Line Islands Standard Time") and the Russian ones
//! are bare places. A city is what people know, so a zone is named after its city; where another name is usual it
//! lies in `formats.ftl`. The offset is always said as well: it is what calendars and colleagues abroad ask for.

use std::borrow::Borrow;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use icu_time::TimeZone;

use super::Tr;
use crate::platform::time::Zone;

impl Tr {
    /// "28 January 2027, 09:30, Moscow time (UTC+3)": a moment, such as a deadline, as the clocks of a zone show it.
    pub fn moment(self, zone: impl Borrow<Zone>, instant: impl Borrow<DateTime<Utc>>) -> String {
        let (zone, instant) = (*zone.borrow(), *instant.borrow());
        let date_time = self.date_time(zone.local(instant));
        self.with(
            "moment",
            &[
                ("date-time", date_time.into()),
                ("zone", self.zone_name(zone, instant).into()),
            ],
        )
    }

    /// "Moscow time (UTC+3)". The offset is the one at that instant.
    pub fn zone_name(self, zone: impl Borrow<Zone>, instant: impl Borrow<DateTime<Utc>>) -> String {
        let zone = *zone.borrow();
        self.zone_with_offset(zone, offset_text(zone.offset(*instant.borrow())))
    }

    /// As [`zone_name`](Self::zone_name), with both offsets where clocks are changed in between.
    pub(super) fn zone_between(self, zone: Zone, start: DateTime<Utc>, end: DateTime<Utc>) -> String {
        let (before, after) = (zone.offset(start), zone.offset(end));
        if before == after {
            self.zone_name(zone, start)
        } else {
            self.zone_with_offset(zone, format!("{}/{}", offset_text(before), offset_text(after)))
        }
    }

    /// "Paris time (UTC+1/UTC+2)": with both offsets of that year, where there are two.
    pub fn zone_in_year(self, zone: Zone, year: i32) -> String {
        let at = |month| {
            NaiveDate::from_ymd_opt(year, month, 1)
                .map(|day| zone.start_of_day(day))
                .unwrap_or_default()
        };
        self.zone_between(zone, at(1), at(7))
    }

    /// "28 January 2027, 09:30 (UTC+3)": a moment at a bare offset.
    pub fn moment_at_offset(self, instant: DateTime<FixedOffset>) -> String {
        format!(
            "{} ({})",
            self.date_time(instant.naive_local()),
            offset_text(*instant.offset())
        )
    }

    fn zone_with_offset(self, zone: Zone, offset: String) -> String {
        let id = TimeZone::from_iana_id(zone.name());
        let own = self.own(&format!("zone-{}", id.as_str()));
        if zone == Zone::UTC || id == TimeZone::from_iana_id(Zone::UTC.name()) {
            // Its offset is its name.
            return own.unwrap_or_else(|| "UTC".to_owned());
        }
        if let Some(name) = own {
            return self.with("zone-named", &[("name", name.into()), ("offset", offset.into())]);
        }
        let city =
            |id: TimeZone| self.formats(|formats| formats.city.format(&id.without_offset()).to_string());
        let name = city(id);
        // Zones such as "Etc/GMT+5" belong to no place; their offset is all there is to say.
        if name == city(TimeZone::UNKNOWN) {
            return offset;
        }
        self.with(
            "zone-of-city",
            &[("city", name.into()), ("offset", offset.into())],
        )
    }
}

/// "UTC+3", "UTC+5:45", "UTC−3:30", with a true minus sign.
fn offset_text(offset: FixedOffset) -> String {
    let minutes = offset.local_minus_utc() / 60;
    let sign = if minutes < 0 { '−' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    if minutes == 0 {
        format!("UTC{sign}{hours}")
    } else {
        format!("UTC{sign}{hours}:{minutes:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::lang::Lang;

    fn each<T>(say: impl Fn(Tr) -> T) -> [T; 3] {
        Lang::ALL.map(Tr::new).map(say)
    }

    fn zone(name: &str) -> Zone {
        name.parse().unwrap()
    }

    #[test]
    fn zones_read_well_in_every_language() {
        let winter = "2027-01-28T12:00:00Z".parse::<DateTime<Utc>>().unwrap();
        for (name, said) in [
            (
                "Europe/Moscow",
                [
                    "Moscow time (UTC+3)",
                    "московское время (UTC+3)",
                    "莫斯科时间（UTC+3）",
                ],
            ),
            (
                "Asia/Shanghai",
                [
                    "China time (UTC+8)",
                    "пекинское время (UTC+8)",
                    "北京时间（UTC+8）",
                ],
            ),
            (
                "PRC",
                [
                    "China time (UTC+8)",
                    "пекинское время (UTC+8)",
                    "北京时间（UTC+8）",
                ],
            ),
            (
                "Europe/Berlin",
                [
                    "Berlin time (UTC+1)",
                    "берлинское время (UTC+1)",
                    "柏林时间（UTC+1）",
                ],
            ),
            (
                "America/New_York",
                [
                    "New York time (UTC−5)",
                    "нью-йоркское время (UTC−5)",
                    "纽约时间（UTC−5）",
                ],
            ),
            (
                "Asia/Kathmandu",
                [
                    "Kathmandu time (UTC+5:45)",
                    "местное время (Катманду, UTC+5:45)",
                    "加德满都时间（UTC+5:45）",
                ],
            ),
            (
                "Pacific/Kiritimati",
                [
                    "Kiritimati time (UTC+14)",
                    "местное время (Киритимати, UTC+14)",
                    "基里地马地岛时间（UTC+14）",
                ],
            ),
            (
                "America/St_Johns",
                [
                    "St John’s time (UTC−3:30)",
                    "местное время (Сент-Джонс, UTC−3:30)",
                    "圣约翰斯时间（UTC−3:30）",
                ],
            ),
            (
                "Europe/London",
                [
                    "London time (UTC+0)",
                    "лондонское время (UTC+0)",
                    "伦敦时间（UTC+0）",
                ],
            ),
            ("UTC", ["UTC", "UTC", "协调世界时（UTC）"]),
            ("Etc/UTC", ["UTC", "UTC", "协调世界时（UTC）"]),
            ("Etc/GMT+5", ["UTC−5"; 3]),
        ] {
            assert_eq!(each(|tr| tr.zone_name(zone(name), winter)), said, "{name}");
        }
        let summer = "2027-07-28T12:00:00Z".parse::<DateTime<Utc>>().unwrap();
        assert_eq!(
            Tr::new(Lang::En).zone_name(zone("Europe/Berlin"), summer),
            "Berlin time (UTC+2)"
        );
    }

    #[test]
    fn every_zone_has_a_name_and_every_named_zone_exists() {
        let now = DateTime::<Utc>::UNIX_EPOCH;
        let mut ids = std::collections::BTreeSet::new();
        for zone in Zone::all() {
            ids.insert(TimeZone::from_iana_id(zone.name()).as_str().to_owned());
            for tr in Lang::ALL.map(Tr::new) {
                let name = tr.zone_name(zone, now);
                assert!(
                    name.contains("UTC") && !name.contains('‹') && !name.contains("nknown"),
                    "{zone}: {name}"
                );
            }
        }
        for messages in [
            include_str!("../../../locales/en/formats.ftl"),
            include_str!("../../../locales/ru/formats.ftl"),
            include_str!("../../../locales/zh/formats.ftl"),
        ] {
            let named = messages
                .lines()
                .filter_map(|line| line.strip_prefix("zone-")?.split_once(" =")?.0.into());
            for id in named.filter(|id| !["of-city", "named"].contains(id)) {
                assert!(ids.contains(id), "zone-{id} names no zone");
            }
        }
    }

    #[test]
    fn a_moment_names_its_zone() {
        let deadline = "2027-01-27T21:00:00Z".parse::<DateTime<Utc>>().unwrap();
        assert_eq!(
            each(|tr| tr.moment(zone("Europe/Moscow"), deadline)),
            [
                "28 January 2027, 00:00, Moscow time (UTC+3)",
                "28 января 2027\u{202f}г., 00:00, московское время (UTC+3)",
                "莫斯科时间（UTC+3）2027年1月28日 00:00",
            ]
        );
    }
}
