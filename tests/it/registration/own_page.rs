//! The personal link: opens in every language, changes nothing, dies of nothing.

use chrono::TimeDelta;

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn opening_a_personal_link_changes_nothing_however_often_it_is_opened() {
    let app = TestApp::start().await;
    app.event("own").publish().await;
    let own = app
        .visitor()
        .register("own", &[("name", "Anna"), ("email", "anna@example.org")])
        .await
        .location();
    app.mailbox().wait_for("anna@example.org", 1).await;
    let rows = "SELECT (SELECT count(*) FROM activities) + (SELECT count(*) FROM outgoing_mails)
                + (SELECT sum(revision) FROM registrations)";
    let before = app.count(rows).await;
    let visitor = app.visitor();
    for _ in 0..5 {
        assert_eq!(visitor.get(&own).await.status, 200);
        let head = visitor
            .send(visitor.request(reqwest::Method::HEAD, &own))
            .await
            .unwrap();
        assert_eq!((head.status, head.body.len()), (200, 0));
    }
    assert_eq!(app.count(rows).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_speaks_the_language_of_the_registration_unless_asked_otherwise() {
    let app = TestApp::start().await;
    app.event("own").publish().await;
    let answer = app
        .visitor()
        .speaking("zh-CN")
        .register("own", &[("name", "王小明"), ("email", "w@example.cn")])
        .await;
    let own = answer.location();
    let english = app.visitor();
    assert_eq!(english.page(&own).await.attr("html", "lang"), "zh-Hans");
    let asked = english.page(&format!("{own}?lang=ru")).await;
    assert_eq!(asked.attr("html", "lang"), "ru");
    assert_eq!(asked.text(".badge .state"), "Участие подтверждено");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_accepted_terms_stay_readable_through_the_link() {
    let app = TestApp::start().await;
    app.event("own").publish().await;
    let own = app
        .visitor()
        .register("own", &[("name", "Anna"), ("email", "anna@example.org")])
        .await
        .location();
    let visitor = app.visitor();
    let page = visitor.page(&own).await;
    let digest = page.text("code.digest");
    assert_eq!(digest.len(), 64);
    app.execute("UPDATE events SET status = 'draft'").await;
    assert_eq!(
        visitor.get("/e/own/terms").await.status,
        404,
        "the event is hidden"
    );
    let terms = visitor.page(&format!("{own}/terms")).await;
    assert_eq!(terms.text("code.digest"), digest);
    assert!(terms.texts(".clauses h2").contains(&"Free".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_confirmation_can_be_sent_again_but_not_without_end() {
    let app = TestApp::start().await;
    app.event("own").publish().await;
    let own = app
        .visitor()
        .register("own", &[("name", "Anna"), ("email", "anna@example.org")])
        .await
        .location();
    let visitor = app.visitor();
    for _ in 0..3 {
        assert_eq!(
            visitor.post(&format!("{own}/resend"), &[]).await.location(),
            format!("{own}?mail=sent")
        );
    }
    assert_eq!(
        visitor.post(&format!("{own}/resend"), &[]).await.location(),
        format!("{own}?mail=too-often")
    );
    let said = visitor.page(&format!("{own}?mail=too-often")).await;
    assert!(said.text(".notice").contains("several times"));
    let mails = app.mailbox().wait_for("anna@example.org", 4).await;
    let ids: std::collections::HashSet<_> = mails.iter().map(|mail| mail.header("Message-ID")).collect();
    assert_eq!(ids.len(), 4, "a copy is a mail of its own");
    app.app.clock.set_offset(TimeDelta::hours(2));
    assert_eq!(
        visitor.post(&format!("{own}/resend"), &[]).await.location(),
        format!("{own}?mail=sent")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_opens_nothing_is_not_found_whatever_it_looks_like() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let random = lanyard::platform::secret::Token::random();
    for token in [
        random.reveal(),
        "short",
        "%00",
        "..%2f..",
        "🦄",
        &"A".repeat(5000),
    ] {
        let answer = visitor.get(&format!("/r/{token}")).await;
        assert!(
            [404, 400, 414].contains(&answer.status),
            "{token}: {}",
            answer.status
        );
    }
}
