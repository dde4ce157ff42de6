//! The real `lanyard serve` as a process of its own, for tests that kill it.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{TestDb, Visitor};

pub struct ServerProcess {
    child: Child,
    pub base: String,
    port: u16,
    data_dir: PathBuf,
    url: String,
    command: &'static str,
}

impl ServerProcess {
    pub async fn start(db: &TestDb) -> Self {
        Self::start_as("serve", db).await
    }

    /// `serve`, or one of its halves.
    pub async fn start_as(command: &'static str, db: &TestDb) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|l| l.local_addr())
            .expect("a free port")
            .port();
        let data_dir = std::env::temp_dir()
            .join("lanyard-tests")
            .join(format!("process-{}", uuid::Uuid::now_v7().simple()));
        Self::start_at(command, port, data_dir, db.url()).await
    }

    async fn start_at(command: &'static str, port: u16, data_dir: PathBuf, url: String) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_lanyard"))
            .args([
                command,
                "--log",
                "error",
                "--listen",
                &format!("127.0.0.1:{port}"),
            ])
            .args(["--base-url", &format!("http://127.0.0.1:{port}")])
            .args(["--database-url", &url, "--secret-key", super::app::SECRET_KEY])
            .arg("--data-dir")
            .arg(&data_dir)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("the lanyard binary starts");
        let base = format!("http://127.0.0.1:{port}");
        let process = Self {
            child,
            base,
            port,
            data_dir,
            url,
            command,
        };
        process.wait_until_ready().await;
        process
    }

    async fn wait_until_ready(&self) {
        let visitor = Visitor::new(self.base.clone());
        let begun = Instant::now();
        loop {
            let asked = visitor
                .send(visitor.request(reqwest::Method::GET, "/readyz"))
                .await;
            if asked.is_ok_and(|answer| answer.status == 200) {
                return;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "the server does not become ready"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// `kill -9`, and the same server again.
    pub async fn kill_and_restart(&mut self) {
        self.child.kill().expect("it is killed");
        self.child.wait().expect("it is gone");
        let again = Self::start_at(self.command, self.port, self.data_dir.clone(), self.url.clone()).await;
        // The old value's own end has nothing left to kill or to remove.
        let old = std::mem::replace(self, again);
        std::mem::forget(old);
    }

    pub fn data_dir(&self) -> &std::path::Path {
        &self.data_dir
    }

    /// A polite kill; says how it ended.
    pub fn terminate(&mut self) -> std::process::ExitStatus {
        let pid = self.child.id().to_string();
        Command::new("kill")
            .args(["-TERM", &pid])
            .status()
            .expect("kill runs");
        self.child.wait().expect("it ends")
    }

    /// Resident memory in kilobytes.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status
            .lines()
            .find(|line| line.starts_with("VmRSS:"))
            .unwrap_or_default();
        line.split_whitespace()
            .nth(1)
            .and_then(|number| number.parse().ok())
            .unwrap_or(0)
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
        std::fs::remove_dir_all(&self.data_dir).ok();
    }
}
