//! The way to PostgreSQL: a pool of connections that verify TLS, live on the main runtime and give up in time.

mod migrate;
mod statement;
mod tls;

use std::time::Duration;

use diesel_async::AsyncPgConnection;
use diesel_async::pooled_connection::deadpool::{Object, Pool as Deadpool};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use futures_util::FutureExt as _;
use thiserror::Error;
use tokio::runtime::Handle;

pub use migrate::{MIGRATIONS, MigrationError, count_pending, list_unknown, migrate};
pub(crate) use statement::statement;

/// A connection; below a use case always inside its transaction.
pub type Conn = AsyncPgConnection;

diesel::define_sql_function! {
    /// Changes a setting of the session, or of the transaction alone.
    fn set_config(name: diesel::sql_types::Text, value: diesel::sql_types::Text, is_local: diesel::sql_types::Bool) -> diesel::sql_types::Text;
}

/// How long a request waits for a free connection before it is told to come again.
const POOL_WAIT: Duration = Duration::from_secs(2);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// What every connection is opened with: a statement that hangs, a lock that is held and a transaction that was
/// forgotten end by themselves, in this order of patience.
const SESSION: &str =
    "-c lock_timeout=3s -c statement_timeout=30s -c idle_in_transaction_session_timeout=15s";

/// Why no connection could be had.
#[derive(Debug, Error)]
pub enum DbError {
    /// The address of the database cannot be read.
    #[error("DATABASE_URL cannot be read: {0}")]
    Url(String),
    /// No connection became free in time, or none could be opened.
    #[error("no connection to the database: {0}")]
    Unavailable(String),
}

/// The pool.
#[derive(Clone)]
pub struct Pool {
    inner: Deadpool<Conn>,
}

impl Pool {
    /// A pool of at most `size` connections to `url`, opened when first needed.
    ///
    /// Must be called on the multi-threaded main runtime: actix's workers are runtimes of their own, and a socket
    /// lives on the runtime that opened it, so every connection is opened here whoever asked.
    ///
    /// # Errors
    /// When `url` is no PostgreSQL address.
    pub fn new(url: &str, size: usize) -> Result<Self, DbError> {
        // Read it now, so that a mistyped address is a configuration error and not a failing request.
        let target = tls::Target::parse(url, SESSION)?;
        let mut config = ManagerConfig::default();
        // `Verified`, the default, costs a round trip each time; a dead connection shows on first use instead.
        config.recycling_method = RecyclingMethod::Fast;
        let runtime = Handle::current();
        config.custom_setup = Box::new(move |_url| {
            let (target, runtime) = (target.clone(), runtime.clone());
            async move {
                let opened = runtime.spawn(async move { open(&target).await }).await;
                opened
                    .map_err(|e| diesel::ConnectionError::BadConnection(e.to_string()))?
                    .map_err(|e| diesel::ConnectionError::BadConnection(e.to_string()))
            }
            .boxed()
        });
        let inner = Deadpool::builder(AsyncDieselConnectionManager::new_with_config(url, config))
            .max_size(size)
            // The connection that was used last has plans and pages at hand.
            .queue_mode(deadpool::managed::QueueMode::Lifo)
            .wait_timeout(Some(POOL_WAIT))
            .create_timeout(Some(CONNECT_TIMEOUT))
            .recycle_timeout(Some(POOL_WAIT))
            .runtime(deadpool::Runtime::Tokio1)
            .build()
            .map_err(|e| DbError::Unavailable(e.to_string()))?;
        Ok(Self { inner })
    }

    /// A connection, back in the pool when dropped.
    ///
    /// # Errors
    /// When none is free within two seconds or none can be opened.
    pub async fn get(&self) -> Result<Object<Conn>, DbError> {
        self.inner
            .get()
            .await
            .map_err(|e| DbError::Unavailable(e.to_string()))
    }

    /// How many connections are open, how many of them idle, and how many callers wait for one.
    #[must_use]
    pub fn state(&self) -> (usize, usize, usize) {
        let state = self.inner.status();
        (state.size, state.available, state.waiting)
    }

    /// Closes connections that nobody has needed for so long. The last one used is the first to be used again, so the
    /// others would lie about until whatever is in between has forgotten them.
    pub fn close_idle(&self, unused_for: Duration) {
        let _ = self
            .inner
            .retain(|_, connection| connection.last_used() < unused_for);
    }

    /// Closes idle connections and refuses new ones.
    pub fn close(&self) {
        self.inner.close();
    }
}

/// One connection outside the pool, for migrations and for listening.
///
/// # Errors
/// When the address cannot be read or the server does not let us in.
pub async fn connect(url: &str) -> Result<Conn, DbError> {
    open(&tls::Target::parse(url, SESSION)?).await
}

async fn open(target: &tls::Target) -> Result<Conn, DbError> {
    let (client, connection) = target.connect().await?;
    Conn::try_from_client_and_connection(client, connection)
        .await
        .map_err(|e| DbError::Unavailable(e.to_string()))
}

/// Makes PostgreSQL plan each statement of the transaction once a connection, and walk an index wherever there is one.
///
/// For transactions of known shape that look up and write single rows, many times a second. Left to itself, PostgreSQL
/// plans many of them anew each time, because it takes the rows of an array for fewer than it reckons with in general.
/// And a plan made while a table is small reads it from end to end until statistics are renewed, which a new
/// installation that fills up in a minute must not meet; foreign keys are planned once a connection in any case.
///
/// # Errors
/// When the database does not answer.
pub async fn settle_plans(mut conn: &Conn) -> diesel::QueryResult<()> {
    use diesel_async::RunQueryDsl as _;
    let _: (String, String) = diesel::select((
        set_config("enable_seqscan", "off", true),
        set_config("plan_cache_mode", "force_generic_plan", true),
    ))
    .get_result(&mut conn)
    .await?;
    Ok(())
}

/// Whether a failed statement merely waited too long for a lock or a connection and may be tried again.
///
/// Diesel keeps no SQLSTATE for these (55P03, 40P01, 57014), so the server's English message is read.
#[must_use]
pub fn is_busy(error: &diesel::result::Error) -> bool {
    use diesel::result::{DatabaseErrorKind, Error};
    match error {
        Error::DatabaseError(
            DatabaseErrorKind::SerializationFailure
            | DatabaseErrorKind::UnableToSendCommand
            | DatabaseErrorKind::ClosedConnection
            | DatabaseErrorKind::ReadOnlyTransaction,
            _,
        )
        | Error::BrokenTransactionManager => true,
        Error::DatabaseError(_, info) => {
            let message = info.message();
            [
                "lock timeout",
                "deadlock detected",
                "statement timeout",
                "terminating connection",
                "connection closed",
            ]
            .iter()
            .any(|known| message.contains(known))
        }
        _ => false,
    }
}

/// The name of the constraint that a statement violated, if it did.
#[must_use]
pub fn violated(error: &diesel::result::Error) -> Option<&str> {
    match error {
        diesel::result::Error::DatabaseError(_, info) => info.constraint_name(),
        _ => None,
    }
}
