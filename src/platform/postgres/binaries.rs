//! Where the installed PostgreSQL is. Distributions put each major version's server programs into a folder of
//! its own that is on nobody's `PATH`, so they have to be looked for.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use super::{error::PostgresError, user::ServerUser};

/// The oldest major version Lanyard's database works on.
const OLDEST: u32 = 14;

/// Where package managers keep several major versions beside each other: the folder, and what comes before
/// the number in the names of its entries. Each entry has a `bin`.
const INSTALLATIONS: [(&str, &str); 4] = [
    ("/usr/lib/postgresql", ""),
    ("/usr", "pgsql-"),
    ("/opt/homebrew/opt", "postgresql@"),
    ("/usr/local/opt", "postgresql@"),
];

/// A folder with the server programs of one PostgreSQL.
#[derive(Debug)]
pub(super) struct Binaries {
    folder: PathBuf,
}

impl Binaries {
    /// Finds the programs for the cluster in `cluster`, whose `PG_VERSION` decides the major version; for one
    /// that is yet to be made, the first that are new enough. With `bin_dir`, looks nowhere else.
    ///
    /// # Errors
    /// [`PostgresError::OtherMajor`] when only other major versions than the cluster's are installed;
    /// [`PostgresError::NoBinaries`] when nothing usable is.
    pub(super) async fn find(bin_dir: Option<&Path>, cluster: &Path) -> Result<Self, PostgresError> {
        let made_by = cluster_major(cluster)?;
        let candidates = match bin_dir {
            // Programs are run in another folder than ours.
            Some(folder) => vec![std::path::absolute(folder).map_err(PostgresError::file("find", folder))?],
            None => candidates().await,
        };
        let mut others = Vec::new();
        for folder in candidates {
            match server_major(&folder).await {
                Some(major) if made_by.is_none_or(|made_by| made_by == major) && major >= OLDEST => {
                    return Ok(Self { folder });
                }
                Some(major) if !others.contains(&major) => others.push(major),
                _ => {}
            }
        }
        match made_by {
            Some(made_by) if !others.is_empty() => Err(PostgresError::OtherMajor {
                cluster: cluster.to_owned(),
                made_by,
                installed: others.iter().map(u32::to_string).collect::<Vec<_>>().join(", "),
            }),
            _ => Err(PostgresError::NoBinaries {
                needed: made_by.map_or_else(|| format!("{OLDEST} or newer"), |major| major.to_string()),
                searched: bin_dir.map_or_else(
                    || "the usual places".to_owned(),
                    |folder| folder.display().to_string(),
                ),
            }),
        }
    }

    /// The path of one of the programs, such as `initdb`.
    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// The major version that made a cluster, or `None` if there is no cluster.
fn cluster_major(cluster: &Path) -> Result<Option<u32>, PostgresError> {
    let file = cluster.join("PG_VERSION");
    match fs::read_to_string(&file) {
        // Versions before 10 are written "9.6"; what comes before the point is enough to refuse them.
        Ok(text) => Ok(leading_number(text.trim())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(PostgresError::file("read", file)(error)),
    }
}

/// Folders in which to look, the likeliest first.
async fn candidates() -> Vec<PathBuf> {
    let mut folders: Vec<_> = told_by_pg_config().await.into_iter().collect();
    let mut installed: Vec<_> = INSTALLATIONS
        .iter()
        .flat_map(|(parent, prefix)| versions_in(Path::new(parent), prefix))
        .collect();
    installed.sort_by_key(|(major, _)| std::cmp::Reverse(*major));
    folders.extend(installed.into_iter().map(|(_, folder)| folder));
    folders.extend(
        env::var_os("PATH")
            .iter()
            .flat_map(env::split_paths)
            .filter(|folder| folder.is_absolute()),
    );
    folders
}

/// What `pg_config` says. It may come with the client library alone, so its answer is a hint like the others.
async fn told_by_pg_config() -> Option<PathBuf> {
    let mut pg_config = ServerUser::Ourselves.command("pg_config");
    pg_config.arg("--bindir");
    let output = ServerUser::Ourselves.output(pg_config).await.ok()?;
    let folder = String::from_utf8(output.stdout).ok()?;
    let folder = folder.trim();
    (output.status.success() && !folder.is_empty()).then(|| folder.into())
}

/// The `bin` folders of the versions installed side by side in `parent`, with their major versions.
fn versions_in(parent: &Path, prefix: &str) -> Vec<(u32, PathBuf)> {
    let Ok(entries) = fs::read_dir(parent) else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter_map(|entry| {
            let major = leading_number(entry.file_name().to_str()?.strip_prefix(prefix)?)?;
            Some((major, entry.path().join("bin")))
        })
        .collect()
}

/// The major version of the server programs in `folder`, or `None` if they are not all there or do not run.
async fn server_major(folder: &Path) -> Option<u32> {
    if !["postgres", "initdb", "pg_ctl"]
        .iter()
        .all(|name| folder.join(name).is_file())
    {
        return None;
    }
    let mut postgres = ServerUser::Ourselves.command(folder.join("postgres"));
    postgres.arg("--version");
    let output = ServerUser::Ourselves.output(postgres).await.ok()?;
    major_in(&String::from_utf8(output.stdout).ok()?)
}

/// The major version in the output of `postgres --version`, such as `postgres (PostgreSQL) 15.20 (Debian
/// 15.20-0)`.
fn major_in(output: &str) -> Option<u32> {
    leading_number(output.split_once("(PostgreSQL) ")?.1)
}

/// The digits a text begins with: 17 for `17beta1`.
fn leading_number(text: &str) -> Option<u32> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_every_build_prints() {
        assert_eq!(
            major_in("postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n"),
            Some(15)
        );
        assert_eq!(major_in("postgres (PostgreSQL) 17beta1\n"), Some(17));
        assert_eq!(major_in("postgres (PostgreSQL) 18devel\n"), Some(18));
        assert_eq!(major_in("postgres: command not found\n"), None);
    }

    #[test]
    fn old_version_files_give_a_number_too() {
        assert_eq!(leading_number("9.6"), Some(9));
        assert_eq!(leading_number("16"), Some(16));
        assert_eq!(leading_number(""), None);
    }
}
