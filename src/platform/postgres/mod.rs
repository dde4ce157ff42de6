//! A PostgreSQL of our own, so that trying Lanyard out needs no database to be set up first.
//!
//! Without a `DATABASE_URL`, every command of Lanyard's [joins](OwnPostgres::join) the server of the cluster
//! in the data folder, starting it if it does not run, and [leaves](OwnPostgres::leave) it at the end; the
//! last one to leave stops it. The server programs are those that are installed: nothing is downloaded, and
//! nothing but the cluster's folder and the files beside it is touched. The tests use the same module,
//! trading durability for speed.
//!
//! What has to hold, whatever is killed when:
//!
//! - no two servers ever run on one cluster;
//! - a cluster is there whole, or not at all (`cluster.rs`);
//! - a command that is killed blocks nobody: its locks go with it (`lock.rs`), and a server that is left
//!   over is adopted by the next command (`server.rs`).

mod error;
mod lock;
mod user;
mod binaries;
mod place;
mod cluster;
mod pid_file;
mod server;

use std::{
    fmt,
    path::{Path, PathBuf},
};

pub use self::{cluster::Durability, error::PostgresError};

use self::{
    binaries::Binaries,
    lock::Lock,
    place::{Place, beside, settle},
    server::Server,
};

/// Where the cluster is and how it is served.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The cluster's folder, such as `DATA_DIR/postgres`; made if absent. Locks, password and log lie beside
    /// it.
    pub directory: PathBuf,
    /// The folder with `postgres` and `initdb`, if they are not to be looked for.
    pub bin_dir: Option<PathBuf>,
    /// What is to survive a crash. A server that runs already keeps what it was started with.
    pub durability: Durability,
}

/// A share in a running server.
///
/// Dropping it without [`OwnPostgres::leave`] gives the share up but leaves the server running, as a crash
/// would.
pub struct OwnPostgres {
    server: Server,
    url: String,
    users: Lock,
    start_lock: PathBuf,
}

impl OwnPostgres {
    /// Finds the cluster's server or starts it, with the cluster being made first if need be; waits until it
    /// accepts connections, and creates the database `lanyard` if absent.
    ///
    /// Takes about a second the first time, and a fifth of one to start. Any number of commands may do this
    /// at once.
    ///
    /// # Errors
    /// [`PostgresError::NoBinaries`] when PostgreSQL is not installed, and whatever else may be wrong with
    /// it.
    pub async fn join(settings: &Settings) -> Result<Self, PostgresError> {
        let directory = settle(&settings.directory)?;
        // The locks are always there, even if the cluster is elsewhere: it is what the settings name that is
        // shared.
        let start_lock = beside(&directory, "start.lock");
        let _starting = Lock::exclusive(&start_lock).await?;
        // Like `_starting`, given up should anything below fail.
        let (users, alone) = Lock::shared(&beside(&directory, "users.lock")).await?;

        let server = prepare(&directory, settings).await?;
        // While somebody uses a server that cannot be seen, it may well be running where we cannot see it, in
        // another container say, and a second one would destroy the data.
        match open(&server, settings.durability, alone).await {
            Ok(url) => Ok(Self {
                server,
                url,
                users,
                start_lock,
            }),
            Err(error) => {
                if alone && let Err(unstoppable) = server.stop().await {
                    tracing::warn!(error = %unstoppable, "PostgreSQL is left running");
                }
                Err(error)
            }
        }
    }

    /// The database's address, `postgres://lanyard:<password>@127.0.0.1:<port>/lanyard`. It contains the
    /// password: not for logs.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A sentence to show, when the cluster is not where the settings say.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.server.place.note.as_deref()
    }

    /// Gives the share up. The last one stops the server, cutting off whoever is still connected, and waits
    /// up to 30 seconds for that.
    ///
    /// # Errors
    /// [`PostgresError::Busy`] when another command is starting or stopping the server for over a minute;
    /// [`PostgresError::StopFailed`] when the server does not stop.
    pub async fn leave(self) -> Result<(), PostgresError> {
        let _leaving = Lock::exclusive(&self.start_lock).await?;
        // Bound after the start lock to be dropped before it: whoever comes next must not find a user who has
        // gone.
        let Self { server, users, .. } = self;
        if users.is_only_holder() {
            server.stop().await
        } else {
            Ok(())
        }
    }
}

impl fmt::Debug for OwnPostgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnPostgres")
            .field("cluster", &self.server.place.cluster)
            .finish_non_exhaustive()
    }
}

/// Everything a server needs before it can run.
async fn prepare(directory: &Path, settings: &Settings) -> Result<Server, PostgresError> {
    let place = Place::find(directory).await?;
    let binaries = Binaries::find(settings.bin_dir.as_deref(), &place.cluster).await?;
    if !place.has_cluster()? {
        cluster::make(&place, &binaries, settings.durability).await?;
    }
    place.write_note()?;
    let password = cluster::read_password(&place)?;
    Ok(Server {
        place,
        binaries,
        password,
    })
}

/// Has the server running with our database in it, and returns its address.
async fn open(server: &Server, durability: Durability, may_start: bool) -> Result<String, PostgresError> {
    let port = server.run(durability, may_start).await?;
    server.create_database(port).await?;
    Ok(server.url(port))
}
