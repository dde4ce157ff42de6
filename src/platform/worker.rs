//! Background tasks that take no arguments: each looks at the state of the world and makes it so, on a timer and
//! whenever somebody calls out that there may be work. The call is a hint: losing one costs a timer's period.
//!
//! A call after a commit wakes this process at once and the others by NOTIFY, sent on a connection of its own:
//! a NOTIFY inside the transaction would make all commits wait for one another. It carries the name of who sent it,
//! so that nobody is woken by herself a second time.

use std::sync::Arc;
use std::time::Duration;

use diesel::sql_types::Text;
use diesel_async::RunQueryDsl;
use futures_util::future::BoxFuture;
use futures_util::{FutureExt as _, StreamExt as _};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use uuid::Uuid;

use crate::platform::db;

/// Calls out that there may be work.
#[derive(Clone, Debug)]
pub struct Waker {
    here: Arc<Notify>,
    elsewhere: Arc<Notify>,
    /// Who this process is to the others.
    name: Uuid,
}

impl Default for Waker {
    fn default() -> Self {
        Self {
            here: Arc::default(),
            elsewhere: Arc::default(),
            name: Uuid::new_v4(),
        }
    }
}

impl Waker {
    /// To be called after a commit that left work. Calls that come together are one.
    pub fn wake(&self) {
        self.here.notify_waiters();
        self.elsewhere.notify_one();
    }
}

/// How long a task rests after a look, unless it says otherwise. Calls that come meanwhile are one.
const REST: Duration = Duration::from_millis(100);

/// One task: its name for the log, how often it looks by itself, whether it also looks when somebody calls, how long
/// it rests between two looks, and what it does when it looks.
pub struct Task {
    name: &'static str,
    period: Duration,
    hears: bool,
    rest: Duration,
    look: Box<dyn Fn() -> BoxFuture<'static, Result<(), String>> + Send + Sync>,
}

impl Task {
    /// A task that runs `look` every `period` and at every call.
    pub fn new<F, R>(name: &'static str, period: Duration, look: F) -> Self
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<(), String>> + Send + 'static,
    {
        Self {
            name,
            period,
            hears: true,
            rest: REST,
            look: Box::new(move || look().boxed()),
        }
    }

    /// The same task deaf to calls: a chore that only time makes necessary.
    #[must_use]
    pub fn by_the_clock(self) -> Self {
        Self { hears: false, ..self }
    }

    /// The same task resting so long between two looks, however many calls there are: for work that is seldom there
    /// when somebody calls.
    #[must_use]
    pub fn resting(self, rest: Duration) -> Self {
        Self { rest, ..self }
    }
}

/// The running tasks of a process.
pub struct Workers {
    stop: watch::Sender<bool>,
    running: JoinSet<()>,
}

impl Workers {
    /// Starts the tasks, and a listener on `url` that hears other processes.
    #[must_use]
    pub fn start(tasks: Vec<Task>, waker: &Waker, url: &str) -> Self {
        let (stop, stopped) = watch::channel(false);
        let mut running = JoinSet::new();
        for task in tasks {
            running.spawn(run(task, waker.clone(), stopped.clone()));
        }
        running.spawn(listen(url.to_owned(), waker.clone(), stopped.clone()));
        running.spawn(call_out(url.to_owned(), waker.clone(), stopped));
        Self { stop, running }
    }

    /// Lets every task finish what it is at, for at most `patience`.
    pub async fn stop(mut self, patience: Duration) {
        // Nobody listens any more: then there is nothing to stop.
        let _ = self.stop.send(true);
        let all = async { while self.running.join_next().await.is_some() {} };
        if tokio::time::timeout(patience, all).await.is_err() {
            tracing::warn!("background tasks did not end in time");
        }
    }
}

async fn run(task: Task, waker: Waker, mut stopped: watch::Receiver<bool>) {
    loop {
        // Registered before looking: a call that comes while it looks is not lost.
        let call = waker.here.notified();
        tokio::pin!(call);
        call.as_mut().enable();
        match std::panic::AssertUnwindSafe((task.look)()).catch_unwind().await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(task = task.name, error, "background task failed"),
            Err(_) => tracing::error!(task = task.name, "background task panicked"),
        }
        tokio::select! {
            biased;
            _ = stopped.wait_for(|stopped| *stopped) => return,
            () = called_after(task.rest, call), if task.hears => {}
            () = tokio::time::sleep(task.period) => {}
        }
    }
}

