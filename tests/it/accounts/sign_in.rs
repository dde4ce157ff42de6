//! Signing in by address and password.

use chrono::TimeDelta;
use lanyard::platform::web::urls;
use reqwest::Method;

use super::{
    ACCOUNT, ANNA, LINK, PASSWORD, SIGN_IN, is_in, let_in, letters, session_token, text, try_password,
    with_password,
};
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn the_page_has_forms_that_browsers_can_fill() {
    let app = TestApp::start().await;
    for (lang, title) in [("en", "Sign in"), ("ru", "Вход"), ("zh", "登录")] {
        let page = app.visitor().get(&format!("{SIGN_IN}?lang={lang}")).await;
        assert_eq!(page.status, 200);
        assert!(
            page.body.contains(&format!("<title>{title} – Lanyard</title>")),
            "{}",
            page.body
        );
        for mark in [
            "autocomplete=\"username\"",
            "autocomplete=\"current-password\"",
            "action=\"/organizer/sign-in/link\"",
        ] {
            assert!(page.body.contains(mark), "{mark} is missing");
        }
        assert!(!page.body.contains('‹'), "a message is missing");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_password_starts_a_session() {
    let app = TestApp::start().await;
    with_password(&app, ANNA).await;
    let browser = app.visitor();
    let answer = try_password(&browser, " ANNA@Example.org ", PASSWORD).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/organizer"));
    let cookie = answer.header("set-cookie");
    for attribute in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=1209600"] {
        assert!(cookie.contains(attribute), "{attribute} is missing in {cookie}");
    }
    assert!(!cookie.contains("Domain"));
    assert!(is_in(&browser).await);
    // Who is in need not sign in.
    let again = browser.get(&format!("{SIGN_IN}?next=/organizer/account")).await;
    assert_eq!((again.status, again.header("location")), (303, ACCOUNT));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_which_part_was_wrong() {
    let app = TestApp::start().await;
    with_password(&app, ANNA).await;
    let_in(&app, "no-password@example.org").await;
    with_password(&app, "disabled@example.org").await;
    app.execute("UPDATE accounts SET disabled_at = now() WHERE email_key = 'disabled@example.org'")
        .await;
    let mut pages = Vec::new();
    for (email, password) in [
        (ANNA, "not her password"),
        ("unknown@example.org", PASSWORD),
        ("no-password@example.org", PASSWORD),
        ("disabled@example.org", PASSWORD),
    ] {
        let answer = try_password(&app.visitor(), email, password).await;
        assert_eq!(answer.status, 422, "{email}");
        assert_eq!(answer.header("set-cookie"), "");
        assert!(
            answer.body.contains(&format!("value=\"{email}\"")),
            "the address is kept"
        );
        assert!(!answer.body.contains(password), "the password is not");
        assert!(answer.body.contains("<title>Error: Sign in"));
        pages.push(answer.body.replace(email, "…"));
    }
    assert!(
        pages.windows(2).all(|pair| pair[0] == pair[1]),
        "the pages differ"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_is_missing_is_said_at_once() {
    let app = TestApp::start().await;
    let answer = app
        .visitor()
        .post(SIGN_IN, &[("email", "anna"), ("next", "/organizer/account")])
        .await;
    assert_eq!(answer.status, 422);
    for part in [
        "<a href=\"#password_email\">Enter a complete e-mail address",
        "<a href=\"#password\">Enter your password",
        "id=\"password_email-error\"",
        "id=\"password-error\"",
        "name=\"next\" value=\"/organizer/account\"",
    ] {
        assert!(answer.body.contains(part), "{part} is missing");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_bodies_are_no_server_errors() {
    let app = TestApp::start().await;
    let browser = app.visitor();
    for body in [
        "",
        "email=%FF%00&password=%00",
        "email[]=a&email=b@example.org&password=%F0%9F%98%80",
        "=&=&&&",
    ] {
        let request = browser
            .request(Method::POST, SIGN_IN)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.to_owned());
        assert_eq!(browser.send(request).await.unwrap().status, 422, "{body}");
    }
    let long = "x".repeat(100_000);
    assert_eq!(try_password(&browser, ANNA, &long).await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_is_slowed_down_and_the_owner_gets_in_by_link() {
    let app = TestApp::start().await;
    with_password(&app, ANNA).await;
    let mut refusals = Vec::new();
    for email in [ANNA, "unknown@example.org"] {
        for _ in 0..10 {
            assert_eq!(try_password(&app.visitor(), email, "a guess").await.status, 422);
        }
        // Even the right password, and in another spelling of the address.
        let refused = try_password(&app.visitor(), &email.to_uppercase(), PASSWORD).await;
        assert_eq!(refused.status, 429);
        let wait: i64 = refused.header("retry-after").parse().unwrap();
        assert!((1..=900).contains(&wait), "{wait}");
        assert!(
            refused
                .body
                .contains(&format!("value=\"{}\"", email.to_uppercase())),
            "the form is kept"
        );
        refusals.push(refused.body.replace(&email.to_uppercase(), "…"));
    }
    assert_eq!(refusals[0], refusals[1], "the limit tells who is known");
    // Her link from the command line works all the same.
    let link = let_in(&app, ANNA).await.link;
    assert_eq!(
        app.visitor()
            .post(&urls::sign_in_with(&link.token), &[])
            .await
            .status,
        303
    );
    app.app.clock.set_offset(TimeDelta::minutes(16));
    assert_eq!(try_password(&app.visitor(), ANNA, PASSWORD).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_network_cannot_try_all_addresses() {
    let app = TestApp::start().await;
    let browser = app.visitor();
    assert_eq!(
        try_password(&browser, "one@example.org", PASSWORD).await.status,
        422
    );
    // The other 49 would take a core a second or two.
    app.execute("UPDATE throttles SET hits = 50 WHERE scope = 'accounts.password.network'")
        .await;
    let refused = try_password(&browser, "another@example.org", PASSWORD).await;
    assert_eq!(refused.status, 429);
    assert!(!refused.header("retry-after").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_led_away() {
    let app = TestApp::start().await;
    with_password(&app, ANNA).await;
    for (next, lands) in [
        (
            "/organizer/events/x/attendees?q=a",
            "/organizer/events/x/attendees?q=a",
        ),
        ("https://evil.example/", "/organizer"),
        ("//evil.example", "/organizer"),
        ("/\\evil.example", "/organizer"),
        ("/\t/evil.example", "/organizer"),
        (
            "/%0d%0aLocation:%20https://evil.example",
            "/%0d%0aLocation:%20https://evil.example",
        ),
        ("/\r\nLocation: https://evil.example", "/organizer"),
        ("javascript:alert(1)", "/organizer"),
        ("/organizer/sign-in?next=/organizer/sign-in", "/organizer"),
        ("", "/organizer"),
    ] {
        // So many tries in a row would meet the limit first.
        app.execute("DELETE FROM throttles").await;
        let answer = app
            .visitor()
            .post(
                SIGN_IN,
                &[("email", ANNA), ("password", PASSWORD), ("next", next)],
            )
            .await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (303, lands),
            "{next:?}"
        );
        let query: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("next", next)
            .finish();
        let page = app.visitor().get(&format!("{SIGN_IN}?{query}")).await;
        assert_eq!(
            page.body.contains("name=\"next\""),
            next == lands,
            "{next:?} in the form"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_is_sent_to_sign_in_and_comes_back() {
    let app = TestApp::start().await;
    let browser = app.visitor();
    let answer = browser.get("/organizer/account?saved=1").await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/organizer/sign-in?next=%2Forganizer%2Faccount%3Fsaved%3D1")
    );
    let send = |referrer: &'static str| {
        let request = browser
            .request(Method::POST, "/organizer/account/password")
            .header("referer", referrer);
        browser.send(request.form(&[("new_password", "x")]))
    };
    let from_account = send("http://127.0.0.1/organizer/account?lang=ru").await.unwrap();
    assert_eq!(
        from_account.header("location"),
        "/organizer/sign-in?next=%2Forganizer%2Faccount%3Flang%3Dru"
    );
    let from_elsewhere = send("https://evil.example/elsewhere").await.unwrap();
    assert_eq!(
        from_elsewhere.header("location"),
        "/organizer/sign-in?next=%2Forganizer"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_anew_replaces_the_session_of_that_browser() {
    let app = TestApp::start().await;
    with_password(&app, ANNA).await;
    let browser = app.visitor();
    let first = try_password(&browser, ANNA, PASSWORD).await;
    let second = try_password(&browser, ANNA, PASSWORD).await;
    assert_ne!(session_token(&first), session_token(&second));
    assert!(is_in(&browser).await);
    let thief = app.visitor();
    let with_old = thief
        .request(Method::GET, ACCOUNT)
        .header("cookie", format!("lanyard={}", session_token(&first)));
    assert_eq!(thief.send(with_old).await.unwrap().status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planted_cookie_is_not_adopted() {
    let app = TestApp::start().await;
    with_password(&app, ANNA).await;
    let planted = lanyard::platform::secret::Token::random();
    let victim = app.visitor();
    let request = victim
        .request(Method::POST, SIGN_IN)
        .header("cookie", format!("lanyard={}", planted.reveal()))
        .form(&[("email", ANNA), ("password", PASSWORD)]);
    let answer = victim.send(request).await.unwrap();
    assert_eq!(answer.status, 303);
    assert_ne!(session_token(&answer), planted.reveal());
    let attacker = app.visitor();
    let with_planted = attacker
        .request(Method::GET, ACCOUNT)
        .header("cookie", format!("lanyard={}", planted.reveal()));
    assert_eq!(attacker.send(with_planted).await.unwrap().status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_site_cannot_sign_anybody_in_or_out() {
    let app = TestApp::start().await;
    let browser = with_password(&app, ANNA).await;
    for path in [
        SIGN_IN,
        LINK,
        "/organizer/sign-out",
        "/organizer/account/password",
    ] {
        let forged = browser
            .request(Method::POST, path)
            .header("origin", "https://evil.example");
        let answer = browser
            .send(forged.form(&[("email", ANNA), ("password", PASSWORD)]))
            .await
            .unwrap();
        assert_eq!(answer.status, 403, "{path}");
    }
    assert!(is_in(&browser).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_holds_no_secret() {
    let app = TestApp::start().await;
    with_password(&app, ANNA).await;
    let link = let_in(&app, ANNA).await.link;
    app.visitor().post(LINK, &[("email", ANNA)]).await;
    let browser = app.visitor();
    let cookie = session_token(&try_password(&browser, ANNA, PASSWORD).await).to_owned();
    let mut dump = String::new();
    for table in [
        "accounts",
        "sessions",
        "sign_in_links",
        "outgoing_mails",
        "activities",
        "throttles",
        "memberships",
    ] {
        dump += &text(
            &app,
            &format!("SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM {table} t"),
        )
        .await;
    }
    let mailed = &letters(&app).await[0].text;
    let mailed = mailed
        .split("/organizer/sign-in/")
        .nth(1)
        .and_then(|rest| rest.split_whitespace().next())
        .unwrap();
    for secret in [PASSWORD, &cookie, link.token.reveal(), mailed] {
        assert!(!dump.contains(secret), "{secret} lies in the database");
    }
    let by_hash = format!("SELECT count(*) FROM sessions WHERE token_hash = sha256('{cookie}')");
    assert_eq!(
        text(&app, &by_hash).await,
        "1",
        "the session is found by the hash of its cookie"
    );
    assert!(dump.contains("$argon2id$v=19$m=19456,t=2,p=1$"));
}
