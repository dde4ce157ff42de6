//! Where a cluster lies. Usually that is where the settings say; but when root runs Lanyard in a private
//! folder (`/root`, a temporary folder of mode 0700), the user that PostgreSQL runs as cannot enter it, and
//! the cluster goes to [`ELSEWHERE`]. A note in the folder then says so, for people and for the next start.

use std::{
    fs::{self, Permissions},
    io,
    os::unix::{
        ffi::OsStrExt,
        fs::{MetadataExt, PermissionsExt},
    },
    path::{Path, PathBuf},
};

use super::{error::PostgresError, user::ServerUser};

/// Where clusters go that cannot lie where they should.
const ELSEWHERE: &str = "/var/lib/lanyard";

/// A cluster's data directory, the files beside it, and whoever owns them.
#[derive(Debug)]
pub(super) struct Place {
    /// The data directory, which may not exist yet.
    pub(super) cluster: PathBuf,
    /// Who it belongs to, or will.
    pub(super) user: ServerUser,
    /// A sentence about why the cluster is not where the settings say, if it is not.
    pub(super) note: Option<String>,
    note_file: PathBuf,
}

impl Place {
    /// Finds out where the cluster that `wanted` stands for is, or should be made. `wanted` is a path made by
    /// [`settle`].
    ///
    /// # Errors
    /// [`PostgresError::Lost`] when the cluster has gone from where the note says it is;
    /// [`PostgresError::Unreachable`] when an existing one cannot be entered by its owner.
    pub(super) async fn find(wanted: &Path) -> Result<Self, PostgresError> {
        let note_file = beside(wanted, "location");
        if is_cluster(wanted)? {
            return Self::existing(wanted.to_owned(), note_file, None).await;
        }
        if let Some(cluster) = read_note(&note_file)? {
            if !is_cluster(&cluster)? {
                return Err(PostgresError::Lost {
                    note: note_file,
                    cluster,
                });
            }
            let note = format!(
                "The database lies in {}, as {} says.",
                cluster.display(),
                note_file.display()
            );
            return Self::existing(cluster, note_file, Some(note)).await;
        }
        let user = ServerUser::choose(wanted).await?;
        if user.can_enter(parent(wanted)).await? {
            return Ok(Self {
                cluster: wanted.to_owned(),
                user,
                note: None,
                note_file,
            });
        }
        let home = Path::new(ELSEWHERE).join(short_hash(wanted.as_os_str().as_bytes()));
        let cluster = home.join("postgres");
        let note = format!(
            "The database lies in {}, because the user {} may not enter {}.",
            cluster.display(),
            user.name(),
            parent(wanted).display()
        );
        // A start that was killed before it could write the note has left the cluster there already.
        if is_cluster(&cluster)? {
            return Self::existing(cluster, note_file, Some(note)).await;
        }
        fs::create_dir_all(&home).map_err(PostgresError::file("create", &home))?;
        for folder in [Path::new(ELSEWHERE), &home] {
            // Whatever root's umask is, this is a folder for others to pass through.
            fs::set_permissions(folder, Permissions::from_mode(0o755))
                .map_err(PostgresError::file("open to others", folder))?;
        }
        Ok(Self {
            cluster,
            user,
            note: Some(note),
            note_file,
        })
    }

    async fn existing(
        cluster: PathBuf,
        note_file: PathBuf,
        note: Option<String>,
    ) -> Result<Self, PostgresError> {
        let user = ServerUser::choose(&cluster).await?;
        if !user.can_enter(parent(&cluster)).await? {
            return Err(PostgresError::Unreachable {
                cluster,
                user: user.name().to_owned(),
            });
        }
        let place = Self {
            cluster,
            user,
            note,
            note_file,
        };
        // A cluster that root has copied or restored belongs to root, and PostgreSQL serves only its owner's.
        // One that is in order is not walked through at every start.
        if place.user != ServerUser::Ourselves && belongs_to_root(&place.cluster)? {
            place.user.give(&place.cluster)?;
        }
        Ok(place)
    }

