//! What a registration costs: seen before the button, decided in intake, kept as it was, and what comes back.

use serde_json::{Value, json};

use crate::support::{TestApp, Visitor, invariants};

fn fees() -> Value {
    json!({
        "labels": {"member?": {"en": "I belong to the Society", "ru": "Я состою в обществе", "zh": "我是学会会员"}},
        "period": [{"name": "early", "until": "2027-03-01"}, {"name": "regular"}],
        "fee": [
            {"category": "expert", "prices": {"early": "300 EUR", "regular": "360 EUR"}},
            {"category": "student", "price": "90 EUR"},
        ],
        "adjustment": [{"name": "member", "when": {"member": true}, "percent": 10}],
        "extra": [
            {"key": "dinner", "price": "45 EUR", "most": 2, "unit": "person"},
            {"key": "tour", "price": "30.50 EUR", "most": 1, "category": "expert", "until": "2027-04-01"},
        ],
        "tax": [{"name": "VAT", "rate": 19, "mode": "included"}],
        "due": [{"name": "payment", "by": "14 days after registration", "missed": "cancelled"}],
        "refund": [
            {"until": "2027-04-01", "percent": 50, "of": "fee"},
            {"until": "2027-04-01", "of": "dinner"},
            {"percent": 0},
        ],
    })
}

async fn open(app: &TestApp) {
    app.event("paid")
        .when("Europe/Berlin", "2027-06-10 09:00", "2027-06-11 18:00")
        .categories(&[("expert", Some(60)), ("student", None)])
        .rules(fees())
        .publish()
        .await;
}

const ANNA: [(&str, &str); 3] = [
    ("name", "Anna"),
    ("email", "anna@example.org"),
    ("category", "expert"),
];

