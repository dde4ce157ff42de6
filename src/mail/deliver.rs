//! Delivery. As many lines as the relay is to have connections each take the next mail, send it, write down how it
//! went, and take the next, until nothing is due. A line that waits for a silent server holds nobody up but itself.
//!
//! SMTP has no exactly-once: when a connection breaks between the final dot and the answer, nobody knows whether the
//! mail was taken. Then it is sent again under the same Message-ID; the attempts on record tell the story.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use diesel_async::pooled_connection::deadpool::Object;
use tokio::time::timeout;

use super::backlog::Backlog;
use super::claim::{Claim, Claimed, claim};
use super::letter::{Rendered, Renderers};
use super::message::message;
use super::settle::{Settled, settle};
use super::transport::Transport;
use super::upkeep::upkeep;
use super::verdict::Verdict;
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::web::App;
use crate::platform::worker::Task;

/// How often a line looks by itself; mails that are ordered call it at once.
const PERIOD: Duration = Duration::from_secs(2);
/// How often mails are looked for whose process died or whose time is over.
const UPKEEP_PERIOD: Duration = Duration::from_secs(15);
/// How long one look goes on taking mails.
const LOOK: Duration = Duration::from_secs(2);
/// Pauses before writing a result down is tried again. The database may be restarting, and a result that is lost
/// means a second copy in somebody's mailbox.
const SETTLE_PAUSES_MS: [u64; 7] = [0, 100, 500, 1_000, 3_000, 10_000, 20_000];

/// The background tasks that send the mail: a line for each connection the relay is to have, and the upkeep.
#[must_use]
pub fn delivery(app: &App, renderers: &Arc<Renderers>, transport: &Arc<Transport>) -> Vec<Task> {
    let mut tasks: Vec<Task> = (0..app.config.smtp_connections)
        .map(|number| {
            let line = Arc::new(Line {
                app: app.clone(),
                renderers: Arc::clone(renderers),
                transport: Arc::clone(transport),
            });
            let task = Task::new("mail delivery", PERIOD, move || {
                let line = Arc::clone(&line);
                async move { line.look().await }
            });
            // One is there at once; the others come when there is more than it can do.
            if number == 0 {
                task.resting(Duration::ZERO)
            } else {
                task
            }
        })
        .collect();
    let (app, transport) = (app.clone(), Arc::clone(transport));
    let alarmed = Arc::new(AtomicBool::new(false));
    tasks.push(
        Task::new("mail upkeep", UPKEEP_PERIOD, move || {
            let (app, transport, alarmed) = (app.clone(), Arc::clone(&transport), Arc::clone(&alarmed));
            async move {
                transport.close_idle().await;
                let mut conn = app.pool.get().await.map_err(|e| e.to_string())?;
                upkeep(&mut conn, &app.clock).await.map_err(|e| e.to_string())?;
                watch(&mut conn, &app.clock, &alarmed)
                    .await
                    .map_err(|e| e.to_string())
            }
        })
        .by_the_clock(),
    );
    tasks
}

/// Sends one mail after another.
pub struct Line {
    /// The process's means.
    pub app: App,
    /// Who knows what mails say.
    pub renderers: Arc<Renderers>,
    /// Where they go.
    pub transport: Arc<Transport>,
}

impl Line {
    /// Takes mails while any are due, but not for ever: a stop must not wait for the end of a backlog, so it ends
    /// its look after a while and calls for the next one.
    async fn look(&self) -> Result<(), String> {
        let begun = Instant::now();
        while self.deliver_next().await? {
            if begun.elapsed() > LOOK {
                self.app.waker.wake();
                break;
            }
        }
        Ok(())
    }

