//! Taking the mail whose turn it is. The attempt is on record before a word of it is said to anybody, so that a
//! process that dies in between leaves a trace and not a riddle.

use chrono::{DateTime, TimeDelta, Utc};
use diesel_async::AsyncConnection as _;

use super::model::{MailState, OutgoingMail};
use super::queries;
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::AttemptId;

/// How long a mail belongs to the process that took it. Far longer than the deadline of a mail, so that it ends only
/// when the process did.
pub const LEASE: TimeDelta = TimeDelta::minutes(5);

/// How long everybody else keeps away from a relay that was in trouble while one mail tries whether it still is.
const PROBE: TimeDelta = TimeDelta::seconds(90);

/// Why a mail past its time is not sent.
pub const EXPIRED: &str = "not sent in time to be of use";

/// A mail taken for one attempt.
#[derive(Debug)]
pub struct Claimed {
    /// The mail, with this attempt counted.
    pub mail: OutgoingMail,
    /// The attempt.
    pub attempt: AttemptId,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// Whether it tries a relay that was in trouble, while everybody else waits.
    pub probes: bool,
}

/// What there was to take.
#[derive(Debug)]
pub enum Claim {
    /// Nothing is due, or the relay is to be left alone.
    Nothing,
    /// One mail was past its time and is done with.
    Dropped,
    /// This one is to be sent.
    Mail(Box<Claimed>),
}

/// Takes the mail whose turn it is, in a transaction of its own.
///
/// # Errors
/// When the database does not answer.
pub async fn claim(conn: &mut Conn, clock: &Clock) -> diesel::QueryResult<Claim> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let relay = queries::find_relay(conn).await?;
        if relay.is_paused(now) {
            return Ok(Claim::Nothing);
        }
        let Some(mut mail) = queries::find_due_for_update(conn, now).await? else {
            return Ok(Claim::Nothing);
        };
        if mail.expires_at.is_some_and(|expires_at| expires_at <= now) {
            queries::give_up(conn, mail.id, MailState::Failed, EXPIRED).await?;
            return Ok(Claim::Dropped);
        }
        let probes = relay.failures > 0;
        if probes {
            let mut relay = queries::find_relay_for_update(conn).await?;
            if relay.is_paused(now) {
                return Ok(Claim::Nothing);
            }
            relay.paused_until = Some(now + PROBE);
            queries::update_relay(conn, &relay).await?;
        }
        mail.attempts += 1;
        let attempt = queries::insert_attempt(conn, &mail, now, LEASE).await?;
        Ok(Claim::Mail(Box::new(Claimed {
            mail,
            attempt,
            started_at: now,
            probes,
        })))
    })
    .await
}
