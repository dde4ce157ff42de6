//! `/r/{token}/receipt`: what she accepted, in words and with the digests that prove it, to print or to keep as a file;
//! and the texts that the digests are over, byte for byte.
//!
//! The file names no link: whoever finds it can check it and open nothing.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, SecondsFormat, Utc};

use super::head::EventHead;
use crate::accounts;
use crate::mail::wrap;
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::localized::Resolved;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, Page, html, urls};
use crate::registration::{Acceptance, OwnRegistration, find_acceptances};
use crate::terms::{self, Channel};

/// How the SHA-256 of a file is computed, by system.
const COMMANDS: [(&str, &str, &str); 3] = [
    ("Linux", "sha256sum ", ""),
    ("macOS", "shasum -a 256 ", ""),
    ("Windows", "certutil -hashfile ", " SHA256"),
];

#[derive(Template)]
#[template(path = "registration/receipt.html")]
struct ReceiptPage {
    page: Page,
    own_href: String,
    text_href: String,
    receipt: Receipt,
}

#[derive(Template)]
#[template(path = "registration/receipt.txt", escape = "none")]
struct ReceiptText<'a> {
    t: Tr,
    receipt: &'a Receipt,
}

/// A receipt in the language of its reader.
struct Receipt {
    event: EventHead,
    /// Label and value: event, organizer, name, reference.
    facts: Vec<(String, String)>,
    entries: Vec<Entry>,
    /// System and command that checks the first file.
    commands: Vec<(&'static str, String)>,
}

/// One thing that was accepted.
struct Entry {
    what: Resolved,
    /// Label and value.
    facts: Vec<(String, String)>,
    files: [DigestedFile; 2],
}

/// A text that a digest is over.
struct DigestedFile {
    label: String,
    name: String,
    href: String,
    digest: String,
}

/// By which way it was given, said to herself.
#[must_use]
pub fn channel_words(channel: Channel, t: Tr) -> String {
    match channel {
        Channel::SelfMade => t.of("receipt-channel-self"),
        _ => t.of(&format!("channel-{}", channel.as_str().replace('_', "-"))),
    }
}

/// What was accepted: the consent in her words, or the terms by their name.
#[must_use]
pub fn what_words(acceptance: &Acceptance, t: Tr) -> Resolved {
    acceptance.text.clone().unwrap_or_else(|| Resolved {
        lang: t.lang(),
        text: t.of("own-terms"),
    })
}

impl Receipt {
    async fn of(app: &App, own: &OwnRegistration, t: Tr) -> Result<Self, Error> {
        let mut conn = app.pool.get().await?;
        let (registration, event) = (&own.registration, &own.event);
        let organization = accounts::find_organization(&mut conn, event.organization_id).await?;
        let acceptances = find_acceptances(&mut conn, registration, event, t.lang()).await?;
        let head = EventHead::of(event, t);
        let facts = [
            ("own-event", Some(head.title.clone())),
            ("event-when", Some(head.when.clone())),
            ("receipt-organizer", Some(organization.name)),
            ("register-name", registration.name.clone()),
            ("own-reference", Some(registration.reference.to_string())),
        ];
        let entries: Vec<Entry> = acceptances
            .given
            .iter()
            .map(|acceptance| Entry::of(acceptance, own, t))
            .collect();
        let first = entries.first().map(|entry| entry.files[0].name.clone());
        let commands = first.iter().flat_map(|file| {
            COMMANDS.map(|(system, before, behind)| (system, format!("{before}{file}{behind}")))
        });
        Ok(Self {
            facts: facts
                .into_iter()
                .filter_map(|(label, value)| Some((t.of(label), value.filter(|value| !value.is_empty())?)))
                .collect(),
            commands: commands.collect(),
            event: head,
            entries,
        })
    }
}

impl Entry {
    fn of(acceptance: &Acceptance, own: &OwnRegistration, t: Tr) -> Self {
        let consent = &acceptance.consent;
        let version = t.with(
            "terms-version-published",
            &[
                ("number", Value::from(acceptance.number)),
                (
                    "moment",
                    Value::from(t.moment(acceptance.zone, acceptance.published_at)),
                ),
            ],
        );
        let at = |instant| moment(t, acceptance.zone, instant);
        let facts = [
            ("receipt-version", Some(version)),
            ("receipt-given", Some(at(consent.given_at))),
            ("receipt-language", Some(consent.language.endonym().to_owned())),
            ("receipt-channel", Some(channel_words(consent.channel, t))),
            ("receipt-withdrawn", consent.withdrawn_at.map(at)),
        ];
        let file = |label, part: &str, digest: String| DigestedFile {
            label: t.of(label),
            name: file_name(acceptance.number, part),
            href: urls::registration_terms_text(&own.token, part),
            digest,
        };
        Self {
            what: what_words(acceptance, t),
            facts: facts
                .into_iter()
                .filter_map(|(label, value)| Some((t.of(label), value?)))
                .collect(),
            files: [
                file(
                    "receipt-document",
                    consent.language.code(),
                    consent.document_digest.to_string(),
                ),
                file("receipt-rules", RULES, consent.digest.to_string()),
            ],
        }
    }
}

/// By the wall clock of the terms' zone and, for whoever checks it elsewhere, by UTC.
fn moment(t: Tr, zone: Zone, instant: DateTime<Utc>) -> String {
    let utc = instant.to_rfc3339_opts(SecondsFormat::Secs, true);
    t.with(
        "receipt-moment",
        &[
            ("local", Value::from(t.moment(zone, instant))),
            ("utc", Value::from(utc)),
        ],
    )
}

/// The part of an address, and of a file's name, that stands for a version's rules rather than a document of it.
const RULES: &str = "rules";

fn file_name(number: i32, part: &str) -> String {
    format!("terms-{number}-{part}.json")
}

/// `GET /r/{token}/receipt`
///
/// # Errors
/// 404 for a link that opens nothing.
pub async fn show(app: web::Data<App>, own: OwnRegistration, page: Page) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let page = own.dress(&mut conn, page).await?;
    drop(conn);
    let template = ReceiptPage {
        receipt: Receipt::of(&app, &own, page.t).await?,
        own_href: urls::registration(&own.token),
        text_href: urls::registration_receipt_text(&own.token),
        page,
    };
    html(HttpResponse::Ok(), &template)
}

