//! Writing down how an attempt ended: what becomes of the mail, and what it tells of the relay.

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection as _;

use super::claim::Claimed;
use super::model::MailState;
use super::queries;
use super::schedule;
use super::verdict::Verdict;
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::MailId;

/// How the detail of every failed rendering begins; they are counted by it.
const UNRENDERED: &str = "could not be rendered";
/// How the reason begins for which the relay is paused until somebody does something about it.
pub(super) const TROUBLE: &str = "needs attention: ";

/// What a verdict led to that the log should tell.
#[derive(Debug, Default)]
pub struct Settled {
    /// The mail was given up.
    pub given_up: bool,
    /// The mail meanwhile belongs to somebody else; only the attempt was written down.
    pub too_late: bool,
    /// The relay is in trouble since just now.
    pub alarm: Option<String>,
    /// The relay works again since just now.
    pub recovered: bool,
}

/// Writes `verdict` down, in a transaction of its own. Trying it again after an error is safe.
///
/// # Errors
/// When the database does not take it.
pub async fn settle(
    conn: &mut Conn,
    clock: &Clock,
    claimed: &Claimed,
    verdict: &Verdict,
) -> QueryResult<Settled> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let mail = &claimed.mail;
        let mut settled = Settled::default();
        // A lease that ran out may have put it back into the queue; a later attempt has the say, if there is one.
        let ours = queries::lock_at_attempt(conn, mail.id, mail.attempts).await?;
        settled.too_late = !ours;
        queries::finish_attempt(
            conn,
            claimed.attempt,
            now,
            verdict.outcome(),
            &detail(claimed, verdict),
        )
        .await?;
        let pause = match verdict {
            Verdict::Relay { detail, alarm } => {
                Some(pause_relay(conn, now, claimed.probes, detail, *alarm, &mut settled).await?)
            }
            Verdict::Temporary {
                detail,
                slow_down: true,
            } => Some(pause_relay(conn, now, claimed.probes, detail, false, &mut settled).await?),
            _ => None,
        };
        if claimed.probes && pause.is_none() {
            end_probe(conn, verdict.shows_relay_well(), &mut settled).await?;
        }
        if ours {
            settled.given_up = !move_on(conn, now, claimed, verdict, pause).await?;
        }
        Ok(settled)
    })
    .await
}

fn detail(claimed: &Claimed, verdict: &Verdict) -> String {
    match verdict {
        Verdict::Accepted(words) | Verdict::Permanent(words) => words.clone(),
        Verdict::Temporary { detail, .. } | Verdict::Relay { detail, .. } => detail.clone(),
        Verdict::Obsolete(reason) => format!("not to be sent any more: {reason}"),
        Verdict::Unrendered => format!(
            "{UNRENDERED}; the log tells more under the reference {}",
            claimed.attempt
        ),
    }
}

/// Moves the mail to where its verdict sends it; says whether that is anything but failure.
async fn move_on(
    conn: &mut Conn,
    now: DateTime<Utc>,
    claimed: &Claimed,
    verdict: &Verdict,
    pause: Option<DateTime<Utc>>,
) -> QueryResult<bool> {
    let id = claimed.mail.id;
    let detail = detail(claimed, verdict);
    match verdict {
        Verdict::Accepted(_) => {
            queries::mark_sent(conn, id, now).await?;
            return Ok(true);
        }
        // The relay's fault takes nothing from the mail's own patience.
        Verdict::Relay { .. } => {
            queries::requeue(conn, id, pause.unwrap_or(now)).await?;
            return Ok(true);
        }
        Verdict::Temporary { .. } => {
            let failures = queries::count_temporary(conn, id).await?;
            if let Some(next) = schedule::next_attempt(claimed.mail.created_at, now, failures, chance()) {
                queries::requeue(conn, id, next).await?;
                return Ok(true);
            }
            give_up(
                conn,
                id,
                &format!("given up after many attempts; the last: {detail}"),
            )
            .await?;
        }
        Verdict::Unrendered => {
            let failures = queries::count_with_detail(conn, id, UNRENDERED).await?;
            let next = schedule::next_attempt(claimed.mail.created_at, now, failures, chance());
            if let Some(next) = next.filter(|_| failures < schedule::RENDER_TRIES) {
                queries::requeue(conn, id, next).await?;
                return Ok(true);
            }
            give_up(conn, id, &detail).await?;
        }
        Verdict::Permanent(_) => give_up(conn, id, &detail).await?,
        Verdict::Obsolete(reason) => {
            queries::give_up(conn, id, MailState::Suppressed, reason.as_str()).await?;
            return Ok(true);
        }
    }
    Ok(false)
}

fn chance() -> i64 {
    rand::random_range(0..=schedule::SPREAD)
}

async fn give_up(conn: &mut Conn, id: MailId, reason: &str) -> QueryResult<()> {
    queries::give_up(conn, id, MailState::Failed, reason).await
}

/// Leaves the relay alone for a while; says until when. Mails that fail side by side count as one failure.
async fn pause_relay(
    conn: &mut Conn,
    now: DateTime<Utc>,
    probes: bool,
    detail: &str,
    alarm: bool,
    settled: &mut Settled,
) -> QueryResult<DateTime<Utc>> {
    let mut relay = queries::find_relay_for_update(conn).await?;
    let already_alarmed =
        relay.failures > 0 && relay.reason.as_deref().is_some_and(|r| r.starts_with(TROUBLE));
    if probes || !relay.is_paused(now) {
        relay.failures = relay.failures.saturating_add(1);
        relay.paused_until = Some(now + schedule::pause(relay.failures));
    }
    if alarm || !already_alarmed {
        relay.reason = Some(if alarm {
            format!("{TROUBLE}{detail}")
        } else {
            detail.to_owned()
        });
    }
    if alarm && !already_alarmed {
        settled.alarm = Some(detail.to_owned());
    }
    queries::update_relay(conn, &relay).await?;
    Ok(relay.paused_until.unwrap_or(now))
}

/// Lets the others go on: the relay is well, or the probe never came to it and the next mail is one.
async fn end_probe(conn: &mut Conn, well: bool, settled: &mut Settled) -> QueryResult<()> {
    let mut relay = queries::find_relay_for_update(conn).await?;
    relay.paused_until = None;
    if well {
        relay.failures = 0;
        relay.reason = None;
        settled.recovered = true;
    }
    queries::update_relay(conn, &relay).await
}
