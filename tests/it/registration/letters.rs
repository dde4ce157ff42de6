//! The letters about what becomes of a registration, in three languages, as snapshots: a changed word is seen in the
//! change that changes it.

use lanyard::activity::Actor;
use lanyard::registration::{Cancellation, MailPolicy, cancel};

use crate::support::TestApp;
use crate::support::mailbox::Mail;

/// A letter without what differs from run to run.
fn settled(app: &TestApp, mail: &Mail) -> String {
    let words = format!("Subject: {}\n\n{}", mail.subject, mail.text.replace("\r\n", "\n"));
    let words = words.replace(&app.base(), "https://events.example.org");
    let is_reference = |word: &str| {
        word.len() == 9
            && word.as_bytes()[4] == b'-'
            && word
                .bytes()
                .all(|b| b == b'-' || b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    let lines = words.lines().map(|line| {
        if let Some((head, _)) = line.split_once("/r/") {
            return format!("{head}/r/TOKEN");
        }
        let reference = line.split([' ', '：']).find(|word| is_reference(word));
        reference.map_or_else(
            || line.to_owned(),
            |reference| line.replace(reference, "REFE-RENC"),
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_becomes_of_a_registration_reads_well_in_three_languages() {
    let app = TestApp::start().await;
    app.set_now("2026-12-01T12:01:10Z");
    app.event("letters")
        .when("Europe/Moscow", "2027-01-28 09:30", "2027-01-29 17:30")
        .publish()
        .await;
    for language in ["en", "ru", "zh"] {
        let visitor = app.visitor().speaking(language);
        let (old, new) = (
            format!("{language}@example.net"),
            format!("{language}@example.org"),
        );
        let anna = [("name", "Anna"), ("email", &*old)];
        let own = visitor.register("letters", &anna).await.location();
        app.mailbox().wait_for(&old, 1).await;
        let own = visitor
            .fill_in(&format!("{own}/email"), &[("email", &new)])
            .await
            .location();
        let own = own.trim_end_matches("?said=corrected").to_owned();
        let mut letters = app.mailbox().wait_for(&old, 2).await;
        let mut number = app.mailbox().wait_for(&new, 1).await.len();
        let mut next = async |app: &TestApp| {
            number += 1;
            let mut mails = app.mailbox().wait_for(&new, number).await;
            mails.sort_by_key(|mail| mail.header("Message-ID"));
            mails.pop().expect("a letter")
        };
        visitor
            .fill_in(
                &format!("{own}/change"),
                &[("name", "Anna Maria"), ("country", "CN")],
            )
            .await;
        letters.push(next(&app).await);
        visitor.fill_in("/find-registration", &[("email", &new)]).await;
        letters.push(next(&app).await);
        visitor.post(&format!("{own}/withdraw"), &[]).await;
        letters.push(next(&app).await);
        visitor
            .register("letters", &[("name", "Anna"), ("email", &new)])
            .await;
        next(&app).await;
        let again = app
            .conn_id(&format!(
                "SELECT id FROM registrations WHERE status = 'confirmed' AND email = '{new}'"
            ))
            .await;
        let cancellation = Cancellation {
            actor: Actor::Operator,
            reason: Some("The hall is smaller than planned.".into()),
            mail: MailPolicy::Send,
        };
        cancel(&app.app, again.parse().expect("an id"), cancellation)
            .await
            .expect("it is cancelled");
        letters.push(next(&app).await);
        letters.retain(|mail| mail.calendar.is_none());
        assert_eq!(letters.len(), 5);
        for letter in &letters {
            assert!(letter.subject.chars().count() <= 78, "{}", letter.subject);
        }
        let all: Vec<String> = letters.iter().map(|mail| settled(&app, mail)).collect();
        insta::assert_snapshot!(format!("letters_{language}"), all.join("\n\n==========\n\n"));
    }
}
