//! A mail as its recipient's program takes it apart.

use chrono::{DateTime, NaiveDateTime, Utc};
use mail_parser::{Message, MessageParser, MimeHeaders as _};

use crate::patience::until;
use crate::support::mailbox::Mail;
use crate::support::smtp_sink::SmtpSink;

/// Every header of which a mail has exactly one (RFC 5322, 3.6), and those without which programs take it for spam.
const MAIN_HEADERS: [&str; 8] = [
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
];

/// Waits for the one mail to `address` and makes sure that it is well made.
pub async fn only_letter_to(sink: &SmtpSink, address: &str) -> Mail {
    let received = until(&format!("a mail to {address}"), async || {
        let mine: Vec<_> = sink
            .received()
            .into_iter()
            .filter(|mail| mail.to.iter().any(|to| to == address))
            .collect();
        (!mine.is_empty()).then_some(mine)
    })
    .await;
    assert_eq!(received.len(), 1, "mails to {address}");
    assert_eq!(received[0].to, [address], "nobody else gets it");
    let message = MessageParser::default()
        .parse(&received[0].bytes)
        .expect("a mail");
    assert_eq!(kinds(&message), ["text/plain", "text/html", "text/calendar"]);
    for name in MAIN_HEADERS {
        let number = message
            .headers_raw()
            .filter(|(header, _)| header.eq_ignore_ascii_case(name))
            .count();
        assert_eq!(number, 1, "{name} in the mail to {address}");
    }
    Mail::parse(&received[0].bytes)
}

/// The types of the parts that hold something, in order.
fn kinds(message: &Message<'_>) -> Vec<String> {
    let types = message.parts.iter().filter_map(|part| part.content_type());
    types
        .filter(|kind| kind.ctype() != "multipart")
        .map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()))
        .collect()
}

/// When the entry in the mail's calendar begins.
pub fn begins(mail: &Mail) -> DateTime<Utc> {
    let calendar = mail.calendar.as_deref().expect("a calendar");
    let begins: Vec<&str> = calendar
        .lines()
        .filter_map(|line| line.strip_prefix("DTSTART:"))
        .collect();
    assert_eq!(begins.len(), 1, "one begin, and in UTC:\n{calendar}");
    NaiveDateTime::parse_from_str(begins[0], "%Y%m%dT%H%M%SZ")
        .expect("an instant")
        .and_utc()
}
