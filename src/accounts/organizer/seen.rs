//! When somebody was last here, in words that are true on every clock: nobody told us her zone.

use chrono::{DateTime, Utc};

use crate::platform::i18n::{Tr, Value};
use crate::platform::time::Zone;

/// Days after which a date says more than their number.
const COUNTED_DAYS: i64 = 30;

/// "Last here 3 hours ago", seen from `now`.
pub fn last_here(t: Tr, now: DateTime<Utc>, then: Option<DateTime<Utc>>) -> String {
    let Some(then) = then else {
        return t.of("seen-never");
    };
    let gone = now - then;
    match (gone.num_hours(), gone.num_days()) {
        (..=0, _) => t.of("seen-just-now"),
        (hours, 0) => t.count("seen-hours", hours),
        (_, days @ ..=COUNTED_DAYS) => t.count("seen-days", days),
        _ => {
            let date = t.date_long(Zone::UTC.date(then));
            t.with("seen-on", &[("date", Value::from(date))])
        }
    }
}
