//! Registrations over time: bars by day, or by week where there are too many days, with the same as a table and as
//! a sentence, for whoever does not see bars.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::queries;
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::EventId;
use crate::platform::time::Zone;

/// Bars at most; more would be thinner than the eye.
const MOST_BARS: i64 = 45;
/// Height of the chart in units of its view box.
const HEIGHT: i64 = 100;
/// Width of a bar and the gap behind it, likewise.
const STEP: usize = 10;

/// The chart with its table.
pub(super) struct Chart {
    /// What it shows, as a sentence.
    pub summary: String,
    /// Width of the view box.
    pub width: usize,
    pub bars: Vec<Bar>,
    pub first: String,
    pub last: String,
    /// Whether a bar is a week.
    pub by_week: bool,
}

/// One bar and its row in the table.
pub(super) struct Bar {
    pub x: usize,
    pub y: i64,
    pub height: i64,
    pub days: String,
    pub number: String,
}

impl Chart {
    /// The chart of an event's registrations until today; `None` while there are none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load(
        conn: &mut Conn,
        event_id: EventId,
        zone: Zone,
        now: DateTime<Utc>,
        t: Tr,
    ) -> diesel::QueryResult<Option<Self>> {
        let Some(first) = queries::find_first_registration(conn, event_id).await? else {
            return Ok(None);
        };
        let days = spans(zone.date(first), zone.date(now));
        let bounds: Vec<DateTime<Utc>> = days.iter().map(|day| zone.start_of_day(*day)).collect();
        let counts = queries::count_between(conn, event_id, &bounds).await?;
        Ok(Some(Self::of(&days, &counts, t)))
    }

    fn of(days: &[NaiveDate], counts: &[i64], t: Tr) -> Self {
        let by_week = matches!(days, [first, second, ..] if (*second - *first).num_days() > 1);
        let most = counts.iter().copied().max().unwrap_or(0).max(1);
        let bars: Vec<Bar> = days
            .windows(2)
            .zip(counts)
            .enumerate()
            .map(|(index, (span, &count))| {
                let (from, to) = (span[0], span[1] - Days::new(1));
                // A day with anybody at all is to be seen.
                let height = (count * HEIGHT / most).max(i64::from(count > 0) * 2);
                Bar {
                    x: index * STEP,
                    y: HEIGHT - height,
                    height,
                    days: if by_week {
                        t.date_range(from, to)
                    } else {
                        t.date_long(from)
                    },
                    number: t.number(count),
                }
            })
            .collect();
        let total: i64 = counts.iter().sum();
        let best = bars
            .iter()
            .zip(counts)
            .max_by_key(|(_, count)| **count)
            .map(|(bar, _)| (bar.days.clone(), bar.number.clone()))
            .unwrap_or_default();
        let summary = t.count_with(
            "chart-summary",
            total,
            &[
                ("span", Value::from(if by_week { "week" } else { "day" })),
                ("best", Value::from(best.0)),
                ("most", Value::from(best.1)),
            ],
        );
        let edge = |day: Option<&NaiveDate>| day.map(|day| t.date_long(*day)).unwrap_or_default();
        Self {
            summary,
            width: bars.len() * STEP,
            first: edge(days.first()),
            last: edge(days.len().checked_sub(2).and_then(|last| days.get(last))),
            bars,
            by_week,
        }
    }
}

/// The days on which bars begin, and the day after the last bar: a week at least, up to and with `today`.
fn spans(first: NaiveDate, today: NaiveDate) -> Vec<NaiveDate> {
    let tomorrow = today + Days::new(1);
    let first = first.min(tomorrow - Days::new(7));
    let days = (tomorrow - first).num_days();
    let length = if days <= MOST_BARS { 1 } else { 7 };
    let bars = (days + length - 1) / length;
    // The last bar ends today; the first may begin before the first registration. Two years of weeks are enough.
    (0..=bars.min(104))
        .rev()
        .map(|back| tomorrow - Days::new(u64::try_from(back * length).unwrap_or(0)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::lang::Lang;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn bars_reach_from_the_first_registration_to_today() {
        let days = spans(day("2027-01-01"), day("2027-01-20"));
        assert_eq!(
            (days[0], days[20], days.len()),
            (day("2027-01-01"), day("2027-01-21"), 21)
        );
        assert_eq!(
            spans(day("2027-01-20"), day("2027-01-20")).len(),
            8,
            "a week at least"
        );
        let weeks = spans(day("2026-06-01"), day("2027-01-20"));
        assert!(weeks[0] <= day("2026-06-01") && weeks.last() == Some(&day("2027-01-21")));
        assert!(weeks.windows(2).all(|pair| (pair[1] - pair[0]).num_days() == 7));
    }

    #[test]
    fn the_sentence_says_what_the_bars_show() {
        let days = spans(day("2027-01-14"), day("2027-01-20"));
        let chart = Chart::of(&days, &[0, 2, 0, 100, 0, 0, 1], Tr::new(Lang::En));
        assert_eq!(
            chart.summary.replace(['\u{2068}', '\u{2069}'], ""),
            "103 registrations; most on 17 January 2027: 100"
        );
        assert_eq!((chart.bars[3].y, chart.bars[3].height), (0, 100));
        assert!(chart.bars[6].height > 0 && chart.bars[0].height == 0);
    }
}
