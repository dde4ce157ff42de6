//! Makes a cluster (what PostgreSQL calls the databases of one server, and their folder) and says how it is
//! served.
//!
//! A cluster is made beside its place and moved there when it is whole, so that a start that was killed
//! leaves nothing that looks like a cluster but is not.

use std::{
    fs::{self, File},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
    process::Output,
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use rand::{TryRng, rngs::SysRng};

use super::{
    binaries::Binaries,
    error::PostgresError,
    place::{Place, parent},
};

/// The name of the cluster's only user, and of the database.
pub(super) const NAME: &str = "lanyard";

/// What is worth more: the data, or the time it takes to write them safely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// What was committed survives a crash of the program and of the machine.
    Durable,
    /// A crash may destroy the cluster. For tests.
    Throwaway,
}

impl Durability {
    /// The server's settings, each as `name=value`. They are given on the command line rather than in
    /// `postgresql.conf`, so that a cluster made by an older Lanyard gets those of today.
    pub(super) fn server_settings(self) -> impl Iterator<Item = &'static str> {
        const ALWAYS: [&str; 7] = [
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            // Its messages are searched for words (`server.rs`).
            "lc_messages=C",
            "log_destination=stderr",
            "logging_collector=off",
            "log_timezone=UTC",
            "timezone=UTC",
        ];
        const DURABLE: &[&str] = &["shared_buffers=256MB", "fsync=on"];
        const THROWAWAY: &[&str] = &[
            "shared_buffers=128MB",
            "max_connections=300",
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "autovacuum=off",
        ];
        let own = match self {
            Self::Durable => DURABLE,
            Self::Throwaway => THROWAWAY,
        };
        ALWAYS.iter().chain(own).copied()
    }
}

/// Makes the cluster with its password. Call it under the start lock, when there is none at `place` yet.
///
/// # Errors
/// [`PostgresError::Failed`] with what `initdb` said; [`PostgresError::File`] when a folder cannot be
/// written.
pub(super) async fn make(
    place: &Place,
    binaries: &Binaries,
    durability: Durability,
) -> Result<(), PostgresError> {
    let unfinished = place.unfinished();
    absent_or(fs::remove_dir_all(&unfinished)).map_err(PostgresError::file("remove", &unfinished))?;
    write_password(place)?;
    fs::DirBuilder::new()
        .mode(0o700)
        .create(&unfinished)
        .map_err(PostgresError::file("create", &unfinished))?;
    place.user.give(&unfinished)?;

    let locale = if cfg!(target_os = "macos") { "C" } else { "C.UTF-8" };
    let mut initdb = place.user.command(binaries.program("initdb"));
    initdb.args(["--username", NAME, "--encoding", "UTF8", "--locale", locale]);
    initdb.args(["--auth", "scram-sha-256", "--data-checksums", "--no-instructions"]);
    if durability == Durability::Throwaway {
        initdb.arg("--no-sync");
    }
    initdb
        .arg("--pwfile")
        .arg(place.password_file())
        .arg("--pgdata")
        .arg(&unfinished);
    let output = place.user.output(initdb).await?;
    if !output.status.success() {
        return Err(PostgresError::Failed {
            program: "initdb".to_owned(),
            reason: last_words(&output),
        });
    }

    fs::rename(&unfinished, &place.cluster)
        .map_err(PostgresError::file("move the new database to", &place.cluster))?;
    flush(parent(&place.cluster))
}

/// The password of the cluster's user.
///
/// # Errors
/// [`PostgresError::NoPassword`] when it is gone.
pub(super) fn read_password(place: &Place) -> Result<String, PostgresError> {
    let file = place.password_file();
    let no_password = || PostgresError::NoPassword {
        cluster: place.cluster.clone(),
        file: file.clone(),
    };
    match fs::read_to_string(&file) {
        Ok(text) if text.trim().is_empty() => Err(no_password()),
        Ok(text) => Ok(text.trim().to_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(no_password()),
        Err(error) => Err(PostgresError::file("read", file)(error)),
    }
}

fn write_password(place: &Place) -> Result<(), PostgresError> {
    let mut bytes = [0; 32];
    SysRng
        .try_fill_bytes(&mut bytes)
        .map_err(|error| PostgresError::System {
            action: "get random bytes for a password",
            source: io::Error::other(error),
        })?;
    let path = place.password_file();
    let action = || PostgresError::file("write", &path);
    // A file that is there already would keep its mode, which may let others read it.
    absent_or(fs::remove_file(&path)).map_err(action())?;
    let mut file = File::options()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path)
        .map_err(action())?;
    writeln!(file, "{}", BASE64_URL_SAFE_NO_PAD.encode(bytes)).map_err(action())?;
    file.sync_all().map_err(action())?;
    // For initdb to read, which runs as that user.
    place.user.give(&path)
}

/// Takes it for success that there was nothing to remove.
fn absent_or(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|error| {
        if error.kind() == io::ErrorKind::NotFound {
            Ok(())
        } else {
            Err(error)
        }
    })
}

/// Makes the names in a folder survive a power cut.
fn flush(folder: &Path) -> Result<(), PostgresError> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(PostgresError::file("flush", folder))
}

/// What a program that failed said on its standard error, in one line.
pub(super) fn last_words(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<_> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    if lines.is_empty() {
        output.status.to_string()
    } else {
        lines.join(" ")
    }
}
