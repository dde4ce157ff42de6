//! Fees and payment by a form.

use lanyard::accounts::Role;
use serde_json::{Value, json};

use super::{rules, saves, speaks_every_language, stored};
use crate::support::TestApp;

const FEES: &str = "/organizer/events/forum/terms/fees";

/// An event of June 2027 in Paris with these rules.
async fn forum(given: Value) -> TestApp {
    let app = TestApp::start().await;
    app.event("forum")
        .when("Europe/Paris", "2027-06-10 09:00", "2027-06-11 18:00")
        .categories(&[("expert", None), ("press", None)])
        .rules(given)
        .draft()
        .await;
    app
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organizer_states_fees_step_by_step_without_a_script() {
    let app = forum(json!({})).await;
    let manager = app.organizer(Role::Manager).await;
    let page = manager.page(FEES).await;
    assert!(!page.has("#step_1_until"));
    let page = manager
        .fill_in_page(&page, &[("preset", "steps"), ("currency_1", "eur")])
        .await
        .html();
    assert_eq!(page.attr("#step_1_name_ru", "value"), "ранний");
    let page = manager.fill_in_page(&page, &[("add", "currency")]).await.html();
    let heads = page.texts(".amounts thead th");
    assert_eq!(
        heads[1..4],
        ["early", "regular", "on site"].map(String::from),
        "{heads:?}"
    );
    let filled = [
        ("currency_2", "JPY"),
        ("step_1_until", "01.03.2027"),
        ("step_2_until", "2027-06-01 18:00"),
        ("fee_1_1_1", "1 200,50"),
        ("fee_1_1_2", "190,000"),
        ("fee_1_2_1", "1,300.50"),
        ("fee_1_2_2", "200000"),
        ("fee_1_3_1", "1400"),
        ("fee_1_3_2", "210000"),
        ("fee_2_0_1", "0"),
        ("fee_2_0_2", "0"),
        ("counts", "payment"),
        ("tax_mode", "included"),
        ("tax_rate", "20 %"),
        ("tax_name", "VAT"),
        ("due_kind", "invoice"),
        ("due_value", "14"),
        ("due_missed", "cancelled"),
    ];
    saves(&manager, FEES, &page, &filled).await;
    assert_eq!(
        stored(&app).await,
        json!({
            "counts": "payment",
            "period": [
                {"name": "early", "until": "2027-03-01"},
                {"name": "regular", "until": "2027-06-01 18:00"},
                {"name": "at the desk", "on_site": true},
            ],
            "fee": [
                {"category": ["expert"], "prices": {
                    "early": ["1200.50 EUR", "190000 JPY"],
                    "regular": ["1300.50 EUR", "200000 JPY"],
                    "at the desk": ["1400 EUR", "210000 JPY"],
                }},
                {"category": ["press"], "price": ["0 EUR", "0 JPY"]},
            ],
            "tax": [{"name": "VAT", "mode": "included", "rate": 20}],
            "due": [{"name": "payment", "by": "14 days after invoice", "missed": "cancelled"}],
        })
    );
    let page = manager.page(FEES).await;
    assert_eq!(page.attr("#fee_1_1_1", "value"), "1200.50");
    assert_eq!(
        manager
            .page(&format!("{FEES}?lang=ru"))
            .await
            .attr("#fee_1_1_1", "value"),
        "1200,50"
    );
    speaks_every_language(&app, &manager, FEES).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_goes_takes_its_amounts_along_and_no_others() {
    let app = forum(json!({
        "period": [{"name": "early", "until": "2027-03-01"}, {"name": "middle", "until": "2027-04-01"}, {"name": "late"}],
        "fee": [{"category": ["expert"], "prices": {"early": "1 EUR", "middle": "2 EUR", "late": "3 EUR"}}],
    }))
    .await;
    let manager = app.organizer(Role::Manager).await;
    let page = manager
        .fill_in(FEES, &[("remove", "step_2"), ("fee_1_3_1", "30")])
        .await
        .html();
    assert_eq!(page.attr("#fee_1_1_1", "value"), "1");
    assert_eq!(page.attr("#fee_1_2_1", "value"), "30");
    assert!(!page.has("#fee_1_3_1"));
    saves(&manager, FEES, &page, &[]).await;
    assert_eq!(
        stored(&app).await["fee"],
        json!([{"category": ["expert"], "prices": {"early": "1 EUR", "late": "30 EUR"}}])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_beside_the_field_and_nothing_is_saved() {
    let given = rules(json!({
        "period": [{"name": "early", "until": "2027-03-01"}, {"name": "late"}],
        "fee": [{"category": ["expert"], "prices": {"early": "100 JPY", "late": "120 JPY"}}],
    }));
    let app = forum(given.clone()).await;
    let manager = app.organizer(Role::Manager).await;
    for (field, typed, words) in [
        ("fee_1_1_1", "a lot", "Enter an amount"),
        ("fee_1_1_1", "-5", "Enter an amount"),
        ("fee_1_1_1", "1.5", "JPY has 0 digits behind the point"),
        ("fee_1_1_1", "99999999999999999999", "smaller amount"),
        ("currency_1", "euro", "three letters"),
        ("currency_1", "", "three letters"),
        ("step_1_until", "soon", "Enter a day"),
        ("tax_rate", "150", "from 0 to 100"),
        ("due_value", "tomorrow", "whole number"),
    ] {
        let fields = [
            ("tax_mode", "added"),
            ("due_kind", "registration"),
            ("tax_rate", "5"),
            ("due_value", "3"),
        ];
        let mut fields: Vec<(&str, &str)> = fields.into_iter().filter(|(name, _)| *name != field).collect();
        fields.push((field, typed));
        let answer = manager.fill_in(FEES, &fields).await;
        assert_eq!(answer.status, 422, "{field} {typed}");
        let page = answer.html();
        assert!(page.text("title").starts_with("Error:"));
        assert_eq!(page.attrs(".summary a", "href"), [format!("#{field}")], "{typed}");
        let message = page.text(&format!("#{field}-error"));
        assert!(message.contains(words), "{typed}: {message}");
        assert_eq!(page.attr(&format!("#{field}"), "value"), typed, "nothing is lost");
    }
    assert_eq!(stored(&app).await, given);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_can_never_count_and_a_price_said_twice_are_faults() {
    let app = forum(json!({})).await;
    let manager = app.organizer(Role::Manager).await;
    let page = manager.fill_in(FEES, &[("preset", "steps")]).await.html();
    let typed = [
        ("currency_1", "EUR"),
        ("step_2_until", "2027-03-01"),
        ("fee_1_1_1", "1"),
        ("fee_1_2_1", "2"),
        ("fee_2_0_1", "3"),
        ("fee_2_1_1", "4"),
    ];
    let answer = manager.fill_in_page(&page, &typed).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer
            .html()
            .text("#fee_2_0_1-error")
            .contains("either one amount")
    );
    let answer = manager.fill_in_page(&answer.html(), &[("fee_2_0_1", "")]).await;
    assert_eq!(answer.status, 422);
    let page = answer.html();
    assert!(page.text("#step_2_until-error").contains("never counts"));
    let mended = [("step_1_until", "2027-02-01"), ("step_2_until", "")];
    saves(&manager, FEES, &page, &mended).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_steps_are_called_is_kept_apart_from_what_fees_call_them() {
    let app = forum(json!({
        "period": [{"name": "early", "until": "2027-03-01"}, {"name": "late"}],
        "fee": [{"category": ["expert"], "prices": {"early": "1 EUR", "late": "2 EUR"}}],
    }))
    .await;
    let manager = app.organizer(Role::Manager).await;
    let page = manager.page(FEES).await;
    let names = [
        ("step_1_name_en", "First call"),
        ("step_1_name_ru", "Первый срок"),
        ("step_1_name_zh", ""),
    ];
    saves(&manager, FEES, &page, &names).await;
    let now = stored(&app).await;
    assert_eq!(now["period"][0]["name"], "early");
    assert_eq!(
        now["labels"],
        json!({"early": {"en": "First call", "ru": "Первый срок"}})
    );
    let page = manager.fill_in(FEES, &[("add", "step")]).await.html();
    let nameless = manager.fill_in_page(&page, &[]).await;
    assert_eq!(nameless.html().attrs(".summary a", "href"), ["#step_3_name_en"]);
    let twice = manager.fill_in_page(&page, &[("step_3_name_en", "Late")]).await;
    assert!(
        twice
            .html()
            .text("#step_3_name_en-error")
            .contains("has this name")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_form_cannot_show_is_told_and_stays_in_its_place() {
    let given = rules(json!({
        "regions": {"near": ["FR"]},
        "period": [{"name": "early", "until": "30 days before start"}, {"name": "late"}],
        "fee": [
            {"category": ["expert"], "when": {"member": true}, "price": "50 EUR"},
            {"category": ["expert"], "prices": {"early": ["100 EUR", "90 GBP"], "late": ["110 GBP", "120 EUR"]}},
            {"when": {"region": "near"}, "price": "70 EUR"},
            {"price": "200 EUR"},
        ],
        "extra": [{"key": "dinner", "price": "80 EUR"}],
        "tax": [{"mode": "reverse_charge", "when": {"payer": "EU business"}}, {"mode": "added", "rate": 20}],
        "due": [{"name": "deposit", "by": "2027-04-01", "amount": "50 EUR"}],
        "method": [{"name": "card"}],
    }));
    let app = forum(given.clone()).await;
    let manager = app.organizer(Role::Manager).await;
    let page = manager.page(FEES).await;
    let kept = page.texts(".points li");
    assert_eq!(kept.len(), 7, "{kept:?}");
    assert!(kept[0].contains("member"), "{kept:?}");
    assert!(page.text("fieldset.window").contains("30 days"));
    assert_eq!(page.texts(".amounts thead th")[1], "early");
    assert!(!page.has("#tax_mode"));
    saves(&manager, FEES, &page, &[]).await;
    assert_eq!(stored(&app).await, given, "nothing was changed");
    // A category that gets a fee stands before everybody else.
    saves(&manager, FEES, &manager.page(FEES).await, &[("fee_2_0_1", "10")]).await;
    let mut expected = given;
    let fees = expected["fee"].as_array_mut().unwrap();
    fees.insert(3, json!({"category": ["press"], "price": "10 EUR"}));
    assert_eq!(stored(&app).await, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_save_the_second_is_told_and_may() {
    let app = forum(json!({"fee": [{"category": ["expert"], "price": "50 EUR"}]})).await;
    let manager = app.organizer(Role::Manager).await;
    let other = app.organizer(Role::Manager).await;
    let opened = other.page(FEES).await;
    saves(&manager, FEES, &manager.page(FEES).await, &[("fee_1_0_1", "60")]).await;
    let answer = other.fill_in_page(&opened, &[("fee_1_0_1", "70")]).await;
    assert_eq!(answer.status, 409);
    let page = answer.html();
    assert!(
        page.text("[role=alert]").contains("€60"),
        "{}",
        page.text("[role=alert]")
    );
    assert_eq!(page.attr("#fee_1_0_1", "value"), "70");
    saves(&other, FEES, &page, &[]).await;
    assert_eq!(stored(&app).await["fee"][0]["price"], "70 EUR");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_shows_the_fees_alone_in_every_language_and_saves_nothing() {
    let app = forum(json!({})).await;
    let manager = app.organizer(Role::Manager).await;
    let typed = [("currency_1", "CNY"), ("fee_3_0_1", "1200"), ("preview", "1")];
    let answer = manager.fill_in(FEES, &typed).await;
    assert_eq!(answer.status, 200);
    let page = answer.html();
    assert_eq!(page.texts("#preview details[lang=ru] h3"), ["Взносы"]);
    assert!(page.text("#preview details[lang=en]").contains("CNY 1,200"));
    assert_eq!(stored(&app).await, json!({}));
}
