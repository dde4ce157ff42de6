//! When to try again. A greylisting server lets us in at the second or third try, one that is down comes back within
//! hours, and after five days nobody waits for the mail any more.

use chrono::{DateTime, TimeDelta, Utc};

/// Minutes between the attempts that fail; the last holds for all further ones.
const MINUTES: [i64; 10] = [1, 5, 15, 30, 60, 120, 150, 180, 210, 240];

/// How long after it was ordered a mail is given up.
const PATIENCE: TimeDelta = TimeDelta::days(5);

/// How far apart chance may set two mails that failed together, in thousandths of the delay.
pub const SPREAD: i64 = 400;

/// How many times a mail may fail to be rendered before it is given up.
pub const RENDER_TRIES: i64 = 3;

/// The moment of the next attempt after `failures` that were temporary (at least 1), or `None` when it is given up.
/// `chance`, 0 to [`SPREAD`], is drawn at random and spreads mails that failed together, by a fifth to either side.
#[must_use]
pub fn next_attempt(
    created_at: DateTime<Utc>,
    now: DateTime<Utc>,
    failures: i64,
    chance: i64,
) -> Option<DateTime<Utc>> {
    let step = usize::try_from(failures.max(1) - 1)
        .unwrap_or(usize::MAX)
        .min(MINUTES.len() - 1);
    let thousandths = 800 + chance.clamp(0, SPREAD);
    let next = now + TimeDelta::milliseconds(MINUTES[step] * 60 * thousandths);
    (next <= created_at + PATIENCE).then_some(next)
}

/// How long the relay is left alone after `failures` in a row (at least 1): 30 seconds, doubling to five minutes.
#[must_use]
pub fn pause(failures: i32) -> TimeDelta {
    let doublings = failures.clamp(1, 5) - 1;
    TimeDelta::seconds((30 << doublings).min(300))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delays_grow_and_end_after_five_days() {
        let created_at = DateTime::<Utc>::UNIX_EPOCH;
        let mut now = created_at;
        let mut minutes = Vec::new();
        for failures in 1.. {
            let Some(next) = next_attempt(created_at, now, failures, SPREAD / 2) else {
                break;
            };
            minutes.push((next - now).num_minutes());
            now = next;
        }
        assert_eq!(minutes[..11], [1, 5, 15, 30, 60, 120, 150, 180, 210, 240, 240]);
        assert!(
            now <= created_at + TimeDelta::days(5) && now > created_at + TimeDelta::hours(114),
            "{now}"
        );
    }

    #[test]
    fn chance_spreads_by_a_fifth_to_either_side() {
        let now = DateTime::<Utc>::UNIX_EPOCH;
        let seconds = |chance| (next_attempt(now, now, 1, chance).unwrap() - now).num_seconds();
        assert_eq!([0, 200, SPREAD, 7000].map(seconds), [48, 60, 72, 72]);
    }

    #[test]
    fn the_relay_is_left_alone_for_half_a_minute_to_five() {
        let seconds: Vec<_> = [0, 1, 2, 3, 4, 5, 6, i32::MAX]
            .map(|failures| pause(failures).num_seconds())
            .into();
        assert_eq!(seconds, [30, 30, 60, 120, 240, 300, 300, 300]);
    }
}
