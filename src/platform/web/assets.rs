//! Style sheets and small scripts: part of the binary, addressed by the hash of their content, so that a browser
//! may keep them for ever and never sees an old one.

use std::collections::HashMap;
use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::RustEmbed;

use crate::platform::secret::Digest;
use crate::platform::web::encoding::{Effort, Encoded};

#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

struct Asset {
    content_type: &'static str,
    body: Encoded,
}

struct Index {
    /// Public address by plain name.
    addresses: HashMap<String, String>,
    /// File by fingerprinted name.
    files: HashMap<String, Asset>,
}

/// The style sheet: every file of `static/css`, as one.
const STYLE_SHEET: &str = "css/lanyard.css";
/// Names the cascade layers, so it stands first; between the others the layers decide, not the order.
const LAYERS: &str = "css/layers.css";

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index {
        addresses: HashMap::new(),
        files: HashMap::new(),
    };
    let (sheets, others): (Vec<_>, Vec<_>) = Files::iter().partition(|name| name.ends_with(".css"));
    for name in others {
        if let Some(file) = Files::get(&name) {
            index.add(&name, file.data.into_owned());
        }
    }
    let mut sheets: Vec<_> = sheets.into_iter().filter(|name| name != LAYERS).collect();
    sheets.sort_unstable();
    let bundle: Vec<u8> = std::iter::once(LAYERS)
        .chain(sheets.iter().map(AsRef::as_ref))
        .filter_map(Files::get)
        .flat_map(|file| file.data.into_owned())
        .collect();
    index.add(STYLE_SHEET, bundle);
    index
});

impl Index {
    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let fingerprinted = format!("{stem}.{}.{extension}", &Digest::of(&bytes).to_string()[..12]);
        let content_type = match extension {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
        let is_text = content_type.starts_with("text/") || extension == "svg";
        self.addresses
            .insert(name.to_owned(), format!("/static/{fingerprinted}"));
        self.files.insert(
            fingerprinted,
            Asset {
                content_type,
                body: if is_text {
                    Encoded::new(bytes, Effort::Most)
                } else {
                    Encoded::as_it_is(bytes)
                },
            },
        );
    }
}

/// The public address of the file `name` below `static/`.
#[must_use]
pub fn address(name: &str) -> &'static str {
    INDEX.addresses.get(name).map_or_else(
        || {
            tracing::error!(name, "no such static file");
            "/static/missing"
        },
        String::as_str,
    )
}

/// Reads all files now, so that the first visitor does not wait for it.
pub fn prepare() {
    LazyLock::force(&INDEX);
}

/// `GET /static/{name}`
#[allow(clippy::unused_async, reason = "a handler is a future")]
pub async fn serve(request: HttpRequest, name: web::Path<String>) -> HttpResponse {
    let Some(asset) = INDEX.files.get(name.as_str()) else {
        return HttpResponse::NotFound().finish();
    };
    let (body, encoding) = asset.body.choose(&request);
    let mut response = HttpResponse::Ok();
    response
        .content_type(asset.content_type)
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "accept-encoding"));
    if let Some(encoding) = encoding {
        response.insert_header(encoding);
    }
    response.body(body)
}
