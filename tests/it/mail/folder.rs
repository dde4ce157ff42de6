//! The mail folder, on disk and in the browser.

use std::sync::Arc;

use actix_web::http::{StatusCode, header};
use actix_web::{App as Actix, test, web};
use lanyard::mail::{Transport, dev};
use lanyard::platform::web::App;
use serde_json::json;
use uuid::Uuid;

use super::post::{Post, folder, mail};
use crate::support::smtp_sink::SmtpSink;

async fn get(app: &App, path: &str) -> (StatusCode, String, String) {
    let service = test::init_service(
        Actix::new()
            .app_data(web::Data::new(app.clone()))
            .route("/dev/mailbox", web::get().to(dev::list))
            .route("/dev/mailbox/{name}", web::get().to(dev::show))
            .route("/dev/mailbox/{name}/html", web::get().to(dev::show_html))
            .route("/dev/mailbox/{name}/files/{number}", web::get().to(dev::download)),
    )
    .await;
    let response = test::call_service(&service, test::TestRequest::get().uri(path).to_request()).await;
    let status = response.status();
    let policy = response.headers().get(header::CONTENT_SECURITY_POLICY);
    let policy = policy
        .map(|value| value.to_str().unwrap().to_owned())
        .unwrap_or_default();
    let body = String::from_utf8(test::read_body(response).await.to_vec()).unwrap();
    (status, policy, body)
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_relay_mails_become_files_that_the_browser_shows() {
    let post = Post::with(SmtpSink::new().await, None).await;
    assert!(get(&post.app, "/dev/mailbox").await.2.contains("No mail yet"));
    let subject = "<script>alert('x')</script> & Ко · 会议";
    post.order(vec![mail(
        Uuid::now_v7(),
        json!({ "subject": subject, "name": "<b>Anna</b>" }),
    )])
    .await;
    post.deliver().await;

    let names: Vec<_> = std::fs::read_dir(folder(&post.app))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), 1, "no half files are left: {names:?}");
    assert!(
        names[0]
            .strip_suffix(".eml")
            .is_some_and(|stem| !stem.starts_with('.'))
    );

    let (status, _, list) = get(&post.app, "/dev/mailbox").await;
    assert_eq!(status, StatusCode::OK);
    assert!(list.contains(&names[0]) && list.contains("anna@example.net") && list.contains("会议"));
    assert!(!list.contains("<script>"));
    for (lang, word) in [("en", "Mail folder"), ("ru", "Папка писем"), ("zh", "邮件文件夹")] {
        assert!(
            get(&post.app, &format!("/dev/mailbox?lang={lang}"))
                .await
                .2
                .contains(word)
        );
    }

    for (part, said) in [
        ("html", format!("src=\"/dev/mailbox/{}/html\"", names[0])),
        ("text", "您已报名".to_owned()),
        ("files", "METHOD:PUBLISH".to_owned()),
        ("headers", "Message-ID".to_owned()),
    ] {
        let path = format!("/dev/mailbox/{}?part={part}", names[0]);
        let (status, policy, shown) = get(&post.app, &path).await;
        assert_eq!(status, StatusCode::OK);
        assert!(shown.contains(&said), "{said} in {shown}");
        assert!(!shown.contains("<script>") && !shown.contains("<b>Anna"));
        assert!(
            policy.contains("frame-src 'self'") && !policy.contains("unsafe"),
            "{policy}"
        );
    }
    let (status, _, file) = get(&post.app, &format!("/dev/mailbox/{}/files/0", names[0])).await;
    assert_eq!(status, StatusCode::OK);
    assert!(file.starts_with("BEGIN:VCALENDAR"), "{file}");
    for none in ["1", "-1", "x"] {
        let path = format!("/dev/mailbox/{}/files/{none}", names[0]);
        assert_eq!(get(&post.app, &path).await.0, StatusCode::NOT_FOUND, "{none}");
    }

    let (status, policy, html) = get(&post.app, &format!("/dev/mailbox/{}/html", names[0])).await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        policy.starts_with("sandbox")
            && policy.contains("default-src 'none'")
            && !policy.contains("allow-scripts")
    );
    assert!(html.contains("<p>You are registered."));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_folder_opens_only_on_this_machine_and_only_mails() {
    let post = Post::with(SmtpSink::new().await, None).await;
    post.order(vec![mail(Uuid::now_v7(), json!({}))]).await;
    post.deliver().await;
    std::fs::write(folder(&post.app).join("secret.txt"), "Subject: secret\r\n\r\n").unwrap();
    for path in [
        "secret.txt",
        "..%2Fsecret_key",
        "%2e%2e%2fsecret_key.eml",
        ".eml",
        "20270101T000000000Z-0.eml",
    ] {
        let (status, _, _) = get(&post.app, &format!("/dev/mailbox/{path}")).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
    }
    let mut public = (*post.app.config).clone();
    public.base_url = "https://events.example.org".parse().unwrap();
    let mut with_relay = (*post.app.config).clone();
    with_relay.smtp_url = Some("smtp://localhost".parse().unwrap());
    for config in [public, with_relay] {
        let app = App {
            config: Arc::new(config),
            ..post.app.clone()
        };
        assert_eq!(get(&app, "/dev/mailbox").await.0, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_cannot_be_written_holds_the_mail_back() {
    let post = Post::with(SmtpSink::new().await, None).await;
    assert!(post.transport.check().await.unwrap().contains("folder"));
    let mut config = (*post.app.config).clone();
    let in_the_way = config.data_dir.join("in-the-way");
    std::fs::write(&in_the_way, "a file, not a folder").unwrap();
    config.data_dir = in_the_way;
    let transport = Transport::from_config(&config).unwrap();
    assert!(transport.check().await.unwrap_err().contains("cannot be written"));
    let subject = Uuid::now_v7();
    post.order(vec![mail(subject, json!({}))]).await;
    let mut line = post.line();
    line.transport = Arc::new(transport);
    assert!(line.deliver_next().await.unwrap());
    assert_eq!(post.attempts(subject).await, "relay");
    assert_eq!(post.mail(subject).await.status.state.as_str(), "queued");
}
