//! The mail folder in the browser, `/dev/mailbox`: whoever tries the product out reads here what would have been
//! sent. It exists only where mail goes to the folder and nobody but this machine can ask; mails hold personal links.

use std::collections::HashMap;
use std::future::{Ready, ready};
use std::path::{Path, PathBuf};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders as _};

use super::model::{MailStatus, kind_words};
use super::shown::{self, Asked, Content, File, Part, Shown};
use super::{folder, queries};
use crate::platform::i18n::Tr;
use crate::platform::ids::MailId;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, Page, html, urls};

/// Mails on the page.
const SHOWN: usize = 100;

/// The mail folder, for those who may look into it.
pub struct Mailbox(PathBuf);

impl FromRequest for Mailbox {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let open = request
            .app_data::<web::Data<App>>()
            .filter(|app| app.config.is_loopback() && app.config.smtp_url.is_none());
        ready(open.map(|app| Self(app.config.mail_dir())).ok_or(Error::NotFound))
    }
}

impl Mailbox {
    /// What `look` sees in the bytes of the mail called `name`.
    async fn read<T: Send + 'static>(
        self,
        name: String,
        look: impl FnOnce(&Message<'_>) -> T + Send + 'static,
    ) -> Result<T, Error> {
        if !folder::is_mail(&name) {
            return Err(Error::NotFound);
        }
        let read = web::block(move || {
            let bytes = std::fs::read(self.0.join(name)).ok()?;
            MessageParser::default()
                .parse(&bytes)
                .map(|message| look(&message))
        });
        read.await.map_err(Error::internal)?.ok_or(Error::NotFound)
    }
}

/// What a file says of its mail.
struct Head {
    name: String,
    subject: String,
    to: String,
    sent_at: Option<DateTime<Utc>>,
}

impl Head {
    fn read(folder: &Path, name: String) -> Option<Self> {
        let bytes = std::fs::read(folder.join(&name)).ok()?;
        Some(Self::of(name, &MessageParser::default().parse(&bytes)?))
    }

    fn of(name: String, message: &Message<'_>) -> Self {
        let addresses = message.to().into_iter().flat_map(|to| to.iter());
        Self {
            name,
            subject: message.subject().unwrap_or_default().to_owned(),
            to: addresses
                .filter_map(|to| to.address())
                .collect::<Vec<_>>()
                .join(", "),
            sent_at: message
                .date()
                .and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0)),
        }
    }
}

/// One line of the list.
struct Entry {
    href: String,
    subject: String,
    to: String,
    kind: String,
    language: String,
    instant: String,
    moment: String,
}

impl Entry {
    /// What the file says, and what the outbox knows of it; a folder may be older than its database.
    fn of(head: Head, known: Option<&MailStatus>, t: Tr) -> Self {
        let subject = match head.subject {
            subject if subject.is_empty() => t.of("mailbox-no-subject"),
            subject => subject,
        };
        Self {
            href: href(&head.name),
            subject,
            to: head.to,
            kind: known.map(|mail| kind_words(&mail.kind, t)).unwrap_or_default(),
            language: known
                .map(|mail| mail.language.endonym().to_owned())
                .unwrap_or_default(),
            instant: head.sent_at.map(|at| at.to_rfc3339()).unwrap_or_default(),
            moment: head.sent_at.map(|at| t.moment(Zone::UTC, at)).unwrap_or_default(),
        }
    }
}

#[derive(Template)]
#[template(path = "dev/mailbox.html")]
struct MailboxPage {
    page: Page,
    entries: Vec<Entry>,
}

/// `GET /dev/mailbox`
///
/// # Errors
/// 404 unless mail goes to the folder and only this machine can ask.
pub async fn list(app: web::Data<App>, mailbox: Mailbox, page: Page) -> Result<HttpResponse, Error> {
    let heads = web::block(move || -> std::io::Result<Vec<Head>> {
        let names = folder::newest(&mailbox.0, SHOWN)?;
        Ok(names
            .into_iter()
            .filter_map(|name| Head::read(&mailbox.0, name))
            .collect())
    })
    .await
    .map_err(Error::internal)?
    .map_err(Error::internal)?;
    let known = known(&app, heads.iter().filter_map(|head| id(&head.name)).collect()).await?;
    let entries = heads
        .into_iter()
        .map(|head| {
            let known = id(&head.name).and_then(|id| known.get(&id));
            Entry::of(head, known, page.t)
        })
        .collect();
    html(HttpResponse::Ok(), &MailboxPage { page, entries })
}

