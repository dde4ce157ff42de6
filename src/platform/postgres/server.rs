//! Starts the server of a cluster, finds one that is running already, and stops it.
//!
//! The server is not tied to the command that started it: other commands may be using it when that one ends,
//! and if all are killed it goes on until the next one adopts it. `postmaster.pid` alone says whether and
//! where it runs.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    net::{Ipv4Addr, TcpListener},
    os::unix::{
        fs::OpenOptionsExt,
        process::{CommandExt, ExitStatusExt},
    },
    path::Path,
    process::{Child, ExitStatus},
    thread,
    time::Duration,
};

use tokio::{
    sync::oneshot,
    time::{Instant, sleep},
};
use tokio_postgres::{Client, Config, NoTls, error::SqlState};

use super::{
    binaries::Binaries,
    cluster::{Durability, NAME, last_words},
    error::PostgresError,
    pid_file::{PidFile, Process},
    place::Place,
};

/// How long a server may take until it accepts connections. After a crash it first replays what it had not
/// yet written in place, which takes minutes at worst.
const READY_WITHIN: Duration = Duration::from_mins(5);

/// After how long the person waiting is told that there is something to wait for.
const TELL_AFTER: Duration = Duration::from_secs(5);

/// How often a server is started that cannot start for a reason that passes.
const ATTEMPTS: u32 = 50;

/// How long to wait before looking again.
const PAUSE: Duration = Duration::from_millis(50);

/// The size in bytes beyond which the log is set aside at a start.
const LONG_LOG: u64 = 10 * 1024 * 1024;

/// What the server says about reasons that pass: the free port was taken before it got there, or the
/// processes of a server that was killed are still ending.
const PASSING: [&str; 3] = [
    "Address already in use",
    "lock file \"postmaster.pid\" already exists",
    "pre-existing shared memory block",
];

/// The server of one cluster, running or not.
pub(super) struct Server {
    pub(super) place: Place,
    pub(super) binaries: Binaries,
    pub(super) password: String,
}

impl Server {
    /// Finds the running server or starts one, waits until it accepts connections, and returns its port. With
    /// `may_start` false it only finds. Call it under the start lock.
    ///
    /// # Errors
    /// Mainly [`PostgresError::StartFailed`] with the server's own reason; [`PostgresError::InvisibleServer`]
    /// when none is running and none may be started.
    pub(super) async fn run(&self, durability: Durability, may_start: bool) -> Result<u16, PostgresError> {
        let begun = Instant::now();
        let mut told = false;
        let mut attempts = 0;
        let mut started: Option<Started> = None;
        loop {
            if let Some(port) = self.running_port().await? {
                if self.accepts_connections(port).await? {
                    return Ok(port);
                }
            } else if let Some(child) = &mut started {
                if child.has_ended() {
                    let said = child.log_since(&self.place.log_file())?;
                    if attempts >= ATTEMPTS || !PASSING.iter().any(|reason| said.contains(reason)) {
                        return Err(PostgresError::StartFailed {
                            reason: fatal_reason(&said),
                            log: self.place.log_file(),
                        });
                    }
                    started = None;
                }
            } else if may_start {
                attempts += 1;
                self.clear_away_pid_file().await?;
                started = Some(self.spawn(durability)?);
            } else {
                return Err(PostgresError::InvisibleServer {
                    cluster: self.place.cluster.clone(),
                });
            }

            if begun.elapsed() > READY_WITHIN {
                return Err(PostgresError::NotReady {
                    seconds: READY_WITHIN.as_secs(),
                    log: self.place.log_file(),
                });
            }
            if !told && begun.elapsed() > TELL_AFTER {
                told = true;
                let log = self.place.log_file();
                tracing::info!(log = %log.display(), "waiting for PostgreSQL to accept connections");
            }
            sleep(PAUSE).await;
        }
    }

    /// The port of the server that `postmaster.pid` names, if that process is a living PostgreSQL.
    async fn running_port(&self) -> Result<Option<u16>, PostgresError> {
        let cluster = &self.place.cluster;
        let Some(PidFile { pid, directory, port }) = PidFile::read(cluster)? else {
            return Ok(None);
        };
        match Process::look_up(pid).await {
            Process::Postgres if is_same(&directory, cluster) => Ok(Some(port)),
            Process::Postgres => Err(PostgresError::ForeignServer {
                file: PidFile::path(cluster),
                pid,
                other: directory,
            }),
            Process::Other | Process::Gone => Ok(None),
        }
    }

