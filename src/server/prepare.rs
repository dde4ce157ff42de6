//! From a configuration and a migrated database to an [`App`].

use std::sync::Arc;

use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::{DbError, Pool};
use crate::platform::installation;
use crate::platform::metrics::Metrics;
use crate::platform::web::urls::Urls;
use crate::platform::web::{App, Changes};
use crate::platform::worker::Waker;

/// Why the process cannot begin its work.
#[derive(Debug, thiserror::Error)]
pub enum PrepareError {
    /// The database cannot be reached.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The database does not answer as it should.
    #[error("the database cannot be read: {0}")]
    Query(#[from] diesel::result::Error),
    /// Other processes of this database use another key; every link one of them made would be dead for the rest.
    #[error(
        "SECRET_KEY is not the one this database was used with before. Set the earlier key, or set it as \
         SECRET_KEY_PREVIOUS to change over to the new one"
    )]
    OtherKey,
}

/// Opens the pool and makes sure that the secret key is the one this database knows.
///
/// # Errors
/// [`PrepareError`].
pub async fn prepare(config: Config, database_url: &str) -> Result<App, PrepareError> {
    let pool = Pool::new(database_url, config.database_pool)?;
    let mut conn = pool.get().await?;
    if !installation::agree_on_key(&mut conn, &config.keys).await? {
        return Err(PrepareError::OtherKey);
    }
    Ok(App {
        urls: Urls::new(config.base_url.clone()),
        config: Arc::new(config),
        pool,
        clock: Clock::default(),
        waker: Waker::default(),
        metrics: Metrics::default(),
        changes: Changes::default(),
    })
}
