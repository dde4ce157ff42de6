//! Consents beside the terms by a form, and the page of the terms that leads to all of them.

use lanyard::accounts::Role;
use serde_json::json;

use super::{saves, speaks_every_language, stored};
use crate::support::TestApp;

const TERMS: &str = "/organizer/events/forum/terms";
const CONSENTS: &str = "/organizer/events/forum/terms/consents";

#[tokio::test(flavor = "multi_thread")]
async fn ready_texts_and_own_ones_are_consents_with_a_key_each() {
    let app = TestApp::start().await;
    app.event("forum").draft().await;
    let manager = app.organizer(Role::Manager).await;
    let page = manager
        .fill_in(CONSENTS, &[("preset", "photographs")])
        .await
        .html();
    assert!(page.text("#consent_1_zh").contains("照片"));
    assert!(!page.has("[value=photographs][name=preset]"), "offered once");
    let page = manager.fill_in_page(&page, &[("add", "consent")]).await.html();
    let page = manager.fill_in_page(&page, &[("add", "consent")]).await.html();
    let answer = manager
        .fill_in_page(&page, &[("consent_2_en", "I stay for the dinner.")])
        .await;
    assert_eq!(answer.status, 422);
    let page = answer.html();
    assert_eq!(page.attrs(".summary a", "href"), ["#consent_3_en"]);
    let page = manager
        .fill_in_page(
            &page,
            &[("remove", "consent_2"), ("consent_3_en", "I am of age.")],
        )
        .await
        .html();
    assert_eq!(page.text("#consent_2_en").trim(), "I am of age.");
    saves(&manager, CONSENTS, &page, &[("consent_2_required", "yes")]).await;
    let now = stored(&app).await;
    assert_eq!(now["consent"][0]["key"], "photographs");
    assert_eq!(
        now["consent"][1],
        json!({"key": "consent-1", "required": true, "text": {"en": "I am of age."}})
    );
    // What is asked for has the same key for ever.
    let page = manager.page(CONSENTS).await;
    saves(&manager, CONSENTS, &page, &[("consent_2_en", "I am eighteen.")]).await;
    assert_eq!(stored(&app).await["consent"][1]["key"], "consent-1");
    speaks_every_language(&app, &manager, CONSENTS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_of_some_only_stays_as_it_is() {
    let app = TestApp::start().await;
    let given = json!({"consent": [
        {"key": "data", "text": "Kept for a year."},
        {"key": "visa", "when": {"country": "KZ"}, "required": true, "text": {"en": "Sent to the consulate."}},
    ]});
    app.event("forum").rules(given.clone()).draft().await;
    let manager = app.organizer(Role::Manager).await;
    let page = manager.page(CONSENTS).await;
    assert!(page.has("#consent_1_en") && !page.has("#consent_2_en"));
    saves(&manager, CONSENTS, &page, &[]).await;
    assert_eq!(stored(&app).await, given);
    saves(
        &manager,
        CONSENTS,
        &manager.page(CONSENTS).await,
        &[("consent_1_en", "x".repeat(1_000).as_str())],
    )
    .await;
    let long = "x".repeat(3_000);
    let answer = manager.fill_in(CONSENTS, &[("consent_1_en", &long)]).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.html().text("#consent_1_en").trim().len(), 3_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_the_terms_says_what_each_part_states_and_leads_there() {
    let app = TestApp::start().await;
    app.event("forum")
        .rules(json!({
            "fee": [{"price": "100 EUR"}],
            "refund": [{"until": "9 days before start"}, {"percent": 50, "until": "3 days before start"}, {"percent": 0}],
        }))
        .draft()
        .await;
    let manager = app.organizer(Role::Manager).await;
    let page = manager.page(TERMS).await;
    let parts = page.texts(".terms-parts li");
    assert!(parts[0].contains("Nothing is stated yet."), "{parts:?}");
    assert!(parts[1].contains("€100"), "{parts:?}");
    assert!(
        parts[2].contains("9 days") && parts[2].contains("And 1 more rule."),
        "{parts:?}"
    );
    for href in page.attrs(".terms-parts a", "href") {
        assert!(manager.page(&href).await.has("main form"), "{href}");
    }
    speaks_every_language(&app, &manager, TERMS).await;
}
