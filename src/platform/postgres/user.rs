//! Who PostgreSQL's programs run as: they refuse to run as root, so a Lanyard started by root (in a
//! container, on a fresh machine) gives that up for them, and for them only.

use std::{
    env,
    ffi::OsStr,
    fs, io,
    os::unix::{
        fs::{MetadataExt, lchown},
        process::CommandExt,
    },
    path::Path,
    process::{Command, Output, Stdio},
};

use super::error::PostgresError;

/// What PostgreSQL's programs get to see of our environment. Everything else stays with us: `PG*` variables
/// would change what they do, and our secrets are nothing for another user's processes.
const PASSED_ON: [&str; 4] = ["PATH", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"];

/// The user PostgreSQL's programs run as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ServerUser {
    /// Whoever runs this program; it is not root.
    Ourselves,
    /// Somebody else, because this program is run by root.
    Other {
        /// The name, for messages.
        name: String,
        /// The user's number.
        uid: u32,
        /// The number of the user's main group.
        gid: u32,
    },
}

impl ServerUser {
    /// Ourselves, unless we are root: then the owner of `cluster` if there is one already, or else
    /// `postgres`, or else `nobody`.
    ///
    /// # Errors
    /// [`PostgresError::NoUser`] when none of them exists.
    pub(super) async fn choose(cluster: &Path) -> Result<Self, PostgresError> {
        if !is_root().await? {
            return Ok(Self::Ourselves);
        }
        // Users may be kept elsewhere (LDAP, say); then their names do not matter, and `postgres` is a local
        // user.
        let accounts = fs::read("/etc/passwd").unwrap_or_default();
        let accounts = String::from_utf8_lossy(&accounts);
        match fs::metadata(cluster) {
            Ok(owner) if owner.uid() != 0 => Ok(Self::Other {
                name: find(&accounts, |_, uid| uid == owner.uid())
                    .map_or_else(|| owner.uid().to_string(), |(name, ..)| name.to_owned()),
                uid: owner.uid(),
                gid: owner.gid(),
            }),
            _ => ["postgres", "nobody"]
                .iter()
                .find_map(|wanted| find(&accounts, |name, uid| name == *wanted && uid != 0))
                .map(|(name, uid, gid)| Self::Other {
                    name: name.to_owned(),
                    uid,
                    gid,
                })
                .ok_or(PostgresError::NoUser),
        }
    }

    /// The user's name, for messages.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Ourselves => "the current user",
            Self::Other { name, .. } => name,
        }
    }

    /// A command that runs `program` as this user, with next to no environment, no input, and `/` as its
    /// folder (ours may be one that the user cannot enter).
    pub(super) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .envs(
                PASSED_ON
                    .iter()
                    .filter_map(|name| Some((name, env::var_os(name)?))),
            )
            // Messages are searched for words (`server.rs`), so they have to be in one language.
            .env("LC_ALL", "C")
            .current_dir("/")
            .stdin(Stdio::null());
        if let Self::Other { uid, gid, .. } = self {
            command.uid(*uid).gid(*gid);
        }
        command
    }

    /// Runs a command made by [`ServerUser::command`] to its end and returns what it wrote, whether or not it
    /// failed.
    ///
    /// # Errors
    /// [`PostgresError::Run`] when it could not be started.
    pub(super) async fn output(&self, command: Command) -> Result<Output, PostgresError> {
        let program = command.get_program().to_string_lossy().into_owned();
        tokio::process::Command::from(command)
            .output()
            .await
            .map_err(|source| PostgresError::Run {
                program,
                user: self.name().to_owned(),
                source,
            })
    }

    /// Whether this user may enter `folder`, which must exist. It is tried rather than computed from
    /// permission bits, because access lists and mount options have a say too.
    ///
    /// # Errors
    /// [`PostgresError::Run`] when it cannot be tried.
    pub(super) async fn can_enter(&self, folder: &Path) -> Result<bool, PostgresError> {
        if *self == Self::Ourselves {
            return Ok(true);
        }
        let mut attempt = self.command("/bin/sh");
        attempt.args(["-c", ":"]).current_dir(folder);
        match self.output(attempt).await {
            Ok(_) => Ok(true),
            Err(PostgresError::Run { source, .. }) if source.kind() == io::ErrorKind::PermissionDenied => {
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    /// Makes this user the owner of `path` and all that is in it. Links are handed over, never followed.
    ///
    /// # Errors
    /// [`PostgresError::File`] naming the first path that could not be handed over.
    pub(super) fn give(&self, path: &Path) -> Result<(), PostgresError> {
        let Self::Other { uid, gid, .. } = self else {
            return Ok(());
        };
        lchown(path, Some(*uid), Some(*gid)).map_err(PostgresError::file("change the owner of", path))?;
        let read = || PostgresError::file("read", path);
        if fs::symlink_metadata(path).map_err(read())?.is_dir() {
            for entry in fs::read_dir(path).map_err(read())? {
                self.give(&entry.map_err(read())?.path())?;
            }
        }
        Ok(())
    }
}

/// Whether this program runs with root's rights. `id` is asked, because the standard library does not tell.
async fn is_root() -> Result<bool, PostgresError> {
    let ourselves = ServerUser::Ourselves;
    let mut id = ourselves.command("id");
    id.arg("-u");
    Ok(ourselves.output(id).await?.stdout.trim_ascii() == b"0")
}

/// The name, user number and group number of the first line of `/etc/passwd` that is `wanted`.
fn find(accounts: &str, wanted: impl Fn(&str, u32) -> bool) -> Option<(&str, u32, u32)> {
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let (name, _password) = (fields.next()?, fields.next()?);
        let (uid, gid) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
        wanted(name, uid).then_some((name, uid, gid))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_name_among_lines_of_all_kinds() {
        let accounts = "root:x:0:0:root:/root:/bin/bash\n# comment\n\nnobody:*:-2:-2::/:/bin/false\n\
                        postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(
            find(accounts, |name, _| name == "postgres"),
            Some(("postgres", 101, 104))
        );
        assert_eq!(find(accounts, |name, _| name == "nobody"), None);
        assert_eq!(find(accounts, |_, uid| uid == 0), Some(("root", 0, 0)));
    }

    #[test]
    fn a_command_sees_none_of_our_variables_but_the_harmless_ones() {
        let command = ServerUser::Ourselves.command("postgres");
        let names: Vec<_> = command
            .get_envs()
            .map(|(name, _)| name.to_string_lossy().into_owned())
            .collect();
        assert!(
            names
                .iter()
                .all(|name| name == "LC_ALL" || PASSED_ON.contains(&name.as_str())),
            "{names:?}"
        );
    }
}
