//! Terms as a file to take away.

use actix_web::HttpResponse;
use actix_web::http::header;

use super::file::{Conference, TermsFile, write};
use super::model::TermsDraft;
use super::rules::Boundary;
use crate::events::Event;
use crate::platform::time::Zone;
use crate::platform::web::Error;
use crate::platform::web::urls::{self, Urls};

/// The terms of an event as the text of a file, deadlines by the clock of `zone`.
///
/// # Errors
/// When they cannot be written, which no rules do.
pub(super) fn toml(event: &Event, zone: Zone, draft: TermsDraft, urls: &Urls) -> Result<String, Error> {
    let file = TermsFile {
        conference: Conference {
            name: event.title(event.default_language).1.to_owned(),
            source: urls.absolute(&urls::event(&event.slug)),
            language: event.default_language,
            zone,
            starts: event.starts_local.map(Boundary::Moment),
            ends: event.ends_local.map(Boundary::Moment),
            assumed: Vec::new(),
            open: Vec::new(),
            kinds: Vec::new(),
        },
        clauses: draft.clauses,
        rules: draft.rules,
        questions: Vec::new(),
    };
    write(&file).map_err(Error::internal)
}

/// The answer that a browser keeps as a file.
pub(super) fn attachment(name: &str, text: String) -> HttpResponse {
    let disposition = format!("attachment; filename=\"{name}\"");
    HttpResponse::Ok()
        .content_type("application/toml")
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .body(text)
}
