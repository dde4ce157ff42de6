//! The installation's PostgreSQL, seen from beside Lanyard: a share that keeps it running, a connection to look at
//! rows with, and PostgreSQL's own programs set up to reach it.

use std::path::{Path, PathBuf};

use lanyard::platform::postgres::OwnPostgres;
use tokio::process::Command;
use tokio_postgres::config::Host;
use tokio_postgres::types::FromSqlOwned;
use tokio_postgres::{Client, Config, NoTls};

use crate::Trouble;

/// Where the scripts are.
const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/bench");

/// A share in the running PostgreSQL.
pub struct Database {
    own: OwnPostgres,
    client: Client,
    config: Config,
    programs: PathBuf,
    /// Where files of ours may lie.
    pub folder: PathBuf,
}

impl Database {
    /// Connects.
    pub async fn open(own: OwnPostgres, folder: PathBuf) -> Result<Self, Trouble> {
        if let Some(note) = own.note() {
            eprintln!("{note} It stays there after this run.");
        }
        let config: Config = own.url().parse()?;
        let (client, connection) = config.connect(NoTls).await?;
        tokio::spawn(connection);
        // The programs that belong to the server that runs, whichever Lanyard chose.
        let row = client
            .query_one("SELECT setting FROM pg_config WHERE name = 'BINDIR'", &[])
            .await?;
        let programs = PathBuf::from(row.try_get::<_, String>(0)?);
        Ok(Self {
            own,
            client,
            config,
            programs,
            folder,
        })
    }

    /// Runs statements without results.
    pub async fn execute(&self, sql: &str) -> Result<(), Trouble> {
        Ok(self.client.batch_execute(sql).await?)
    }

    /// The one value that `sql` asks for.
    pub async fn value<T: FromSqlOwned>(&self, sql: &str) -> Result<T, Trouble> {
        Ok(self.client.query_one(sql, &[]).await?.try_get(0)?)
    }

    /// `pgbench` or `psql`, with the way to this database in their environment, where `ps` does not show it.
    pub fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        let host = match self.config.get_hosts().first() {
            Some(Host::Tcp(host)) => host.as_str(),
            _ => "",
        };
        command
            .env("PGHOST", host)
            .env(
                "PGPORT",
                self.config
                    .get_ports()
                    .first()
                    .copied()
                    .unwrap_or_default()
                    .to_string(),
            )
            .env("PGUSER", self.config.get_user().unwrap_or_default())
            .env(
                "PGPASSWORD",
                String::from_utf8_lossy(self.config.get_password().unwrap_or_default()).as_ref(),
            )
            .env("PGDATABASE", self.config.get_dbname().unwrap_or_default())
            .current_dir(&self.folder)
            .kill_on_drop(true);
        command
    }

    /// Runs a script by `psql`.
    pub async fn psql(&self, script: &str, variables: &[(&str, &str)]) -> Result<(), Trouble> {
        let mut psql = self.program("psql");
        psql.args([
            "--no-psqlrc",
            "--quiet",
            "--variable",
            "ON_ERROR_STOP=1",
            "--file",
        ])
        .arg(path_of(script));
        for (name, value) in variables {
            psql.arg("--variable").arg(format!("{name}={value}"));
        }
        let output = psql.output().await.map_err(|error| format!("psql: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        Err(format!(
            "psql {script}: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        )
        .into())
    }

    /// Gives the share up; the last one to do so stops PostgreSQL.
    pub async fn leave(self) -> Result<(), Trouble> {
        drop(self.client);
        Ok(self.own.leave().await?)
    }
}

/// A script of ours.
pub fn path_of(script: &str) -> PathBuf {
    Path::new(SCRIPTS).join(script)
}
