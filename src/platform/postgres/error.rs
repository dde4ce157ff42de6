//! What can go wrong with a PostgreSQL of our own, each said so that whoever reads it knows what to do next.

use std::{io, path::PathBuf};

use thiserror::Error;

/// Why no running PostgreSQL could be had, or why it could not be stopped.
///
/// Each message leaves out what its [source](std::error::Error::source) says: print the whole chain.
#[derive(Debug, Error)]
pub enum PostgresError {
    /// There are no server programs, or only ones of an unsuitable version.
    #[error(
        "PostgreSQL {needed} was not found in {searched}; Lanyard needs its server programs, so do one of:\n\
         \x20 Debian, Ubuntu:   apt-get install postgresql\n\
         \x20 Fedora, RHEL:     dnf install postgresql-server\n\
         \x20 macOS:            brew install postgresql@17\n\
         \x20 anywhere:         set PG_BIN_DIR to the folder that holds initdb and postgres, or DATABASE_URL \
         to a server you have (docker run -e POSTGRES_PASSWORD=… -p 5432:5432 postgres:17)"
    )]
    NoBinaries {
        /// The version that would do, such as `14 or newer`.
        needed: String,
        /// Where it was looked for.
        searched: String,
    },

    /// The cluster belongs to a major version of PostgreSQL other than the installed ones.
    #[error(
        "the database in {cluster} was made by PostgreSQL {made_by}, but only PostgreSQL {installed} is \
         installed; install {made_by} again or convert the folder with pg_upgrade"
    )]
    OtherMajor {
        /// The data directory.
        cluster: PathBuf,
        /// The major version the directory was made by.
        made_by: u32,
        /// The major versions that were found, separated by commas.
        installed: String,
    },

    /// PostgreSQL refuses to run as root and there is nobody to run it as.
    #[error(
        "PostgreSQL does not run as root and there is no user `postgres` or `nobody` to run it as; create \
         one or start Lanyard as an ordinary user"
    )]
    NoUser,

    /// The user that owns an existing cluster cannot get at it.
    #[error(
        "the database in {cluster} belongs to the user {user}, who may not enter that folder; allow it with \
         chmod +x on the folders above"
    )]
    Unreachable {
        /// The data directory.
        cluster: PathBuf,
        /// The user PostgreSQL would have run as.
        user: String,
    },

    /// The note in the data folder names a cluster that has gone.
    #[error(
        "{note} says that the database lies in {cluster}, but it is not there; bring it back, or delete the \
         note to begin with an empty database"
    )]
    Lost {
        /// The file that says where the cluster is.
        note: PathBuf,
        /// Where it should be.
        cluster: PathBuf,
    },

    /// The cluster is there but not its password.
    #[error("the database in {cluster} cannot be opened without its password, which should be in {file}")]
    NoPassword {
        /// The data directory.
        cluster: PathBuf,
        /// The file that should hold the password.
        file: PathBuf,
    },

    /// The server does not take the password that is kept beside the cluster.
    #[error("the PostgreSQL in {cluster} refuses the password kept in {file}")]
    WrongPassword {
        /// The data directory.
        cluster: PathBuf,
        /// The file that holds the password.
        file: PathBuf,
        /// PostgreSQL's answer.
        source: tokio_postgres::Error,
    },

    /// `postmaster.pid` was left by, or copied from, a server that runs on another directory.
    #[error(
        "{file} names the server (process {pid}) of another folder, {other}; stop that server, or delete \
         the file if this folder is a copy of the other"
    )]
    ForeignServer {
        /// The `postmaster.pid` in question.
        file: PathBuf,
        /// The process it names.
        pid: u32,
        /// The data directory that process serves.
        other: PathBuf,
    },

    /// Others use the cluster, yet no server for it is visible.
    #[error(
        "another Lanyard command uses the database in {cluster}, but its server is not to be seen from \
         here: it crashed or it runs in another container; stop that command first, or give both a \
         DATABASE_URL"
    )]
    InvisibleServer {
        /// The data directory.
        cluster: PathBuf,
    },

    /// A lock stayed taken for too long.
    #[error(
        "another Lanyard command has been starting or stopping the database for over {seconds} seconds (it \
         holds the lock {lock}); try again when it is done"
    )]
    Busy {
        /// The lock file.
        lock: PathBuf,
        /// How long was waited.
        seconds: u64,
    },

    /// PostgreSQL ended instead of accepting connections.
    #[error("PostgreSQL could not start: {reason} (more in {log})")]
    StartFailed {
        /// What it said last.
        reason: String,
        /// Where it says more.
        log: PathBuf,
    },

    /// PostgreSQL runs but accepts no connections.
    #[error("PostgreSQL accepted no connection within {seconds} seconds; {log} may say why")]
    NotReady {
        /// How long was waited.
        seconds: u64,
        /// PostgreSQL's own log.
        log: PathBuf,
    },

    /// PostgreSQL would not stop.
    #[error("PostgreSQL on {cluster} could not be stopped: {reason}")]
    StopFailed {
        /// The data directory.
        cluster: PathBuf,
        /// What `pg_ctl` said.
        reason: String,
    },

    /// The server answered a statement of ours with an error.
    #[error("PostgreSQL could not {action}")]
    Statement {
        /// What was asked of it.
        action: &'static str,
        /// Its answer.
        source: tokio_postgres::Error,
    },

    /// A program could not be started.
    #[error("could not run {program} as {user}")]
    Run {
        /// The program.
        program: String,
        /// The user it was to run as.
        user: String,
        /// The operating system's reason.
        source: io::Error,
    },

    /// A program ended with a failure.
    #[error("{program} failed: {reason}")]
    Failed {
        /// The program.
        program: String,
        /// What it said.
        reason: String,
    },

    /// A file or folder could not be used.
    #[error("could not {action} {path}")]
    File {
        /// What was tried, such as `read`.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The operating system's reason.
        source: io::Error,
    },

    /// The operating system refused something that is not about a file.
    #[error("could not {action}")]
    System {
        /// What was tried.
        action: &'static str,
        /// The operating system's reason.
        source: io::Error,
    },
}

impl PostgresError {
    /// For `map_err`: what was being done to which path when the operating system refused.
    pub(super) fn file(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { action, path, source }
    }
}
