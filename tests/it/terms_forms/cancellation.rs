//! Cancellation, refund and substitution by a form.

use lanyard::accounts::Role;
use serde_json::{Value, json};

use super::{rules, saves, speaks_every_language, stored};
use crate::support::TestApp;

const CANCELLATION: &str = "/organizer/events/forum/terms/cancellation";

async fn forum(given: Value) -> TestApp {
    let app = TestApp::start().await;
    app.event("forum")
        .when("Europe/Paris", "2027-06-10 09:00", "2027-06-11 18:00")
        .rules(given)
        .draft()
        .await;
    app
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preset_is_filled_in_and_rows_are_put_in_the_order_of_their_deadlines() {
    let app = forum(json!({"fee": [{"price": "100 EUR"}]})).await;
    let manager = app.organizer(Role::Manager).await;
    let page = manager.fill_in(CANCELLATION, &[("preset", "steps")]).await.html();
    assert_eq!(page.attr("#refund_1_until", "value"), "30");
    assert_eq!(page.attr("#refund_3_percent", "value"), "0");
    assert!(!page.has("[name=preset]"), "what is typed is not to be lost");
    // A row that is added stands above the one for any later time.
    let page = manager.fill_in_page(&page, &[("add", "refund")]).await.html();
    assert_eq!(page.attr("#refund_4_percent", "value"), "0");
    let page = manager
        .fill_in_page(&page, &[("add", "substitution")])
        .await
        .html();
    let page = manager
        .fill_in_page(&page, &[("add", "substitution")])
        .await
        .html();
    let typed = [
        ("refund_3_kind", "day"),
        ("refund_3_until", "2027-03-01"),
        ("refund_3_percent", "100"),
        ("refund_3_minus", "20,50"),
        ("no_show", "10"),
        ("substitution_1_until", "3"),
        ("substitution_1_outcome", "fee"),
        ("substitution_1_fee", "30"),
        ("substitution_2_kind", "later"),
        ("substitution_2_outcome", "refused"),
    ];
    saves(&manager, CANCELLATION, &page, &typed).await;
    assert_eq!(
        stored(&app).await,
        json!({
            "fee": [{"price": "100 EUR"}],
            "refund": [
                {"when": {"reason": "no-show"}, "percent": 10},
                {"until": "2027-03-01", "minus": "20.50 EUR"},
                {"until": "30 days before start"},
                {"until": "7 days before start", "percent": 50},
                {"percent": 0},
            ],
            "substitution": [{"until": "3 days before start", "fee": "30 EUR"}, {"refused": true}],
        })
    );
    assert_eq!(manager.page(CANCELLATION).await.attr("#no_show", "value"), "10");
    saves(
        &manager,
        CANCELLATION,
        &manager.page(CANCELLATION).await,
        &[("no_show", "")],
    )
    .await;
    assert_eq!(
        stored(&app).await["refund"][0],
        json!({"until": "2027-03-01", "minus": "20.50 EUR"})
    );
    speaks_every_language(&app, &manager, CANCELLATION).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_row_is_said_beside_it() {
    let given = rules(
        json!({"refund": [{"until": "30 days before start"}, {"percent": 0}],
        "substitution": [{"until": "3 days before start"}]}),
    );
    let app = forum(given.clone()).await;
    let manager = app.organizer(Role::Manager).await;
    for (typed, field, words) in [
        (
            &[("refund_1_percent", "110")][..],
            "refund_1_percent",
            "from 0 to 100",
        ),
        (
            &[("refund_1_percent", "")],
            "refund_1_percent",
            "how many per cent",
        ),
        (&[("refund_1_until", "many")], "refund_1_until", "whole number"),
        (&[("refund_1_until", "")], "refund_1_until", "whole number"),
        (
            &[("refund_1_kind", "day"), ("refund_1_until", "30")],
            "refund_1_until",
            "Enter a day",
        ),
        (&[("refund_2_until", "5")], "refund_2_until", "has no end"),
        (
            &[("refund_1_kind", "later"), ("refund_1_until", "")],
            "refund_2_until",
            "never counts",
        ),
        (&[("refund_1_minus", "5")], "refund_1_currency", "three letters"),
        (
            &[("refund_1_minus", "x"), ("refund_1_currency", "EUR")],
            "refund_1_minus",
            "Enter an amount",
        ),
        (&[("no_show", "all")], "no_show", "from 0 to 100"),
        (
            &[("substitution_1_outcome", "fee")],
            "substitution_1_fee",
            "what the change of name costs",
        ),
        (
            &[("substitution_1_fee", "5"), ("substitution_1_currency", "EUR")],
            "substitution_1_fee",
            "nothing is to be paid",
        ),
    ] {
        let answer = manager.fill_in(CANCELLATION, typed).await;
        assert_eq!(answer.status, 422, "{typed:?}");
        let page = answer.html();
        assert_eq!(
            page.attrs(".summary a", "href"),
            [format!("#{field}")],
            "{typed:?}"
        );
        let message = page.text(&format!("#{field}-error"));
        assert!(message.contains(words), "{typed:?}: {message}");
        for (name, value) in typed
            .iter()
            .filter(|(name, _)| !name.ends_with("kind") && !name.ends_with("outcome"))
        {
            assert_eq!(page.attr(&format!("#{name}"), "value"), *value, "nothing is lost");
        }
    }
    assert_eq!(stored(&app).await, given);
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_the_form_cannot_show_keep_their_place() {
    let given = rules(json!({
        "refund": [
            {"of": ["dinner"], "percent": 0},
            {"until": "2 weeks before start", "percent": 100},
            {"until": "10 days before start", "minus_percent": 25},
            {"when": {"reason": "no-show"}, "percent": 5},
            {"percent": 0},
        ],
        "substitution": [{"until": "2027-06-01", "same": ["organization"]}, {"refused": true, "instead": "a new registration"}],
        "conversion": [{"has": "on-site", "wants": "online", "until": "2027-05-31"}],
    }));
    let app = forum(given.clone()).await;
    let manager = app.organizer(Role::Manager).await;
    let page = manager.page(CANCELLATION).await;
    assert_eq!(page.texts(".points li").len(), 1);
    assert!(page.has("#refund_2_percent") && !page.has("#refund_3_percent"));
    saves(&manager, CANCELLATION, &page, &[]).await;
    assert_eq!(stored(&app).await, given);
    // Nothing that a browser sends makes one go.
    let page = manager.page(CANCELLATION).await;
    let gone = [("refund_rows", "0"), ("substitution_rows", "0"), ("no_show", "")];
    saves(&manager, CANCELLATION, &page, &gone).await;
    let now = stored(&app).await;
    assert_eq!(now["refund"], json!([given["refund"][0], given["refund"][2]]));
    assert_eq!(now["substitution"], given["substitution"]);
    assert_eq!(now["conversion"], given["conversion"]);
}
