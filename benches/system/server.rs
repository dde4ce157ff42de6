//! An installation of Lanyard for the length of one scene, and the server that runs in it: the real binary, in a
//! folder of its own, with nothing of this shell's configuration.

use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use lanyard::platform::postgres::{Durability, OwnPostgres, Settings};
use tokio::process::{Child, Command};
use uuid::Uuid;

use crate::Trouble;
use crate::database::Database;
use crate::load::{self, Client};

/// What programs need of their surroundings to be found and to find their folders.
const KEPT: [&str; 4] = ["PATH", "HOME", "TMPDIR", "PG_BIN_DIR"];

/// A guard against waiting for ever, far beyond any start.
const PATIENCE: Duration = Duration::from_mins(5);

/// A folder with a database and a port.
pub struct Installation {
    folder: PathBuf,
    address: SocketAddr,
}

impl Installation {
    /// An empty folder and a port that is free at this moment.
    pub fn new() -> Result<Self, Trouble> {
        let folder = std::env::temp_dir().join(format!("lanyard-bench-{}", Uuid::now_v7().simple()));
        std::fs::create_dir_all(&folder)?;
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        Ok(Self { folder, address })
    }

    fn settings(&self) -> Settings {
        Settings {
            directory: self.folder.join("postgres"),
            bin_dir: std::env::var_os("PG_BIN_DIR").map(PathBuf::from),
            durability: Durability::Durable,
        }
    }

    /// Shares the installation's PostgreSQL, so that it goes on running between commands.
    pub async fn join(&self) -> Result<Database, Trouble> {
        Database::open(OwnPostgres::join(&self.settings()).await?, self.folder.clone()).await
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lanyard"));
        command
            .args(arguments)
            .env_clear()
            .envs(
                KEPT.iter()
                    .filter_map(|name| Some((name, std::env::var_os(name)?))),
            )
            .env("DATA_DIR", &self.folder)
            .env("LISTEN", self.address.to_string())
            .env("BASE_URL", format!("http://{}", self.address))
            // A `.env` of the checkout is none of ours.
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .kill_on_drop(true);
        command
    }

    /// Runs a command to its end and returns what it printed.
    pub async fn run(&self, arguments: &[&str]) -> Result<String, Trouble> {
        let output = self.command(arguments).output().await?;
        if output.status.success() {
            return Ok(String::from_utf8(output.stdout)?);
        }
        Err(format!(
            "lanyard {}: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr).trim()
        )
        .into())
    }

    /// Starts a server and waits for its first page.
    pub async fn start(&self, arguments: &[&str]) -> Result<Server, Trouble> {
        let log = self.folder.join("server.log");
        let begun = Instant::now();
        let mut child = self
            .command(arguments)
            .stdout(Stdio::null())
            .stderr(File::create(&log)?)
            .spawn()?;
        let until = tokio::time::Instant::now() + PATIENCE;
        loop {
            if let Some(status) = child.try_wait()? {
                let words = std::fs::read_to_string(&log).unwrap_or_default();
                return Err(format!("lanyard {} ended with {status}: {words}", arguments.join(" ")).into());
            }
            // It listens before anything else, so this waits in its queue and not here.
            if let Ok(mut client) = Client::connect(self.address).await {
                tokio::time::timeout_at(until, client.ask(&load::get(self.address, "/", ""), 200)).await??;
                return Ok(Server {
                    child,
                    address: self.address,
                    took: begun.elapsed(),
                });
            }
            if tokio::time::Instant::now() > until {
                return Err("the server does not answer".into());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Removes the folder. A scene that broke off has killed its server, which then left PostgreSQL running: that is
    /// stopped first, in the way the next command would have done.
    pub async fn remove(self) {
        let running = self.folder.join("postgres").join("postmaster.pid");
        let until = Instant::now() + PATIENCE;
        while running.exists() && Instant::now() < until {
            match OwnPostgres::join(&self.settings()).await {
                Ok(own) => {
                    if let Err(error) = own.leave().await {
                        eprintln!("{error}");
                    }
                }
                Err(error) => eprintln!("{error}"),
            }
            // The killed server may be a moment in giving its share up.
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            eprintln!("{} is left over: {error}", self.folder.display());
        }
    }
}

/// A running server.
pub struct Server {
    child: Child,
    /// Where it answers.
    pub address: SocketAddr,
    /// From its start to its first page.
    pub took: Duration,
}

impl Server {
    /// Uses a one-time link up and returns the cookie it gives.
    pub async fn sign_in(&self, link: &str) -> Result<String, Trouble> {
        let path = link
            .find("/organizer/")
            .map(|at| &link[at..])
            .ok_or("no sign-in link was printed")?;
        let mut client = Client::connect(self.address).await?;
        let answer = client.ask(&load::post(self.address, path, "next="), 303).await?;
        let cookie = answer.cookie.ok_or("the sign-in link gives no cookie")?;
        Ok(cookie.split(';').next().unwrap_or_default().to_owned())
    }

    /// Memory it occupies at this moment, in bytes.
    pub fn memory(&self) -> Result<u64, Trouble> {
        memory_of(self.pid()?, "VmRSS")
    }

    /// The most it ever occupied.
    pub fn peak_memory(&self) -> Result<u64, Trouble> {
        memory_of(self.pid()?, "VmHWM")
    }

    fn pid(&self) -> Result<u32, Trouble> {
        self.child.id().ok_or_else(|| "the server has ended".into())
    }

    /// Stops it politely and waits for that.
    pub async fn stop(mut self) -> Result<(), Trouble> {
        let pid = self.pid()?.to_string();
        Command::new("kill").args(["-TERM", &pid]).status().await?;
        tokio::time::timeout(PATIENCE, self.child.wait()).await??;
        Ok(())
    }
}

/// A line of `/proc/PID/status`, in bytes.
fn memory_of(pid: u32, line: &str) -> Result<u64, Trouble> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))
        .map_err(|error| format!("memory is read from /proc, as Linux has it: {error}"))?;
    let kilobytes = status
        .lines()
        .find_map(|status| {
            status
                .strip_prefix(line)?
                .strip_prefix(':')?
                .trim()
                .strip_suffix(" kB")
        })
        .ok_or("/proc does not tell")?;
    Ok(kilobytes.trim().parse::<u64>()? * 1024)
}
