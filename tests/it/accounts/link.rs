//! One-time sign-in links: asked for by mail, looked at, used up.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use lanyard::platform::web::urls;
use reqwest::Method;

use super::{ACCOUNT, ANNA, LINK, history, is_in, let_in, letters, post_from_firefox, text};
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn opening_a_link_changes_nothing() {
    let app = TestApp::start().await;
    let path = urls::sign_in_with(&let_in(&app, ANNA).await.link.token);
    let before = history(&app).await;
    let scanner = app.visitor();
    for _ in 0..5 {
        let page = scanner.get(&path).await;
        assert_eq!(page.status, 200);
        assert_eq!(page.header("set-cookie"), "");
        assert!(page.body.contains("Anna Petrova") && page.body.contains("Sign in as Anna Petrova"));
        assert_eq!(
            scanner
                .send(scanner.request(Method::HEAD, &path))
                .await
                .unwrap()
                .status,
            200
        );
    }
    assert_eq!(history(&app).await, before);
    let browser = app.visitor();
    let answer = browser.post(&path, &[("next", "/organizer/account")]).await;
    assert_eq!((answer.status, answer.header("location")), (303, ACCOUNT));
    assert!(is_in(&browser).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_works_once() {
    let app = TestApp::start().await;
    let path = urls::sign_in_with(&let_in(&app, ANNA).await.link.token);
    let browsers: Vec<_> = (0..8).map(|_| app.visitor()).collect();
    let answers =
        futures_util::future::join_all(browsers.iter().map(|browser| browser.post(&path, &[]))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 410, 410, 410, 410, 410, 410, 410]);
    assert_eq!(text(&app, "SELECT count(*) FROM sessions").await, "1");
    assert_eq!(app.visitor().get(&path).await.status, 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn dead_links_look_alike() {
    let app = TestApp::start().await;
    let link = let_in(&app, ANNA).await.link;
    let unknown = lanyard::platform::secret::Token::random();
    let mut pages = vec![app.visitor().get(&urls::sign_in_with(&unknown)).await];
    pages.push(app.visitor().get("/organizer/sign-in/nonsense").await);
    app.execute("UPDATE accounts SET disabled_at = now()").await;
    pages.push(app.visitor().get(&urls::sign_in_with(&link.token)).await);
    assert_eq!(
        app.visitor()
            .post(&urls::sign_in_with(&link.token), &[])
            .await
            .status,
        410
    );
    app.execute("UPDATE accounts SET disabled_at = NULL").await;
    assert_eq!(
        app.visitor().get(&urls::sign_in_with(&link.token)).await.status,
        200,
        "the link was not used up"
    );
    app.app
        .clock
        .set_offset(TimeDelta::hours(24) + TimeDelta::seconds(5));
    pages.push(app.visitor().get(&urls::sign_in_with(&link.token)).await);
    assert_eq!(
        app.visitor()
            .post(&urls::sign_in_with(&link.token), &[])
            .await
            .status,
        410
    );
    for page in &pages {
        assert_eq!(page.status, 410);
        assert!(page.body.contains("This link works no longer"));
        assert!(
            page.body.contains("href=\"/organizer/sign-in\""),
            "there is a way forward"
        );
        assert!(!page.body.contains("Anna") && !page.body.contains(ANNA));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailed_link_leads_in_and_on() {
    let app = TestApp::start().await;
    let_in(&app, ANNA).await;
    let browser = app.visitor();
    let form = [
        ("email", "Anna@example.org"),
        ("next", "/organizer/account"),
        ("password", "typed in vain"),
    ];
    let answer = post_from_firefox(&browser, &format!("{LINK}?lang=ru"), &form).await;
    assert_eq!(answer.status, 200);
    let sent = letters(&app).await;
    let letter = &sent[0];
    assert_eq!(sent.len(), 1);
    assert_eq!(
        (letter.to.name.as_deref(), letter.to.email.to_string()),
        (Some("Anna Petrova"), ANNA.to_owned())
    );
    assert!(letter.html.contains("<html lang=\"ru\"") && !letter.html.contains("<script"));
    for part in ["10 минут", "Firefox, Linux", "Если это были не вы"] {
        assert!(
            letter.text.contains(part) && letter.html.contains(part),
            "{part} is missing in {}",
            letter.text
        );
    }
    let link = letter.text.lines().find(|line| line.starts_with("http")).unwrap();
    let path = link.strip_prefix(&app.app.urls.absolute("")).unwrap();
    let page = browser.get(path).await;
    assert!(
        page.body.contains("name=\"next\" value=\"/organizer/account\""),
        "{}",
        page.body
    );
    let action = path.split('?').next().unwrap();
    let answer = browser.post(action, &[("next", "/organizer/account")]).await;
    assert_eq!((answer.status, answer.header("location")), (303, ACCOUNT));
    assert!(is_in(&browser).await);
    assert!(
        letters(&app).await.is_empty(),
        "a used link is not mailed any more"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailed_link_lives_ten_minutes() {
    let app = TestApp::start().await;
    let_in(&app, ANNA).await;
    app.visitor().post(LINK, &[("email", ANNA)]).await;
    let letter = letters(&app).await.remove(0);
    let link = letter
        .text
        .lines()
        .find(|line| line.starts_with("http"))
        .unwrap()
        .to_owned();
    let path = link.strip_prefix(&app.app.urls.absolute("")).unwrap();
    app.app.clock.set_offset(TimeDelta::minutes(9));
    assert_eq!(app.visitor().get(path).await.status, 200);
    app.app
        .clock
        .set_offset(TimeDelta::minutes(10) + TimeDelta::seconds(5));
    assert_eq!(app.visitor().post(path, &[]).await.status, 410);
    let lives = text(
        &app,
        "SELECT expires_at - created_at = interval '10 min' AND priority = 0 FROM outgoing_mails",
    )
    .await;
    assert_eq!(
        lives, "true",
        "the mail dies with its link and overtakes the others"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_for_a_link_does_not_tell_who_is_known() {
    let app = TestApp::start().await;
    let_in(&app, ANNA).await;
    let_in(&app, "disabled@example.org").await;
    app.execute("UPDATE accounts SET disabled_at = now() WHERE email_key = 'disabled@example.org'")
        .await;
    let mut pages = Vec::new();
    for email in [ANNA, "unknown@example.org", "disabled@example.org"] {
        let started = Instant::now();
        let answer = app.visitor().post(LINK, &[("email", email)]).await;
        assert!(
            started.elapsed() >= Duration::from_millis(250),
            "the answer does not wait for its time"
        );
        assert_eq!(answer.status, 200);
        assert!(answer.body.contains(email), "she sees what she typed");
        pages.push(answer.body.replace(email, "…"));
    }
    assert!(
        pages.windows(2).all(|pair| pair[0] == pair[1]),
        "the pages differ"
    );
    assert_eq!(letters(&app).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn links_are_limited_by_address() {
    let app = TestApp::start().await;
    let_in(&app, ANNA).await;
    let mut refusals = Vec::new();
    for email in [ANNA, "unknown@example.org"] {
        for _ in 0..5 {
            assert_eq!(app.visitor().post(LINK, &[("email", email)]).await.status, 200);
        }
        let refused = app.visitor().post(LINK, &[("email", email)]).await;
        assert_eq!(refused.status, 429);
        assert!(refused.header("retry-after").parse::<i64>().unwrap() > 0);
        assert!(
            refused.body.contains(&format!("value=\"{email}\"")),
            "the form is kept"
        );
        refusals.push(refused.body.replace(email, "…"));
    }
    assert_eq!(refusals[0], refusals[1], "the limit tells who is known");
    assert_eq!(letters(&app).await.len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn links_are_limited_by_network() {
    let app = TestApp::start().await;
    let browser = app.visitor();
    let asked = (0..33).map(|i| {
        let browser = &browser;
        async move {
            browser
                .post(LINK, &[("email", &format!("somebody{i}@example.org"))])
                .await
                .status
        }
    });
    let statuses = futures_util::future::join_all(asked).await;
    assert_eq!(
        statuses.iter().filter(|status| **status == 429).count(),
        3,
        "{statuses:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unusable_address_is_shown_again() {
    let app = TestApp::start().await;
    for (email, message) in [
        ("", "Enter your e-mail address"),
        ("anna@", "Enter a complete e-mail address"),
    ] {
        let answer = app.visitor().post(LINK, &[("email", email)]).await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains(message) && answer.body.contains("<title>Error:"));
    }
    // Where the form was sent to, the language links of the answer lead as well.
    let answer = app.visitor().get(&format!("{LINK}?lang=zh")).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/organizer/sign-in?lang=zh")
    );
}
