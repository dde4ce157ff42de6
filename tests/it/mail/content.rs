//! What arrives, byte for byte.

use mail_parser::{MessageParser, MimeHeaders as _};
use serde_json::json;
use uuid::Uuid;

use super::post::{CALENDAR, Post, mail, mail_to};

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_is_delivered_once_as_text_html_and_calendar() {
    let post = Post::new().await;
    let subject = Uuid::now_v7();
    let said = json!({
        "to": "anna@example.net", "name": "Анна Петрова", "subject": "You are registered · Вы записаны · 您已报名",
        "sender": "Ассоциация", "reply_to": "Office",
    });
    post.order(vec![mail(subject, said)]).await;
    post.deliver().await;
    post.deliver().await;

    let received = post.sink.received();
    assert_eq!(received.len(), 1);
    assert_eq!(
        (received[0].from.as_str(), received[0].to.as_slice()),
        ("noreply@events.example.org", &["anna@example.net".to_owned()][..])
    );
    assert_eq!(post.attempts(subject).await, "accepted");
    let row = post.mail(subject).await;
    assert_eq!(row.status.state.as_str(), "sent");
    assert!(row.attempts[0].detail.as_deref().unwrap().contains("taken over"));

    let bytes = &received[0].bytes;
    let text = std::str::from_utf8(bytes).unwrap();
    let head = text.split("\r\n\r\n").next().unwrap();
    for name in [
        "From",
        "To",
        "Reply-To",
        "Subject",
        "Date",
        "Message-ID",
        "MIME-Version",
        "Content-Type",
        "Auto-Submitted",
        "X-Auto-Response-Suppress",
    ] {
        let count = head
            .split("\r\n")
            .filter(|line| {
                line.to_lowercase()
                    .starts_with(&format!("{}:", name.to_lowercase()))
            })
            .count();
        assert_eq!(count, 1, "{name} in {head}");
    }
    assert!(!head.contains("Bcc") && !head.contains("Precedence"));

    let parsed = MessageParser::default().parse(bytes).unwrap();
    assert_eq!(
        parsed.subject().unwrap(),
        "You are registered · Вы записаны · 您已报名"
    );
    let from = parsed.from().unwrap().first().unwrap();
    assert_eq!(
        (from.name(), from.address()),
        (Some("Ассоциация via Lanyard"), Some("noreply@events.example.org"))
    );
    assert_eq!(parsed.to().unwrap().first().unwrap().name(), Some("Анна Петрова"));
    assert_eq!(
        parsed.header_raw("Auto-Submitted").unwrap().trim(),
        "auto-generated"
    );
    assert_eq!(
        format!("<{}>", parsed.message_id().unwrap()),
        post.stored(subject).await.message_id
    );
    assert!(parsed.message_id().unwrap().ends_with("@events.example.org"));
    let sent_at = parsed.date().unwrap().to_timestamp();
    assert!((chrono::Utc::now().timestamp() - sent_at).abs() <= 5);

    let kinds: Vec<_> = parsed
        .parts
        .iter()
        .map(|part| {
            part.content_type()
                .map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("")))
                .unwrap()
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "text/calendar"
        ]
    );
    assert!(parsed.body_text(0).unwrap().contains("您已报名"));
    assert!(parsed.body_html(0).unwrap().contains("Вы зарегистрированы"));
    let calendar = parsed.attachment(0).unwrap();
    let kind = calendar.content_type().unwrap();
    assert_eq!(
        (kind.attribute("method"), kind.attribute("charset")),
        (Some("PUBLISH"), Some("utf-8"))
    );
    assert_eq!(calendar.attachment_name(), Some("invite.ics"));
    assert_eq!(calendar.text_contents().unwrap().replace("\r\n", "\n"), CALENDAR);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_name_and_no_title_adds_a_header_or_a_recipient() {
    let post = Post::new().await;
    let (_, plain) = mail_to("anna@example.net");
    post.order(vec![plain]).await;
    let attempts = [
        "x\r\nBcc: everyone@evil.example",
        "x\nBcc: everyone@evil.example\n\nhello",
        "x\r\n.\r\nRCPT TO:<everyone@evil.example>\r\n",
        "x\u{2028}Bcc: everyone@evil.example",
        "x\u{85}Bcc: everyone@evil.example",
        "=?utf-8?q?x=0d=0aBcc:_everyone@evil.example?=",
        "\"x\" <everyone@evil.example>, \"y",
    ];
    let evil = attempts.map(|attempt| {
        mail(
            Uuid::now_v7(),
            json!({ "name": attempt, "subject": attempt, "sender": attempt }),
        )
    });
    post.order(evil.into()).await;
    post.deliver().await;

    let received = post.sink.received();
    assert_eq!(received.len(), 1 + attempts.len());
    let headers = |bytes: &[u8]| MessageParser::default().parse(bytes).unwrap().headers().len();
    for mail in &received {
        assert_eq!(mail.to, ["anna@example.net"]);
        assert_eq!(headers(&mail.bytes), headers(&received[0].bytes));
        let text = String::from_utf8_lossy(&mail.bytes);
        assert!(
            !text.lines().any(|line| line.to_lowercase().starts_with("bcc:")),
            "{text}"
        );
    }
    let recipients = post
        .sink
        .said_in_clear()
        .into_iter()
        .filter(|line| line.starts_with("RCPT"))
        .count();
    assert_eq!(recipients, received.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subject_of_eighty_chinese_characters_arrives_whole() {
    let post = Post::new().await;
    let subject = "二〇二七年国际会议报名确认通知"
        .repeat(6)
        .chars()
        .take(80)
        .collect::<String>();
    post.order(vec![mail(Uuid::now_v7(), json!({ "subject": subject }))])
        .await;
    post.deliver().await;
    let received = post.sink.received();
    assert!(received[0].bytes.is_ascii());
    assert!(
        received[0]
            .bytes
            .split(|byte| *byte == b'\n')
            .all(|line| line.len() <= 79)
    );
    assert_eq!(
        MessageParser::default()
            .parse(&received[0].bytes)
            .unwrap()
            .subject(),
        Some(subject.as_str())
    );
}
