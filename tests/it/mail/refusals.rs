//! Servers that refuse a mail, break off in the middle, or fall silent.

use std::time::{Duration, Instant};

use mail_parser::MessageParser;
use serde_json::json;
use uuid::Uuid;

use super::post::{IMPATIENT, Post, mail, mail_to};
use crate::support::smtp_sink::{Act, SmtpSink, Step};

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_refused_for_now_arrives_once_at_the_second_try() {
    let post = Post::new().await;
    post.sink
        .when(Step::Rcpt, "", 1, Act::Say("451 4.2.0 greylisted, come back"));
    let (subject, order) = mail_to("anna@example.net");
    post.order(vec![order]).await;
    post.deliver().await;
    assert_eq!(post.attempts(subject).await, "temporary");
    let waiting = post.mail(subject).await;
    let delay = (waiting.status.next_attempt_at - waiting.attempts[0].finished_at.unwrap()).num_seconds();
    assert!((48..=72).contains(&delay), "{delay}");
    assert!(
        waiting.attempts[0]
            .detail
            .as_deref()
            .unwrap()
            .contains("greylisted")
    );
    post.deliver().await;
    assert!(post.sink.received().is_empty(), "not before its time");

    post.pass(2);
    post.deliver().await;
    assert_eq!(post.attempts(subject).await, "temporary, accepted");
    assert_eq!(post.sink.received().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_address_fails_at_once_in_the_servers_words() {
    let post = Post::new().await;
    post.sink.when(
        Step::Rcpt,
        "nobody",
        9,
        Act::Say("550-5.1.1 The account does\r\n550 5.1.1 not exist"),
    );
    let (refused, first) = mail_to("nobody@example.net");
    let (fine, second) = mail_to("anna@example.net");
    post.order(vec![first, second]).await;
    post.deliver().await;
    let row = post.mail(refused).await;
    assert_eq!(row.status.state.as_str(), "failed");
    assert_eq!(
        row.status.reason.as_deref(),
        Some("550 5.1.1 The account does not exist (at RCPT TO)")
    );
    assert_eq!(post.attempts(refused).await, "permanent");
    assert_eq!(post.attempts(fine).await, "accepted");
    post.pass(60 * 24);
    post.deliver().await;
    assert_eq!(post.attempts(refused).await, "permanent", "no second try");
    assert_eq!(post.relay().await.1, 0, "the relay is not at fault");
    for personal in ["nobody", "anna", "example.net", "account does"] {
        assert!(!post.log.text().contains(personal), "{}", post.log.text());
    }
    assert!(post.log.text().contains("mail given up"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_message_fails_with_its_reason() {
    let post = Post::new().await;
    post.sink
        .when(Step::Dot, "", 1, Act::Say("554 5.6.0 looks like spam"));
    let (subject, order) = mail_to("anna@example.net");
    post.order(vec![order]).await;
    post.deliver().await;
    assert_eq!(
        post.mail(subject).await.status.reason.as_deref(),
        Some("554 5.6.0 looks like spam (at DATA)")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_lost_in_the_middle_of_a_message_leaves_one_copy() {
    let post = Post::new().await;
    post.sink.when(Step::Data, "", 1, Act::DropMidway);
    let (subject, order) = mail_to("anna@example.net");
    post.order(vec![order]).await;
    post.deliver().await;
    post.pass(2);
    post.deliver().await;
    assert_eq!(post.attempts(subject).await, "temporary, accepted");
    assert_eq!(post.sink.received().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_lost_after_the_final_dot_leaves_two_copies_with_one_message_id() {
    let post = Post::new().await;
    post.sink.when(Step::Dot, "", 1, Act::TakeAndDrop);
    let (subject, order) = mail_to("anna@example.net");
    post.order(vec![order]).await;
    post.deliver().await;
    post.pass(2);
    post.deliver().await;
    assert_eq!(post.attempts(subject).await, "temporary, accepted");
    let received = post.sink.received();
    assert_eq!(received.len(), 2);
    let ids: Vec<_> = received
        .iter()
        .map(|mail| {
            MessageParser::default()
                .parse(&mail.bytes)
                .unwrap()
                .message_id()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(ids[0], ids[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_server_holds_up_one_mail_and_no_other() {
    for step in [Step::Greeting, Step::Rcpt, Step::Dot] {
        let post = Post::new().await;
        post.sink.when(step, "", 1, Act::Hang);
        let (subjects, orders): (Vec<_>, Vec<_>) = (0..20).map(|_| mail_to("anna@example.net")).unzip();
        post.order(orders).await;
        let begun = Instant::now();
        post.deliver_by(3).await;
        assert!(
            begun.elapsed() < IMPATIENT.mail + Duration::from_secs(10),
            "{step:?}"
        );
        assert_eq!(
            (post.count("sent").await, post.count("queued").await),
            (19, 1),
            "{step:?}"
        );
        post.pass(2);
        post.deliver().await;
        for subject in subjects {
            let attempts = post.attempts(subject).await;
            assert!(
                ["accepted", "temporary, accepted"].contains(&attempts.as_str()),
                "{attempts}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_slow_at_every_step_meets_the_deadline_of_the_whole_mail() {
    let post = Post::new().await;
    // Each answer comes within the deadline of a command; together they take too long.
    for step in [
        Step::Greeting,
        Step::Ehlo,
        Step::Mail,
        Step::Rcpt,
        Step::Data,
        Step::Dot,
    ] {
        post.sink.when(step, "", 9, Act::Wait(IMPATIENT.command * 9 / 10));
    }
    let (subject, order) = mail_to("anna@example.net");
    post.order(vec![order]).await;
    post.deliver().await;
    assert_eq!(post.attempts(subject).await, "temporary");
    assert_eq!(
        post.mail(subject).await.attempts[0].detail.as_deref(),
        Some("took too long altogether")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn junk_for_an_answer_is_a_failed_attempt_and_nothing_worse() {
    let post = Post::new().await;
    for junk in [
        "",
        "hello",
        "99",
        "250",
        "451\u{fffd} \u{1}\u{0}",
        "2",
        "451-one\r\n250 two",
    ] {
        post.sink.when(Step::Rcpt, "", 1, Act::Say(junk));
        let (subject, order) = mail_to("anna@example.net");
        post.order(vec![order]).await;
        post.deliver().await;
        post.sink.behave();
        post.pass(2);
        post.deliver().await;
        assert!(post.attempts(subject).await.ends_with("accepted"), "{junk:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_the_server_cannot_take_fails_in_words_a_person_understands() {
    let sink = SmtpSink::offering(&["8BITMIME"]).await;
    let url = format!("smtp://127.0.0.1:{}", sink.port());
    let post = Post::with(sink, Some(&url)).await;
    let (cyrillic, first) = mail_to("анна@example.net");
    let (domain, second) = mail_to("anna@xn--e1afmkfd.xn--p1ai");
    post.order(vec![first, second]).await;
    post.deliver().await;
    let row = post.mail(cyrillic).await;
    assert_eq!(row.status.state.as_str(), "failed");
    assert!(
        row.status
            .reason
            .unwrap()
            .contains("letters other than a–z before the @")
    );
    assert_eq!(post.attempts(domain).await, "accepted");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renderer_that_panics_or_fails_spoils_its_own_mail_only() {
    let post = Post::new().await;
    let subjects = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
    let kinds = ["test.panic", "test.fault", "test.unknown", "test.letter"];
    let orders = subjects.iter().zip(kinds).map(|(subject, kind)| {
        let mut order = mail(*subject, json!({}));
        order.kind = kind;
        order
    });
    post.order(orders.collect()).await;
    for _ in 0..5 {
        post.deliver().await;
        post.pass(60);
    }
    assert_eq!(post.attempts(subjects[3]).await, "accepted");
    for subject in &subjects[..3] {
        assert_eq!(post.attempts(*subject).await, "temporary, temporary, temporary");
        let row = post.mail(*subject).await;
        assert_eq!(row.status.state.as_str(), "failed");
        let reference = row.attempts[2].id.to_string();
        assert!(row.status.reason.unwrap().ends_with(&reference));
        assert!(
            post.log.text().contains(&reference),
            "the log knows the reference"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_is_given_up_after_five_days_with_the_last_words() {
    let post = Post::new().await;
    post.sink
        .when(Step::Rcpt, "", 999, Act::Say("452 4.2.2 mailbox full"));
    let (subject, order) = mail_to("anna@example.net");
    post.order(vec![order]).await;
    for _ in 0..60 {
        post.deliver().await;
        post.pass(5 * 60);
    }
    let row = post.mail(subject).await;
    assert_eq!(row.status.state.as_str(), "failed");
    assert!(row.status.reason.unwrap().contains("452 4.2.2 mailbox full"));
    assert!((20..=30).contains(&row.attempts.len()), "{}", row.attempts.len());
}