    /// Writes the note that leads back to a cluster that is not where the settings say. Call it when the
    /// cluster is made: a note that leads nowhere is an error.
    ///
    /// # Errors
    /// [`PostgresError::File`] when it cannot be written.
    pub(super) fn write_note(&self) -> Result<(), PostgresError> {
        let Some(note) = &self.note else { return Ok(()) };
        if read_note(&self.note_file)?.is_some() {
            return Ok(());
        }
        let text = format!(
            "# {note}\n# Lanyard finds it by the next line; keep this file.\n{}\n",
            self.cluster.display()
        );
        fs::write(&self.note_file, text).map_err(PostgresError::file("write", &self.note_file))
    }

    /// Whether the cluster has been made.
    ///
    /// # Errors
    /// [`PostgresError::File`] when that cannot be found out.
    pub(super) fn has_cluster(&self) -> Result<bool, PostgresError> {
        is_cluster(&self.cluster)
    }

    /// Where a cluster is made before it is moved into place.
    pub(super) fn unfinished(&self) -> PathBuf {
        beside(&self.cluster, "new")
    }

    /// The file with the password of the cluster's only user.
    pub(super) fn password_file(&self) -> PathBuf {
        beside(&self.cluster, "password")
    }

    /// PostgreSQL's own log.
    pub(super) fn log_file(&self) -> PathBuf {
        beside(&self.cluster, "log")
    }
}

/// One path for one folder, however it was spelled: absolute, without links, its parent made if it was not
/// there.
///
/// # Errors
/// [`PostgresError::File`] when the parent can be neither found nor made.
pub(super) fn settle(directory: &Path) -> Result<PathBuf, PostgresError> {
    let directory = std::path::absolute(directory).map_err(PostgresError::file("find", directory))?;
    if directory.exists() {
        return directory
            .canonicalize()
            .map_err(PostgresError::file("find", &directory));
    }
    let parent = parent(&directory);
    fs::create_dir_all(parent).map_err(PostgresError::file("create", parent))?;
    let parent = parent
        .canonicalize()
        .map_err(PostgresError::file("find", parent))?;
    Ok(parent.join(directory.file_name().unwrap_or_default()))
}

/// A file beside the cluster, named after it: `postgres.log` beside `postgres`.
pub(super) fn beside(cluster: &Path, what: &str) -> PathBuf {
    cluster.with_added_extension(what)
}

/// The folder a cluster lies in. Only `/` has none, and it stands for itself.
pub(super) fn parent(cluster: &Path) -> &Path {
    cluster.parent().unwrap_or(cluster)
}

fn is_cluster(directory: &Path) -> Result<bool, PostgresError> {
    directory
        .join("PG_VERSION")
        .try_exists()
        .map_err(PostgresError::file("look into", directory))
}

fn belongs_to_root(directory: &Path) -> Result<bool, PostgresError> {
    let metadata = fs::metadata(directory).map_err(PostgresError::file("look into", directory))?;
    Ok(metadata.uid() == 0)
}

fn read_note(file: &Path) -> Result<Option<PathBuf>, PostgresError> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(noted_path(&text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(PostgresError::file("read", file)(error)),
    }
}

fn noted_path(text: &str) -> Option<PathBuf> {
    text.lines()
        .find(|line| !line.is_empty() && !line.starts_with('#'))
        .map(PathBuf::from)
}

/// FNV-1a: the same in every release of Rust, which the standard library's hashes do not promise to be.
fn short_hash(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(short_hash(b""), "cbf29ce484222325");
        assert_eq!(short_hash(b"foobar"), "85944171f73967e8");
    }

    #[test]
    fn a_note_is_its_first_line_that_is_not_a_remark() {
        assert_eq!(
            noted_path("# why\n\n/var/lib/x/postgres\n"),
            Some("/var/lib/x/postgres".into())
        );
        assert_eq!(noted_path("# why\n"), None);
    }

    #[test]
    fn files_beside_the_cluster_are_named_after_it() {
        assert_eq!(
            beside(Path::new("/data/postgres"), "log"),
            Path::new("/data/postgres.log")
        );
        assert_eq!(
            beside(Path::new("/data/pg.15"), "start.lock"),
            Path::new("/data/pg.15.start.lock")
        );
    }
}
