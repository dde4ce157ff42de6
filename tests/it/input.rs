//! Bad input: whatever is sent, the answer is no fault of ours, nothing grows, and what was valid is kept.

use std::time::{Duration, Instant};

use reqwest::Method;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::process::ServerProcess;
use crate::support::{TestApp, Visitor};

async fn app_with_event() -> TestApp {
    let app = TestApp::start().await;
    app.event("target")
        .categories(&[("expert", Some(100)), ("online", None)])
        .asking_for_phones()
        .publish()
        .await;
    app
}

/// Values that broke systems of this kind.
fn nasty() -> Vec<(&'static str, String)> {
    vec![
        ("a NUL", "a\0b".into()),
        ("control characters", "a\u{1}\u{8}\u{1b}[31mb".into()),
        ("line breaks", "a\r\nBcc: x@evil.example\r\n\r\nhello".into()),
        ("a right-to-left override", "\u{202e}gnp.exe".into()),
        (
            "isolates and zero width",
            "\u{2066}a\u{200b}\u{2069}\u{feff}b".into(),
        ),
        ("zalgo", format!("Z{}", "\u{0301}".repeat(500))),
        ("an emoji family", "👩‍👩‍👧‍👦🏳️‍🌈".into()),
        (
            "markup",
            "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>".into(),
        ),
        ("SQL", "'; DROP TABLE registrations; --".into()),
        ("a formula", "=HYPERLINK(\"http://evil.example\")".into()),
        ("a template", "{{7*7}} ${7*7} {% raw %}".into()),
        ("a lone surrogate's place", "\u{fffd}".into()),
        ("a number beyond", "9223372036854775808".into()),
        ("odd numbers", "-0 1e9 ٣ １ 2^63".into()),
        ("odd dates", "29-02-2027 31-04-2027 0000-00-00 99999-01-01".into()),
        ("a path", "../../../../etc/passwd\\..\\..".into()),
        ("decomposed", "e\u{301}cole".into()),
        ("a megabyte", "a".repeat(1_000_000)),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn no_field_takes_the_server_down_and_valid_ones_are_kept() {
    let app = app_with_event().await;
    let visitor = app.visitor();
    let page = visitor.page("/e/target/register").await;
    let accepted = page.attr("input[name=accept_terms]", "value");
    for (what, value) in nasty() {
        for field in [
            "name",
            "email",
            "category",
            "organization",
            "position",
            "country",
            "phone",
            "accept_terms",
            "submission_id",
        ] {
            let email = format!("{}@example.org", uuid::Uuid::now_v7().simple());
            let submission = uuid::Uuid::new_v4().to_string();
            let mut fields = vec![
                ("name", "Kept Name"),
                ("email", &email),
                ("category", "online"),
                ("accept_terms", &accepted),
                ("submission_id", &submission),
            ];
            fields.retain(|(name, _)| *name != field);
            fields.push((field, &value));
            let answer = visitor.post("/e/target/register", &fields).await;
            // A category that there is not is a refusal, like one that was put away meanwhile.
            let is_refused = answer.status == 422 || (answer.status == 409 && field == "category");
            assert!(
                is_refused || answer.status == 303,
                "{what} in {field}: {}",
                answer.status
            );
            if is_refused {
                if field != "name" {
                    assert_eq!(
                        answer.html().attr("#name", "value"),
                        "Kept Name",
                        "{what} in {field}"
                    );
                }
                assert!(
                    !answer.body.contains("<script>alert") && !answer.body.contains("<img src=x"),
                    "{what} in {field}"
                );
            } else {
                let own = visitor.get(&answer.location()).await;
                assert_eq!(own.status, 200, "{what} in {field}");
                assert!(
                    !own.body.contains("<script>alert") && !own.body.contains("<img src=x"),
                    "{what} in {field}"
                );
            }
        }
    }
    let list = app.organizer(lanyard::accounts::Role::Viewer).await;
    let answer = list.get("/organizer/events/target/attendees").await;
    assert_eq!(answer.status, 200);
    assert!(!answer.body.contains("<script>alert"));
    let csv = list.get("/organizer/events/target/attendees.csv").await.body;
    assert!(
        csv.contains("\"'=HYPERLINK(\"\"http://evil.example\"\")\""),
        "a formula is defused"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_that_are_no_text_are_refused_beside_their_field() {
    let app = app_with_event().await;
    let visitor = app.visitor();
    for broken in [
        "name=%FF%FE%FD",
        "name=%C0%AF",
        "name=%ED%A0%80",
        "name=%F8%88%80%80%80",
    ] {
        let request = visitor
            .request(Method::POST, "/e/target/register")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(format!("{broken}&email=a%40example.org&organization=Kept"));
        let answer = visitor.send(request).await.unwrap();
        assert_eq!(answer.status, 422, "{broken}");
        assert!(answer.html().text("#name-error").contains("cannot be stored"));
        assert_eq!(answer.html().attr("#organization", "value"), "Kept");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_are_no_form_get_a_clear_page() {
    let app = app_with_event().await;
    let visitor = app.visitor();
    let form = "application/x-www-form-urlencoded";
    let many: String = (0..10_000).map(|n| format!("f{n}=x&")).collect();
    let same = "name=x&".repeat(10_000);
    let cases = [
        (form, "name=".to_owned() + &"a".repeat(10_000_000), 413),
        (form, many, 413),
        (form, same, 413),
        ("application/json", "{\"name\": [1]}".into(), 400),
        ("multipart/form-data; boundary=x", "--x--".into(), 400),
        ("text/plain", "hello".into(), 400),
        (form, "name[]=x&name[a][b]=y&=&&&%%%&email".into(), 422),
        (form, String::new(), 422),
    ];
    for (kind, body, status) in cases {
        let size = body.len();
        let request = visitor
            .request(Method::POST, "/e/target/register")
            .header("content-type", kind)
            .body(body);
        // A server that has read enough may close before all is sent; the next request shows that it is well.
        if let Ok(answer) = visitor.send(request).await {
            assert_eq!(answer.status, status, "{kind}, {size} bytes");
            assert!(answer.body.contains("</html>"), "in the site's clothes");
        } else {
            assert!(size > 1_000_000, "{kind}");
        }
        assert_eq!(visitor.get("/healthz").await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_addresses_and_methods_get_a_page_with_a_way_forward() {
    let app = app_with_event().await;
    let visitor = app.visitor();
    for path in [
        "/%2F",
        "/%00",
        "//",
        "/e/target/",
        "/e/%74arget/..",
        "/e/..;/target",
        "/e/target.",
        "/e/TARGET",
        "/e/%ff",
        "/e/target/terms/0",
        "/e/target/terms/-1",
        "/e/target/terms/99999999999999999999",
        "/e/target/terms/1%00",
        "/organizer/events/%00/attendees",
        "/static/../Cargo.toml",
        "/static/%2e%2e/x",
        "/dev/mailbox/..%2f..%2fx",
        "/e/target?lang=xx",
        "/e/target?lang=%00&lang=ru&lang[]=zh",
        "/?%%%",
    ] {
        let answer = visitor.get(path).await;
        assert!(
            [200, 303, 400, 404].contains(&answer.status),
            "{path}: {}",
            answer.status
        );
        if answer.status >= 400 {
            assert!(
                answer.html().has("main a[href='/']"),
                "{path} shows a way forward\n{}",
                answer.body
            );
        }
    }
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "X-ODD"] {
        let request = visitor.request(Method::from_bytes(method.as_bytes()).unwrap(), "/e/target");
        let answer = visitor.send(request).await.unwrap();
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, "GET, HEAD"),
            "{method}"
        );
    }
    let huge_cookie = visitor
        .request(Method::GET, "/")
        .header("cookie", "a=b; ".repeat(1500));
    assert_eq!(visitor.send(huge_cookie).await.unwrap().status, 200);
    let cursors = [
        "after=AAAA",
        "before=%00",
        "after=__________8AAAAAAAAAAAAAAAAAAAAA",
        "status=nothing",
        "q=%00%ff",
        "q=%25%5f%5c",
    ];
    let organizer = app.organizer(lanyard::accounts::Role::Viewer).await;
    for query in cursors {
        let answer = organizer
            .get(&format!("/organizer/events/target/attendees?{query}"))
            .await;
        assert_eq!(answer.status, 200, "{query}");
        let twice = organizer
            .get(&format!("/organizer/events/target/attendees?{query}&{query}"))
            .await;
        assert!(
            [200, 400].contains(&twice.status),
            "{query} twice: {}",
            twice.status
        );
    }
}

/// What comes back for raw bytes.
async fn raw(app: &TestApp, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(app.address).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    tokio::time::timeout(Duration::from_secs(10), read).await.ok();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn raw_requests_are_answered_or_hung_up_on() {
    let app = app_with_event().await;
    let long_header = format!(
        "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx: {}\r\n\r\n",
        "a".repeat(64 * 1024)
    );
    for (request, statuses) in [
        ("GET / HTTP/1.0\r\n\r\n", &["200"][..]),
        ("GET / HTTP/1.1\r\nconnection: close\r\n\r\n", &["200", "400"]),
        (
            "GET http://evil.example/ HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n",
            &["200", "404", "400"],
        ),
        ("HELLO\r\n\r\n", &["400"]),
        ("\0\0\0\0\r\n\r\n", &["400"]),
        (
            "POST /e/target/register HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n0\r\n\r\n",
            &["400"],
        ),
        (
            "POST /e/target/register HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\nconnection: close\r\n\r\n",
            &["400"],
        ),
        (&long_header, &["200", "400", "431"]),
    ] {
        let answer = raw(&app, request.as_bytes()).await;
        let status = answer.split_whitespace().nth(1).unwrap_or("none").to_owned();
        assert!(
            statuses.contains(&status.as_str()) || answer.is_empty(),
            "{request:.60}: {answer:.200}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_says_nothing_is_closed() {
    let app = app_with_event().await;
    let mut stream = TcpStream::connect(app.address).await.unwrap();
    stream.write_all(b"GET / HTT").await.unwrap();
    let begun = Instant::now();
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).await.unwrap();
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "half a request holds no connection"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn memory_stays_flat_under_megabytes_of_nonsense() {
    let app = app_with_event().await;
    let server = ServerProcess::start(&app.db).await;
    let visitor = Visitor::new(server.base.clone());
    let nonsense = async |rounds: usize| {
        for _ in 0..rounds {
            let body = "name=".to_owned() + &"a".repeat(1_000_000);
            let form = visitor
                .request(Method::POST, "/e/target/register")
                .header("content-type", "application/x-www-form-urlencoded")
                .body(body);
            assert_eq!(visitor.send(form).await.unwrap().status, 422);
            let megabytes = visitor
                .request(Method::POST, "/e/target/register")
                .header("content-type", "application/x-www-form-urlencoded")
                .body("name=".to_owned() + &"b".repeat(5_000_000));
            visitor.send(megabytes).await.ok();
        }
    };
    nonsense(15).await;
    let before = server.memory();
    nonsense(40).await;
    let after = server.memory();
    assert!(after < before + 20_000, "from {before} to {after} kB");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_site_makes_a_browser_send_is_refused() {
    let app = app_with_event().await;
    let visitor = app.visitor();
    let send = async |headers: &[(&str, &str)]| {
        let mut request = visitor
            .request(Method::POST, "/e/target/register")
            .form(&[("name", "x")]);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        visitor.send(request).await.unwrap().status
    };
    assert_eq!(send(&[("sec-fetch-site", "cross-site")]).await, 403);
    assert_eq!(send(&[("sec-fetch-site", "same-site")]).await, 403);
    assert_eq!(send(&[("origin", "https://evil.example")]).await, 403);
    assert_eq!(send(&[("origin", "null")]).await, 403);
    let origin = app.base();
    assert_eq!(send(&[("origin", &origin)]).await, 422);
    assert_eq!(send(&[("sec-fetch-site", "same-origin")]).await, 422);
    assert_eq!(send(&[]).await, 422);
}
