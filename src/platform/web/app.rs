//! What every handler, use case and task may need of the process it runs in, handed on as one value.

use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::Pool;
use crate::platform::metrics::Metrics;
use crate::platform::web::changes::Changes;
use crate::platform::web::urls::Urls;
use crate::platform::worker::Waker;

/// The process's means; cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The checked configuration, with the keys of the personal links.
    pub config: std::sync::Arc<Config>,
    /// The way to the database.
    pub pool: Pool,
    /// The one source of now.
    pub clock: Clock,
    /// Absolute links.
    pub urls: Urls,
    /// Calls the background tasks.
    pub waker: Waker,
    /// What the process counts of its work.
    pub metrics: Metrics,
    /// How often an organizer has changed something here.
    pub changes: Changes,
}
