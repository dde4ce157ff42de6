//! Those who have no address of their own: whoever registered them is told what becomes of them.

use lanyard::accounts::Role;
use lanyard::platform::lang::Lang;
use lanyard::registration::withdraw;

use super::{register, status};
use crate::support::mailbox::Mail;
use crate::support::{TestApp, invariants};

/// Dora registers two others with her; her page.
async fn group(app: &TestApp, slug: &str) -> String {
    let fields = [
        ("name", "Dora"),
        ("email", "dora@example.org"),
        ("companions", "Emil\nFred"),
    ];
    app.visitor().register(slug, &fields).await.location()
}

async fn id(app: &TestApp, name: &str) -> String {
    app.conn_id(&format!("SELECT id FROM registrations WHERE name = '{name}'"))
        .await
}

/// The mail to Dora whose subject begins with this.
fn about<'a>(mails: &'a [Mail], begin: &str) -> &'a Mail {
    let mut found = mails.iter().filter(|mail| mail.subject.starts_with(begin));
    let mail = found.next().unwrap_or_else(|| {
        let subjects: Vec<&str> = mails.iter().map(|mail| mail.subject.as_str()).collect();
        panic!("no mail begins with {begin}: {subjects:?}")
    });
    assert!(found.next().is_none(), "one mail a person");
    mail
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_registered_them_is_told_when_a_place_is_offered_and_when_it_is_confirmed() {
    let app = TestApp::start().await;
    app.event("group").places(1).waitlist("offered").publish().await;
    let first = register(&app, "group", &["Anna"]).await;
    let own = group(&app, "group").await;
    let visitor = app.visitor();
    // What has come true otherwise before it went out is not sent.
    app.mailbox().wait_for("dora@example.org", 1).await;
    visitor.post(&format!("{}/withdraw", first[0]), &[]).await;
    assert_eq!(status(&app, "Dora").await, "offered");
    app.mailbox().wait_for("dora@example.org", 2).await;
    visitor
        .post(&format!("{own}/offer"), &[("answer", "accept")])
        .await;
    app.execute("UPDATE quotas SET size = 2").await;
    lanyard::registration::promote_waiting(&app.app).await.unwrap();
    assert_eq!(status(&app, "Emil").await, "offered");

    // In line, a place is held, confirmed: her own; and his.
    let mails = app.mailbox().wait_for("dora@example.org", 4).await;
    let offer = about(&mails, "Emil · A place for you");
    assert!(
        offer.text.contains("Emil, a place is free for you."),
        "{}",
        offer.text
    );
    assert!(
        offer
            .text
            .contains("because you registered Emil with this address"),
        "{}",
        offer.text
    );
    let to = offer.header("to").expect("a recipient");
    assert!(!to.contains("Emil"), "her address is not his: {to}");
    let link = offer.link();
    let path = link.trim_start_matches(&app.base());
    assert_eq!(
        visitor.post(path, &[("answer", "accept")]).await.status,
        303,
        "{path}"
    );
    assert_eq!(status(&app, "Emil").await, "confirmed");
    assert_eq!(status(&app, "Fred").await, "waitlisted");
    let mails = app.mailbox().wait_for("dora@example.org", 5).await;
    let confirmed = about(&mails, "Emil · Registered");
    assert!(confirmed.text.contains("Emil, you are registered."));
    assert!(confirmed.calendar.is_some());
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_review_decides_or_asks_about_them_is_told_to_whoever_registered_them() {
    let app = TestApp::start().await;
    app.event("group").places(9).waitlist("offered").publish().await;
    app.execute("UPDATE participation_categories SET needs_review = true")
        .await;
    group(&app, "group").await;
    let manager = app.organizer(Role::Manager).await;
    let decide = async |decision: &str, name: &str, words: &str| {
        let id = id(&app, name).await;
        let fields = [("decision", decision), ("id", id.as_str()), ("words", words)];
        let answer = manager
            .post("/organizer/events/group/review/decision", &fields)
            .await;
        assert_eq!(answer.status, 303, "{}", answer.body);
    };
    decide("ask", "Emil", "Where do you work?").await;
    decide("reject", "Fred", "The hall is small.").await;
    let mails = app.mailbox().wait_for("dora@example.org", 3).await;
    assert!(mails.iter().any(|mail| mail.text.contains("Where do you work?")));
    let refused = about(&mails, "Fred · ");
    assert!(refused.text.contains("The hall is small."), "{}", refused.text);
    decide("approve", "Emil", "").await;
    let mails = app.mailbox().wait_for("dora@example.org", 4).await;
    about(&mails, "Emil · Registered");
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_proves_her_address_proves_it_for_those_whom_she_registered_by_it() {
    let app = TestApp::start().await;
    app.event("group").places(9).waitlist("offered").publish().await;
    app.execute("UPDATE participation_categories SET proves_address = true")
        .await;
    group(&app, "group").await;
    assert_eq!(status(&app, "Emil").await, "unverified");
    let mail = &app.mailbox().wait_for("dora@example.org", 1).await[0];
    let proof = mail
        .text
        .split_whitespace()
        .find(|word| word.contains("/prove/"))
        .expect("a link that proves");
    let path = proof.trim_start_matches(&app.base());
    assert_eq!(app.visitor().post(path, &[]).await.status, 303);
    for name in ["Dora", "Emil", "Fred"] {
        assert_eq!(status(&app, name).await, "confirmed", "{name}");
    }
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn their_letters_go_where_hers_go_when_she_corrects_her_address() {
    let app = TestApp::start().await;
    app.event("group").places(1).waitlist("confirmed").publish().await;
    let own = group(&app, "group").await;
    assert_eq!(status(&app, "Emil").await, "waitlisted");
    let corrected = [("email", "right@example.org")];
    let answer = app.visitor().fill_in(&format!("{own}/email"), &corrected).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let dora = id(&app, "Dora").await.parse().expect("an id");
    withdraw(&app.app, dora).await.expect("an outcome");
    assert_eq!(status(&app, "Emil").await, "confirmed");
    let mails = app.mailbox().wait_for("right@example.org", 3).await;
    about(&mails, "Emil · Registered");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_withdraws_reads_in_her_language_that_the_others_of_her_group_stay() {
    let app = TestApp::start().await;
    app.event("group").places(9).waitlist("offered").publish().await;
    let own = group(&app, "group").await;
    let page = format!("{own}/withdraw");
    for (lang, words) in [
        (
            Lang::En,
            "Only your own registration ends. 2 other people of your group stay registered.",
        ),
        (
            Lang::Ru,
            "Завершится только ваша регистрация. Ещё 2 участника из вашей группы остаются зарегистрированными.",
        ),
        (Lang::Zh, "仅撤回您本人的报名，同组其他 2 人的报名不受影响。"),
    ] {
        let shown = app.visitor().page(&format!("{page}?lang={}", lang.code())).await;
        assert!(shown.text("main").contains(words), "{}", shown.text("main"));
    }
    let visitor = app.visitor();
    assert_eq!(visitor.post(&page, &[]).await.status, 303);
    for (name, expected) in [
        ("Dora", "withdrawn"),
        ("Emil", "confirmed"),
        ("Fred", "confirmed"),
    ] {
        assert_eq!(status(&app, name).await, expected, "{name}");
    }
    let alone = register(&app, "group", &["Gina"]).await;
    let words = visitor.page(&format!("{}/withdraw", alone[0])).await.text("main");
    assert!(!words.contains("your group"), "{words}");
    invariants::assert_hold(&app.db).await;
}
