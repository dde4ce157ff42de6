//! The mail folder: where mail goes while no relay is configured, a file a mail, to be read at `/dev/mailbox` or by
//! any mail program.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use lettre::Message;
use tokio::io::AsyncWriteExt as _;

use super::verdict::Verdict;
use crate::platform::ids::MailId;

/// A folder of `.eml` files.
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder at `path`, made when it is first written to.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Writes `message` to a file of its own, whose name begins with the moment.
    pub async fn send(&self, id: MailId, now: DateTime<Utc>, message: &Message) -> Verdict {
        let name = format!("{}-{id}.eml", now.format("%Y%m%dT%H%M%S%3fZ"));
        match self.write(&name, &message.formatted()).await {
            Ok(()) => Verdict::Accepted(format!("written to {name}")),
            // A full disk is no mail's fault, and somebody has to see to it.
            Err(error) => Verdict::Relay {
                detail: format!("the mail folder cannot be written: {error}"),
                alarm: true,
            },
        }
    }

    /// Whether a file can be written.
    ///
    /// # Errors
    /// In words for the operator.
    pub async fn check(&self) -> Result<String, String> {
        let name = ".check";
        let tried = async {
            self.write(name, b"").await?;
            tokio::fs::remove_file(self.path.join(name)).await
        };
        let path = self.path.display();
        match tried.await {
            Ok(()) => Ok(format!("mail goes to the folder {path}")),
            Err(error) => Err(format!("the mail folder {path} cannot be written: {error}")),
        }
    }

    /// Writes aside and renames, so that nobody ever reads half a mail. Only its owner may read it: mails hold
    /// personal links.
    async fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        tokio::fs::create_dir_all(&self.path).await?;
        let aside = self.path.join(format!(".{name}.part"));
        let mut options = tokio::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        options.mode(0o600);
        let mut file = options.open(&aside).await?;
        file.write_all(bytes).await?;
        file.flush().await?;
        tokio::fs::rename(&aside, self.path.join(name)).await
    }
}

/// The names of the newest `limit` mails in the folder at `path`, newest first; none where there is no folder yet.
///
/// # Errors
/// When the folder cannot be read.
pub fn newest(path: &Path, limit: usize) -> io::Result<Vec<String>> {
    let entries = match std::fs::read_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let Ok(name) = entry?.file_name().into_string() else {
            continue;
        };
        if is_mail(&name) {
            names.push(name);
        }
    }
    names.sort_unstable_by(|a, b| b.cmp(a));
    names.truncate(limit);
    Ok(names)
}

/// Whether `name` is one that a mail gets here; nothing else in or around the folder is ever opened by name.
#[must_use]
pub fn is_mail(name: &str) -> bool {
    name.strip_suffix(".eml").is_some_and(|stem| {
        !stem.is_empty()
            && stem
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        assert!(is_mail("20261123T221500123Z-019aa.eml"));
        for name in [
            "",
            ".eml",
            "../secret.eml",
            "a/b.eml",
            "a\\b.eml",
            ".x.eml.part",
            "x.eml/..",
            "..eml",
            "a\0.eml",
        ] {
            assert!(!is_mail(name), "{name:?}");
        }
    }
}
