//! Public pages, kept for a second. A rush of visitors to one event costs one rendering a second and language;
//! what they read of places left may be that old, never older. What an organizer changes is seen at once by everybody
//! whom the same process answers, and within that second by the others.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, EntityTag, Header as _, IfNoneMatch};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::platform::lang::Lang;
use crate::platform::metrics::Metrics;
use crate::platform::secret::Digest;
use crate::platform::web::encoding::{Effort, Encoded};
use crate::platform::web::{Error, urls};

const LIFETIME: Duration = Duration::from_secs(1);
/// Bytes of pages kept at most.
const CAPACITY: u64 = 16 * 1024 * 1024;

/// A rendered page.
#[derive(Clone)]
pub(super) struct Kept {
    body: Encoded,
    tag: String,
}

/// The pages of one process, by address and language, and by how often an organizer has changed something: a page
/// whose rendering began before a change is kept under the number before it, where nobody looks any more.
pub struct PageCache {
    pages: moka::future::Cache<(u64, String, Lang), Kept>,
    changes: AtomicU64,
}

impl Default for PageCache {
    fn default() -> Self {
        let pages = moka::future::Cache::builder()
            .time_to_live(LIFETIME)
            .max_capacity(CAPACITY)
            .weigher(|_, kept: &Kept| u32::try_from(kept.body.weight()).unwrap_or(u32::MAX))
            .build();
        Self {
            pages,
            changes: AtomicU64::default(),
        }
    }
}

/// Middleware: what an organizer has just changed is seen by the next visitor.
///
/// # Errors
/// Passes on what the inner service returns.
pub async fn forget_what_changed<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let changes = request.method() == Method::POST && request.path().starts_with(urls::ORGANIZER);
    let cache = request
        .app_data::<web::Data<PageCache>>()
        .filter(|_| changes)
        .cloned();
    let response = next.call(request).await;
    if let Some(cache) = cache {
        cache.changes.fetch_add(1, Ordering::Release);
    }
    response
}

impl PageCache {
    /// The page at `key`, rendered by `render` unless somebody else just did. However many ask at once, one renders.
    ///
    /// # Errors
    /// What `render` returns; an error is not kept.
    pub(super) async fn get_or_render(
        &self,
        metrics: &Metrics,
        (path, lang): (String, Lang),
        render: impl Future<Output = Result<String, Error>>,
    ) -> Result<Kept, Error> {
        let mut outcome = "hit";
        let key = (self.changes.load(Ordering::Acquire), path, lang);
        let kept = self.pages.try_get_with(key, async {
            outcome = "miss";
            let html = render.await?;
            let tag = Digest::of(html.as_bytes()).to_string()[..20].to_owned();
            let body = Encoded::new(html.into_bytes(), Effort::Quick);
            Ok(Kept { body, tag })
        });
        let kept = kept.await;
        metrics.tally("page_cache", outcome);
        kept.map_err(|error: Arc<Error>| match &*error {
            Error::NotFound => Error::NotFound,
            Error::Moved { to } => Error::Moved { to: to.clone() },
            Error::Unavailable(cause) => Error::Unavailable(cause.clone()),
            other => Error::internal(other),
        })
    }
}

/// Answers with a kept page, or with 304 to a browser that has it already. Language and encoding are negotiated, so
/// caches on the way must look at what they were negotiated from, and ask again each time.
pub(super) fn answer(request: &HttpRequest, kept: &Kept) -> HttpResponse {
    let (body, encoding) = kept.body.choose(request);
    // Each encoding is a text of its own to caches (RFC 9110, 8.8.3.3).
    let name = encoding.map_or("plain", |encoding| encoding.as_str());
    let tag = EntityTag::new_strong(format!("{}-{name}", kept.tag));
    let known = IfNoneMatch::parse(request).is_ok_and(|known| match known {
        IfNoneMatch::Any => false,
        IfNoneMatch::Items(tags) => tags.iter().any(|one| one.weak_eq(&tag)),
    });
    let mut response = HttpResponse::build(if known {
        StatusCode::NOT_MODIFIED
    } else {
        StatusCode::OK
    });
    response
        .insert_header(header::ETag(tag))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::VARY, "accept-encoding, accept-language, cookie"));
    if known {
        return response.finish();
    }
    if let Some(encoding) = encoding {
        response.insert_header(encoding);
    }
    response.content_type("text/html; charset=utf-8").body(body)
}