/// `GET /r/{token}/receipt.txt`
///
/// # Errors
/// 404 for a link that opens nothing.
pub async fn show_text(app: web::Data<App>, own: OwnRegistration, page: Page) -> Result<HttpResponse, Error> {
    let page = page.in_stored_language(own.registration.language);
    let receipt = Receipt::of(&app, &own, page.t).await?;
    let text = ReceiptText {
        t: page.t,
        receipt: &receipt,
    };
    let text = wrap(&text.render().map_err(Error::internal)?);
    let name = format!("receipt-{}.txt", own.registration.reference);
    Ok(file("text/plain; charset=utf-8", &name, text))
}

/// `GET /r/{token}/terms/{part}.json`: a document of the version she accepted, or its rules, as the digest is over it.
///
/// # Errors
/// 404 for a link that opens nothing, and for a part that no version has.
pub async fn show_digested(
    app: web::Data<App>,
    own: OwnRegistration,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let consent = terms::find_consent(&mut conn, own.registration.id)
        .await?
        .ok_or(Error::NotFound)?;
    let version = terms::find_by_id(&mut conn, consent.terms_version_id).await?;
    let text = if path.1 == RULES {
        terms::find_digested_source(&mut conn, version.id).await?
    } else {
        let lang: Lang = path.1.parse().map_err(|_| Error::NotFound)?;
        terms::find_digested_document(&mut conn, version.id, lang).await?
    };
    Ok(file(
        "application/json",
        &file_name(version.number, &path.1),
        text,
    ))
}

fn file(content_type: &'static str, name: &str, text: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(content_type)
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ))
        .body(text)
}
