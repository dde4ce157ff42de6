//! One's own name and language, and the ways in that a person meets first.

use super::{ACCOUNT, ANNA, LINK, SIGN_IN, came_by_link, history, let_in, text};
use crate::support::TestApp;
use lanyard::platform::web::urls;

#[tokio::test(flavor = "multi_thread")]
async fn one_changes_ones_own_name_and_language() {
    let app = TestApp::start().await;
    let browser = came_by_link(&app, ANNA).await;
    let page = browser.page(ACCOUNT).await;
    assert_eq!(page.attr("#name", "value"), "Anna Petrova");
    let path = page.attr("form[aria-labelledby=details-title]", "action");
    let saved = browser
        .post(&path, &[("name", " Анна  Петрова "), ("language", "ru")])
        .await;
    assert_eq!(saved.location(), "/organizer/account?saved=details");
    assert_eq!(
        browser.page(&saved.location()).await.text("[role=status]"),
        "Saved."
    );
    assert_eq!(
        text(&app, "SELECT name || '/' || language FROM accounts").await,
        "Анна Петрова/ru"
    );
    assert!(
        browser
            .page("/organizer")
            .await
            .text("header")
            .contains("Анна Петрова")
    );
    assert!(history(&app).await.ends_with("account.changed"));

    for (name, message) in [
        ("", "Enter your full name"),
        (&*"n".repeat(203), "Shorten this by 3 characters"),
    ] {
        let refused = browser.post(&path, &[("name", name), ("language", "zh")]).await;
        assert_eq!(refused.status, 422);
        let page = refused.html();
        assert!(page.text("title").starts_with("Error:"));
        assert!(page.text("#name-error").contains(message));
        assert_eq!(page.attr("#language option[selected]", "value"), "zh");
    }
    assert_eq!(
        browser
            .post(&path, &[("name", "A"), ("language", "xx")])
            .await
            .status,
        400
    );
    assert_eq!(
        browser.get(&format!("{path}?lang=ru")).await.location(),
        "/organizer/account?lang=ru"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn browsers_are_told_apart_by_words_and_a_named_clock() {
    let app = TestApp::start().await;
    // Within a minute: its edge may be passed either way.
    app.set_now("2026-12-01T12:01:10Z");
    came_by_link(&app, ANNA).await;
    let browser = came_by_link(&app, ANNA).await;
    app.set_now("2026-12-02T13:00:00Z");
    for (language, since, seen) in [
        (
            "en",
            "Signed in on 1 December 2026, 12:01, UTC.",
            "Last here 1 day ago.",
        ),
        ("ru", "Вход: 1 декабря 2026 г., 12:01, UTC.", "1 день назад"),
        ("zh", "2026年12月1日", "1 天前"),
    ] {
        let page = browser.page(&format!("{ACCOUNT}?lang={language}")).await;
        let (here, there) = (
            page.text(".places li:nth-child(1)"),
            page.text(".places li:nth-child(2)"),
        );
        for words in [&here, &there] {
            assert!(words.contains(since) && words.contains("UTC"), "{words}");
        }
        assert!(there.contains(seen) && !here.contains(seen), "{here} {there}");
    }
    assert!(
        browser
            .page(ACCOUNT)
            .await
            .has("main form[action='/organizer/sign-out']")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_link_is_replaced_at_a_press_and_tells_nobody_whose_it_was() {
    let app = TestApp::start().await;
    let path = urls::sign_in_with(&let_in(&app, ANNA).await.link.token);
    let browser = app.visitor();
    browser.post(&path, &[]).await;
    let stranger = app.visitor();
    let dead = stranger.get(&format!("{path}?next=/organizer/account")).await;
    assert_eq!(dead.status, 410);
    let page = dead.html();
    assert_eq!(page.texts("main button"), ["E-mail me a new link"]);
    let answer = stranger.fill_in_page(&page, &[]).await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("If the old link was one of ours"));
    assert!(!answer.body.contains(ANNA));
    let mail = app.mailbox().wait_for(ANNA, 1).await.remove(0);
    assert!(
        mail.link().ends_with("?next=%2Forganizer%2Faccount"),
        "{}",
        mail.link()
    );

    let unknown = lanyard::platform::secret::Token::random();
    let same = stranger.post(LINK, &[("link", unknown.reveal())]).await;
    assert_eq!(same.status, 200);
    assert_eq!(
        same.html().text("main"),
        answer.html().text("main"),
        "nobody learns which links were ours"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_comes_first_and_the_password_opens_on_demand() {
    let app = TestApp::start().await;
    let browser = app.visitor();
    let page = browser.page(SIGN_IN).await;
    assert_eq!(page.attr("main form", "action"), LINK);
    assert_eq!(page.texts("main button")[0], "E-mail me a sign-in link");
    assert!(page.has("main details:not([open]) input[type=password]"));
    let wrong = browser
        .post(SIGN_IN, &[("email", ANNA), ("password", "wrong")])
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.html().has("main details[open] #password-error"));
    assert_eq!(wrong.html().attr("#password_email", "value"), ANNA);
    let odd = browser
        .post(SIGN_IN, &[("email", "anna"), ("password", "wrong")])
        .await;
    assert!(odd.html().has("main details[open] #password_email-error"));
}
