//! Compression of what is the same for everybody: static files, once when the program starts, and public pages, once
//! when they are rendered. Pages that hold a secret are never compressed: their length would tell of what stands
//! beside it (BREACH), and there is no way to tell by looking which of them reflect what a stranger put into a link.

use std::io::Write as _;

use actix_web::HttpRequest;
use actix_web::http::header::{self, AcceptEncoding, ContentEncoding, Encoding, Header as _};
use actix_web::web::Bytes;

/// How hard to try.
#[derive(Clone, Copy, Debug)]
pub enum Effort {
    /// For what is compressed once and sent for ever.
    Most,
    /// For what is rendered again every second.
    Quick,
}

/// Smaller answers gain nothing: they fit into one packet as they are.
const LEAST: usize = 860;

/// A body in every encoding in which it is smaller.
#[derive(Clone, Debug)]
pub struct Encoded {
    plain: Bytes,
    gzip: Option<Bytes>,
    brotli: Option<Bytes>,
}

impl Encoded {
    /// Compresses `body`.
    #[must_use]
    pub fn new(body: Vec<u8>, effort: Effort) -> Self {
        let smaller = |bytes: Option<Vec<u8>>| bytes.filter(|b| b.len() < body.len()).map(Bytes::from);
        let worth_it = body.len() >= LEAST;
        Self {
            gzip: smaller(worth_it.then(|| gzip(&body, effort)).flatten()),
            brotli: smaller(worth_it.then(|| brotli(&body, effort)).flatten()),
            plain: body.into(),
        }
    }

    /// A body that is compressed already, such as a picture.
    #[must_use]
    pub fn as_it_is(body: Vec<u8>) -> Self {
        Self {
            plain: body.into(),
            gzip: None,
            brotli: None,
        }
    }

    /// The bytes that all of it takes in memory.
    #[must_use]
    pub fn weight(&self) -> usize {
        let compressed = [&self.gzip, &self.brotli].into_iter().flatten();
        self.plain.len() + compressed.map(Bytes::len).sum::<usize>()
    }

    /// The smallest that the asker understands, with its name.
    #[must_use]
    pub fn choose(&self, request: &HttpRequest) -> (Bytes, Option<ContentEncoding>) {
        let offers = [
            (Encoding::brotli(), &self.brotli, ContentEncoding::Brotli),
            (Encoding::gzip(), &self.gzip, ContentEncoding::Gzip),
        ];
        let accepted = request
            .headers()
            .contains_key(header::ACCEPT_ENCODING)
            .then(|| AcceptEncoding::parse(request).ok())
            .flatten();
        let Some(accepted) = accepted else {
            return (self.plain.clone(), None);
        };
        let supported = offers.iter().filter(|offer| offer.1.is_some());
        let supported: Vec<Encoding> = supported
            .map(|offer| offer.0.clone())
            .chain([Encoding::identity()])
            .collect();
        let wanted = accepted.negotiate(supported.iter());
        for (encoding, body, name) in offers {
            if let Some(body) = body
                && wanted.as_ref() == Some(&encoding)
            {
                return (body.clone(), Some(name));
            }
        }
        (self.plain.clone(), None)
    }
}

/// Writing to memory does not fail; if it did, the plain body serves.
fn gzip(body: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let level = match effort {
        Effort::Most => flate2::Compression::best(),
        Effort::Quick => flate2::Compression::default(),
    };
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
    encoder.write_all(body).ok()?;
    encoder.finish().ok()
}

fn brotli(body: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: match effort {
            Effort::Most => 11,
            Effort::Quick => 5,
        },
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*body, &mut compressed, &parameters).ok()?;
    Some(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn chosen(accepts: Option<&str>) -> (usize, &'static str) {
        let body = Encoded::new("Dialogue of Integrations. ".repeat(100).into(), Effort::Quick);
        let mut request = TestRequest::default();
        if let Some(accepts) = accepts {
            request = request.insert_header((header::ACCEPT_ENCODING, accepts));
        }
        let (bytes, name) = body.choose(&request.to_http_request());
        (bytes.len(), name.map_or("plain", |name| name.as_str()))
    }

    #[test]
    fn the_asker_gets_the_smallest_that_it_understands() {
        for (accepts, expected) in [
            (None, "plain"),
            (Some(""), "plain"),
            (Some("identity"), "plain"),
            (Some("gzip"), "gzip"),
            (Some("gzip, deflate, br, zstd"), "br"),
            (Some("br;q=0, gzip"), "gzip"),
            (Some("gzip;q=0, br;q=0"), "plain"),
            (Some("*"), "plain"),
        ] {
            let (length, name) = chosen(accepts);
            assert_eq!(name, expected, "{accepts:?}");
            assert_eq!(length < 2_600, expected != "plain", "{accepts:?}");
        }
    }

    #[test]
    fn what_does_not_gain_stays_as_it_is() {
        let request = TestRequest::default()
            .insert_header((header::ACCEPT_ENCODING, "br, gzip"))
            .to_http_request();
        for body in [
            Encoded::new(b"short".to_vec(), Effort::Most),
            Encoded::as_it_is(vec![b'x'; 5_000]),
        ] {
            assert!(body.choose(&request).1.is_none());
        }
    }
}
