//! `postmaster.pid`, in which a running server says who it is, and which a killed one leaves behind.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{error::PostgresError, user::ServerUser};

/// The lines of `postmaster.pid` that say who to talk to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PidFile {
    /// The server's main process.
    pub(super) pid: u32,
    /// The data directory, as the server was told it.
    pub(super) directory: PathBuf,
    /// The TCP port it listens on.
    pub(super) port: u16,
}

impl PidFile {
    /// The file's path, given the data directory.
    pub(super) fn path(cluster: &Path) -> PathBuf {
        cluster.join("postmaster.pid")
    }

    /// Reads the file; `None` if there is none, or if the server is only just writing it.
    ///
    /// # Errors
    /// [`PostgresError::File`] when it is there but cannot be read.
    pub(super) fn read(cluster: &Path) -> Result<Option<Self>, PostgresError> {
        let path = Self::path(cluster);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Self::parse(&text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(PostgresError::file("read", path)(error)),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        // PID, data directory, start time, port, socket directory, listen address, shared memory, status.
        let mut lines = text.lines();
        let pid = lines.next()?.trim().parse().ok()?;
        let directory = PathBuf::from(lines.next()?);
        let port = lines.nth(1)?.trim().parse().ok()?;
        Some(Self { pid, directory, port })
    }
}

/// What a process number stands for at this moment.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Process {
    /// A running PostgreSQL.
    Postgres,
    /// Something else that was given the number of a process long gone, or a dead process that nobody has
    /// buried. PostgreSQL takes either for a server and would not start beside it.
    Other,
    /// Nothing.
    Gone,
}

impl Process {
    /// Looks at a process. It has to be of PostgreSQL's make, not merely alive: in a container the same few
    /// numbers are handed out again after every restart.
    pub(super) async fn look_up(pid: u32) -> Self {
        if Path::new("/proc/self/stat").exists() {
            let Ok(stat) = fs::read(format!("/proc/{pid}/stat")) else {
                return Self::Gone;
            };
            let stat = String::from_utf8_lossy(&stat);
            // "123 (postgres) S 1 …", where the name may itself contain brackets and spaces.
            let name = stat.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')'));
            return name.map_or(Self::Other, |(name, rest)| Self::judge(name, rest));
        }
        // Not on Linux, where `ps` is not always installed.
        let mut ps = ServerUser::Ourselves.command("ps");
        ps.args(["-o", "stat=,comm=", "-p", &pid.to_string()]);
        let Ok(output) = ServerUser::Ourselves.output(ps).await else {
            return Self::Gone;
        };
        match String::from_utf8_lossy(&output.stdout)
            .trim()
            .split_once(char::is_whitespace)
        {
            Some((state, name)) => Self::judge(name, state),
            None => Self::Gone,
        }
    }

    fn judge(name: &str, state: &str) -> Self {
        let dead = state.trim_start().starts_with(['Z', 'X']);
        // Not equal to: some builds run the server through a wrapper (`.postgres-wrapped`), and `ps` gives a
        // path.
        if !dead && name.contains("postgres") {
            Self::Postgres
        } else {
            Self::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pid_file_is_read_up_to_its_port() {
        let text =
            "4711\n/srv/lanyard data/postgres\n1763935000\n40123\n\n127.0.0.1\n  1234567  32768\nready   \n";
        let expected = PidFile {
            pid: 4711,
            directory: "/srv/lanyard data/postgres".into(),
            port: 40123,
        };
        assert_eq!(PidFile::parse(text), Some(expected));
    }

    #[test]
    fn a_pid_file_that_is_being_written_is_none_yet() {
        assert_eq!(PidFile::parse(""), None);
        assert_eq!(PidFile::parse("4711\n/srv/postgres\n1763935000\n"), None);
    }

    #[test]
    fn only_a_living_postgres_counts_as_one() {
        assert_eq!(Process::judge("postgres", " S 1 4711 4711 0"), Process::Postgres);
        assert_eq!(Process::judge(".postgres-wrapp", " S 1 4711"), Process::Postgres);
        assert_eq!(Process::judge("postgres", " Z 1 4711"), Process::Other);
        assert_eq!(Process::judge("lanyard", " R 1 4711"), Process::Other);
    }

    #[tokio::test]
    async fn this_very_test_is_a_process_but_not_postgres() {
        assert_eq!(Process::look_up(std::process::id()).await, Process::Other);
        assert_eq!(Process::look_up(u32::MAX).await, Process::Gone);
    }
}
