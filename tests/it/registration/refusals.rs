//! Who is refused is told why and what to do, loses nothing she typed, and learns nothing about others.

use chrono::TimeDelta;
use lanyard::activity::Actor;
use lanyard::platform::localized::Localized;
use lanyard::publishing::cancel_event;
use lanyard::terms;
use serde_json::json;

use crate::support::{Answer, TestApp};

const ANNA: [(&str, &str); 3] = [
    ("name", "Anna Ångström"),
    ("email", "anna@example.org"),
    ("organization", "Institute"),
];

fn assert_kept(answer: &Answer) {
    let html = answer.html();
    for (field, value) in ANNA {
        assert_eq!(html.attr(&format!("#{field}"), "value"), value);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_place_gone_answers_409_with_the_form_kept() {
    let app = TestApp::start().await;
    app.event("small").places(1).publish().await;
    let visitor = app.visitor();
    let page = visitor.page("/e/small/register").await;
    assert_eq!(
        app.visitor()
            .register("small", &[("name", "B"), ("email", "b@example.org")])
            .await
            .status,
        303
    );
    let accepted = page.attr("input[name=accept_terms]", "value");
    let answer = visitor
        .fill_in_page(&page, &[&ANNA[..], &[("accept_terms", &*accepted)]].concat())
        .await;
    assert_eq!(answer.status, 409);
    assert_eq!(answer.html().text(".notice h2"), "Every place is taken");
    assert_kept(&answer);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_category_points_to_the_others() {
    let app = TestApp::start().await;
    app.event("two")
        .categories(&[("expert", Some(0)), ("online", None)])
        .publish()
        .await;
    let answer = app
        .visitor()
        .register("two", &[&ANNA[..], &[("category", "expert")]].concat())
        .await;
    assert_eq!(answer.status, 409);
    assert_eq!(answer.html().text(".notice h2"), "This category is full");
    assert_kept(&answer);
    assert_eq!(
        app.visitor()
            .register("two", &[&ANNA[..], &[("category", "online")]].concat())
            .await
            .status,
        303
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn before_and_after_the_window_nobody_gets_in_and_everybody_learns_when() {
    let app = TestApp::start().await;
    let day = |days| (chrono::Utc::now().date_naive() + TimeDelta::days(days)).to_string();
    app.event("early")
        .rules(json!({"registration": [{"opens": day(3)}]}))
        .publish()
        .await;
    app.event("late")
        .rules(json!({"registration": [{"until": day(-3)}]}))
        .publish()
        .await;
    let visitor = app.visitor();
    let early = visitor.page("/e/early").await;
    assert!(
        early.text(".button.off").starts_with("Opens on "),
        "{}",
        early.text(".button.off")
    );
    assert!(!early.has("a.button[href$=register]"));
    assert_eq!(
        visitor.page("/e/late").await.text(".button.off"),
        "Registration is closed"
    );
    for (slug, title) in [
        ("early", "Registration is not open yet"),
        ("late", "Registration is closed"),
    ] {
        let page = visitor.page(&format!("/e/{slug}/register")).await;
        assert_eq!(page.text(".notice h2"), title);
        assert!(!page.has("main form"), "there is nothing to fill in");
        let terms = app.count("SELECT count(*) FROM terms_versions").await;
        assert_eq!(terms, 2);
    }
    // A form that was open since before: the rules of the moment count, not what was displayed.
    let version = terms_id(&app, "late").await;
    let submission = uuid::Uuid::new_v4().to_string();
    let fields = [
        &ANNA[..],
        &[("accept_terms", &*version), ("submission_id", &*submission)],
    ]
    .concat();
    let answer = visitor.post("/e/late/register", &fields).await;
    assert_eq!(answer.status, 409);
    assert_kept(&answer);
    assert_eq!(app.count("SELECT count(*) FROM registrations").await, 0);
}

async fn terms_id(app: &TestApp, slug: &str) -> String {
    let mut conn = app.conn().await;
    let event = lanyard::events::find_by_slug(&mut conn, slug)
        .await
        .unwrap()
        .unwrap();
    terms::find_current(&mut conn, event.id)
        .await
        .unwrap()
        .unwrap()
        .id
        .to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_that_changed_meanwhile_are_shown_and_asked_for_again() {
    let app = TestApp::start().await;
    let event = app.event("terms").publish().await;
    let visitor = app.visitor();
    let page = visitor.page("/e/terms/register").await;
    let old = page.attr("input[name=accept_terms]", "value");
    app.publish_terms(&event).await;
    let answer = visitor
        .fill_in_page(&page, &[&ANNA[..], &[("accept_terms", &*old)]].concat())
        .await;
    assert_eq!(answer.status, 409);
    assert_kept(&answer);
    let html = answer.html();
    assert_eq!(html.text(".notice h2"), "The terms have changed");
    assert_ne!(html.attr("input[name=accept_terms]", "value"), old);
    assert!(
        !html.has("input[name=accept_terms][checked]"),
        "nobody accepts unseen"
    );
    let again = html.attr("input[name=accept_terms]", "value");
    assert_eq!(
        visitor
            .fill_in_page(&html, &[("accept_terms", &again)])
            .await
            .status,
        303
    );
    assert_eq!(
        app.count("SELECT v.number FROM consents c JOIN terms_versions v ON v.id = c.terms_version_id")
            .await,
        2
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_event_takes_nobody_and_says_so_everywhere() {
    let app = TestApp::start().await;
    let event = app.event("off").publish().await;
    let visitor = app.visitor();
    let page = visitor.page("/e/off/register").await;
    let accepted = page.attr("input[name=accept_terms]", "value");
    let own = app
        .visitor()
        .register("off", &[("name", "B"), ("email", "b@example.org")])
        .await
        .location();
    app.mailbox().wait_for("b@example.org", 1).await;
    let mut conn = app.conn().await;
    cancel_event(
        &mut conn,
        &app.app.clock,
        app.app.urls.host(),
        event.id,
        &Localized::default(),
        Actor::Operator,
    )
    .await
    .unwrap();
    let answer = visitor
        .fill_in_page(&page, &[&ANNA[..], &[("accept_terms", &*accepted)]].concat())
        .await;
    assert_eq!(answer.status, 409);
    assert_eq!(answer.html().text(".notice h2"), "The event is cancelled");
    assert_eq!(
        visitor.page(&own).await.text(".badge .state"),
        "The event is cancelled"
    );
    let calendar = visitor.get("/e/off/calendar.ics").await.body;
    assert!(
        calendar.contains("STATUS:CANCELLED") && calendar.contains("SEQUENCE:1"),
        "{calendar}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_is_over_takes_nobody() {
    let app = TestApp::start().await;
    app.event("past").publish().await;
    app.app.clock.set_offset(TimeDelta::days(70));
    assert_eq!(app.visitor().page("/e/past").await.text(".button.off"), "Over");
    assert_eq!(
        app.visitor().page("/e/past/register").await.text(".notice h2"),
        "The event is over"
    );
    assert!(
        !app.visitor().page("/").await.has(".events"),
        "it is listed no more"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_registered_already_is_told_by_mail_and_nobody_else_learns_anything() {
    let app = TestApp::start().await;
    app.event("twice").publish().await;
    let first = app.visitor().register("twice", &ANNA).await.location();
    let answer = app
        .visitor()
        .register("twice", &[("name", "Stranger"), ("email", "ANNA@example.org")])
        .await;
    assert_eq!(answer.status, 409);
    assert_eq!(answer.html().text(".notice h2"), "You are already registered");
    assert!(
        !answer.body.contains("Ångström") && !answer.body.contains(&first),
        "nothing of the registration is shown"
    );
    let mails = app.mailbox().wait_for("anna@example.org", 2).await;
    let told = mails
        .iter()
        .find(|mail| mail.subject.starts_with("Already registered"))
        .expect("the reminder");
    assert_eq!(told.link(), format!("{}{first}", app.base()));
    // However often somebody tries, the mailbox is not flooded.
    for _ in 0..5 {
        app.visitor().register("twice", &ANNA).await;
    }
    let reminders = "SELECT count(*) FROM outgoing_mails WHERE kind = 'registration.already_registered'";
    assert_eq!(app.count(reminders).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_and_unknown_events_do_not_exist_for_visitors() {
    let app = TestApp::start().await;
    app.event("secret-draft").draft().await;
    let event = app.event("hidden").unlisted().publish().await;
    let visitor = app.visitor();
    for slug in ["secret-draft", "never-was"] {
        for rest in ["", "/terms", "/terms/1", "/calendar.ics", "/register"] {
            assert_eq!(
                visitor.get(&format!("/e/{slug}{rest}")).await.status,
                404,
                "{slug}{rest}"
            );
        }
        assert_eq!(
            visitor.post(&format!("/e/{slug}/register"), &ANNA).await.status,
            404
        );
    }
    assert_eq!(visitor.get("/e/hidden").await.status, 200);
    assert!(
        !visitor.get("/").await.body.contains(&event.slug),
        "unlisted is listed nowhere"
    );
}
