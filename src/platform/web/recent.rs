//! What many ask for at the same moment: made once, and kept for a second. What an organizer changes is seen at once by
//! everybody whom the same process answers, and within that second by the others.

use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::web;

use super::app::App;
use super::changes::Changes;
use super::error::Error;
use super::urls;
use crate::platform::metrics::Metrics;

const LIFETIME: Duration = Duration::from_secs(1);

/// Middleware: what an organizer has just changed is seen by the next visitor.
///
/// # Errors
/// Passes on what the inner service returns.
pub async fn forget_what_changed<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let changes = request.method() == Method::POST && request.path().starts_with(urls::ORGANIZER);
    let app = request.app_data::<web::Data<App>>().filter(|_| changes).cloned();
    let response = next.call(request).await;
    if let Some(app) = app {
        app.changes.note();
    }
    response
}

/// Values of one process by key, and by how often an organizer has changed something: what was begun before a change is
/// kept under the number before it, where nobody looks any more.
pub struct Recent<K, V> {
    kept: moka::future::Cache<(u64, K), V>,
    changes: Changes,
    /// What the figures call it.
    name: &'static str,
}

impl<K, V> Recent<K, V>
where
    K: Hash + Eq + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    /// Keeps values up to `capacity`, each as heavy as `weigh` says.
    pub fn new(name: &'static str, changes: &Changes, capacity: u64, weigh: fn(&V) -> usize) -> Self {
        let kept = moka::future::Cache::builder()
            .time_to_live(LIFETIME)
            .max_capacity(capacity)
            .weigher(move |_, value: &V| u32::try_from(weigh(value)).unwrap_or(u32::MAX))
            .build();
        Self {
            kept,
            changes: changes.clone(),
            name,
        }
    }

    /// The value of `key`, made by `make` unless somebody else just did. However many ask at once, one makes it.
    ///
    /// # Errors
    /// What `make` returns; an error is not kept.
    pub async fn get_or_make(
        &self,
        metrics: &Metrics,
        key: K,
        make: impl Future<Output = Result<V, Error>>,
    ) -> Result<V, Error> {
        let mut outcome = "hit";
        let value = self
            .kept
            .try_get_with((self.changes.number(), key), async {
                outcome = "miss";
                make.await
            })
            .await;
        metrics.tally(self.name, outcome);
        value.map_err(|error: Arc<Error>| match &*error {
            Error::NotFound => Error::NotFound,
            Error::Moved { to } => Error::Moved { to: to.clone() },
            Error::Unavailable(cause) => Error::Unavailable(cause.clone()),
            other => Error::internal(other),
        })
    }
}
