//! “Find my registration”: the same answer whatever the address, and the links only to their owner.

use crate::support::{TestApp, invariants};

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_mail_is_three_steps_from_all_ones_registrations() {
    let app = TestApp::start().await;
    app.event("one").publish().await;
    app.event("two").title("Open lecture").publish().await;
    app.event("gone").title("Taken back").publish().await;
    let visitor = app.visitor();
    let mut own = Vec::new();
    for slug in ["one", "two", "gone"] {
        let anna = [("name", "Anna"), ("email", "anna@example.org")];
        own.push(visitor.register(slug, &anna).await.location());
    }
    // Whoever withdraws before the confirmation went out gets none.
    app.mailbox().wait_for("anna@example.org", 3).await;
    visitor.post(&format!("{}/withdraw", own[2]), &[]).await;
    app.mailbox().wait_for("anna@example.org", 4).await;
    // From the foot of any page.
    let find = visitor.page("/e/one").await.attr("footer a[href*=find]", "href");
    let answer = visitor.fill_in(&find, &[("email", " ANNA＠example.org ")]).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.html().text("h1"), "Look into your mailbox");
    let mails = app.mailbox().wait_for("anna@example.org", 5).await;
    let links = mails
        .iter()
        .find(|mail| mail.subject.contains("Your registrations"))
        .unwrap();
    for (title, path) in [("Dialogue of Integrations", &own[0]), ("Open lecture", &own[1])] {
        assert!(links.text.contains(title), "{}", links.text);
        assert!(
            links.text.contains(&format!("{}{path}", app.base())),
            "{}",
            links.text
        );
        assert!(links.html.contains(&format!("{}{path}", app.base())));
    }
    assert!(
        !links.text.contains("Taken back"),
        "what is withdrawn is not looked for"
    );
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_is_the_same_for_known_and_unknown_addresses_and_as_slow() {
    let app = TestApp::start().await;
    app.event("one").publish().await;
    let visitor = app.visitor();
    visitor
        .register("one", &[("name", "Anna"), ("email", "anna@example.org")])
        .await;
    let mut pages = Vec::new();
    for email in ["anna@example.org", "nobody@example.org"] {
        let begun = std::time::Instant::now();
        let answer = visitor.fill_in("/e/one/find", &[("email", email)]).await;
        assert!(begun.elapsed().as_millis() >= 250, "{email}");
        assert_eq!(answer.status, 200);
        pages.push(answer.html().text("main").replace(email, "ADDRESS"));
    }
    assert_eq!(pages[0], pages[1]);
    let links = "SELECT count(*) FROM outgoing_mails WHERE kind = 'registration.links'";
    assert_eq!(app.count(links).await, 1);
    let known = "SELECT count(*) FROM outgoing_mails WHERE parameters::text LIKE '%@%'";
    assert_eq!(app.count(known).await, 0, "the outbox knows no address");
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_again_and_again_is_slowed_down_for_known_and_unknown_alike() {
    let app = TestApp::start().await;
    app.event("one").publish().await;
    let visitor = app.visitor();
    visitor
        .register("one", &[("name", "Anna"), ("email", "anna@example.org")])
        .await;
    for email in ["anna@example.org", "nobody@example.org"] {
        for _ in 0..3 {
            assert_eq!(
                visitor
                    .fill_in("/find-registration", &[("email", email)])
                    .await
                    .status,
                200
            );
        }
        let slow = visitor
            .fill_in("/find-registration", &[("email", &email.to_uppercase())])
            .await;
        assert_eq!(slow.status, 429, "{email}");
        assert!(!slow.header("retry-after").is_empty());
        assert_eq!(slow.html().attr("#email", "value"), email.to_uppercase(), "kept");
    }
    let links = "SELECT count(*) FROM outgoing_mails WHERE kind = 'registration.links'";
    assert_eq!(app.count(links).await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_none_comes_back_with_what_to_mend_in_three_languages() {
    let app = TestApp::start().await;
    for (language, title, message) in [
        ("en", "Find my registration", "Enter your e-mail address"),
        ("ru", "Найти мою регистрацию", "Укажите адрес электронной почты"),
        ("zh", "查找我的报名", "请填写您的电子邮箱"),
    ] {
        let visitor = app.visitor().speaking(language);
        let answer = visitor.fill_in("/find-registration", &[]).await;
        assert_eq!(answer.status, 422);
        assert_eq!(answer.html().text("h1"), title);
        assert_eq!(answer.html().text("#email-error"), message);
    }
    let draft = app.visitor().get("/e/nothing/find").await;
    assert_eq!(draft.status, 404);
}
