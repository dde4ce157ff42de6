//! What the operator sees: figures, the two halves of the server, mail that waits, and how little goes over the wire.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use lanyard::accounts::Role;
use reqwest::Method;

use crate::support::app::SECRET_KEY;
use crate::support::mailbox::Mailbox;
use crate::support::process::ServerProcess;
use crate::support::visitor::Answer;
use crate::support::{TestApp, TestDb, Visitor};

/// What somebody hears whose program understands these encodings.
async fn encoded(visitor: &Visitor, path: &str, accepts: &str) -> (Answer, usize) {
    let request = visitor
        .request(Method::GET, path)
        .header("accept-encoding", accepts);
    let response = request.send().await.expect("an answer");
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let bytes = response.bytes().await.expect("a body");
    let answer = Answer {
        status,
        headers,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    };
    (answer, bytes.len())
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_name_patterns_and_outcomes_and_nobody() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    let visitor = app.visitor();
    let person = [("name", "Anna Petrova"), ("email", "anna@example.org")];
    let own = visitor.register("forum", &person).await.location();
    visitor.register("forum", &person).await;
    visitor.page(&own).await;
    for _ in 0..2 {
        visitor.get("/e/forum").await;
    }
    let before = visitor.get("/metrics").await.body;
    for number in 0..50 {
        visitor.get(&format!("/nothing-{number}")).await;
        visitor.get(&format!("/e/nothing-{number}")).await;
    }
    app.mailbox().wait_for("anna@example.org", 2).await;
    let answer = visitor.get("/metrics").await;
    assert!(
        answer
            .header("content-type")
            .starts_with("application/openmetrics-text")
    );
    let figures = &answer.body;
    for line in [
        "lanyard_http_requests_total{route=\"/r/{token}\",method=\"GET\",status=\"2xx\"} 1",
        "lanyard_http_requests_total{route=\"none\",method=\"GET\",status=\"4xx\"} 50",
        "lanyard_http_requests_total{route=\"/e/{slug}\",method=\"GET\",status=\"4xx\"} 50",
        "lanyard_http_request_seconds_count{route=\"/r/{token}\"} 1",
        "lanyard_work_total{work=\"intake\",outcome=\"confirmed\"} 1",
        "lanyard_work_total{work=\"intake\",outcome=\"refused\"} 1",
        "lanyard_work_seconds_count{work=\"intake\"} 2",
        "lanyard_work_total{work=\"page_cache\",outcome=\"miss\"}",
        "lanyard_work_total{work=\"mail\",outcome=\"accepted\"}",
        "lanyard_database_connections{state=\"open\"}",
        "lanyard_mails_waiting{state=\"queued\"}",
        "lanyard_mail_alarm 0",
        "lanyard_build_info{version=",
        "# EOF",
    ] {
        assert!(figures.contains(line), "{line} in\n{figures}");
    }
    let token = own.trim_start_matches("/r/");
    for person in ["Anna", "anna", "forum", "nothing-", token] {
        assert!(!figures.contains(person), "{person} in\n{figures}");
    }
    let series = |figures: &str| {
        figures
            .lines()
            .filter(|line| line.contains("/e/{slug}\""))
            .count()
    };
    assert!(
        series(figures) <= series(&before) + 1,
        "addresses that nobody knows make no series of their own"
    );
}

