//! From a letter to the bytes of a mail: mixed( alternative(text, html), text/calendar ).
//!
//! Whatever people typed reaches a header only through [`one_line`], so that no name and no title can add a header, a
//! recipient or a line to the mail.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::message::header::{ContentDisposition, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};

use super::letter::Letter;
use super::wrap::wrap;

/// A letter of which no mail can be made.
#[derive(Debug, thiserror::Error)]
#[error("no mail can be made of it: {0}")]
pub struct MessageError(String);

/// The mail that says `letter`: from the address of `from` whoever's name it shows, dated `now`.
///
/// # Errors
/// When the library refuses it; with addresses that were parsed it has no reason to.
pub fn message(
    letter: &Letter,
    from: &Mailbox,
    message_id: &str,
    now: DateTime<Utc>,
) -> Result<Message, MessageError> {
    let trouble = |error: &dyn std::fmt::Display| MessageError(error.to_string());
    let mut builder = Message::builder()
        .from(sender(from, letter.sender_name.as_deref()))
        .to(clean(&letter.to))
        .subject(one_line(&letter.subject))
        .date(SystemTime::from(now))
        .message_id(Some(message_id.to_owned()))
        // Nobody's absence note is to answer us (RFC 3834; the second is what Exchange listens to).
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("X-Auto-Response-Suppress", "All"));
    if let Some(reply_to) = &letter.reply_to {
        builder = builder.reply_to(clean(reply_to));
    }
    let said = MultiPart::alternative()
        .singlepart(SinglePart::plain(wrap(&letter.text)))
        .singlepart(SinglePart::html(letter.html.clone()));
    let body = match &letter.calendar {
        None => said,
        Some(calendar) => {
            // METHOD is said outside, too: mail programs read it here (RFC 6047, 2.4).
            let method = method(calendar);
            let kind = format!("text/calendar; charset=utf-8; method={method}; name=invite.ics");
            let kind = ContentType::parse(&kind).map_err(|e| trouble(&e))?;
            let calendar = SinglePart::builder()
                .header(kind)
                .header(ContentDisposition::attachment("invite.ics"))
                .body(calendar.clone());
            MultiPart::mixed().multipart(said).singlepart(calendar)
        }
    };
    builder.multipart(body).map_err(|e| trouble(&e))
}