async fn known(app: &App, ids: Vec<MailId>) -> Result<HashMap<MailId, MailStatus>, Error> {
    let mut conn = app.pool.get().await?;
    let mails = queries::list_by_ids(&mut conn, &ids).await?;
    Ok(mails.into_iter().map(|mail| (mail.id, mail)).collect())
}

#[derive(Template)]
#[template(path = "dev/mail.html")]
struct MailPage {
    page: Page,
    mailbox_href: &'static str,
    entry: Entry,
    shown: Shown,
}

/// `GET /dev/mailbox/{name}`
///
/// # Errors
/// 404 as for the list, and where there is no such mail.
pub async fn show(
    app: web::Data<App>,
    mailbox: Mailbox,
    path: web::Path<String>,
    asked: web::Query<Asked>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let name = path.into_inner();
    let (letter, part) = (href(&name), asked.part());
    let (head, content) = mailbox
        .read(name.clone(), move |message| {
            (
                Head::of(name.clone(), message),
                content(message, part, &href(&name)),
            )
        })
        .await?;
    let known = known(&app, id(&head.name).into_iter().collect()).await?;
    let t = page.t;
    let parts = [Part::Html, Part::Text, Part::Files, Part::Headers];
    shown::page(&MailPage {
        mailbox_href: urls::MAILBOX,
        entry: Entry::of(head, known.values().next(), t),
        shown: Shown::of(&letter, &parts, content, t),
        page,
    })
}

fn content(message: &Message<'_>, part: Part, letter: &str) -> Content {
    match part {
        Part::Html => Content::Html(format!("{letter}/html")),
        Part::Text => Content::Text(message.body_text(0).unwrap_or_default().into_owned()),
        Part::Files => Content::Files(
            message
                .attachments()
                .enumerate()
                .map(|(number, attached)| file(attached, format!("{letter}/files/{number}")))
                .collect(),
        ),
        Part::Headers => Content::Headers(
            message
                .headers_raw()
                .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
                .collect(),
        ),
    }
}

fn file(attached: &MessagePart<'_>, href: String) -> File {
    File {
        name: file_name(attached),
        kind: kind(attached),
        href: Some(href),
        text: attached.text_contents().unwrap_or_default().to_owned(),
    }
}

fn file_name(attached: &MessagePart<'_>) -> String {
    attached.attachment_name().unwrap_or("attachment").to_owned()
}

/// A type with the parameters that programs act upon, e.g. `text/calendar; method=PUBLISH`.
fn kind(attached: &MessagePart<'_>) -> String {
    let Some(kind) = attached.content_type() else {
        return "application/octet-stream".to_owned();
    };
    let whole = format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("octet-stream"));
    match kind.attribute("method") {
        Some(method) => format!("{whole}; method={method}"),
        None => whole,
    }
}

/// `GET /dev/mailbox/{name}/html`: the HTML part by itself.
///
/// # Errors
/// 404 as for the list, and where there is no such mail.
pub async fn show_html(mailbox: Mailbox, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let body = mailbox
        .read(path.into_inner(), |message| {
            message.body_html(0).unwrap_or_default().into_owned()
        })
        .await?;
    Ok(shown::frame(&body))
}

/// `GET /dev/mailbox/{name}/files/{number}`: what comes with it, to be kept.
///
/// # Errors
/// 404 as for the list, and where there is no such mail or file.
pub async fn download(mailbox: Mailbox, path: web::Path<(String, u32)>) -> Result<HttpResponse, Error> {
    let (name, number) = path.into_inner();
    let found = mailbox
        .read(name, move |message| {
            let attached = message.attachment(number)?;
            Some((file_name(attached), attached.contents().to_vec()))
        })
        .await?;
    let (name, bytes) = found.ok_or(Error::NotFound)?;
    let name: String = name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
        .collect();
    Ok(HttpResponse::Ok()
        .content_type("application/octet-stream")
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ))
        .body(bytes))
}

fn href(name: &str) -> String {
    format!("{}/{name}", urls::MAILBOX)
}

/// The mail's id, which ends the name of its file.
fn id(name: &str) -> Option<MailId> {
    let (_, id) = name.strip_suffix(".eml")?.split_once('-')?;
    id.parse().ok()
}