/// Registers as `fields` say, with a second press where the amount was not seen before.
async fn registered(visitor: &Visitor, fields: &[(&str, &str)]) -> String {
    let first = visitor.register("paid", fields).await;
    if first.status == 303 {
        return first.location();
    }
    let again = visitor.fill_in_page(&first.html(), &[]).await;
    assert_eq!(again.status, 303, "{}", again.body);
    again.location()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_each_category_costs_stands_on_the_form_and_that_amount_is_taken_at_once() {
    let app = TestApp::start().await;
    app.set_now("2027-02-01T10:00:10Z");
    open(&app).await;
    let visitor = app.visitor();
    let page = visitor.page("/e/paid/register").await;
    assert_eq!(page.texts("#amount .prices b"), ["€300", "€90"]);
    assert!(page.text("label.choice b").starts_with("€300"));
    assert_eq!(
        page.attr("#amount input[name=amounts_shown]", "value"),
        "300 EUR|90 EUR"
    );
    let done = visitor.register("paid", &ANNA).await;
    assert_eq!(done.status, 303);
    assert_eq!(app.count("SELECT amount FROM dues_entries").await, 30_000);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn choices_come_to_one_amount_with_and_without_a_script_and_are_kept_as_they_were() {
    let app = TestApp::start().await;
    app.set_now("2027-02-01T10:00:10Z");
    open(&app).await;
    let visitor = app.visitor();
    let choices = [("fact_member", "yes"), ("extra_1", "2"), ("extra_2", "yes")];
    let asked = [("name", "Anna"), ("category", "expert"), ("show_amount", "yes")];
    let answer = visitor.register("paid", &[&asked[..], &choices].concat()).await;
    assert_eq!(answer.status, 200, "to look is no mistake");
    let page = answer.html();
    assert!(!page.has(".error") && !page.has(".summary"));
    assert_eq!(page.attr("#name", "value"), "Anna");
    assert_eq!(page.text("label[for=fact_member]"), "I belong to the Society");
    let lines = page.texts("#amount tbody th");
    assert!(
        lines[0].starts_with("Participation: expert early, until the end of 1 March 2027"),
        "{lines:?}"
    );
    assert!(lines[1].starts_with("Member"), "{lines:?}");
    assert!(lines[2].starts_with("Dinner 2 × €45"), "{lines:?}");
    assert_eq!(page.texts("#amount tbody td"), ["€300", "−€30", "€90", "€30.50"]);
    assert_eq!(page.texts("#amount tfoot td"), ["€390.50"]);
    assert!(
        page.text("#amount tfoot th")
            .contains("including VAT 19%: €62.35")
    );
    assert!(
        page.text("#amount .hint")
            .contains("€390.50, until the end of 15 February 2027")
    );
    // The script asks by itself and hears the same.
    let part = visitor
        .get("/e/paid/register/amount?category=expert&fact_member=yes&extra_1=2&extra_2=yes")
        .await;
    assert_eq!(part.header("cache-control"), "no-store");
    assert_eq!(part.html().texts("td"), page.texts("#amount td"));
    // Each line leads to the clause it follows from.
    let clause = page.attr("#amount tbody a", "href");
    let (path, anchor) = clause.split_once('#').expect("a place in the terms");
    let terms = visitor.page(path).await;
    assert!(terms.text(&format!("#{anchor}")).contains("€300"));

    let own = registered(&visitor, &[&ANNA[..], &choices].concat()).await;
    let own = visitor.page(&own).await;
    assert_eq!(own.texts("#amount tbody td"), ["€300", "−€30", "€90", "€30.50"]);
    assert_eq!(own.texts("#amount tfoot td"), ["€390.50"]);
    assert_eq!(
        own.text("#amount strong"),
        "€225 of €390.50",
        "half the fee, the whole dinner, no tour"
    );
    let kept = "SELECT count(*) FROM dues_entries WHERE amount = 39050 AND jsonb_array_length(lines) = 4 \
                AND lines->0->>'rule' = 'fee[1].period[1]'";
    assert_eq!(app.count(kept).await, 1);
    let said = "SELECT count(*) FROM registrations WHERE choices->'extras' = '{\"dinner\": 2, \"tour\": 1}'";
    assert_eq!(app.count(said).await, 1);
    let mail = &app.mailbox().wait_for("anna@example.org", 1).await[0];
    assert!(mail.text.contains("€390.50"), "{}", mail.text);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_amount_that_was_not_seen_is_shown_and_not_taken() {
    let app = TestApp::start().await;
    app.set_now("2027-03-01T22:59:10Z");
    open(&app).await;
    let visitor = app.visitor();
    let page = visitor.page("/e/paid/register").await;
    // The last minute of 1 March in Berlin is over when she presses.
    app.set_now("2027-03-01T23:00:10Z");
    let version = page.attr("#accept_terms", "value");
    let fields = [&ANNA[..], &[("accept_terms", version.as_str())]].concat();
    let answer = visitor.fill_in_page(&page, &fields).await;
    assert_eq!(answer.status, 409);
    let shown = answer.html();
    assert_eq!(shown.text(".notice h2"), "Look at the amount before you register");
    assert_eq!(shown.attr(".notice a", "href"), "#amount");
    assert_eq!(shown.texts("#amount tfoot td"), ["€360"]);
    assert_eq!(shown.attr("#email", "value"), "anna@example.org");
    assert_eq!(app.count("SELECT count(*) FROM registrations").await, 0);
    assert_eq!(visitor.fill_in_page(&shown, &[]).await.status, 303);
    assert_eq!(app.count("SELECT amount FROM dues_entries").await, 36_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_sends_no_amount_is_charged_what_holds() {
    let app = TestApp::start().await;
    app.set_now("2027-02-01T10:00:10Z");
    open(&app).await;
    let version = app.conn_id("SELECT id FROM terms_versions").await;
    let fields = [&ANNA[..], &[("accept_terms", version.as_str())]].concat();
    assert_eq!(app.visitor().post("/e/paid/register", &fields).await.status, 303);
    assert_eq!(app.count("SELECT amount FROM dues_entries").await, 30_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_had_is_explained_beside_it() {
    let app = TestApp::start().await;
    app.set_now("2027-02-01T10:00:10Z");
    open(&app).await;
    let visitor = app.visitor();
    for (category, field, typed, words) in [
        ("expert", "extra_1", "3", "At most 2"),
        ("expert", "extra_1", "many", "whole number"),
        ("expert", "extra_1", "-1", "whole number"),
        ("expert", "extra_1", "99999999999999999999", "whole number"),
        ("student", "extra_2", "yes", "not to be had"),
    ] {
        let fields = [
            ("name", "Anna"),
            ("email", "anna@example.org"),
            ("category", category),
            (field, typed),
        ];
        let answer = visitor.register("paid", &fields).await;
        assert_eq!(answer.status, 422, "{field} {typed}");
        let page = answer.html();
        assert_eq!(page.attrs(".summary a", "href"), [format!("#{field}")]);
        let message = page.text(&format!("#{field}-error"));
        assert!(message.contains(words), "{message}");
    }
    for odd in [
        "category=nobody&extra_1=x",
        "extra_1=%00%ff",
        "currency=XXX&category=expert",
        "",
        "category=expert&extra_1=9",
    ] {
        let answer = visitor.get(&format!("/e/paid/register/amount?{odd}")).await;
        assert_eq!(answer.status, 200, "{odd}");
    }
    // The tour is over for everybody: it is offered no more, and who had the page before is told.
    app.set_now("2027-04-02T10:00:10Z");
    assert!(!visitor.page("/e/paid/register").await.has("#extra_2"));
    let late = visitor
        .register("paid", &[&ANNA[..], &[("extra_2", "yes")]].concat())
        .await;
    assert_eq!(late.status, 422);
    assert!(late.html().text(".summary").contains("not any more"));
    assert_eq!(app.count("SELECT count(*) FROM registrations").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_costs_nothing_speaks_of_no_money() {
    let app = TestApp::start().await;
    app.event("free").publish().await;
    let visitor = app.visitor();
    let page = visitor.page("/e/free/register").await;
    assert!(!page.has("#amount") && !page.has("script[src*=amount]"));
    assert_eq!(
        visitor
            .get("/e/free/register/amount?category=expert")
            .await
            .status,
        204
    );
    let own = visitor
        .register("free", &[("name", "Anna"), ("email", "anna@example.org")])
        .await
        .location();
    assert!(!visitor.page(&own).await.has("#amount"));
    assert_eq!(app.count("SELECT count(*) FROM dues_entries").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_terms_leave_the_amount_open_nobody_is_charged_and_she_is_told_so() {
    let app = TestApp::start().await;
    app.event("paid")
        .rules(json!({"fee": [{"elsewhere": true}]}))
        .publish()
        .await;
    let visitor = app.visitor();
    assert!(
        visitor
            .page("/e/paid/register")
            .await
            .text("#amount")
            .contains("The organizer will tell you")
    );
    let own = registered(&visitor, &[("name", "Anna"), ("email", "anna@example.org")]).await;
    assert!(
        visitor
            .page(&own)
            .await
            .text("#amount")
            .contains("The organizer will tell you")
    );
    assert_eq!(app.count("SELECT count(*) FROM dues_entries").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn she_pays_in_the_currency_she_chose_and_two_are_never_added() {
    let app = TestApp::start().await;
    app.event("paid")
        .rules(json!({
            "fee": [{"price": ["300 EUR", "28000 RUB"]}],
            "extra": [{"key": "suite", "price": "360 USD"}],
        }))
        .publish()
        .await;
    let visitor = app.visitor();
    let page = visitor.page("/e/paid/register").await;
    assert_eq!(page.texts("#currency option"), ["EUR", "RUB"]);
    assert_eq!(page.texts("#amount tfoot td"), ["€300"]);
    let fields = [
        ("name", "Anna"),
        ("email", "anna@example.org"),
        ("currency", "RUB"),
        ("extra_1", "1"),
    ];
    let own = registered(&visitor, &fields).await;
    let own = visitor.page(&own).await;
    assert_eq!(own.texts("#amount tfoot td"), ["RUB 28,000", "US$360"]);
    assert_eq!(app.count("SELECT count(*) FROM dues_entries").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawal_says_before_and_after_what_comes_back_and_why() {
    let app = TestApp::start().await;
    app.set_now("2027-02-01T10:00:10Z");
    open(&app).await;
    let visitor = app.visitor();
    let own = registered(&visitor, &ANNA).await;
    let asked = visitor.page(&format!("{own}/withdraw")).await;
    assert!(
        asked
            .text("main")
            .contains("Of what you paid, this comes back: €150 of €300.")
    );
    assert!(asked.text("main").contains("50%"));
    app.set_now("2027-04-01T21:59:50Z");
    assert_eq!(visitor.fill_in_page(&asked, &[]).await.status, 303);
    // Later it is what it was when she withdrew, in the last minute of that day in Berlin.
    app.set_now("2027-05-01T10:00:10Z");
    let page = visitor.page(&own).await;
    assert_eq!(page.text("#amount strong"), "€150 of €300");
    assert!(
        !page.text("#amount").contains("payment"),
        "nothing is due any more"
    );
    let mails = app.mailbox().wait_for("anna@example.org", 2).await;
    assert!(mails[1].text.contains("€150 of €300"), "{}", mails[1].text);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_entered_by_hand_is_charged_too() {
    let app = TestApp::start().await;
    app.set_now("2027-02-01T10:00:10Z");
    open(&app).await;
    let manager = app.organizer(lanyard::accounts::Role::Manager).await;
    let fields = [&ANNA[..], &[("accepted", "yes")]].concat();
    let answer = manager
        .fill_in("/organizer/events/paid/attendees/new", &fields)
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(app.count("SELECT amount FROM dues_entries").await, 30_000);
    let page = manager.page(&answer.location()).await;
    assert!(page.text("main").contains("€300"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_charged_is_never_rewritten() {
    let app = TestApp::start().await;
    open(&app).await;
    registered(&app.visitor(), &ANNA).await;
    let mut conn = app.conn().await;
    for change in [
        "UPDATE dues_entries SET amount = 0",
        "DELETE FROM dues_entries",
        "TRUNCATE dues_entries",
    ] {
        let refused = diesel_async::RunQueryDsl::execute(diesel::sql_query(change), &mut conn).await;
        assert!(refused.is_err(), "{change}");
    }
}