/// How the figures are answered to somebody who sends this header.
async fn ask(visitor: &Visitor, name: &str, value: &str) -> u16 {
    let request = visitor.request(Method::GET, "/metrics").header(name, value);
    visitor.send(request).await.expect("an answer").status
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_are_for_this_machine_or_for_the_token() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    assert_eq!(visitor.get("/metrics").await.status, 200);
    assert_eq!(
        ask(&visitor, "x-forwarded-for", "192.0.2.1").await,
        404,
        "somebody else, through a proxy on this machine"
    );
    let token = "0123456789abcdef0123";
    let app = TestApp::start_with(|flags| flags.metrics_token = Some(token.into())).await;
    let visitor = app.visitor();
    assert_eq!(visitor.get("/metrics").await.status, 404);
    assert_eq!(ask(&visitor, "authorization", "Bearer wrong").await, 404);
    assert_eq!(
        ask(&visitor, "authorization", &format!("Bearer {token}")).await,
        200
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_the_same_for_everybody_is_compressed_and_what_holds_a_secret_is_not() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    let visitor = app.visitor();
    let own = visitor
        .register("forum", &[("name", "Anna"), ("email", "anna@example.org")])
        .await
        .location();
    let page = visitor.page("/e/forum").await;
    let sheet = page.attr("link[rel=stylesheet]", "href");
    for path in ["/", "/e/forum", &sheet] {
        let (plain, whole) = encoded(&visitor, path, "identity").await;
        assert_eq!(plain.header("content-encoding"), "", "{path}");
        for encoding in ["br", "gzip"] {
            let (answer, length) = encoded(&visitor, path, encoding).await;
            assert_eq!(answer.header("content-encoding"), encoding, "{path}");
            assert!(answer.header("vary").contains("accept-encoding"), "{path}");
            assert!(length < whole, "{path}: {length} of {whole}");
        }
    }
    let (compressed, _) = encoded(&visitor, "/e/forum", "br").await;
    let tag = compressed.header("etag").to_owned();
    let (plain, _) = encoded(&visitor, "/e/forum", "identity").await;
    assert_ne!(plain.header("etag"), tag, "each encoding is a text of its own");
    let again = visitor
        .request(Method::GET, "/e/forum")
        .header("accept-encoding", "br")
        .header("if-none-match", format!("\"other\", {tag}"));
    let known = visitor.send(again).await.expect("an answer");
    assert_eq!((known.status, known.body.as_str()), (304, ""));
    assert!(known.header("vary").contains("accept-language"));

    for secret in [own.as_str(), "/e/forum/register", "/organizer/sign-in"] {
        let (answer, _) = encoded(&visitor, secret, "br, gzip").await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-encoding"), "", "{secret}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_the_demonstration_takes_forty_kilobytes_with_its_style_sheet() {
    let app = TestApp::start().await;
    let mut command = Command::new(env!("CARGO_BIN_EXE_lanyard"));
    command
        .args(["demo", "--secret-key", SECRET_KEY])
        .env("DATABASE_URL", app.db.url())
        .env("DATA_DIR", &app.app.config.data_dir)
        .env("BASE_URL", app.base())
        .stdout(Stdio::null());
    let loaded = tokio::task::spawn_blocking(move || command.status());
    assert!(loaded.await.unwrap().expect("lanyard runs").success());
    let visitor = app.visitor();
    let address = "/e/dialogue-of-integrations";
    let page = visitor.page(address).await;
    let mut parts = page.attrs("link[rel=stylesheet]", "href");
    parts.extend(page.attrs("script[src]", "src"));
    parts.push(address.to_owned());
    let mut total = 0;
    for part in &parts {
        total += encoded(&visitor, part, "br, gzip").await.1;
    }
    assert!(total <= 40 * 1024, "{total} bytes in {parts:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_organizer_changes_is_seen_by_the_next_visitor() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    let manager = app.organizer(Role::Manager).await;
    let visitor = app.visitor();
    for title in ["First title", "Second title", "Third title"] {
        visitor.page("/").await;
        visitor.page("/e/forum").await;
        let saved = manager
            .fill_in("/organizer/events/forum/details", &[("title_en", title)])
            .await;
        assert_eq!(saved.status, 303, "{}", saved.body);
        assert!(visitor.page("/e/forum").await.text("h1").contains(title));
        assert!(visitor.get("/").await.body.contains(title));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_that_waits_is_told_to_the_organizer_and_to_whoever_watches() {
    let app = TestApp::start_with(|flags| flags.smtp_url = Some("smtp://127.0.0.1:1".into())).await;
    app.event("forum").publish().await;
    app.visitor()
        .register("forum", &[("name", "Anna"), ("email", "anna@example.org")])
        .await;
    let begun = Instant::now();
    while app.count("SELECT failures FROM mail_relay").await == 0 {
        assert!(begun.elapsed() < Duration::from_secs(30), "nobody tried");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let overview = "/organizer/events/forum";
    let manager = app.organizer(Role::Manager).await;
    let calm = manager.page(overview).await;
    assert!(!calm.text("main").contains("mail server"), "a moment is no alarm");
    app.app.clock.set_offset(TimeDelta::minutes(6));
    let page = manager.page(overview).await;
    assert!(
        page.text(".state.bad")
            .contains("has not been reached for more than five minutes")
    );
    let figures = app.visitor().get("/metrics").await.body;
    assert!(figures.contains("lanyard_mail_alarm 1"), "{figures}");
    assert_eq!(
        app.visitor().get("/readyz").await.status,
        200,
        "pages work all the same"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn web_and_worker_share_the_work_of_one_server() {
    // Its own server is stopped: it would send the mail.
    let mut app = TestApp::start().await;
    app.event("forum").publish().await;
    app.stop().await;
    let web = ServerProcess::start_as("web", &app.db).await;
    let visitor = Visitor::new(web.base.clone());
    let registered = visitor
        .register("forum", &[("name", "Anna"), ("email", "anna@example.org")])
        .await;
    assert_eq!(registered.status, 303);
    let sent = "SELECT count(*) FROM outgoing_mails WHERE state = 'sent'";
    assert_eq!(app.count(sent).await, 0, "the web process sends nothing");

    let worker = ServerProcess::start_as("worker", &app.db).await;
    let mailbox = Mailbox {
        directory: worker.data_dir().join("mail"),
    };
    mailbox.wait_for("anna@example.org", 1).await;
    let asks = Visitor::new(worker.base.clone());
    for (path, status) in [("/healthz", 200), ("/readyz", 200), ("/metrics", 200), ("/", 404)] {
        assert_eq!(asks.get(path).await.status, status, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_server_leaves_the_schema_to_the_operator() {
    let db = TestDb::empty().await;
    for half in ["web", "worker"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lanyard"));
        command
            .args([half, "--listen", "127.0.0.1:0", "--secret-key", SECRET_KEY])
            .env("DATABASE_URL", db.url())
            .stdin(Stdio::null());
        let output = tokio::task::spawn_blocking(move || command.output());
        let output = output.await.unwrap().expect("lanyard runs");
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("lanyard migrate"), "{said}");
    }
}