    /// Removes a `postmaster.pid` that would keep a server from starting although none is running. The file
    /// of a process that is gone is left for PostgreSQL to deal with, which also looks for children that
    /// outlived it.
    async fn clear_away_pid_file(&self) -> Result<(), PostgresError> {
        let Some(PidFile { pid, .. }) = PidFile::read(&self.place.cluster)? else {
            return Ok(());
        };
        if Process::look_up(pid).await != Process::Other {
            return Ok(());
        }
        let path = PidFile::path(&self.place.cluster);
        tracing::warn!(pid, file = %path.display(), "removing what a server that is gone has left behind");
        fs::remove_file(&path).map_err(PostgresError::file("remove", path))
    }

    /// Starts the server, in a process group of its own: Ctrl-C in the terminal is for us to act on, not for
    /// it.
    fn spawn(&self, durability: Durability) -> Result<Started, PostgresError> {
        let log_file = self.place.log_file();
        let (log, log_begins) = open_log(&log_file)?;
        let errors = log.try_clone().map_err(PostgresError::file("open", &log_file))?;
        let port = free_port()?;

        let mut postgres = self.place.user.command(self.binaries.program("postgres"));
        postgres
            .arg("-D")
            .arg(&self.place.cluster)
            .arg("-c")
            .arg(format!("port={port}"));
        for setting in durability.server_settings() {
            postgres.args(["-c", setting]);
        }
        postgres.stdout(log).stderr(errors).process_group(0);
        let child = postgres.spawn().map_err(|source| PostgresError::Run {
            program: self.binaries.program("postgres").display().to_string(),
            user: self.place.user.name().to_owned(),
            source,
        })?;
        tracing::debug!(pid = child.id(), port, "starting PostgreSQL");
        Ok(Started {
            ended: bury_when_dead(child)?,
            log_begins,
        })
    }

    /// Whether the server takes connections now.
    async fn accepts_connections(&self, port: u16) -> Result<bool, PostgresError> {
        match self.connect(port, "postgres").await {
            Ok(_) => Ok(true),
            Err(error) if is_about_the_password(&error) => Err(PostgresError::WrongPassword {
                cluster: self.place.cluster.clone(),
                file: self.place.password_file(),
                source: error,
            }),
            // It has come far enough to say no: there are users who will go again.
            Err(error) if error.code() == Some(&SqlState::TOO_MANY_CONNECTIONS) => Ok(true),
            Err(error) => {
                tracing::trace!(%error, "PostgreSQL is not ready");
                Ok(false)
            }
        }
    }

    /// Creates the database that is ours to use, unless it is there.
    ///
    /// # Errors
    /// [`PostgresError::Statement`] when the server refuses.
    pub(super) async fn create_database(&self, port: u16) -> Result<(), PostgresError> {
        let failed = |action| move |source| PostgresError::Statement { action, source };
        let client = self
            .connect(port, "postgres")
            .await
            .map_err(failed("accept a connection"))?;
        let present = client
            .query_opt("SELECT FROM pg_database WHERE datname = $1", &[&NAME])
            .await
            .map_err(failed("list its databases"))?;
        if present.is_none() {
            let statement = format!("CREATE DATABASE {NAME}");
            client
                .batch_execute(&statement)
                .await
                .map_err(failed("create the database"))?;
        }
        Ok(())
    }

    /// Where the database is, for a client.
    pub(super) fn url(&self, port: u16) -> String {
        // The password is base64url, of which nothing needs escaping.
        format!(
            "postgres://{NAME}:{}@{}:{port}/{NAME}",
            self.password,
            Ipv4Addr::LOCALHOST
        )
    }

    async fn connect(&self, port: u16, database: &str) -> Result<Client, tokio_postgres::Error> {
        let (client, connection) = Config::new()
            .host(Ipv4Addr::LOCALHOST.to_string())
            .port(port)
            .user(NAME)
            .password(&self.password)
            .dbname(database)
            .connect_timeout(Duration::from_secs(5))
            .connect(NoTls)
            .await?;
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection to PostgreSQL broke");
            }
        });
        Ok(client)
    }

    /// Stops the server, waiting up to 30 seconds: open transactions are rolled back, and what was committed
    /// is written in place. Does nothing if none is running. Call it under the start lock.
    ///
    /// # Errors
    /// [`PostgresError::StopFailed`] when it is still there.
    pub(super) async fn stop(&self) -> Result<(), PostgresError> {
        if self.running_port().await?.is_none() {
            return Ok(());
        }
        // It sends SIGINT and waits until `postmaster.pid` is gone, the last thing a server does.
        let mut pg_ctl = self.place.user.command(self.binaries.program("pg_ctl"));
        pg_ctl
            .args([
                "stop",
                "--silent",
                "--wait",
                "--timeout=30",
                "--mode=fast",
                "--pgdata",
            ])
            .arg(&self.place.cluster);
        let output = self.place.user.output(pg_ctl).await?;
        if output.status.success() || self.running_port().await?.is_none() {
            return Ok(());
        }
        Err(PostgresError::StopFailed {
            cluster: self.place.cluster.clone(),
            reason: last_words(&output),
        })
    }
}