    /// Deals with the mail whose turn it is; says whether there was one.
    ///
    /// # Errors
    /// When the database does not answer. The mail, if one was taken, is taken again when its lease has run out.
    pub async fn deliver_next(&self) -> Result<bool, String> {
        let mut conn = self.app.pool.get().await.map_err(|e| e.to_string())?;
        let claimed = match claim(&mut conn, &self.app.clock)
            .await
            .map_err(|e| e.to_string())?
        {
            Claim::Nothing => return Ok(false),
            Claim::Dropped => return Ok(true),
            Claim::Mail(claimed) => claimed,
        };
        let patience = self.transport.deadlines().mail;
        let verdict = match timeout(patience, self.attempt(conn, &claimed)).await {
            Ok(verdict) => verdict,
            Err(_) => Verdict::Temporary {
                detail: "took too long altogether".to_owned(),
                slow_down: false,
            },
        };
        let settled = self.settle(&claimed, &verdict).await?;
        self.app.metrics.tally("mail", verdict.outcome().as_str());
        log(&claimed, &verdict, &settled);
        Ok(true)
    }

    /// Renders and sends, outside any transaction; the connection goes back before the relay is spoken to.
    async fn attempt(&self, mut conn: Object<Conn>, claimed: &Claimed) -> Verdict {
        let mail = &claimed.mail;
        let rendered = self.renderers.render(&mut conn, mail).await;
        drop(conn);
        let built = match rendered {
            Ok(Rendered::Obsolete(reason)) => return Verdict::Obsolete(reason),
            Ok(Rendered::Letter(letter)) => {
                let from = &self.app.config.mail_from;
                message(&letter, from, &mail.message_id, claimed.started_at).map_err(|e| e.to_string())
            }
            Err(error) => Err(error.to_string()),
        };
        match built {
            Ok(message) => self.transport.send(mail.id, claimed.started_at, &message).await,
            Err(error) => {
                tracing::error!(
                    mail = %mail.id, kind = mail.kind, reference = %claimed.attempt, error,
                    "a mail could not be rendered"
                );
                Verdict::Unrendered
            }
        }
    }

    async fn settle(&self, claimed: &Claimed, verdict: &Verdict) -> Result<Settled, String> {
        let mut last = String::new();
        for pause in SETTLE_PAUSES_MS {
            tokio::time::sleep(Duration::from_millis(pause)).await;
            let written = match self.app.pool.get().await {
                Ok(mut conn) => settle(&mut conn, &self.app.clock, claimed, verdict)
                    .await
                    .map_err(|e| e.to_string()),
                Err(error) => Err(error.to_string()),
            };
            match written {
                Ok(settled) => return Ok(settled),
                Err(error) => last = error,
            }
        }
        Err(format!(
            "mail {}: how its attempt ended could not be written down: {last}",
            claimed.mail.id
        ))
    }
}

/// Says once that mail waits, and once that it no longer does.
async fn watch(conn: &mut Conn, clock: &Clock, alarmed: &AtomicBool) -> diesel::QueryResult<()> {
    let now = clock.now(conn).await?;
    let backlog = Backlog::load(conn).await?;
    let complaint = backlog.complaint(now);
    match (alarmed.swap(complaint.is_some(), Ordering::Relaxed), complaint) {
        (false, Some(complaint)) => tracing::error!(waiting = backlog.queued, "mail waits: {complaint}"),
        (true, None) => tracing::info!("mail goes out again"),
        _ => {}
    }
    Ok(())
}

/// Ids and kinds only: what servers say of a mail may name its reader. What a relay says of us names nobody.
fn log(claimed: &Claimed, verdict: &Verdict, settled: &Settled) {
    let (mail, kind, attempt) = (claimed.mail.id, claimed.mail.kind.as_str(), claimed.mail.attempts);
    let outcome = verdict.outcome().as_str();
    if settled.given_up {
        tracing::warn!(%mail, kind, attempt, outcome, "mail given up");
    } else {
        tracing::info!(%mail, kind, attempt, outcome, "mail attempted");
    }
    if settled.too_late {
        tracing::warn!(%mail, kind, attempt, "the attempt ended after its lease; there may be a second copy");
    }
    if let Some(reason) = &settled.alarm {
        tracing::error!(
            reason,
            "the mail relay refuses us; all mail waits until it is put right"
        );
    }
    if settled.recovered {
        tracing::info!("the mail relay works again");
    }
}
