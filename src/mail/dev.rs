//! The mail folder in the browser, `/dev/mailbox`: whoever tries the product out reads here what would have been
//! sent. It exists only where mail goes to the folder and nobody but this machine can ask; mails hold personal links.

use std::future::{Ready, ready};
use std::path::PathBuf;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use askama::Template;
use mail_parser::{Message, MessageParser, MimeHeaders as _};

use super::folder;
use crate::platform::web::{App, Error, Page, html, urls};

/// Mails on the page.
const SHOWN: usize = 100;

/// A mail's own HTML is shown as a page that can do nothing: no script, no form, nothing fetched, not even from us.
const HARMLESS: &str = "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; \
     default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

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

/// One line of the list.
struct Entry {
    href: String,
    subject: String,
    to: String,
    date: String,
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
pub async fn list(mailbox: Mailbox, page: Page) -> Result<HttpResponse, Error> {
    let entries = web::block(move || -> std::io::Result<Vec<Entry>> {
        let names = folder::newest(&mailbox.0, SHOWN)?;
        Ok(names
            .into_iter()
            .filter_map(|name| entry(&mailbox.0, &name))
            .collect())
    })
    .await
    .map_err(Error::internal)?
    .map_err(Error::internal)?;
    html(HttpResponse::Ok(), &MailboxPage { page, entries })
}

fn entry(folder: &std::path::Path, name: &str) -> Option<Entry> {
    let bytes = std::fs::read(folder.join(name)).ok()?;
    let message = MessageParser::default().parse(&bytes)?;
    Some(Entry {
        href: href(name),
        subject: subject(&message),
        to: to(&message),
        date: date(&message),
    })
}

/// What is shown of one mail.
struct Letter {
    subject: String,
    headers: Vec<(String, String)>,
    text: String,
    calendar: Option<String>,
}

#[derive(Template)]
#[template(path = "dev/mail.html")]
struct MailPage {
    page: Page,
    mailbox_href: &'static str,
    html_href: String,
    letter: Letter,
}

/// `GET /dev/mailbox/{name}`
///
/// # Errors
/// 404 as for the list, and where there is no such mail.
pub async fn show(mailbox: Mailbox, path: web::Path<String>, page: Page) -> Result<HttpResponse, Error> {
    let name = path.into_inner();
    let html_href = format!("{}/html", href(&name));
    let letter = mailbox.read(name, letter).await?;
    html(
        HttpResponse::Ok(),
        &MailPage {
            page,
            mailbox_href: urls::MAILBOX,
            html_href,
            letter,
        },
    )
}

fn letter(message: &Message<'_>) -> Letter {
    let calendar = message
        .attachments()
        .find(|part| part.is_content_type("text", "calendar"));
    Letter {
        subject: subject(message),
        headers: message
            .headers_raw()
            .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
            .collect(),
        text: message.body_text(0).unwrap_or_default().into_owned(),
        calendar: calendar
            .and_then(|part| part.text_contents())
            .map(ToOwned::to_owned),
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
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_SECURITY_POLICY, HARMLESS))
        .content_type("text/html; charset=utf-8")
        .body(body))
}

fn href(name: &str) -> String {
    format!("{}/{name}", urls::MAILBOX)
}

fn subject(message: &Message<'_>) -> String {
    message.subject().unwrap_or_default().to_owned()
}

fn to(message: &Message<'_>) -> String {
    let addresses = message.to().into_iter().flat_map(|to| to.iter());
    addresses
        .filter_map(|to| to.address())
        .collect::<Vec<_>>()
        .join(", ")
}

fn date(message: &Message<'_>) -> String {
    message.date().map(ToString::to_string).unwrap_or_default()
}