/// What a calendar asks of its reader's calendar program.
fn method(calendar: &str) -> &str {
    let mut lines = calendar.lines();
    let method = lines.find_map(|line| line.strip_prefix("METHOD:"));
    method.map_or("PUBLISH", str::trim)
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// "Association via Lanyard <noreply@…>": people see who writes, mail servers see that the address is ours to use.
fn sender(from: &Mailbox, name: Option<&str>) -> Mailbox {
    let ours = from.name.as_deref().map(one_line).filter(|ours| !ours.is_empty());
    let theirs = name.map(one_line).filter(|theirs| !theirs.is_empty());
    let name = match (theirs, ours) {
        (Some(theirs), Some(ours)) => Some(format!("{theirs} via {ours}")),
        (theirs, ours) => theirs.or(ours),
    };
    Mailbox::new(name, from.email.clone())
}

fn clean(mailbox: &Mailbox) -> Mailbox {
    let name = mailbox
        .name
        .as_deref()
        .map(one_line)
        .filter(|name| !name.is_empty());
    Mailbox::new(name, mailbox.email.clone())
}

/// `text` as one line: whatever breaks lines or is no character to be seen becomes a space, runs of space become
/// one, and what would decode to something else (an RFC 2047 word typed by hand) is taken apart.
#[must_use]
pub fn one_line(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|c| {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            }
        })
        .collect();
    visible
        .replace("=?", "= ?")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::{MessageParser, MimeHeaders as _};

    fn letter() -> Letter {
        Letter {
            to: "Anna Petrova <anna@example.net>".parse().unwrap(),
            reply_to: Some("Office <office@example.org>".parse().unwrap()),
            sender_name: Some("Association".to_owned()),
            subject: "Registered".to_owned(),
            text: "You are registered.\n".to_owned(),
            html: "<p>You are registered.</p>".to_owned(),
            calendar: Some("BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n".to_owned()),
        }
    }

    fn bytes(letter: &Letter) -> Vec<u8> {
        let from = "Lanyard <noreply@events.example.org>".parse().unwrap();
        message(letter, &from, "<1@events.example.org>", DateTime::UNIX_EPOCH)
            .unwrap()
            .formatted()
    }

    fn header_lines(bytes: &[u8]) -> Vec<String> {
        let text = std::str::from_utf8(bytes).unwrap();
        let head = text.split("\r\n\r\n").next().unwrap();
        head.split("\r\n")
            .filter(|line| !line.starts_with([' ', '\t']))
            .map(ToOwned::to_owned)
            .collect()
    }

    #[test]
    fn attempts_at_injection_stay_within_their_header() {
        let expected = header_lines(&bytes(&letter())).len();
        for attempt in [
            "x\r\nBcc: everyone@evil.example",
            "x\nBcc: everyone@evil.example",
            "x\rBcc: everyone@evil.example",
            "x%0d%0aBcc: everyone@evil.example",
            "x\u{2028}Bcc: everyone@evil.example",
            "x\u{85}Bcc: everyone@evil.example",
            "x\0\u{7f}\u{1b}Bcc: everyone@evil.example",
            "=?utf-8?q?x=0d=0aBcc:_everyone@evil.example?=",
            "\"x\" <everyone@evil.example>, y",
            "x\\\" <everyone@evil.example>",
            "x\r\n.\r\nRCPT TO:<everyone@evil.example>",
            "x,everyone@evil.example",
        ] {
            let mut evil = letter();
            evil.subject = attempt.to_owned();
            evil.sender_name = Some(attempt.to_owned());
            evil.to.name = Some(attempt.to_owned());
            evil.reply_to.as_mut().unwrap().name = Some(attempt.to_owned());
            let bytes = bytes(&evil);
            let lines = header_lines(&bytes);
            assert_eq!(lines.len(), expected, "{attempt:?}: {lines:#?}");
            assert!(
                !lines.iter().any(|line| line.to_lowercase().starts_with("bcc")),
                "{lines:#?}"
            );
            let parsed = MessageParser::default().parse(&bytes).unwrap();
            for (addresses, address) in [
                (parsed.to(), "anna@example.net"),
                (parsed.from(), "noreply@events.example.org"),
                (parsed.reply_to(), "office@example.org"),
            ] {
                let all: Vec<_> = addresses.unwrap().iter().filter_map(|a| a.address()).collect();
                assert_eq!(all, [address], "{attempt:?}: {lines:#?}");
            }
            let subject = parsed.subject().unwrap();
            assert!(!subject.contains(['\r', '\n']), "{attempt:?} became {subject:?}");
        }
    }

    #[test]
    fn long_subjects_of_every_script_arrive_whole() {
        for subject in [
            "国际会议报名确认".repeat(10),
            "Регистрация подтверждена ".repeat(3),
            "👩‍💻🏳️‍🌈 ".repeat(20),
        ] {
            let mut long = letter();
            long.subject = subject.clone();
            let bytes = bytes(&long);
            let text = std::str::from_utf8(&bytes).unwrap();
            let head = text.split("\r\n\r\n").next().unwrap();
            assert!(head.lines().all(|line| line.len() <= 78), "{head}");
            assert!(
                head.split(['\r', '\n', ' '])
                    .filter(|word| word.starts_with("=?"))
                    .all(|word| word.len() <= 75)
            );
            let parsed = MessageParser::default().parse(&bytes).unwrap();
            assert_eq!(parsed.subject().unwrap(), subject.trim_end());
        }
    }

    #[test]
    fn the_body_is_ascii_in_lines_that_every_server_takes() {
        let mut long = letter();
        long.text = "您好！".repeat(2000);
        long.html = format!("<p>{}</p>", "Здравствуйте! ".repeat(500));
        let bytes = bytes(&long);
        assert!(bytes.is_ascii());
        assert!(
            bytes
                .split(|byte| *byte == b'\n')
                .all(|line| line.len() <= 79 && line.last().is_none_or(|last| *last == b'\r'))
        );
        let parsed = MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(parsed.body_text(0).unwrap().replace(['\r', '\n'], ""), long.text);
        assert_eq!(parsed.body_html(0).unwrap(), long.html);
    }

    #[test]
    fn a_calendar_that_takes_an_entry_back_says_so_outside_too() {
        let mut cancelled = letter();
        cancelled.calendar = letter()
            .calendar
            .map(|calendar| calendar.replace("PUBLISH", "CANCEL"));
        for (letter, method) in [(letter(), "PUBLISH"), (cancelled, "CANCEL")] {
            let bytes = bytes(&letter);
            let parsed = MessageParser::default().parse(&bytes).unwrap();
            let kind = parsed.attachment(0).unwrap().content_type().unwrap();
            assert_eq!(kind.attribute("method"), Some(method));
        }
    }

    #[test]
    fn a_letter_without_a_calendar_has_two_parts() {
        let mut bare = letter();
        bare.calendar = None;
        let bytes = bytes(&bare);
        let parsed = MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(
            (
                parsed.text_body_count(),
                parsed.html_body_count(),
                parsed.attachment_count()
            ),
            (1, 1, 0)
        );
    }

    #[test]
    fn the_name_shown_is_theirs_via_ours() {
        let from: Mailbox = "Lanyard <a@b.example>".parse().unwrap();
        assert_eq!(
            sender(&from, Some("Association")).name.as_deref(),
            Some("Association via Lanyard")
        );
        assert_eq!(sender(&from, None).name.as_deref(), Some("Lanyard"));
        assert_eq!(sender(&from, Some(" \n ")).name.as_deref(), Some("Lanyard"));
        let bare: Mailbox = "a@b.example".parse().unwrap();
        assert_eq!(
            sender(&bare, Some("Association")).name.as_deref(),
            Some("Association")
        );
    }
}
