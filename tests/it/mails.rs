//! The mails themselves, in three languages, as snapshots: a changed word is seen in the change that changes it.

use lanyard::activity::Actor;
use lanyard::platform::lang::Lang;
use lanyard::platform::localized::Localized;
use lanyard::publishing::cancel_event;

use crate::support::TestApp;
use crate::support::mailbox::Mail;

/// A mail without what differs from run to run.
fn settled(app: &TestApp, mail: &Mail, part: &str) -> String {
    let link = mail.link();
    let reference = mail
        .text
        .split(|c: char| c.is_whitespace() || c == '：')
        .find(|word| {
            word.len() == 9
                && word.as_bytes()[4] == b'-'
                && word.chars().all(|c| c == '-' || c.is_ascii_alphanumeric())
        })
        .expect("a reference");
    part.replace(&link, "https://events.example.org/r/TOKEN")
        .replace(reference, "REFE-RENC")
        .replace(&app.base(), "https://events.example.org")
        .replace("\r\n", "\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn confirmations_read_well_in_three_languages() {
    let app = TestApp::start().await;
    app.set_now("2026-12-01T12:01:10Z");
    app.event("letters")
        .when("Europe/Moscow", "2027-01-28 09:30", "2027-01-29 17:30")
        .publish()
        .await;
    for (language, name) in [
        ("en", "Björk O'Connor-Śmigły"),
        ("ru", "Мария Ивановна Петрова-Водкина"),
        ("zh", "王小明"),
    ] {
        let email = format!("{language}@example.org");
        app.visitor()
            .speaking(language)
            .register("letters", &[("name", name), ("email", &email)])
            .await;
        let mail = app.mailbox().wait_for(&email, 1).await.remove(0);
        assert!(mail.subject.chars().count() <= 78, "{}", mail.subject);
        for fact in [
            name,
            "09:30",
            "17:30",
            "UTC+3",
            "2027",
            "Radisson Lazurnaya Hotel",
            &mail.link(),
        ] {
            let escaped = fact.replace('\'', "&#39;");
            assert!(mail.text.contains(fact), "{fact} in the text\n{}", mail.text);
            assert!(mail.html.contains(&escaped), "{fact} in the HTML\n{}", mail.html);
        }
        for line in mail.text.lines() {
            assert!(line.chars().count() <= 78 || line.contains("http"), "{line}");
        }
        let text = format!(
            "Subject: {}\n\n{}",
            mail.subject,
            settled(&app, &mail, &mail.text)
        );
        // The moment of acceptance is the clock's own.
        let text = replace_clock(&text);
        insta::assert_snapshot!(format!("confirmed_{language}_text"), text);
        insta::assert_snapshot!(
            format!("confirmed_{language}_html"),
            replace_clock(&settled(&app, &mail, &mail.html))
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_registered_already_reads_so_in_three_languages() {
    let app = TestApp::start().await;
    app.set_now("2026-12-01T12:01:10Z");
    app.event("letters")
        .when("Europe/Moscow", "2027-01-28 09:30", "2027-01-29 17:30")
        .publish()
        .await;
    for language in ["en", "ru", "zh"] {
        let email = format!("{language}@example.org");
        let visitor = app.visitor().speaking(language);
        visitor
            .register("letters", &[("name", "Anna"), ("email", &email)])
            .await;
        app.mailbox().wait_for(&email, 1).await;
        visitor
            .register("letters", &[("name", "Anna"), ("email", &email)])
            .await;
        let mails = app.mailbox().wait_for(&email, 2).await;
        let mail = mails
            .iter()
            .find(|mail| mail.calendar.is_none())
            .expect("the reminder");
        let text = format!("Subject: {}\n\n{}", mail.subject, settled(&app, mail, &mail.text));
        insta::assert_snapshot!(format!("already_{language}_text"), replace_clock(&text));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_hears_once_that_the_event_is_called_off_and_calendars_let_go_of_it() {
    let app = TestApp::start().await;
    app.set_now("2026-12-01T12:01:10Z");
    let event = app
        .event("letters")
        .when("Europe/Moscow", "2027-01-28 09:30", "2027-01-29 17:30")
        .publish()
        .await;
    let languages = ["en", "ru", "zh"];
    for language in languages {
        let email = format!("{language}@example.org");
        app.visitor()
            .speaking(language)
            .register("letters", &[("name", "Anna"), ("email", &email)])
            .await;
    }
    let gone = app
        .visitor()
        .register("letters", &[("name", "Boris"), ("email", "gone@example.org")])
        .await;
    app.visitor()
        .fill_in(&format!("{}/withdraw", gone.location()), &[])
        .await;
    let words = Localized::of([(Lang::En, "The hotel is closed."), (Lang::Zh, "酒店停业。")]);
    let mut conn = app.conn().await;
    for again in [false, true] {
        let cancelled = cancel_event(
            &mut conn,
            &app.app.clock,
            app.app.urls.host(),
            event.id,
            &words,
            Actor::Operator,
        )
        .await;
        assert_eq!(cancelled.is_err(), again);
    }
    app.app.waker.wake();
    for language in languages {
        let mails = app
            .mailbox()
            .wait_for(&format!("{language}@example.org"), 2)
            .await;
        let [confirmed, mail] = [true, false].map(|published| {
            let told = mails
                .iter()
                .find(|mail| mail.calendar.as_ref().unwrap().contains("METHOD:PUBLISH") == published);
            told.expect("both mails")
        });
        let text = format!("Subject: {}\n\n{}", mail.subject, settled(&app, mail, &mail.text));
        insta::assert_snapshot!(format!("event_cancelled_{language}_text"), text);
        let line = |mail: &Mail, name: &str| {
            let calendar = mail.calendar.clone().unwrap();
            let line = calendar.lines().find_map(|line| line.strip_prefix(name));
            line.expect("the line").trim().to_owned()
        };
        assert_eq!(line(mail, "METHOD:"), "CANCEL");
        assert_eq!(line(mail, "STATUS:"), "CANCELLED");
        for same in ["UID:", "ORGANIZER:"] {
            assert_eq!(line(mail, same), line(confirmed, same));
        }
        let sequence = |mail| line(mail, "SEQUENCE:").parse::<i32>().unwrap();
        assert!(sequence(mail) > sequence(confirmed));
    }
    let told = "SELECT count(*) FROM outgoing_mails WHERE kind = 'registration.event_cancelled'";
    assert_eq!(
        app.count(told).await,
        3,
        "not who had withdrawn, and nobody twice"
    );
}

/// Minutes pass while a test runs; hours of 1 December do not matter to the words.
fn replace_clock(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("15:0").filter(|at| {
        rest.get(at + 4..at + 5)
            .is_some_and(|c| c.as_bytes()[0].is_ascii_digit())
    }) {
        out.push_str(&rest[..at]);
        out.push_str("15:00");
        rest = &rest[at + 5..];
    }
    out + rest
}
