//! Terms that change: whoever registered under the first version keeps what it promised, whoever comes later pays and
//! is refunded by the second, and everybody can read in her language what has changed.

use lanyard::accounts::Role;
use lanyard::platform::lang::Lang;
use serde_json::json;

use crate::browser::Browser;
use crate::chromium::Chromium;
use crate::patience::until;
use crate::states::SUBMIT;
use crate::support::TestApp;
use crate::support::app::ORGANIZATION;

/// What saves an organizer's form, whose first button is for the Enter key.
const SAVE: &str = "main form .bar button:not(.quiet)";

async fn registered(window: &mut Browser, email: &str) -> String {
    window.visit("/e/changing/register").await;
    window.type_into("#name", "Anna Petrova").await;
    window.type_into("#email", email).await;
    window.click("#accept_terms").await;
    assert_eq!(window.follow(SUBMIT).await, 200);
    window.path().await
}

/// The organizer raises the fee, sets an earlier day for refunds and publishes the second version.
async fn change(window: &mut Browser) {
    window.visit("/organizer/events/changing/terms/fees").await;
    window.type_into("input[name='fee_1_0_1']", "360").await;
    assert_eq!(window.follow(SAVE).await, 200);
    window
        .visit("/organizer/events/changing/terms/cancellation")
        .await;
    window
        .type_into("input[name='refund_1_until']", "2031-02-01")
        .await;
    assert_eq!(window.follow(SAVE).await, 200);
    window.visit("/organizer/events/changing/terms").await;
    let box_of_changes = window.texts("main .notice .lacks li").await;
    assert!(box_of_changes.len() >= 2, "{box_of_changes:?}");
    if window
        .look::<bool>("!!document.querySelector('#acknowledge')")
        .await
    {
        window.click("#acknowledge").await;
    }
    assert_eq!(window.follow("form[action$='/publish'] button").await, 200);
}

/// The old and the new fee and the new day, as each language says them.
const CHANGES: [(Lang, [&str; 3]); 3] = [
    (Lang::En, ["€300", "€360", "1 February 2031"]),
    (Lang::Ru, ["300 €", "360 €", "1 февраля 2031"]),
    (Lang::Zh, ["300", "360", "2031年2月1日"]),
];

#[tokio::test(flavor = "multi_thread")]
async fn an_old_registration_keeps_its_refund_and_a_new_one_follows_the_new_terms() {
    let app = TestApp::start().await;
    app.set_now("2031-01-10T10:00:10Z");
    app.event("changing")
        .when("Europe/Berlin", "2031-06-10 09:00", "2031-06-11 18:00")
        .rules(json!({
            "fee": [{"category": "expert", "price": "300 EUR"}],
            "refund": [{"until": "2031-03-01", "percent": 80}, {"percent": 10}],
        }))
        .publish()
        .await;
    let chromium = Chromium::start().await;
    let mut visitor = chromium.window(&app, Lang::En).await;
    let old = registered(&mut visitor, "old@example.org").await;
    assert_eq!(visitor.text("#amount tfoot td").await, "€300");

    let mut organizer = chromium.window(&app, Lang::En).await;
    let link = app
        .sign_in_link("manager@example.org", ORGANIZATION, Role::Manager)
        .await;
    organizer.visit(&link).await;
    organizer.follow(SUBMIT).await;
    change(&mut organizer).await;
    organizer.close().await;

    visitor.disable_script().await;
    let new = registered(&mut visitor, "new@example.org").await;
    assert_eq!(visitor.text("#amount tfoot td").await, "€360");
    // On 10 February the first version still returns 80 %, the second 10 %.
    app.set_now("2031-02-10T10:00:10Z");
    for (own, refund) in [(&old, "€240 of €300"), (&new, "€36 of €360")] {
        visitor.visit(own).await;
        assert_eq!(visitor.text("#amount strong").await, refund);
        visitor.follow("a[href$='/withdraw']").await;
        assert!(visitor.text("main").await.contains(refund));
    }
    visitor.visit(&format!("{old}/terms")).await;
    assert!(visitor.text("main").await.contains("€300"));
    visitor.close().await;

    for (language, said) in CHANGES {
        let mut reader = chromium.window(&app, language).await;
        reader.visit("/e/changing/terms").await;
        let changes = reader.text("main details.more").await;
        for words in said {
            assert!(changes.contains(words), "{words} in {changes}");
        }
        reader.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_amount_follows_the_choices_and_what_was_seen_is_taken_at_once() {
    let app = TestApp::start().await;
    app.event("changing")
        .categories(&[("expert", Some(60)), ("student", None)])
        .rules(json!({
            "fee": [
                {"category": "student", "when": {"member": true}, "price": "50 EUR"},
                {"category": "student", "price": "90 EUR"},
                {"price": "300 EUR"},
            ],
            "extra": [{"key": "dinner", "price": "45 EUR", "most": 2}],
        }))
        .publish()
        .await;
    let chromium = Chromium::start().await;
    let mut window = chromium.window(&app, Lang::En).await;
    window.visit("/e/changing/register").await;
    assert_eq!(window.texts("#amount .prices b").await, ["€300", "€90"]);
    assert!(
        !window
            .look::<bool>("document.querySelector('[data-amount]').checkVisibility()")
            .await
    );
    window.type_into("#name", "Anna Petrova").await;
    window.type_into("#email", "anna@example.org").await;
    window.click("input[value=student]").await;
    shows(&window, "€90").await;
    window.click("#fact_member").await;
    shows(&window, "€50").await;
    window.type_into("#extra_1", "2").await;
    window.click("#accept_terms").await;
    shows(&window, "€140").await;
    assert_eq!(window.follow(SUBMIT).await, 200);
    assert!(window.path().await.starts_with("/r/"), "once is enough");
    assert_eq!(window.text("#amount tfoot td").await, "€140");
    window.close().await;
}

async fn shows(window: &Browser, total: &str) {
    until("the amount follows", async || {
        (window.texts("#amount tfoot td").await == [total]).then_some(())
    })
    .await;
}
