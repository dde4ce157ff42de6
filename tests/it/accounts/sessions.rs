//! Sessions: how long they last, who sees them, and how they end.

use chrono::TimeDelta;
use lanyard::platform::ids::SessionId;
use lanyard::platform::web::urls;
use reqwest::Method;

use super::{
    ACCOUNT, ANNA, PASSWORD, SIGN_IN, came_by_link, history, is_in, post_from_firefox, text, try_password,
    with_password,
};
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_session_idles_three_days_and_lives_fourteen() {
    let app = TestApp::start().await;
    let browser = came_by_link(&app, ANNA).await;
    for days in [2, 4, 6, 8, 10, 12, 13] {
        app.app.clock.set_offset(TimeDelta::days(days));
        assert!(is_in(&browser).await, "after {days} days");
    }
    app.app
        .clock
        .set_offset(TimeDelta::days(14) + TimeDelta::seconds(5));
    assert!(!is_in(&browser).await, "after fourteen days");
    app.app.clock.set_offset(TimeDelta::days(0));
    let idle = came_by_link(&app, ANNA).await;
    app.app
        .clock
        .set_offset(TimeDelta::days(3) + TimeDelta::seconds(5));
    assert!(!is_in(&idle).await, "after three idle days");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_written_down_every_five_minutes() {
    let app = TestApp::start().await;
    let browser = came_by_link(&app, ANNA).await;
    let seen = "SELECT last_seen_at - created_at FROM sessions";
    app.app.clock.set_offset(TimeDelta::minutes(4));
    assert!(is_in(&browser).await);
    assert_eq!(text(&app, seen).await, "00:00:00");
    app.app.clock.set_offset(TimeDelta::minutes(6));
    assert!(is_in(&browser).await);
    assert!(text(&app, seen).await.starts_with("00:06:0"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disabled_account_is_out_at_once() {
    let app = TestApp::start().await;
    let browser = came_by_link(&app, ANNA).await;
    app.execute("UPDATE accounts SET disabled_at = now()").await;
    assert!(!is_in(&browser).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_and_not_only_the_cookie() {
    let app = TestApp::start().await;
    with_password(&app, ANNA).await;
    let browser = app.visitor();
    let cookie = super::session_token(&try_password(&browser, ANNA, PASSWORD).await).to_owned();
    let out = browser.post("/organizer/sign-out", &[]).await;
    assert_eq!((out.status, out.header("location")), (303, "/organizer/sign-in"));
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert!(!is_in(&browser).await);
    let thief = app.visitor();
    let request = thief
        .request(Method::GET, ACCOUNT)
        .header("cookie", format!("lanyard={cookie}"));
    assert_eq!(thief.send(request).await.unwrap().status, 303);
    assert_eq!(
        browser.post("/organizer/sign-out", &[]).await.status,
        303,
        "a second press is no mistake"
    );
    assert!(
        history(&app)
            .await
            .ends_with("account.signed_in account.signed_out")
    );
    assert_eq!(browser.get("/organizer/sign-out").await.status, 405);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_sees_and_ends_ones_own_browsers() {
    let app = TestApp::start().await;
    let here = with_password(&app, ANNA).await;
    let there = app.visitor();
    post_from_firefox(&there, SIGN_IN, &[("email", ANNA), ("password", PASSWORD)]).await;
    let page = here.get(ACCOUNT).await;
    assert_eq!(page.body.matches("Firefox, Linux").count(), 1);
    assert_eq!(page.body.matches("Unknown browser").count(), 1);
    assert_eq!(page.body.matches("(this one)").count(), 1);
    let other = text(&app, "SELECT id FROM sessions ORDER BY created_at DESC LIMIT 1").await;
    let answer = here.post(&urls::session(&other), &[]).await;
    assert_eq!((answer.status, answer.header("location")), (303, ACCOUNT));
    assert!(is_in(&here).await && !is_in(&there).await);
    assert!(history(&app).await.ends_with("account.signed_out"));
    assert_eq!(
        here.post(&urls::session(&other), &[]).await.status,
        404,
        "it is ended already"
    );
    let own = text(&app, "SELECT id FROM sessions").await;
    let answer = here.post(&urls::session(&own), &[]).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/organizer/sign-in")
    );
    assert!(!is_in(&here).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_session_does_not_exist() {
    let app = TestApp::start().await;
    let anna = came_by_link(&app, ANNA).await;
    let boris = came_by_link(&app, "boris@example.org").await;
    let annas = text(&app, "SELECT id FROM sessions ORDER BY created_at LIMIT 1").await;
    for id in [annas, SessionId::new().to_string(), "1".into(), "%00".into()] {
        assert_eq!(boris.post(&urls::session(&id), &[]).await.status, 404, "{id}");
    }
    assert!(is_in(&anna).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_is_forgotten() {
    let app = TestApp::start().await;
    let browser = came_by_link(&app, ANNA).await;
    let mut conn = app.conn().await;
    let now = app.app.clock.now(&conn).await.unwrap();
    assert_eq!(lanyard::accounts::sweep(&mut conn, now).await.unwrap(), 0);
    assert!(is_in(&browser).await);
    for (days, what) in [(4, "the session"), (32, "its link")] {
        let later = now + TimeDelta::days(days);
        assert_eq!(
            lanyard::accounts::sweep(&mut conn, later).await.unwrap(),
            1,
            "{what}"
        );
    }
}
