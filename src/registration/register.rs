//! Registering: the queue in front of intake.
//!
//! Whoever registers while another batch is being committed waits for that moment and goes with the next one; a lone
//! registration goes at once. Nobody is made to wait for company, but a batch takes along whoever comes until its places
//! are locked. One that takes long, because somebody keeps a lock or PostgreSQL has other things to do, is not waited
//! for: others overtake it. The queue is as long as memory
//! bears: who comes when it is full is told to come again in a moment, with her form kept.
//!
//! A batch that the database refuses is halved until the one at fault is alone; it fails, and the others get in.
//! Whatever becomes of the browser that asked, its registration runs to its end.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use diesel_async::AsyncConnection as _;
use serde_json::json;
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::time::timeout;

use super::intake::{
    self, Application, IntakeMeans, Latecomers, NewRegistration, NoLatecomers, Refusal, RegistrationOutcome,
};
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
/// How long the next batch waits for the one before. Most people want the same places, which only one can have locked:
/// two batches side by side are two small ones that wait for each other, where one after the other grow large.
const PATIENCE: Duration = Duration::from_millis(100);
/// Batches at the same time, if they take longer than that.
const LANES: usize = 4;

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

/// Those who wait.
struct Queue {
    /// Whom a batch could not take along; they are the first of the next one.
    left: VecDeque<Waiting>,
    coming: mpsc::Receiver<Waiting>,
}

impl Queue {
    /// Waits for somebody, and takes whoever is there. Nobody, when nobody can come any more.
    async fn next(&mut self) -> Vec<Waiting> {
        let mut batch: Vec<Waiting> = self.left.drain(..).collect();
        if batch.is_empty() {
            self.coming.recv_many(&mut batch, LARGEST_BATCH).await;
        }
        batch
    }

    /// Takes whoever is there and `fits`, at most `room`.
    fn board(&mut self, room: usize, fits: &dyn Fn(&NewRegistration) -> bool) -> Vec<Waiting> {
        let mut aboard = Vec::new();
        for _ in 0..self.left.len() {
            let Some(one) = self.left.pop_front() else { break };
            if aboard.len() < room && fits(&one.application.new) {
                aboard.push(one);
            } else {
                self.left.push_back(one);
            }
        }
        while aboard.len() < room && self.left.len() < LARGEST_BATCH {
            match self.coming.try_recv() {
                Ok(one) if fits(&one.application.new) => aboard.push(one),
                Ok(one) => self.left.push_back(one),
                Err(_) => break,
            }
        }
        aboard
    }
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
        let (queue, coming) = mpsc::channel(LONGEST_QUEUE);
        let waiting = Arc::new(Mutex::new(Queue {
            left: VecDeque::new(),
            coming,
        }));
        let turn = Arc::new(Mutex::new(()));
        for _ in 0..LANES {
            tokio::spawn(drain(app.clone(), turn.clone(), waiting.clone()));
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

/// Takes whoever waits, again and again, until nobody can come any more.
async fn drain(app: App, turn: Arc<Mutex<()>>, queue: Arc<Mutex<Queue>>) {
    loop {
        let own_turn = turn.lock().await;
        let batch = queue.lock().await.next().await;
        if batch.is_empty() {
            return;
        }
        let mut deciding = tokio::spawn(decide(app.clone(), queue.clone(), batch));
        let in_time = timeout(PATIENCE, &mut deciding).await;
        drop(own_turn);
        let decided = match in_time {
            Ok(decided) => decided,
            Err(_) => deciding.await,
        };
        // A batch that panics is lost with its answers, which tells those who wait; the lane goes on.
        if let Ok(decided) = decided {
            tokio::spawn(tell(app.clone(), decided));
        }
    }
}

/// Through which a batch takes along whoever comes while it gets its locks.
struct Door<'a> {
    queue: &'a Mutex<Queue>,
    /// After that, others have their turn.
    until: Instant,
    /// Everybody of the batch.
    waiting: &'a mut Vec<oneshot::Sender<Answer>>,
}

impl Latecomers for Door<'_> {
    fn take(&mut self, fits: &dyn Fn(&NewRegistration) -> bool) -> Vec<Application> {
        // If it is locked, somebody waits at it for others to come, and there is nobody.
        let Some(mut queue) = self.queue.try_lock().ok().filter(|_| Instant::now() < self.until) else {
            return Vec::new();
        };
        let room = LARGEST_BATCH.saturating_sub(self.waiting.len());
        let mut applications = Vec::new();
        for one in queue.board(room, fits) {
            applications.push(one.application);
            self.waiting.push(one.answer);
        }
        applications
    }
}

