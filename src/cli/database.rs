//! The database a command works on: the configured one, or Lanyard's own for as long as the command needs it.

use super::Failure;
use crate::platform::config::Config;
use crate::platform::db;
use crate::platform::postgres::{Durability, OwnPostgres, Settings};

/// An opened database. [`Database::leave`] must be called at the end, or the own server goes on running.
pub(super) struct Database {
    /// Where it is.
    pub url: String,
    own: Option<OwnPostgres>,
}

impl Database {
    /// Finds or starts it.
    pub async fn open(config: &Config) -> Result<Self, Failure> {
        if let Some(url) = &config.database_url {
            return Ok(Self {
                url: url.clone(),
                own: None,
            });
        }
        let settings = Settings {
            directory: config.data_dir.join("postgres"),
            bin_dir: config.pg_bin_dir.clone(),
            durability: Durability::Durable,
        };
        let own = OwnPostgres::join(&settings)
            .await
            .map_err(|error| Failure::of(&error))?;
        if let Some(note) = own.note() {
            eprintln!("{note}");
        }
        Ok(Self {
            url: own.url().to_owned(),
            own: Some(own),
        })
    }

    /// The same, with the schema up to date.
    pub async fn open_migrated(config: &Config) -> Result<Self, Failure> {
        let database = Self::open(config).await?;
        match db::migrate(&database.url).await {
            Ok(_) => Ok(database),
            Err(error) => {
                database.leave().await;
                Err(Failure::of(&error))
            }
        }
    }

    /// Gives it up; the last command to do so stops the own server.
    pub async fn leave(self) {
        if let Some(own) = self.own
            && let Err(error) = own.leave().await
        {
            eprintln!("lanyard: {error}");
        }
    }
}
