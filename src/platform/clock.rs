//! The one source of now. Decisions take the database's clock, read once per transaction, so that several
//! processes agree on when a deadline has passed; logs and rate limits take the process's own.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use diesel::IntoSql as _;
use diesel::sql_types::Timestamptz;
use diesel_async::RunQueryDsl;

use crate::platform::db::Conn;

/// A clock that can be set ahead or back; only tests do so.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    offset_seconds: Arc<AtomicI64>,
}

impl Clock {
    /// The instant at which the connection's current transaction began, by the database's clock.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn now(&self, mut conn: &Conn) -> diesel::QueryResult<DateTime<Utc>> {
        let now: DateTime<Utc> = diesel::select(diesel::dsl::now.into_sql::<Timestamptz>())
            .get_result(&mut conn)
            .await?;
        Ok(now + self.offset())
    }

    /// The very instant by the database's clock, later than [`now`](Self::now) within a transaction: for what has to
    /// come after everything that a lock made wait for.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn instant(&self, conn: &mut Conn) -> diesel::QueryResult<DateTime<Utc>> {
        let instant: DateTime<Utc> = diesel::select(diesel::dsl::sql::<Timestamptz>("clock_timestamp()"))
            .get_result(conn)
            .await?;
        Ok(instant + self.offset())
    }

    /// The process's own clock: for logs, caches and limits, never for a decision that is stored.
    #[must_use]
    pub fn process_now(&self) -> DateTime<Utc> {
        Utc::now() + self.offset()
    }

    /// Sets the clock `offset` ahead of real time (or back, if negative).
    pub fn set_offset(&self, offset: TimeDelta) {
        self.offset_seconds.store(offset.num_seconds(), Ordering::Relaxed);
    }

    fn offset(&self) -> TimeDelta {
        TimeDelta::seconds(AtomicI64::load(&self.offset_seconds, Ordering::Relaxed))
    }
}
