//! The PostgreSQL that Lanyard runs for itself, on the real server programs.

use std::{
    fs::{self, Permissions},
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

use lanyard::platform::postgres::{Durability, OwnPostgres, PostgresError, Settings};
use tokio_postgres::NoTls;

#[tokio::test(flavor = "multi_thread")]
async fn a_server_is_started_used_and_stopped() {
    let folder = Folder::new();
    let own = OwnPostgres::join(&folder.settings()).await.unwrap();
    assert!(own.url().starts_with("postgres://lanyard:"), "{}", own.url());
    assert_eq!(own.note(), None);
    assert_eq!(ask(own.url(), "SELECT current_database()::text").await, "lanyard");
    assert_eq!(ask(own.url(), "SHOW fsync").await, "off");
    assert_eq!(ask(own.url(), "SHOW server_encoding").await, "UTF8");
    assert_eq!(ask(own.url(), "SHOW data_checksums").await, "on");
    assert_eq!(ask(own.url(), "SHOW listen_addresses").await, "127.0.0.1");
    assert_eq!(ask(own.url(), "SHOW unix_socket_directories").await, "");
    own.leave().await.unwrap();
    assert!(!folder.is_served());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_durable_cluster_keeps_its_data_over_a_restart() {
    let folder = Folder::new();
    let settings = Settings {
        durability: Durability::Durable,
        ..folder.settings()
    };
    let own = OwnPostgres::join(&settings).await.unwrap();
    assert_eq!(ask(own.url(), "SHOW fsync").await, "on");
    ask(own.url(), "CREATE TABLE kept AS SELECT 'still here' AS text").await;
    own.leave().await.unwrap();

    let own = OwnPostgres::join(&settings).await.unwrap();
    assert_eq!(ask(own.url(), "SELECT text FROM kept").await, "still here");
    own.leave().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_share_a_server_leave_it_running_for_the_last() {
    let folder = Folder::new();
    let first = OwnPostgres::join(&folder.settings()).await.unwrap();
    let second = OwnPostgres::join(&folder.settings()).await.unwrap();
    assert_eq!(first.url(), second.url());

    first.leave().await.unwrap();
    assert_eq!(ask(second.url(), "SELECT 'served'").await, "served");
    second.leave().await.unwrap();
    assert!(!folder.is_served());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_left_behind_by_a_crash_is_adopted() {
    let folder = Folder::new();
    let crashed = OwnPostgres::join(&folder.settings()).await.unwrap();
    let url = crashed.url().to_owned();
    drop(crashed);
    assert!(folder.is_served());

    let adopter = OwnPostgres::join(&folder.settings()).await.unwrap();
    assert_eq!(adopter.url(), url);
    adopter.leave().await.unwrap();
    assert!(!folder.is_served());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_was_killed_is_replaced() {
    let folder = Folder::new();
    drop(OwnPostgres::join(&folder.settings()).await.unwrap());
    folder.signal("KILL");

    let own = OwnPostgres::join(&folder.settings()).await.unwrap();
    assert_eq!(ask(own.url(), "SELECT 'recovered'").await, "recovered");
    own.leave().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pid_file_that_names_some_other_process_does_not_keep_the_server_from_starting() {
    let folder = Folder::new();
    OwnPostgres::join(&folder.settings())
        .await
        .unwrap()
        .leave()
        .await
        .unwrap();
    let lines = format!(
        "{}\n{}\n1763935000\n1\n\n\n\n",
        std::process::id(),
        folder.cluster().display()
    );
    fs::write(folder.cluster().join("postmaster.pid"), lines).unwrap();

    let own = OwnPostgres::join(&folder.settings()).await.unwrap();
    assert_eq!(ask(own.url(), "SELECT 'started'").await, "started");
    own.leave().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_second_server_is_started_while_somebody_uses_one_that_cannot_be_seen() {
    let folder = Folder::new();
    let user = OwnPostgres::join(&folder.settings()).await.unwrap();
    folder.signal("KILL");
    let error = OwnPostgres::join(&folder.settings()).await.unwrap_err();
    assert!(matches!(error, PostgresError::InvisibleServer { .. }), "{error}");

    user.leave().await.unwrap();
    OwnPostgres::join(&folder.settings())
        .await
        .unwrap()
        .leave()
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_a_cluster_in_use_is_not_taken_for_it() {
    let folder = Folder::new();
    let own = OwnPostgres::join(&folder.settings()).await.unwrap();
    let copy = folder.path.join("copy");
    let copied = Command::new("cp")
        .arg("-a")
        .arg(folder.cluster())
        .arg(&copy)
        .status()
        .unwrap();
    assert!(copied.success());
    fs::copy(
        folder.path.join("postgres.password"),
        folder.path.join("copy.password"),
    )
    .unwrap();

    let error = OwnPostgres::join(&Settings {
        directory: copy,
        ..folder.settings()
    })
    .await
    .unwrap_err();
    assert!(matches!(error, PostgresError::ForeignServer { .. }), "{error}");
    own.leave().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_interrupted_first_start_left_is_swept_away() {
    let folder = Folder::new();
    fs::create_dir(folder.path.join("postgres.new")).unwrap();
    fs::write(folder.path.join("postgres.new/PG_VERSION"), "half").unwrap();
    fs::write(folder.path.join("postgres.password"), "").unwrap();

    OwnPostgres::join(&folder.settings())
        .await
        .unwrap()
        .leave()
        .await
        .unwrap();
    assert!(!folder.path.join("postgres.new").exists());
    let password = fs::metadata(folder.path.join("postgres.password")).unwrap();
    assert_eq!(password.permissions().mode() & 0o777, 0o600);
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_commands_that_begin_at_once_share_one_server() {
    let folder = Folder::new();
    let joins: Vec<_> = (0..8)
        .map(|_| {
            let settings = folder.settings();
            tokio::spawn(async move { OwnPostgres::join(&settings).await })
        })
        .collect();
    let mut shares = Vec::new();
    for join in joins {
        shares.push(join.await.unwrap().unwrap());
    }
    assert!(shares.iter().all(|share| share.url() == shares[0].url()));

    let leaves: Vec<_> = shares
        .into_iter()
        .map(|share| tokio::spawn(share.leave()))
        .collect();
    for leave in leaves {
        leave.await.unwrap().unwrap();
    }
    assert!(!folder.is_served());
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_may_come_and_go_in_any_order() {
    let folder = Folder::new();
    let comers: Vec<_> = (0..4)
        .map(|_| {
            let settings = folder.settings();
            tokio::spawn(async move {
                for _ in 0..4 {
                    let own = OwnPostgres::join(&settings).await.unwrap();
                    assert_eq!(ask(own.url(), "SELECT 'here'").await, "here");
                    own.leave().await.unwrap();
                }
            })
        })
        .collect();
    for comer in comers {
        comer.await.unwrap();
    }
    assert!(!folder.is_served());
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_private_folder_of_roots_the_cluster_moves_to_var_lib() {
    let folder = Folder::new();
    if fs::metadata(&folder.path).unwrap().uid() != 0 {
        return; // Only root gives up its rights, and with them the way into its folders.
    }
    fs::set_permissions(&folder.path, Permissions::from_mode(0o700)).unwrap();

    let own = OwnPostgres::join(&folder.settings()).await.unwrap();
    let moved = folder.cluster();
    assert!(moved.starts_with("/var/lib/lanyard"), "{}", moved.display());
    assert!(
        own.note().unwrap().contains(moved.to_str().unwrap()),
        "{:?}",
        own.note()
    );
    assert!(folder.is_served());
    let url = own.url().to_owned();
    drop(own);

    let own = OwnPostgres::join(&folder.settings()).await.unwrap();
    assert_eq!(own.url(), url);
    assert!(own.note().is_some());
    own.leave().await.unwrap();

    let home = moved.parent().unwrap();
    fs::remove_dir_all(home).unwrap();
    let error = OwnPostgres::join(&folder.settings()).await.unwrap_err();
    assert!(matches!(error, PostgresError::Lost { .. }), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_server_programs_five_lines_say_what_to_do() {
    let folder = Folder::new();
    let settings = Settings {
        bin_dir: Some(folder.path.clone()),
        ..folder.settings()
    };
    let message = OwnPostgres::join(&settings).await.unwrap_err().to_string();
    assert_eq!(message.lines().count(), 5, "{message}");
    for way_out in [
        "14 or newer",
        "apt-get",
        "dnf",
        "brew",
        "PG_BIN_DIR",
        "DATABASE_URL",
        "docker",
    ] {
        assert!(message.contains(way_out), "{message}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_of_another_major_version_is_refused_with_a_way_out() {
    let folder = Folder::new();
    fs::create_dir(folder.cluster()).unwrap();
    fs::write(folder.cluster().join("PG_VERSION"), "13\n").unwrap();
    let message = OwnPostgres::join(&folder.settings())
        .await
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("PostgreSQL 13") && message.contains("pg_upgrade"),
        "{message}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_cannot_start_says_why() {
    let folder = Folder::new();
    OwnPostgres::join(&folder.settings())
        .await
        .unwrap()
        .leave()
        .await
        .unwrap();
    fs::write(folder.cluster().join("postgresql.conf"), "no_such_setting = on\n").unwrap();
    let message = OwnPostgres::join(&folder.settings())
        .await
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("postgresql.conf") && message.contains("postgres.log"),
        "{message}"
    );
}

/// The first column of the first row, or nothing when there are no rows.
async fn ask(url: &str, statement: &str) -> String {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    let row = client.query_opt(statement, &[]).await.unwrap();
    let answer = row.map(|row| row.get(0)).unwrap_or_default();
    drop(client);
    connection.await.unwrap().unwrap();
    answer
}

/// A folder for a cluster, removed at the end together with whatever a failed test has left running.
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("lanyard-own-postgres-{}-{count}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
        Self {
            path: path.canonicalize().unwrap(),
        }
    }

    fn settings(&self) -> Settings {
        Settings {
            directory: self.path.join("postgres"),
            bin_dir: None,
            durability: Durability::Throwaway,
        }
    }

    /// Where the cluster really is.
    fn cluster(&self) -> PathBuf {
        let note = fs::read_to_string(self.path.join("postgres.location")).unwrap_or_default();
        note.lines()
            .last()
            .map_or_else(|| self.path.join("postgres"), PathBuf::from)
    }

    fn pid(&self) -> Option<u32> {
        let text = fs::read_to_string(self.cluster().join("postmaster.pid")).ok()?;
        text.lines().next()?.parse().ok()
    }

    fn is_served(&self) -> bool {
        self.pid().is_some_and(|pid| signal(pid, "0"))
    }

    /// Sends the server a signal that ends it, and waits for that.
    fn signal(&self, name: &str) {
        let Some(pid) = self.pid() else { return };
        // Not to whatever else a test has put into the file.
        if pid == std::process::id() || !signal(pid, name) {
            return;
        }
        let deadline = Instant::now() + Duration::from_secs(10);
        while signal(pid, "0") && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        self.signal("QUIT");
        let cluster = self.cluster();
        if let Some(home) = cluster
            .parent()
            .filter(|home| home.starts_with("/var/lib/lanyard/"))
        {
            remove(home);
        }
        remove(&self.path);
    }
}

fn remove(folder: &Path) {
    if let Err(error) = fs::remove_dir_all(folder) {
        // A panic in a drop during another would hide the first.
        eprintln!("{} is left: {error}", folder.display());
    }
}

/// Whether the signal could be sent; the signal `0` only asks.
fn signal(pid: u32, name: &str) -> bool {
    let script = format!("kill -{name} {pid}");
    Command::new("/bin/sh")
        .args(["-c", &script])
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap()
        .success()
}
