//! `lanyard migrate`

use super::database::Database;
use super::{Failure, say};
use crate::platform::config::Config;
use crate::platform::db;

pub(super) async fn migrate(config: &Config) -> Result<(), Failure> {
    let database = Database::open(config).await?;
    let result = db::migrate(&database.url).await;
    database.leave().await;
    let ran = result.map_err(|error| Failure::of(&error))?;
    if ran.is_empty() {
        say("The schema is up to date.");
    } else {
        say(format_args!("Ran {} migrations: {}", ran.len(), ran.join(", ")));
    }
    Ok(())
}
