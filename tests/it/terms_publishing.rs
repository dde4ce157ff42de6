//! Publishing terms: what cannot be meant holds it up, and what may be meant is read by whoever publishes, on the record.

use lanyard::accounts::Role;
use serde_json::json;

use crate::support::TestApp;
use crate::support::builders::EventBuilder;

const EVENT: &str = "/organizer/events/forum";
const PUBLISH: &str = "/organizer/events/forum/publish";
const TERMS: &str = "/organizer/events/forum/terms";
const PUBLISH_TERMS: &str = "/organizer/events/forum/terms/publish";

fn forum(app: &TestApp, rules: serde_json::Value) -> EventBuilder<'_> {
    app.event("forum")
        .when("Europe/Paris", "2027-06-10 09:00", "2027-06-11 18:00")
        .rules(rules)
}

/// Nothing is said about later than 1 April.
fn open_end() -> serde_json::Value {
    json!({"refund": [{"until": "2027-04-01"}]})
}

async fn redraft(app: &TestApp, rules: serde_json::Value) {
    app.execute(&format!(
        "UPDATE terms_drafts SET rules = '{rules}', revision = revision + 1"
    ))
    .await;
}

async fn versions(app: &TestApp) -> i64 {
    app.count("SELECT count(*) FROM terms_versions").await
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_with_a_fault_are_published_neither_with_the_event_nor_after_it() {
    let app = TestApp::start().await;
    let too_much = json!({"refund": [{"percent": 150}, {"percent": 120}]});
    forum(&app, too_much.clone()).draft().await;
    let manager = app.organizer(Role::Manager).await;
    let page = manager.page(EVENT).await;
    assert_eq!(
        page.texts(".lacks li"),
        ["3 rules of the terms cannot be meant as they are. Mend them."]
    );
    assert_eq!(page.attr(".lacks a", "href"), TERMS);
    assert!(!page.has("form[action$=publish], a[href$=publish]"));
    assert_eq!(manager.get(PUBLISH).await.location(), EVENT);
    assert_eq!(manager.post(PUBLISH, &[]).await.location(), EVENT);
    assert_eq!(versions(&app).await, 0);
    assert_eq!(manager.page(TERMS).await.texts("#faults ~ ul li").len(), 3);

    redraft(&app, json!({"refund": [{"percent": 50}]})).await;
    manager.post(PUBLISH, &[]).await;
    assert_eq!(versions(&app).await, 1, "mended, it goes out");
    redraft(&app, too_much).await;
    let page = manager.page(TERMS).await;
    assert!(!page.has("form[action$=publish]"));
    assert!(page.text("main").contains("Mend what is listed"));
    let answer = manager.post(PUBLISH_TERMS, &[("acknowledge", "yes")]).await;
    assert_eq!(answer.status, 409);
    assert_eq!(versions(&app).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_publishes_an_event_reads_first_what_may_be_meant() {
    let app = TestApp::start().await;
    forum(&app, open_end()).draft().await;
    let manager = app.organizer(Role::Manager).await;
    let page = manager.page(EVENT).await;
    assert_eq!(page.attrs(".notice a.button", "href"), [PUBLISH]);
    assert!(!page.has("form[action$=publish]"));
    // Without the page, or without the tick, it asks.
    assert_eq!(manager.post(PUBLISH, &[]).await.status, 422);
    let asked = manager.page(PUBLISH).await;
    let told = asked.texts(".lacks li");
    assert_eq!(told.len(), 1);
    assert!(
        told[0].contains("Nothing is stated for later than the end of 1 April 2027."),
        "{told:?}"
    );
    let answer = manager.fill_in_page(&asked, &[]).await;
    assert_eq!(answer.status, 422);
    let page = answer.html();
    assert!(page.text("title").starts_with("Error:"));
    assert_eq!(page.attrs(".summary a", "href"), ["#acknowledge"]);
    assert!(page.text("#acknowledge-error").contains("Say that you have read"));
    assert_eq!(versions(&app).await, 0);

    // The draft is another one by now.
    redraft(&app, json!({"refund": [{"unstated": true}]})).await;
    let answer = manager.fill_in_page(&page, &[("acknowledge", "yes")]).await;
    assert_eq!(answer.status, 409);
    let page = answer.html();
    assert!(
        page.text("[role=status]")
            .contains("has changed since you opened this page")
    );
    assert!(page.text(".lacks li").contains("The terms leave it open"));
    assert!(!page.has("#acknowledge[checked]"));
    assert_eq!(versions(&app).await, 0);

    let answer = manager.fill_in_page(&page, &[("acknowledge", "yes")]).await;
    assert_eq!(answer.location(), EVENT);
    assert_eq!(versions(&app).await, 1);
    assert_eq!(manager.get(PUBLISH).await.location(), EVENT, "it is out");
    for (language, words) in [
        ("en", "Refund row 1: The terms leave it open"),
        ("ru", "Возврат, пункт 1: Условия оставляют это открытым"),
        ("zh", "退款第 1 项：条款未作规定"),
    ] {
        let viewer = app.organizer(Role::Viewer).await.speaking(language);
        let page = viewer
            .page(&format!("{EVENT}/history?about=terms&lang={language}"))
            .await;
        let entry = page.text(".log li");
        assert!(
            entry.contains(words) && entry.contains("Test Organizer"),
            "{entry}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_publishes_the_next_version_reads_in_its_box_what_may_be_meant() {
    let app = TestApp::start().await;
    forum(&app, json!({})).publish().await;
    redraft(&app, open_end()).await;
    let manager = app.organizer(Role::Manager).await;
    let opened = manager.page(TERMS).await;
    assert!(
        !opened.has("#notices"),
        "what is acknowledged stands where that is done"
    );
    assert_eq!(opened.texts("form[action$=publish] .lacks li").len(), 1);
    assert_eq!(
        opened.text("label[for=acknowledge]"),
        "I have read this 1 point and publish all the same"
    );
    let answer = manager.fill_in_page(&opened, &[]).await;
    assert_eq!(answer.status, 422);
    let page = answer.html();
    assert_eq!(page.attrs(".summary a", "href"), ["#acknowledge"]);
    assert!(page.has("#acknowledge-error"));

    let same_rules_later = open_end();
    redraft(&app, same_rules_later).await;
    let answer = manager.fill_in_page(&opened, &[("acknowledge", "yes")]).await;
    assert_eq!(answer.status, 409, "saved anew is another draft");
    assert_eq!(versions(&app).await, 1);
    let answer = manager
        .fill_in_page(&answer.html(), &[("acknowledge", "yes")])
        .await;
    assert_eq!(answer.location(), format!("{TERMS}?saved=published"));
    assert_eq!(versions(&app).await, 2);
    let kept = "SELECT count(*) FROM activities WHERE kind = 'terms.published' AND actor_kind = 'account' \
                AND data->'acknowledged'->'ru'->>0 LIKE 'Возврат, пункт 1: %' AND (data->>'number')::int = 2";
    assert_eq!(app.count(kept).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_day_of_the_event_makes_other_notices() {
    let app = TestApp::start().await;
    forum(&app, json!({"refund": [{"until": "14 days before start"}]}))
        .draft()
        .await;
    let manager = app.organizer(Role::Manager).await;
    let asked = manager.page(PUBLISH).await;
    app.execute(
        "UPDATE events SET starts_local = starts_local + interval '1 day', ends_local = ends_local + interval '1 day'",
    )
    .await;
    let answer = manager.fill_in_page(&asked, &[("acknowledge", "yes")]).await;
    assert_eq!(answer.status, 409, "what she read was about another day");
}
