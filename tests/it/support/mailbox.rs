//! The mail folder, read as its recipients would.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use mail_parser::{MessageParser, MimeHeaders as _, PartType};

pub struct Mailbox {
    pub directory: PathBuf,
}

/// A mail as it arrived.
pub struct Mail {
    pub raw: Vec<u8>,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub calendar: Option<String>,
}

impl Mail {
    pub fn parse(raw: &[u8]) -> Self {
        let message = MessageParser::default().parse(raw).expect("a mail");
        let calendar = message.parts.iter().find(|part| {
            part.content_type()
                .is_some_and(|kind| kind.ctype() == "text" && kind.subtype() == Some("calendar"))
        });
        Self {
            raw: raw.to_vec(),
            to: message
                .to()
                .and_then(|to| to.first())
                .and_then(|to| to.address())
                .unwrap_or_default()
                .to_owned(),
            subject: message.subject().unwrap_or_default().to_owned(),
            text: message.body_text(0).unwrap_or_default().into_owned(),
            html: message.body_html(0).unwrap_or_default().into_owned(),
            calendar: calendar.map(|part| match &part.body {
                PartType::Text(text) => text.to_string(),
                other => panic!("a calendar that is {other:?}"),
            }),
        }
    }

    pub fn header(&self, name: &str) -> Option<String> {
        let message = MessageParser::default().parse(&self.raw).expect("a mail");
        message
            .header_raw(name.to_owned())
            .map(|value| value.trim().to_owned())
    }

    /// The personal link in the text.
    pub fn link(&self) -> String {
        let line = self.text.lines().find(|line| {
            ["/r/", "/sign-in/", "/invitations/"]
                .iter()
                .any(|part| line.contains(part))
        });
        line.expect("a link on a line of its own").trim().to_owned()
    }
}

impl Mailbox {
    pub fn all(&self) -> Vec<Mail> {
        let Ok(entries) = std::fs::read_dir(&self.directory) else {
            return Vec::new();
        };
        let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "eml"));
        files.sort();
        files
            .iter()
            .map(|path| Mail::parse(&std::fs::read(path).expect("a readable mail")))
            .collect()
    }

    /// Waits until `to` has `number` mails.
    pub async fn wait_for(&self, to: &str, number: usize) -> Vec<Mail> {
        let begun = Instant::now();
        loop {
            let mails: Vec<Mail> = self.all().into_iter().filter(|mail| mail.to == to).collect();
            if mails.len() >= number {
                return mails;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "{to} has only {} mails",
                mails.len()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}