/// A batch with what was decided about it and who waits for that, in the same order.
struct Decided {
    batch: Vec<Application>,
    answers: Vec<Answer>,
    waiting: Vec<oneshot::Sender<Answer>>,
}

/// Decides about a batch and whoever comes meanwhile, by halves if need be.
async fn decide(app: App, queue: Arc<Mutex<Queue>>, batch: Vec<Waiting>) -> Decided {
    let begun = Instant::now();
    let (mut batch, mut waiting): (Vec<_>, Vec<_>) =
        batch.into_iter().map(|one| (one.application, one.answer)).unzip();
    let mut late = Vec::new();
    let mut door = Door {
        queue: &queue,
        until: begun + PATIENCE,
        waiting: &mut waiting,
    };
    let answers = take(&app, &batch, &mut late, &mut door).await;
    batch.append(&mut late);
    let answers = match answers {
        Ok(outcomes) => outcomes.into_iter().map(Ok).collect(),
        // Not the fault of any of them: the halves would fare no better.
        Err(error @ RegisterError::Unavailable(_)) => vec![Err(error); batch.len()],
        Err(error) if batch.len() < 2 => vec![Err(refused(error)); batch.len()],
        Err(_) => decide_by_halves(&app, &batch).await,
    };
    app.metrics.observe("intake", batch.len(), begun.elapsed());
    Decided {
        batch,
        answers,
        waiting,
    }
}

/// Finds out which of a batch it is that the database does not take: the others get in.
async fn decide_by_halves(app: &App, batch: &[Application]) -> Vec<Answer> {
    let mut answers = Vec::with_capacity(batch.len());
    let (first, second) = batch.split_at(batch.len() / 2);
    // Later parts at the bottom: answers come in the order of the batch.
    let mut parts = vec![second, first];
    while let Some(part) = parts.pop() {
        match take(app, part, &mut Vec::new(), &mut NoLatecomers).await {
            Ok(outcomes) => answers.extend(outcomes.into_iter().map(Ok)),
            Err(error @ RegisterError::Unavailable(_)) => {
                answers.extend(part.iter().map(|_| Err(error.clone())));
            }
            Err(error) if part.len() < 2 => {
                let error = refused(error);
                answers.extend(part.iter().map(|_| Err(error.clone())));
            }
            Err(_) => {
                let (first, second) = part.split_at(part.len() / 2);
                parts.extend([second, first]);
            }
        }
    }
    answers
}

/// Notes that it is this one which cannot be written.
fn refused(error: RegisterError) -> RegisterError {
    tracing::error!(%error, "a registration cannot be written");
    error
}

/// Gives the answers to those who wait, and sees to what follows from them. Whoever is registered already waits for the
/// mail to whom the address belongs; the others do not wait for her.
async fn tell(app: App, decided: Decided) {
    let mut is_news = false;
    let mut registered = Vec::new();
    let told = decided.answers.into_iter().zip(decided.waiting);
    for (application, (answer, waiting)) in decided.batch.iter().zip(told) {
        if let Ok(outcome) = &answer {
            app.metrics.tally("intake", outcome.word());
            match outcome {
                RegistrationOutcome::Taken { .. } => is_news = true,
                // An organizer at the desk sees who it is; nobody else does.
                RegistrationOutcome::Refused(Refusal::AlreadyRegistered(id))
                    if application.new.entered_by.is_none() =>
                {
                    registered.push((application, *id, answer, waiting));
                    continue;
                }
                RegistrationOutcome::Replayed { .. } | RegistrationOutcome::Refused(_) => {}
            }
        }
        // Whoever asked has gone; her registration is what it is.
        let _ = waiting.send(answer);
    }
    if is_news {
        app.waker.wake();
    }
    for (application, id, answer, waiting) in registered {
        if let Err(error) = remind_owner(&app, &application.new, id).await {
            tracing::warn!(%error, "somebody could not be told that she is registered already");
        }
        let _ = waiting.send(answer);
    }
}

/// One transaction, tried again where the database was merely busy.
async fn take(
    app: &App,
    part: &[Application],
    late: &mut Vec<Application>,
    latecomers: &mut dyn Latecomers,
) -> Result<Vec<RegistrationOutcome>, RegisterError> {
    let means = IntakeMeans {
        clock: &app.clock,
        keys: &app.config.keys,
        host: app.urls.host(),
    };
    let mut tried = 0;
    loop {
        tried += 1;
        let mut conn = app.pool.get().await?;
        match intake::decide(&mut conn, means, part, late, latecomers).await {
            Ok(outcomes) => return Ok(outcomes),
            // The lock makes this impossible; if it ever fails, the table's own word is a refusal, not a fault.
            Err(error)
                if part.len() + late.len() == 1
                    && db::violated(&error) == Some("quota_is_never_oversold") =>
            {
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
