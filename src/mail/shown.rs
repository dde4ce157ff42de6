//! A letter in the browser: as its reader sees it, as text, and what hangs on it. It is shown in a frame that can do
//! nothing, so that no letter, whatever it holds, does anything on our pages.

use actix_web::HttpResponse;
use actix_web::http::header;
use askama::Template;
use serde::Deserialize;

use crate::platform::i18n::Tr;
use crate::platform::web::Error;

/// A page with a letter's frame in it: as every other page, and frames of our own.
const WITH_FRAME: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'; object-src 'none'";

/// The letter itself: no script, no form, nothing fetched, not even from us. Its links open in the place of our page.
const HARMLESS: &str = "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; \
     default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'self'";

/// What of a letter is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// As its reader sees it.
    Html,
    /// For programs that show text alone.
    Text,
    /// What comes with it.
    Files,
    /// What is said of it on the way.
    Headers,
}

/// Which part is asked for; a letter opens as its reader sees it.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// Whatever stands in the address.
    #[serde(default)]
    part: String,
}

impl Asked {
    /// The part.
    #[must_use]
    pub fn part(&self) -> Part {
        match self.part.as_str() {
            "text" => Part::Text,
            "files" => Part::Files,
            "headers" => Part::Headers,
            _ => Part::Html,
        }
    }
}

impl Part {
    fn message(self) -> &'static str {
        match self {
            Self::Html => "letter-html",
            Self::Text => "letter-text",
            Self::Files => "letter-files",
            Self::Headers => "letter-headers",
        }
    }

    fn href(self, letter: &str) -> String {
        let part = match self {
            Self::Html => return letter.to_owned(),
            Self::Text => "text",
            Self::Files => "files",
            Self::Headers => "headers",
        };
        format!("{letter}?part={part}")
    }
}

/// Something that comes with a letter.
#[derive(Debug)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its type, with what matters of it.
    pub kind: String,
    /// Where it is downloaded, if it may be.
    pub href: Option<String>,
    /// What it says, where that is text.
    pub text: String,
}

/// What one part holds.
#[derive(Debug)]
pub enum Content {
    /// The frame's address.
    Html(String),
    /// The text.
    Text(String),
    /// What comes with it.
    Files(Vec<File>),
    /// Names and values.
    Headers(Vec<(String, String)>),
}

/// A way to a part.
#[derive(Debug)]
pub struct Tab {
    /// Its name.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is open.
    pub current: bool,
}

/// A letter with one of its parts open, for `mail/shown.html`.
#[derive(Debug)]
pub struct Shown {
    /// The ways to all parts.
    pub tabs: Vec<Tab>,
    /// What the open one holds.
    pub content: Content,
}

impl Shown {
    /// The letter at the address `letter`, which has `parts`, with `content` open.
    #[must_use]
    pub fn of(letter: &str, parts: &[Part], content: Content, t: Tr) -> Self {
        let open = match content {
            Content::Html(_) => Part::Html,
            Content::Text(_) => Part::Text,
            Content::Files(_) => Part::Files,
            Content::Headers(_) => Part::Headers,
        };
        Self {
            tabs: parts
                .iter()
                .map(|part| Tab {
                    name: t.of(part.message()),
                    href: part.href(letter),
                    current: *part == open,
                })
                .collect(),
            content,
        }
    }
}

/// Answers with a page that has a letter's frame in it.
///
/// # Errors
/// When the template fails, which it has no reason to.
pub fn page(template: &impl Template) -> Result<HttpResponse, Error> {
    let body = template.render().map_err(Error::internal)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_SECURITY_POLICY, WITH_FRAME))
        .content_type("text/html; charset=utf-8")
        .body(body))
}

/// Answers with the letter itself, for the frame.
#[must_use]
pub fn frame(html: &str) -> HttpResponse {
    // Within a frame our own pages would show nothing.
    let html = html.replacen("<head>", "<head><base target=\"_top\">", 1);
    HttpResponse::Ok()
        .insert_header((header::CONTENT_SECURITY_POLICY, HARMLESS))
        .insert_header((header::X_FRAME_OPTIONS, "SAMEORIGIN"))
        .content_type("text/html; charset=utf-8")
        .body(html)
}
