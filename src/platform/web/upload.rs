//! A form with a file. Its texts are kept whatever is wrong with the file, so that the page can show them again: a
//! file that is too large is read past, up to a bound, and not kept.

use std::future::{Ready, ready};
use std::time::Duration;

use actix_multipart::Multipart;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt as _;

use super::form::MAX_FIELDS;
use crate::platform::web::{Error, RawForm};

/// The largest file that is kept, in mebibytes; and the longest text, which may be one that was opened elsewhere.
pub const MAX_MEBIBYTES: usize = 5;
/// The largest file that is kept, in bytes.
const MAX_FILE: usize = MAX_MEBIBYTES * 1024 * 1024;
/// What is read at all. Photographs as cameras make them are below, so that their sender is told what to do.
const MAX_BODY: usize = 32 * 1024 * 1024;
/// How long somebody may take to send it.
const PATIENCE: Duration = Duration::from_mins(2);

/// A form with at most one file, not read yet: a handler reads it when its other arguments have said that whoever
/// sends it may.
pub struct Upload {
    parts: Multipart,
    /// Whether it says by itself that it is more than is read.
    is_too_large: bool,
}

/// The file of a form.
#[derive(Debug)]
pub enum UploadedFile {
    /// None was chosen.
    None,
    /// One that is larger than [`MAX_MEBIBYTES`].
    TooLarge,
    /// Whatever it calls itself, these are its bytes.
    Bytes(Vec<u8>),
}

impl FromRequest for Upload {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let declared = request
            .headers()
            .get(header::CONTENT_LENGTH)
            .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        ready(Ok(Self {
            parts: Multipart::new(request.headers(), payload.take()),
            is_too_large: declared.is_some_and(|length| length > MAX_BODY),
        }))
    }
}

impl Upload {
    /// Its texts and its file.
    ///
    /// # Errors
    /// When it is no such form, when there is more of it than is read, and when it does not arrive.
    pub async fn read(self) -> Result<(RawForm, UploadedFile), Error> {
        if self.is_too_large {
            return Err(Error::TooLarge);
        }
        tokio::time::timeout(PATIENCE, read(self.parts))
            .await
            .map_err(|_| Error::BadRequest)?
    }
}

async fn read(mut multipart: Multipart) -> Result<(RawForm, UploadedFile), Error> {
    let mut pairs = Vec::new();
    let mut file = UploadedFile::None;
    let mut total = 0;
    while let Some(part) = multipart.next().await {
        let mut part = part.map_err(|_| Error::BadRequest)?;
        let name = part.name().unwrap_or_default().to_owned();
        let is_file = part
            .content_disposition()
            .is_some_and(|disposition| disposition.get_filename().is_some());
        let mut content = Vec::new();
        let mut fits = true;
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|_| Error::BadRequest)?;
            total += chunk.len();
            if total > MAX_BODY {
                return Err(Error::TooLarge);
            }
            fits = fits && content.len() + chunk.len() <= MAX_FILE;
            if fits {
                content.extend_from_slice(&chunk);
            }
        }
        match (is_file, fits) {
            // A browser sends an empty one where none was chosen.
            (true, true) if content.is_empty() => {}
            (true, true) => file = UploadedFile::Bytes(content),
            (true, false) => file = UploadedFile::TooLarge,
            (false, true) => pairs.push((name, String::from_utf8_lossy(&content).into_owned())),
            (false, false) => return Err(Error::TooLarge),
        }
        if pairs.len() > MAX_FIELDS {
            return Err(Error::TooLarge);
        }
    }
    Ok((RawForm::of(pairs), file))
}
