//! A relay that refuses us, not our mail: everybody's mail waits, nobody's fails.

use mail_parser::MessageParser;

use super::post::{Post, mail_to};
use crate::support::smtp_sink::{Act, SmtpSink, Step};

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_pauses_all_mail_with_one_alarm() {
    let sink = SmtpSink::offering(&["AUTH PLAIN LOGIN"]).await;
    let url = format!("smtp://user:wrong@127.0.0.1:{}", sink.port());
    let post = Post::with(sink, Some(&url)).await;
    post.sink
        .when(Step::Auth, "", 999, Act::Say("535 5.7.8 authentication failed"));
    post.order((0..30).map(|_| mail_to("anna@example.net").1).collect())
        .await;
    post.deliver_by(4).await;
    for _ in 0..5 {
        post.pass(6);
        post.deliver_by(4).await;
    }
    assert_eq!(post.count("queued").await, 30, "nobody's mail fails");
    assert_eq!(post.log.errors(), 1, "{}", post.log.text());
    assert!(post.log.text().contains("535 5.7.8 authentication failed"));
    assert!(
        post.sink.connections() <= 4 + 5,
        "one mail at a time tries: {}",
        post.sink.connections()
    );
    let (paused_until, failures, reason) = post.relay().await;
    assert!(paused_until.is_some() && failures == 6, "{failures}");
    assert!(reason.unwrap().contains("535 5.7.8"));

    post.sink.behave();
    post.pass(6);
    post.deliver_by(4).await;
    assert_eq!(post.count("sent").await, 30);
    assert_eq!(post.relay().await, (None, 0, None));
    assert!(post.log.text().contains("works again"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_greeting_or_sender_is_our_configuration_and_costs_no_mail() {
    for (step, answer) in [
        (Step::Greeting, "554 5.7.1 you are on a list"),
        (Step::Ehlo, "550 5.7.1 who are you"),
        (Step::Mail, "550 5.7.1 sender refused"),
        (Step::Mail, "530 5.7.0 authentication required"),
        (Step::Rcpt, "530 5.7.0 authentication required"),
    ] {
        let post = Post::new().await;
        post.sink.when(step, "", 1, Act::Say(answer));
        let (subject, order) = mail_to("anna@example.net");
        post.order(vec![order]).await;
        post.deliver().await;
        assert_eq!(
            (post.attempts(subject).await.as_str(), post.log.errors()),
            ("relay", 1),
            "{answer}"
        );
        post.pass(1);
        post.deliver().await;
        assert_eq!(post.attempts(subject).await, "relay, accepted");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_is_down_is_left_alone_and_found_again() {
    let sink = SmtpSink::new().await;
    let nowhere = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://127.0.0.1:{}", nowhere.local_addr().unwrap().port());
    drop(nowhere);
    let post = Post::with(sink, Some(&url)).await;
    let (subject, order) = mail_to("anna@example.net");
    post.order(vec![order]).await;
    post.deliver().await;
    post.deliver().await;
    assert_eq!(
        post.attempts(subject).await,
        "relay",
        "within the pause nobody tries"
    );
    assert_eq!(post.log.errors(), 0, "it may pass by itself");
    for _ in 0..3 {
        post.pass(6);
        post.deliver().await;
    }
    assert_eq!(post.attempts(subject).await, "relay, relay, relay, relay");
    assert_eq!(post.mail(subject).await.status.state.as_str(), "queued");
    assert!(post.relay().await.2.unwrap().contains("refused"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_relay_gets_half_a_minute_and_then_all_the_mail() {
    for (step, answer) in [
        (Step::Greeting, "421 4.3.2 too busy"),
        (Step::Rcpt, "450 4.7.1 slow down"),
    ] {
        let post = Post::new().await;
        post.order((0..10).map(|_| mail_to("anna@example.net").1).collect())
            .await;
        post.sink.when(step, "", 1, Act::Say(answer));
        post.deliver().await;
        let before = post.sink.received().len();
        assert_eq!(before, 0, "{answer}: the first answer stops the line");
        assert_eq!(post.log.errors(), 0);
        post.pass(1);
        post.deliver().await;
        post.pass(2);
        post.deliver().await;
        assert_eq!(post.sink.received().len(), 10, "{answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_connection_that_the_server_closed_costs_nothing() {
    for act in [Act::Drop, Act::Say("421 4.4.2 ten mails are enough")] {
        let post = Post::new().await;
        post.order((0..10).map(|_| mail_to("anna@example.net").1).collect())
            .await;
        let (last, order) = mail_to("last@example.net");
        post.deliver().await;
        post.sink.when(Step::Mail, "", 1, act);
        post.order(vec![order]).await;
        post.deliver().await;
        assert_eq!(post.attempts(last).await, "accepted");
        assert_eq!((post.sink.connections(), post.relay().await.1), (2, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_tls_is_required_nothing_is_said_in_clear() {
    for extensions in [&["8BITMIME"][..], &["8BITMIME", "STARTTLS"][..]] {
        let sink = SmtpSink::offering(extensions).await;
        let url = format!("smtp://user:secret@localhost:{}?tls=required", sink.port());
        let post = Post::with(sink, Some(&url)).await;
        let (subject, order) = mail_to("anna@example.net");
        post.order(vec![order]).await;
        post.deliver().await;
        assert_eq!(
            (post.attempts(subject).await.as_str(), post.log.errors()),
            ("relay", 1),
            "{extensions:?}"
        );
        let reason = post.relay().await.2.unwrap();
        assert!(reason.contains("STARTTLS"), "{reason}");
        let clear = post.sink.said_in_clear();
        assert!(
            !clear
                .iter()
                .any(|line| line.starts_with("AUTH") || line.starts_with("MAIL")),
            "{clear:?}"
        );
        assert!(post.sink.received().is_empty());
    }
}

/// What this machine trusts is read from the environment, once a process; so this test runs in one of its own.
#[test]
fn a_trusted_server_gets_the_mail_encrypted() {
    let certificates = std::env::temp_dir().join(format!("lanyard-trust-{}.pem", uuid::Uuid::now_v7()));
    for test in ["mail_goes_out_by_starttls", "mail_goes_out_by_smtps"] {
        let output = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", &format!("mail::relay::{test}")])
            .env("SSL_CERT_FILE", &certificates)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.contains("1 passed"), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by a_trusted_server_gets_the_mail_encrypted"]
async fn mail_goes_out_by_starttls() {
    let sink = SmtpSink::offering(&["8BITMIME", "STARTTLS", "AUTH PLAIN"]).await;
    let url = format!("smtp://user:secret@localhost:{}?tls=required", sink.port());
    mail_goes_out_encrypted(sink, &url).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by a_trusted_server_gets_the_mail_encrypted"]
async fn mail_goes_out_by_smtps() {
    let sink = SmtpSink::wrapped().await;
    let url = format!("smtps://localhost:{}", sink.port());
    mail_goes_out_encrypted(sink, &url).await;
}

async fn mail_goes_out_encrypted(sink: SmtpSink, url: &str) {
    let Ok(trusted) = std::env::var("SSL_CERT_FILE") else {
        return;
    };
    std::fs::write(trusted, &sink.certificate).unwrap();
    let post = Post::with(sink, Some(url)).await;
    let (subject, order) = mail_to("anna@example.net");
    post.order(vec![order]).await;
    post.deliver().await;
    assert_eq!(
        post.attempts(subject).await,
        "accepted",
        "{:?}",
        post.mail(subject).await.attempts
    );
    assert!(post.sink.received()[0].encrypted);
    assert!(post.transport.check().await.unwrap().contains("with TLS"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_of_smtps_that_nobody_trusts_gets_nothing() {
    let sink = SmtpSink::wrapped().await;
    let url = format!("smtps://localhost:{}", sink.port());
    let post = Post::with(sink, Some(&url)).await;
    let (subject, order) = mail_to("anna@example.net");
    post.order(vec![order]).await;
    post.deliver().await;
    assert_eq!(
        (post.attempts(subject).await.as_str(), post.log.errors()),
        ("relay", 1)
    );
    assert!(post.relay().await.2.unwrap().contains("no safe connection"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_check_for_the_operator_says_what_is_wrong_and_sends_nothing() {
    let post = Post::new().await;
    let said = post.transport.check().await.unwrap();
    assert!(
        said.contains(&post.sink.port().to_string()) && said.contains("without TLS"),
        "{said}"
    );
    post.sink.when(Step::Greeting, "", 1, Act::Say("554 go away"));
    assert!(post.transport.check().await.unwrap_err().contains("554 go away"));
    assert!(
        !post
            .sink
            .said_in_clear()
            .iter()
            .any(|line| line.starts_with("MAIL"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn both_ways_of_signing_in_work() {
    for mechanism in ["AUTH PLAIN", "AUTH LOGIN"] {
        let sink = SmtpSink::offering(&[mechanism]).await;
        let url = format!("smtp://user:p%40ss@127.0.0.1:{}", sink.port());
        let post = Post::with(sink, Some(&url)).await;
        post.order(vec![mail_to("anna@example.net").1]).await;
        post.deliver().await;
        let received = post.sink.received();
        assert_eq!(received.len(), 1, "{mechanism}");
        assert!(MessageParser::default().parse(&received[0].bytes).is_some());
    }
}
