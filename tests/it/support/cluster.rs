//! A PostgreSQL of one test's own, to be killed and restarted.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use lanyard::platform::postgres::{Durability, OwnPostgres, Settings};

pub struct Cluster {
    folder: PathBuf,
    directory: PathBuf,
    url: String,
}

impl Cluster {
    /// One that keeps what was committed, unlike the throw-away server of the other tests.
    pub async fn start() -> Self {
        let folder = std::env::temp_dir().join(format!("lanyard-cluster-{}", uuid::Uuid::now_v7().simple()));
        fs::create_dir_all(&folder).expect("a folder");
        fs::set_permissions(&folder, Permissions::from_mode(0o755)).expect("that the server may enter");
        let directory = folder.join("postgres");
        let settings = Settings {
            directory: directory.clone(),
            bin_dir: None,
            durability: Durability::Durable,
        };
        // Left behind on purpose, as by a crash: it is this test that stops it.
        let own = OwnPostgres::join(&settings).await.expect("a server");
        let url = own.url().to_owned();
        Self {
            folder,
            directory,
            url,
        }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// Ends the server without letting it finish anything and starts it again at the same address.
    pub async fn crash_and_restart(&self) {
        let mut restart = self.control();
        restart.args(["restart", "-w", "-m", "immediate", "-l"]);
        restart.arg(self.directory.join("restart.log"));
        let status = tokio::task::spawn_blocking(move || restart.status())
            .await
            .expect("it ends")
            .expect("pg_ctl runs");
        assert!(status.success(), "PostgreSQL is restarted: {status}");
    }

    /// `pg_ctl` of the version that runs, as the user that it runs as.
    fn control(&self) -> Command {
        let pid = fs::read_to_string(self.directory.join("postmaster.pid")).expect("it runs");
        let pid = pid.lines().next().expect("a process").to_owned();
        let program = fs::read_link(format!("/proc/{pid}/exe")).expect("its program");
        let owner = fs::metadata(&self.directory).expect("its folder");
        let mut command = Command::new(program.with_file_name("pg_ctl"));
        command.uid(owner.uid()).gid(owner.gid());
        command.arg("-D").arg(&self.directory).current_dir(&self.folder);
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.control().args(["stop", "-m", "immediate"]).status().ok();
        fs::remove_dir_all(&self.folder).ok();
    }
}
