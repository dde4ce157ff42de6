//! Advisory file locks, which the operating system releases even when their holder is killed.
//!
//! Two files carry the agreement between the commands that share a server. The *start lock* is held by one
//! command at a time, while it starts, joins or leaves. The *users lock* is held, shared, by each command for
//! as long as it uses the server; whoever can have it alone is the only user. It changes hands only under the
//! start lock.

use std::{
    fs::{File, TryLockError},
    path::Path,
    time::Duration,
};

use tokio::time::{Instant, sleep};

use super::error::PostgresError;

/// How long to wait for another command that is starting or stopping the server.
const PATIENCE: Duration = Duration::from_mins(1);

/// Trying again is how a wait gets a limit: a blocking `flock` has none and cannot be cancelled.
const PAUSE: Duration = Duration::from_millis(25);

/// A lock on a file, released when dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
}

impl Lock {
    /// Takes the lock for nobody else to have, waiting up to a minute for it.
    ///
    /// # Errors
    /// [`PostgresError::Busy`] when the minute is over; [`PostgresError::File`] when the file cannot be
    /// locked at all.
    pub(super) async fn exclusive(path: &Path) -> Result<Self, PostgresError> {
        let lock = Self { file: open(path)? };
        lock.wait(path, File::try_lock).await?;
        Ok(lock)
    }

    /// Takes the lock together with others, and tells whether there were none. Call it under the start lock,
    /// without which the answer would be out of date at once.
    ///
    /// # Errors
    /// As [`Lock::exclusive`].
    pub(super) async fn shared(path: &Path) -> Result<(Self, bool), PostgresError> {
        let lock = Self { file: open(path)? };
        let alone = lock.is_only_holder();
        lock.wait(path, File::try_lock_shared).await?;
        Ok((lock, alone))
    }

    /// Whether nobody else holds the lock. The answer may cost a shared lock its hold: ask it only just
    /// before giving the lock up, under the start lock.
    pub(super) fn is_only_holder(&self) -> bool {
        self.file.try_lock().is_ok()
    }

    async fn wait(
        &self,
        path: &Path,
        attempt: impl Fn(&File) -> Result<(), TryLockError>,
    ) -> Result<(), PostgresError> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match attempt(&self.file) {
                Ok(()) => return Ok(()),
                Err(TryLockError::Error(source)) => return Err(PostgresError::file("lock", path)(source)),
                Err(TryLockError::WouldBlock) if Instant::now() < deadline => sleep(PAUSE).await,
                Err(TryLockError::WouldBlock) => {
                    return Err(PostgresError::Busy {
                        lock: path.to_owned(),
                        seconds: PATIENCE.as_secs(),
                    });
                }
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file is not enough: a child process being forked on another thread at this moment has a
        // copy of it until it executes its program, and would hold the lock for us meanwhile.
        if let Err(error) = self.file.unlock() {
            tracing::debug!(%error, "a lock was not released before its file was closed");
        }
    }
}

fn open(path: &Path) -> Result<File, PostgresError> {
    File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .map_err(PostgresError::file("open", path))
}
