//! Registering: the queue in front of intake.
//!
//! Whoever registers while another batch is being committed waits for that moment and goes with the next one; a lone
//! registration goes at once. Nobody is made to wait for company. The queue is as long as memory bears: who comes
//! when it is full is told to come again in a moment, with her form kept.
//!
//! A batch that the database refuses is halved until the one at fault is alone; it fails, and the others get in.
//! Whatever becomes of the browser that asked, its registration runs to its end.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use diesel_async::AsyncConnection as _;
use serde_json::json;
use tokio::sync::{Mutex, mpsc, oneshot};

use super::intake::{self, Application, IntakeMeans, NewRegistration, Refusal, RegistrationOutcome};
use super::mail::ALREADY_REGISTERED;
use crate::mail::{self, NewMail, Priority};
use crate::platform::db::{self, DbError};
use crate::platform::ids::RegistrationId;
use crate::platform::throttle::{Limit, Verdict};
use crate::platform::web::App;

/// How often the owner of an address is told that somebody tried to register it again.
const REMINDER: Limit = Limit {
    scope: "registration.already_registered",
    hits: 2,
    seconds: 24 * 3600,
};
/// How often a batch is tried when the database is busy.
const TRIES: u32 = 3;
/// Applications that may wait; a few megabytes.
const LONGEST_QUEUE: usize = 2_000;
/// Applications of one transaction.
const LARGEST_BATCH: usize = 200;
/// Transactions at the same time: while one is committed, the next makes ready.
const LANES: usize = 2;

/// Why a registration was neither taken nor refused.
#[derive(Debug, Clone, thiserror::Error)]
pub enum RegisterError {
    /// More wait than the queue has room for.
    #[error("more registrations wait than can be taken now")]
    Busy,
    /// No connection, or a database that is busy with other things.
    #[error("the database takes no registrations now: {0}")]
    Unavailable(Arc<str>),
    /// The database did not take it.
    #[error("the database refuses the registration: {0}")]
    Db(Arc<diesel::result::Error>),
    /// The task that did it was lost.
    #[error("the registration's task ended early")]
    Lost,
}

impl From<DbError> for RegisterError {
    fn from(error: DbError) -> Self {
        Self::Unavailable(error.to_string().into())
    }
}

impl From<diesel::result::Error> for RegisterError {
    fn from(error: diesel::result::Error) -> Self {
        if db::is_busy(&error) {
            Self::Unavailable(error.to_string().into())
        } else {
            Self::Db(Arc::new(error))
        }
    }
}

type Answer = Result<RegistrationOutcome, RegisterError>;

/// An application in the queue, and who waits for its answer.
struct Waiting {
    application: Application,
    answer: oneshot::Sender<Answer>,
}

/// The way to intake: cheap to clone, one queue a process.
#[derive(Clone)]
pub struct Intake {
    app: App,
    queue: mpsc::Sender<Waiting>,
}

impl Intake {
    /// Starts it. Must be called on the main runtime, on which the pool's connections live.
    #[must_use]
    pub fn start(app: &App) -> Self {
        let (queue, waiting) = mpsc::channel(LONGEST_QUEUE);
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..LANES {
            tokio::spawn(drain(app.clone(), waiting.clone()));
        }
        Self {
            app: app.clone(),
            queue,
        }
    }

    /// Registers one person, and whoever comes with her.
    ///
    /// # Errors
    /// [`RegisterError`]; then nothing was written, unless the answer of the commit was lost: the same form sent
    /// again is recognized.
    pub async fn register(&self, new: NewRegistration) -> Result<RegistrationOutcome, RegisterError> {
        let (answer, answered) = oneshot::channel();
        let waiting = Waiting {
            application: Application::new(&self.app.config.keys, new),
            answer,
        };
        self.queue.try_send(waiting).map_err(|_| RegisterError::Busy)?;
        answered.await.map_err(|_| RegisterError::Lost)?
    }
}

/// Takes whatever waits, again and again, until nobody can come any more.
async fn drain(app: App, queue: Arc<Mutex<mpsc::Receiver<Waiting>>>) {
    loop {
        let mut batch = Vec::new();
        // Held while there is nothing to do: the other lane waits for the lock instead of the queue.
        let taken = queue.lock().await.recv_many(&mut batch, LARGEST_BATCH).await;
        if taken == 0 {
            return;
        }
        let (applications, answers): (Vec<_>, Vec<_>) =
            batch.into_iter().map(|one| (one.application, one.answer)).unzip();
        let deciding = tokio::spawn(decide(app.clone(), applications));
        // A batch that panics is lost with its answers, which tells those who wait; the lane goes on.
        let Ok(outcomes) = deciding.await else {
            continue;
        };
        for (answer, outcome) in answers.into_iter().zip(outcomes) {
            // Whoever asked has gone; her registration is what it is.
            let _ = answer.send(outcome);
        }
    }
}

