//! Public pages, kept for a second. A rush of visitors to one event costs one rendering a second and language;
//! what they read of places left may be that old, never older. What an organizer changes is seen at once by everybody
//! whom the same process answers, and within that second by the others.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, EntityTag, Header as _, IfNoneMatch};
use actix_web::{HttpRequest, HttpResponse};

use crate::platform::lang::Lang;
use crate::platform::metrics::Metrics;
use crate::platform::secret::Digest;
use crate::platform::web::encoding::{Effort, Encoded};
use crate::platform::web::{Changes, Error, Recent};

/// Bytes of pages kept at most.
const CAPACITY: u64 = 16 * 1024 * 1024;

/// A rendered page.
#[derive(Clone)]
pub(super) struct Kept {
    body: Encoded,
    tag: String,
}

/// The pages of one process, by address and language.
pub struct PageCache(Recent<(String, Lang), Kept>);

impl PageCache {
    /// An empty one.
    #[must_use]
    pub fn new(changes: &Changes) -> Self {
        Self(Recent::new("page_cache", changes, CAPACITY, |kept: &Kept| {
            kept.body.weight()
        }))
    }

    /// The page at `key`, rendered by `render` unless somebody else just did.
    ///
    /// # Errors
    /// What `render` returns; an error is not kept.
    pub(super) async fn get_or_render(
        &self,
        metrics: &Metrics,
        key: (String, Lang),
        render: impl Future<Output = Result<String, Error>>,
    ) -> Result<Kept, Error> {
        let make = async {
            let html = render.await?;
            let tag = Digest::of(html.as_bytes()).to_string()[..20].to_owned();
            let body = Encoded::new(html.into_bytes(), Effort::Quick);
            Ok(Kept { body, tag })
        };
        self.0.get_or_make(metrics, key, make).await
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