/// A server process of which nobody knows yet whether it will do.
#[derive(Debug)]
struct Started {
    ended: oneshot::Receiver<io::Result<ExitStatus>>,
    log_begins: u64,
}

impl Started {
    fn has_ended(&mut self) -> bool {
        !matches!(self.ended.try_recv(), Err(oneshot::error::TryRecvError::Empty))
    }

    /// What was written to the log since the process started, or the beginning of that if it is long.
    fn log_since(&self, log: &Path) -> Result<String, PostgresError> {
        let read = || PostgresError::file("read", log);
        let mut file = File::open(log).map_err(read())?;
        file.seek(SeekFrom::Start(self.log_begins)).map_err(read())?;
        let mut bytes = Vec::new();
        file.take(64 * 1024).read_to_end(&mut bytes).map_err(read())?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Waits for a child's end on a thread of its own, for as long as that takes. Whoever stops the server may be
/// another process, and would see it as alive until its parent has taken note; the async runtime, which could
/// do this too, may be gone by then.
fn bury_when_dead(mut child: Child) -> Result<oneshot::Receiver<io::Result<ExitStatus>>, PostgresError> {
    let (sender, ended) = oneshot::channel();
    thread::Builder::new()
        .name("postgres".to_owned())
        .spawn(move || {
            let status = child.wait();
            if let Ok(status) = &status {
                tracing::debug!(code = status.code(), signal = status.signal(), "PostgreSQL ended");
            }
            // Once the server is ready nobody waits for its end any more.
            drop(sender.send(status));
        })
        .map_err(|source| PostgresError::System {
            action: "start a thread",
            source,
        })?;
    Ok(ended)
}

/// A port that is free at this moment. Another program may take it before PostgreSQL does; then there is
/// another attempt.
fn free_port() -> Result<u16, PostgresError> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|source| PostgresError::System {
            action: "find a free port",
            source,
        })
}

/// Opens the log to append to it, and tells its length. One that has grown long is set aside, over the one
/// before.
fn open_log(path: &Path) -> Result<(File, u64), PostgresError> {
    if fs::metadata(path).is_ok_and(|log| log.len() > LONG_LOG) {
        fs::rename(path, path.with_added_extension("old")).map_err(PostgresError::file("rename", path))?;
    }
    let opened = || PostgresError::file("open", path);
    let log = File::options()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(path)
        .map_err(opened())?;
    let length = log.metadata().map_err(opened())?.len();
    Ok((log, length))
}

/// Whether two paths lead to the same folder.
fn is_same(one: &Path, other: &Path) -> bool {
    one == other || one.canonicalize().is_ok_and(|one| one == other)
}

fn is_about_the_password(error: &tokio_postgres::Error) -> bool {
    error.code().is_some_and(|code| {
        [
            SqlState::INVALID_PASSWORD,
            SqlState::INVALID_AUTHORIZATION_SPECIFICATION,
        ]
        .contains(code)
    })
}

/// The last reason a server gave for ending, without the time and process before it.
fn fatal_reason(log: &str) -> String {
    let fatal = log
        .lines()
        .rev()
        .find_map(|line| Some(line.split_once("FATAL:  ")?.1));
    let last = || log.lines().rev().find(|line| !line.trim().is_empty());
    fatal.or_else(last).unwrap_or("it said nothing").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_for_a_failed_start_is_the_last_fatal_line() {
        let log = "21:00:00.000 UTC [7] LOG:  could not bind IPv4 address: Address already in use\n\
                   21:00:00.001 UTC [7] HINT:  Is another postmaster already running on port 5432?\n\
                   21:00:00.002 UTC [7] FATAL:  could not create any TCP/IP sockets\n\
                   21:00:00.003 UTC [7] LOG:  database system is shut down\n";
        assert_eq!(fatal_reason(log), "could not create any TCP/IP sockets");
        assert_eq!(
            fatal_reason("postgres: no such option\n\n"),
            "postgres: no such option"
        );
        assert_eq!(fatal_reason(""), "it said nothing");
    }

    #[test]
    fn a_long_log_is_set_aside() -> Result<(), Box<dyn std::error::Error>> {
        let folder = std::env::temp_dir().join(format!("lanyard-log-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let log = folder.join("postgres.log");
        File::create(&log)?.set_len(LONG_LOG + 1)?;
        assert_eq!(open_log(&log)?.1, 0);
        assert_eq!(fs::metadata(folder.join("postgres.log.old"))?.len(), LONG_LOG + 1);
        fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