/// Rests first; a call that came meanwhile is heard afterwards.
async fn called_after(rest: Duration, call: impl Future<Output = ()>) {
    tokio::time::sleep(rest).await;
    call.await;
}

/// How long to wait before a lost connection is opened again.
const RECONNECT: Duration = Duration::from_secs(2);

async fn listen(url: String, waker: Waker, mut stopped: watch::Receiver<bool>) {
    let hear = async {
        loop {
            if let Ok(mut conn) = db::connect(&url).await
                && diesel::sql_query("LISTEN lanyard_work")
                    .execute(&mut conn)
                    .await
                    .is_ok()
            {
                // Whatever was called out while nobody listened.
                waker.here.notify_waiters();
                let mut calls = std::pin::pin!(conn.notifications_stream());
                while let Some(Ok(call)) = calls.next().await {
                    if call.payload != waker.name.to_string() {
                        waker.here.notify_waiters();
                    }
                }
            }
            tokio::time::sleep(RECONNECT).await;
        }
    };
    tokio::select! {
        () = hear => {}
        _ = stopped.wait_for(|stopped| *stopped) => {}
    }
}

async fn call_out(url: String, waker: Waker, mut stopped: watch::Receiver<bool>) {
    let call = async {
        loop {
            if let Ok(mut conn) = db::connect(&url).await {
                loop {
                    waker.elsewhere.notified().await;
                    let call = diesel::sql_query("SELECT pg_notify('lanyard_work', $1)");
                    if call
                        .bind::<Text, _>(waker.name.to_string())
                        .execute(&mut conn)
                        .await
                        .is_err()
                    {
                        break;
                    }
                    // At most twenty a second, however many commits there are.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
            tokio::time::sleep(RECONNECT).await;
        }
    };
    tokio::select! {
        () = call => {}
        _ = stopped.wait_for(|stopped| *stopped) => {}
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// How often a task looks that is called a hundred times, and how long that took.
    async fn looks(change: impl FnOnce(Task) -> Task) -> (usize, Duration) {
        let begun = std::time::Instant::now();
        let looks = Arc::new(AtomicUsize::new(0));
        let task = Task::new("busy", Duration::from_hours(1), {
            let looks = looks.clone();
            move || {
                looks.fetch_add(1, Ordering::Relaxed);
                async { Ok(()) }
            }
        });
        let (waker, (stop, stopped)) = (Waker::default(), watch::channel(false));
        let running = tokio::spawn(run(change(task), waker.clone(), stopped));
        for _ in 0..100 {
            tokio::time::sleep(Duration::from_millis(10)).await;
            waker.wake();
        }
        stop.send(true).unwrap();
        running.await.unwrap();
        (AtomicUsize::load(&looks, Ordering::Relaxed), begun.elapsed())
    }

    #[tokio::test]
    async fn many_calls_are_few_looks_and_none_for_the_deaf() {
        assert_eq!(looks(Task::by_the_clock).await.0, 1);
        let (rested, took) = looks(|task| task.resting(Duration::from_millis(400))).await;
        // The first one needs no rest before it.
        let most = 1 + took.as_millis() / 400;
        assert!(
            rested >= 2 && rested as u128 <= most,
            "{rested} looks in {took:?}"
        );
        let (restless, _) = looks(|task| task.resting(Duration::ZERO)).await;
        assert!(restless > rested, "the control: {restless} looks");
    }

    #[tokio::test]
    async fn a_call_during_the_rest_is_heard_after_it() {
        let looked = Arc::new(Notify::new());
        let task = Task::new("late", Duration::from_hours(1), {
            let looked = looked.clone();
            move || {
                looked.notify_one();
                async { Ok(()) }
            }
        });
        let (waker, (_stop, stopped)) = (Waker::default(), watch::channel(false));
        tokio::spawn(run(
            task.resting(Duration::from_millis(50)),
            waker.clone(),
            stopped,
        ));
        looked.notified().await;
        tokio::task::yield_now().await;
        waker.wake();
        looked.notified().await;
    }
}
