//! Public pages, kept for a second. A rush of visitors to one event costs one rendering a second and language;
//! what they read of places left may be that old, never older.

use std::sync::Arc;
use std::time::Duration;

use actix_web::http::{StatusCode, header};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};

use crate::platform::lang::Lang;
use crate::platform::secret::Digest;
use crate::platform::web::Error;

const LIFETIME: Duration = Duration::from_secs(1);
/// Bytes of pages kept at most.
const CAPACITY: u64 = 16 * 1024 * 1024;

/// A rendered page.
#[derive(Clone)]
pub(super) struct Kept {
    body: Bytes,
    etag: header::HeaderValue,
}

/// The pages of one process, by address and language.
pub struct PageCache {
    pages: moka::future::Cache<(String, Lang), Kept>,
}

impl Default for PageCache {
    fn default() -> Self {
        let pages = moka::future::Cache::builder()
            .time_to_live(LIFETIME)
            .max_capacity(CAPACITY)
            .weigher(|_, kept: &Kept| u32::try_from(kept.body.len()).unwrap_or(u32::MAX))
            .build();
        Self { pages }
    }
}

impl PageCache {
    /// The page at `key`, rendered by `render` unless somebody else just did. However many ask at once, one renders.
    ///
    /// # Errors
    /// What `render` returns; an error is not kept.
    pub(super) async fn get_or_render(
        &self,
        key: (String, Lang),
        render: impl Future<Output = Result<String, Error>>,
    ) -> Result<Kept, Error> {
        let kept = self.pages.try_get_with(key, async {
            let html = render.await?;
            let tag = &Digest::of(html.as_bytes()).to_string()[..20];
            let etag = header::HeaderValue::from_str(&format!("\"{tag}\"")).map_err(Error::internal)?;
            Ok(Kept {
                body: Bytes::from(html),
                etag,
            })
        });
        kept.await.map_err(|error: Arc<Error>| match &*error {
            Error::NotFound => Error::NotFound,
            Error::Moved { to } => Error::Moved { to: to.clone() },
            Error::Unavailable(cause) => Error::Unavailable(cause.clone()),
            other => Error::internal(other),
        })
    }
}

/// Answers with a kept page, or with 304 to a browser that has it already. The language is negotiated, so caches on
/// the way must look at what it was negotiated from, and ask again each time.
pub(super) fn answer(request: &HttpRequest, kept: &Kept) -> HttpResponse {
    let known = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .is_some_and(|tag| tag == kept.etag);
    let mut response = HttpResponse::build(if known {
        StatusCode::NOT_MODIFIED
    } else {
        StatusCode::OK
    });
    response
        .insert_header((header::ETAG, kept.etag.clone()))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::VARY, "accept-language, cookie"));
    if known {
        return response.finish();
    }
    response
        .content_type("text/html; charset=utf-8")
        .body(kept.body.clone())
}
