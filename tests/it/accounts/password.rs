//! Choosing a password.

use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use chrono::TimeDelta;

use super::{
    ACCOUNT, ANNA, PASSWORD, came_by_link, history, is_in, let_in, text, try_password, with_password,
};
use crate::support::{Answer, TestApp, Visitor};

const OTHER: &str = "мокрая лампа поёт";

async fn change(browser: &Visitor, current: &str, new: &str) -> Answer {
    browser
        .post(
            "/organizer/account/password",
            &[("current_password", current), ("new_password", new)],
        )
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_password_needs_no_other_and_signs_other_browsers_out() {
    let app = TestApp::start().await;
    let elsewhere = came_by_link(&app, ANNA).await;
    let waiting = let_in(&app, ANNA).await.link;
    let browser = came_by_link(&app, ANNA).await;
    assert!(!browser.get(ACCOUNT).await.body.contains("current_password"));
    let answer = change(&browser, "", PASSWORD).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/organizer/account?saved=1")
    );
    assert!(
        browser
            .get(answer.header("location"))
            .await
            .body
            .contains("The password is saved.")
    );
    assert!(is_in(&browser).await && !is_in(&elsewhere).await);
    let path = lanyard::platform::web::urls::sign_in_with(&waiting.token);
    assert_eq!(
        app.visitor().get(&path).await.status,
        410,
        "links that lay about are withdrawn"
    );
    assert!(
        history(&app)
            .await
            .ends_with("account.password_changed account.signed_out")
    );
    assert_eq!(try_password(&app.visitor(), ANNA, PASSWORD).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_password_needs_the_current_one() {
    let app = TestApp::start().await;
    with_password(&app, ANNA).await;
    let browser = app.visitor();
    try_password(&browser, ANNA, PASSWORD).await;
    assert!(
        browser
            .get(ACCOUNT)
            .await
            .body
            .contains("name=\"current_password\"")
    );
    let refused = change(&browser, "a guess", "short").await;
    assert_eq!(refused.status, 422);
    for part in [
        "href=\"#current_password\"",
        "href=\"#new_password\"",
        "<title>Error:",
    ] {
        assert!(refused.body.contains(part), "{part} is missing");
    }
    assert!(
        !refused.body.contains("a guess") && !refused.body.contains("\"short\""),
        "passwords are not shown again"
    );
    assert_eq!(change(&browser, PASSWORD, OTHER).await.status, 303);
    assert_eq!(try_password(&app.visitor(), ANNA, PASSWORD).await.status, 422);
    assert_eq!(try_password(&app.visitor(), ANNA, OTHER).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_the_current_password_is_slowed_down() {
    let app = TestApp::start().await;
    with_password(&app, ANNA).await;
    let browser = app.visitor();
    try_password(&browser, ANNA, PASSWORD).await;
    for _ in 0..10 {
        assert_eq!(change(&browser, "a guess", OTHER).await.status, 422);
    }
    let refused = change(&browser, PASSWORD, OTHER).await;
    assert_eq!(refused.status, 429);
    assert!(!refused.header("retry-after").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_replaced_through_a_link() {
    let app = TestApp::start().await;
    with_password(&app, ANNA).await;
    let late = came_by_link(&app, ANNA).await;
    app.app.clock.set_offset(TimeDelta::minutes(16));
    assert_eq!(change(&late, "", OTHER).await.status, 422, "the proof is stale");
    let fresh = came_by_link(&app, ANNA).await;
    assert_eq!(change(&fresh, "", OTHER).await.status, 303);
    assert_eq!(try_password(&app.visitor(), ANNA, OTHER).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn weak_passwords_are_refused_with_the_reason() {
    let app = TestApp::start().await;
    let browser = came_by_link(&app, "konstantin.popov@example.org").await;
    let long = "long ".repeat(300);
    for (password, reason) in [
        ("", "Enter a new password"),
        ("elevenchars", "at least 12 characters"),
        (long.as_str(), "Make the new password shorter"),
        ("Konstantin.Popov@example.org", "not your e-mail address"),
        ("password12345", "first that are guessed"),
    ] {
        let answer = change(&browser, "", password).await;
        assert_eq!(answer.status, 422, "{password}");
        assert!(answer.body.contains(reason), "{reason} is missing");
    }
    for lang in ["ru", "zh"] {
        let answer = browser
            .post(
                &format!("/organizer/account/password?lang={lang}"),
                &[("new_password", "x")],
            )
            .await;
        assert!(!answer.body.contains('‹'), "a message is missing");
    }
    let answer = browser.get("/organizer/account/password?lang=ru").await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/organizer/account?lang=ru")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outdated_hash_is_made_anew_at_the_next_sign_in() {
    let app = TestApp::start().await;
    with_password(&app, ANNA).await;
    let weak = Argon2::new(
        Algorithm::Argon2id,
        Version::V0x13,
        Params::new(8 * 1024, 1, 1, None).unwrap(),
    );
    let outdated = weak.hash_password(PASSWORD.as_bytes()).unwrap().to_string();
    app.execute(&format!("UPDATE accounts SET password_hash = '{outdated}'"))
        .await;
    assert_eq!(
        try_password(&app.visitor(), ANNA, "not this one").await.status,
        422
    );
    assert_eq!(try_password(&app.visitor(), ANNA, PASSWORD).await.status, 303);
    let renewed = text(&app, "SELECT password_hash FROM accounts").await;
    assert!(
        renewed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{renewed}"
    );
    assert_eq!(try_password(&app.visitor(), ANNA, PASSWORD).await.status, 303);
}
