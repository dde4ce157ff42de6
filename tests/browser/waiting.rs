//! Those who wait: in line until a place is offered and taken, and in review until an organizer decides. On a phone, in
//! three languages, with script and without.

use lanyard::accounts::Role;
use lanyard::platform::lang::Lang;
use lanyard::registration::withdraw;

use crate::browser::Browser;
use crate::chromium::Chromium;
use crate::states::SUBMIT;
use crate::support::app::ORGANIZATION;
use crate::support::{TestApp, invariants};

const ROUNDS: [(Lang, bool); 4] = [
    (Lang::En, true),
    (Lang::En, false),
    (Lang::Ru, true),
    (Lang::Zh, false),
];

async fn phone(chromium: &Chromium, app: &TestApp, language: Lang, runs_script: bool) -> Browser {
    let window = chromium.window(app, language).await;
    if !runs_script {
        window.disable_script().await;
    }
    window.resize(390, 844).await;
    window
}

async fn admit_by(app: &TestApp, slug: &str, how: &str) {
    app.execute(&format!(
        "UPDATE participation_categories SET {how} WHERE event_id = (SELECT id FROM events WHERE slug = '{slug}')"
    ))
    .await;
}

async fn register(window: &mut Browser, slug: &str, email: &str) -> String {
    assert_eq!(window.visit(&format!("/e/{slug}/register")).await, 200);
    window.type_into("#name", "Anna Petrova").await;
    window.type_into("#email", email).await;
    window.click("#accept_terms").await;
    assert_eq!(window.follow(SUBMIT).await, 200);
    let own = window.path().await;
    assert!(own.starts_with("/r/"), "{own}");
    fits(window).await;
    own
}

/// Nothing sticks out to the side.
async fn fits(window: &Browser) {
    let width: f64 = window.look("document.documentElement.scrollWidth").await;
    assert!(width <= 390.0, "{} is {width} wide", window.path().await);
}

async fn status(app: &TestApp, email: &str) -> String {
    app.conn_id(&format!(
        "SELECT status FROM registrations WHERE email = '{email}'"
    ))
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_is_waited_for_offered_and_taken_by_a_button() {
    let app = TestApp::start().await;
    let chromium = Chromium::start().await;
    for (round, (language, runs_script)) in ROUNDS.into_iter().enumerate() {
        let slug: &'static str = ["line-0", "line-1", "line-2", "line-3"][round];
        app.event(slug).places(1).publish().await;
        admit_by(&app, slug, "waitlist = 'offered'").await;
        let holder = format!("holder{round}@example.org");
        app.visitor()
            .register(slug, &[("name", "Boris"), ("email", &holder)])
            .await;
        app.app.changes.note();

        let mut window = phone(&chromium, &app, language, runs_script).await;
        let email = format!("waiting{round}@example.org");
        let own = register(&mut window, slug, &email).await;
        assert_eq!(status(&app, &email).await, "waitlisted");
        assert!(
            window.text("main").await.contains('1'),
            "she is told that she is the first"
        );

        let find = format!("SELECT id FROM registrations WHERE email = '{holder}'");
        withdraw(&app.app, app.conn_id(&find).await.parse().unwrap())
            .await
            .unwrap();
        window.visit(&own).await;
        assert_eq!(window.follow("main a[href$='/offer']").await, 200);
        fits(&window).await;
        assert_eq!(
            status(&app, &email).await,
            "offered",
            "opening a link changes nothing"
        );
        assert_eq!(window.follow("main button[value=accept]").await, 200);
        assert_eq!(status(&app, &email).await, "confirmed");
        assert_eq!(app.mailbox().wait_for(&email, 3).await.len(), 3);
        window.close().await;
    }
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_is_waited_for_and_decided_by_a_button() {
    let app = TestApp::start().await;
    let chromium = Chromium::start().await;
    app.event("reviewed").places(10).publish().await;
    admit_by(&app, "reviewed", "needs_review = true").await;
    for (round, (language, runs_script)) in ROUNDS.into_iter().enumerate() {
        let mut window = phone(&chromium, &app, language, runs_script).await;
        let email = format!("reviewed{round}@example.org");
        let own = register(&mut window, "reviewed", &email).await;
        assert_eq!(status(&app, &email).await, "pending_review");

        let mut organizer = phone(&chromium, &app, language, runs_script).await;
        let manager = format!("manager{round}@example.org");
        let link = app.sign_in_link(&manager, ORGANIZATION, Role::Manager).await;
        organizer.visit(&link).await;
        organizer.follow(SUBMIT).await;
        assert_eq!(organizer.visit("/organizer/events/reviewed/review").await, 200);
        fits(&organizer).await;
        assert_eq!(organizer.follow("article button[value=approve]").await, 200);
        assert_eq!(status(&app, &email).await, "confirmed");
        window.visit(&own).await;
        assert!(window.path().await == own);
        assert_eq!(app.mailbox().wait_for(&email, 2).await.len(), 2);
        window.close().await;
        organizer.close().await;
    }
    invariants::assert_hold(&app.db).await;
}
