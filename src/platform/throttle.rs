//! Counters that slow down whoever guesses or floods: sign-in, resending, look-ups. They lie in the database, so
//! that they hold for all processes and survive a restart; the key is stored as a hash.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::sql_types::{Binary, Integer, Text, Timestamptz};
use diesel_async::RunQueryDsl;

use crate::platform::db::Conn;
use crate::platform::secret::sha256;

/// So many hits in so long a time.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// Stable name of what is limited.
    pub scope: &'static str,
    /// Hits allowed within one window.
    pub hits: i32,
    /// Length of the window in seconds.
    pub seconds: i64,
}

/// Whether the hit was within the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Go on.
    Allowed,
    /// Too many; come again after this time.
    Denied {
        /// How long until the window ends.
        retry_after: TimeDelta,
    },
}

impl Limit {
    /// Counts one hit by `key` and says whether it is still within the limit.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hit(&self, conn: &mut Conn, key: &str, now: DateTime<Utc>) -> diesel::QueryResult<Verdict> {
        #[derive(diesel::QueryableByName)]
        struct Counter {
            #[diesel(sql_type = Integer)]
            hits: i32,
            #[diesel(sql_type = Timestamptz)]
            window_started_at: DateTime<Utc>,
        }
        let window = TimeDelta::seconds(self.seconds);
        let counter: Counter = diesel::sql_query(
            "INSERT INTO throttles AS t (scope, key_hash, window_started_at, hits) VALUES ($1, $2, $3, 1)
             ON CONFLICT (scope, key_hash) DO UPDATE SET
                 hits = CASE WHEN t.window_started_at <= $4 THEN 1 ELSE least(t.hits, 1000000) + 1 END,
                 window_started_at = CASE WHEN t.window_started_at <= $4 THEN $3 ELSE t.window_started_at END
             RETURNING hits, window_started_at",
        )
        .bind::<Text, _>(self.scope)
        .bind::<Binary, _>(sha256(key.as_bytes()).to_vec())
        .bind::<Timestamptz, _>(now)
        .bind::<Timestamptz, _>(now - window)
        .get_result(conn)
        .await?;
        Ok(if counter.hits <= self.hits {
            Verdict::Allowed
        } else {
            Verdict::Denied {
                retry_after: (counter.window_started_at + window - now).max(TimeDelta::seconds(1)),
            }
        })
    }
}

/// Forgets counters whose window ended more than a day ago.
///
/// # Errors
/// When the database does not answer.
pub async fn sweep(conn: &mut Conn, now: DateTime<Utc>) -> diesel::QueryResult<usize> {
    diesel::sql_query("DELETE FROM throttles WHERE window_started_at < $1")
        .bind::<Timestamptz, _>(now - TimeDelta::days(1))
        .execute(conn)
        .await
}