/// Decides about a batch, by halves if need be, and sees to what follows.
async fn decide(app: App, batch: Vec<Application>) -> Vec<Answer> {
    let begun = Instant::now();
    let mut answers = Vec::with_capacity(batch.len());
    // Later parts at the bottom: answers come in the order of the batch.
    let mut parts: Vec<&[Application]> = vec![&batch];
    while let Some(part) = parts.pop() {
        match take(&app, part).await {
            Ok(outcomes) => answers.extend(outcomes.into_iter().map(Ok)),
            // Not the fault of any of them: the halves would fare no better.
            Err(error @ RegisterError::Unavailable(_)) => {
                answers.extend(part.iter().map(|_| Err(error.clone())));
            }
            Err(error) if part.len() < 2 => {
                tracing::error!(%error, "a registration cannot be written");
                answers.extend(part.iter().map(|_| Err(error.clone())));
            }
            Err(_) => {
                let (first, second) = part.split_at(part.len() / 2);
                parts.extend([second, first]);
            }
        }
    }
    app.metrics.observe("intake", batch.len(), begun.elapsed());
    let mut is_news = false;
    for (application, answer) in batch.iter().zip(&answers) {
        let Ok(outcome) = answer else { continue };
        app.metrics.tally("intake", outcome.word());
        match outcome {
            RegistrationOutcome::Taken { .. } => is_news = true,
            // An organizer at the desk sees who it is; nobody else does.
            RegistrationOutcome::Refused(Refusal::AlreadyRegistered(id))
                if application.new.entered_by.is_none() =>
            {
                if let Err(error) = remind_owner(&app, &application.new, *id).await {
                    tracing::warn!(%error, "somebody could not be told that she is registered already");
                }
            }
            RegistrationOutcome::Replayed { .. } | RegistrationOutcome::Refused(_) => {}
        }
    }
    if is_news {
        app.waker.wake();
    }
    answers
}

/// One transaction, tried again where the database was merely busy.
async fn take(app: &App, part: &[Application]) -> Result<Vec<RegistrationOutcome>, RegisterError> {
    let means = IntakeMeans {
        clock: &app.clock,
        keys: &app.config.keys,
        host: app.urls.host(),
    };
    let mut tried = 0;
    loop {
        tried += 1;
        let mut conn = app.pool.get().await?;
        match intake::decide(&mut conn, means, part).await {
            Ok(outcomes) => return Ok(outcomes),
            // The lock makes this impossible; if it ever fails, the table's own word is a refusal, not a fault.
            Err(error) if part.len() == 1 && db::violated(&error) == Some("quota_is_never_oversold") => {
                tracing::error!("a quota was about to be oversold; its table refused");
                return Ok(vec![RegistrationOutcome::Refused(Refusal::Full)]);
            }
            Err(error) if db::is_busy(&error) && tried < TRIES => {
                drop(conn);
                let jitter = rand::random_range(10..60);
                tokio::time::sleep(Duration::from_millis(jitter * u64::from(tried))).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Sends the link to the address that is registered, which may be another person's than whoever typed it.
async fn remind_owner(app: &App, new: &NewRegistration, id: RegistrationId) -> Result<(), RegisterError> {
    let mut conn = app.pool.get().await?;
    let told = conn
        .transaction(async |conn| {
            let now = app.clock.now(conn).await?;
            if REMINDER.hit(conn, &id.to_string(), now).await? != Verdict::Allowed {
                return Ok(false);
            }
            let mail = NewMail {
                kind: ALREADY_REGISTERED,
                subject_id: id.uuid(),
                event_id: Some(new.event_id),
                language: new.language,
                revision: 0,
                dedupe_key: None,
                parameters: json!({}),
                priority: Priority::Normal,
                expires_at: Some(now + TimeDelta::days(2)),
                suppressed: None,
            };
            mail::enqueue(conn, now, app.urls.host(), vec![mail]).await?;
            Ok::<_, diesel::result::Error>(true)
        })
        .await?;
    if told {
        app.waker.wake();
    }
    Ok(())
}
