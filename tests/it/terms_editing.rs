//! The terms in the organizer's workspace: draft, preview, the next version.

use chrono::{Days, Utc};
use lanyard::accounts::Role;

use crate::support::TestApp;

const TERMS: &str = "/organizer/events/forum/terms";
const PUBLISH: &str = "/organizer/events/forum/terms/publish";

#[tokio::test(flavor = "multi_thread")]
async fn windows_come_and_go_without_a_script_and_nothing_is_lost() {
    let app = TestApp::start().await;
    app.event("forum")
        .categories(&[("expert", None), ("press", None)])
        .draft()
        .await;
    let manager = app.organizer(Role::Manager).await;
    let typed = [("add", "1"), ("clauses_en", "## Mine\n\nHalf a sentence")];
    let page = manager.fill_in(TERMS, &typed).await.html();
    assert!(page.has("#window_1_opens"));
    let filled = [
        ("add", "1"),
        ("window_1_until", "nonsense"),
        ("window_1_category", "press"),
    ];
    let page = manager.fill_in_page(&page, &filled).await.html();
    assert!(page.has("#window_2_opens"));
    assert_eq!(page.attr("#window_1_until", "value"), "nonsense");
    assert!(page.has("input[name=window_1_category][value=press][checked]"));
    let page = manager
        .fill_in_page(&page, &[("remove", "1"), ("window_2_opens", "2027-01-01")])
        .await
        .html();
    assert!(!page.has("#window_2_opens"));
    assert_eq!(page.attr("#window_1_opens", "value"), "2027-01-01");
    assert!(page.text("#clauses_en").contains("Half a sentence"));
    let saved = "SELECT count(*) FROM terms_drafts WHERE clauses->>'en' LIKE '%Half%'";
    assert_eq!(app.count(saved).await, 0, "a row is no decision");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_window_cannot_be_is_explained_beside_it() {
    let app = TestApp::start().await;
    app.event("forum")
        .when("Europe/Berlin", "2027-06-10 09:00", "2027-06-11 18:00")
        .draft()
        .await;
    let manager = app.organizer(Role::Manager).await;
    for (opens, until, field, words) in [
        ("soon", "", "window_1_opens", "Enter a day"),
        (
            "2027-05-02",
            "2027-05-01",
            "window_1_until",
            "closes before it opens",
        ),
        ("", "2027-06-12", "window_1_until", "over by then"),
        ("2027-03-28 02:30", "", "window_1_opens", "skip"),
    ] {
        let page = manager.fill_in(TERMS, &[("add", "1")]).await.html();
        let fields = [("window_1_opens", opens), ("window_1_until", until)];
        let answer = manager.fill_in_page(&page, &fields).await;
        assert_eq!(answer.status, 422, "{opens} {until}");
        let page = answer.html();
        assert!(page.text("title").starts_with("Error:"));
        assert_eq!(page.attrs(".summary a", "href"), [format!("#{field}")]);
        let message = page.text(&format!("#{field}-error"));
        assert!(message.contains(words), "{message}");
        assert_eq!(page.attr("#window_1_opens", "value"), opens);
    }
    let empty = manager.fill_in(TERMS, &[("clauses_en", " ")]).await;
    assert_eq!(empty.status, 422);
    let long = "x".repeat(120_000);
    let answer = manager.fill_in(TERMS, &[("clauses_zh", &long)]).await;
    assert_eq!(answer.status, 422);
    assert_eq!(
        answer.html().text("#clauses_zh").len(),
        120_000,
        "nothing is lost"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_reads_as_the_document_will_and_saves_nothing() {
    let app = TestApp::start().await;
    app.event("forum").draft().await;
    let manager = app.organizer(Role::Manager).await;
    let fields = [
        ("preview", "1"),
        ("clauses_ru", "## Взнос\n\nБесплатно.\n\n## Связь\n\nПишите."),
        ("clauses_zh", ""),
    ];
    let answer = manager.fill_in(TERMS, &fields).await;
    assert_eq!(answer.status, 200);
    let page = answer.html();
    assert_eq!(page.texts("#preview details[lang=ru] h3"), ["Взнос", "Связь"]);
    // Readers of Chinese see the clauses in English, marked as such.
    assert_eq!(page.attr("#preview details[lang=zh-Hans] [lang]", "lang"), "en");
    let kept = "SELECT count(*) FROM terms_drafts WHERE clauses->>'ru' LIKE '%Связь%'";
    assert_eq!(app.count(kept).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_version_says_what_it_changes_and_binds_only_who_comes_after() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    let manager = app.organizer(Role::Manager).await;
    assert!(
        !manager.page(TERMS).await.has("form[action$=publish]"),
        "nothing has changed"
    );
    let visitor = app.visitor();
    let first = visitor
        .register("forum", &[("name", "Anna"), ("email", "anna@example.org")])
        .await;
    let opened = visitor.page("/e/forum/register").await;

    let until = (Utc::now().date_naive() + Days::new(20)).to_string();
    let page = manager.fill_in(TERMS, &[("add", "1")]).await.html();
    let fields = [
        ("window_1_until", until.as_str()),
        ("clauses_en", "## Fee\n\nNone at all."),
    ];
    assert_eq!(
        manager.fill_in_page(&page, &fields).await.location(),
        format!("{TERMS}?saved=1")
    );
    assert_eq!(
        visitor.page("/e/forum/terms").await.texts(".clauses h2"),
        ["Free"],
        "a draft binds nobody"
    );

    let page = manager.page(TERMS).await;
    let changes = page.texts(".notice .lacks li");
    assert!(
        changes[0].starts_with("New: Registration is open until the end of"),
        "{changes:?}"
    );
    assert_eq!(changes[1], "The clauses in English have changed.");
    assert_eq!(page.text("form[action$=publish] button"), "Publish as version 2");
    assert_eq!(
        manager.post(PUBLISH, &[]).await.location(),
        format!("{TERMS}?saved=published")
    );
    assert_eq!(
        manager.post(PUBLISH, &[]).await.location(),
        TERMS,
        "pressed twice, published once"
    );
    assert_eq!(app.count("SELECT count(*) FROM terms_versions").await, 2);

    // Whoever had the form open reads the new version before she accepts it.
    let accepted = opened.attr("input[name=accept_terms]", "value");
    let fields = [
        ("name", "Boris"),
        ("email", "boris@example.org"),
        ("accept_terms", accepted.as_str()),
    ];
    let answer = visitor.fill_in_page(&opened, &fields).await;
    assert_eq!(answer.status, 409);
    assert!(answer.html().text(".notice h2").contains("terms have changed"));
    // Anna keeps hers.
    let own = visitor.page(&first.location()).await;
    assert!(own.text("main").contains("Version 1"));
    assert!(
        visitor
            .page("/e/forum/terms/1")
            .await
            .text(".clauses")
            .contains("There is no fee.")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_saves_over_anothers_draft_is_told_and_may() {
    let app = TestApp::start().await;
    app.event("forum").draft().await;
    let first = app.organizer(Role::Manager).await;
    let second = app.organizer(Role::Manager).await;
    let opened = second.page(TERMS).await;
    first.fill_in(TERMS, &[("clauses_en", "## Hers\n\nText.")]).await;
    let answer = second
        .fill_in_page(&opened, &[("clauses_en", "## His\n\nText.")])
        .await;
    assert_eq!(answer.status, 409);
    let page = answer.html();
    assert!(page.text("[role=alert]").contains("## Hers"));
    assert!(page.text("#clauses_en").contains("## His"));
    assert_eq!(second.fill_in_page(&page, &[]).await.status, 303);
    let his = "SELECT count(*) FROM terms_drafts WHERE clauses->>'en' LIKE '## His%'";
    assert_eq!(app.count(his).await, 1);
}

/// Terms with fees, a refund and a window that only an editor of rules could change.
fn rich() -> serde_json::Value {
    serde_json::json!({
        "registration": [{"until": "2027-05-01", "stage": "pre-registration"}],
        "period": [{"name": "early", "until": "2027-03-01"}, {"name": "late"}],
        "fee": [{"prices": {"early": "100 EUR", "late": "120 EUR"}}],
        "refund": [{"until": "2027-04-01"}, {"percent": 0}],
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_that_the_form_knows_nothing_of_stay_as_they_are() {
    let app = TestApp::start().await;
    app.event("forum")
        .when("Europe/Paris", "2027-06-10 09:00", "2027-06-11 18:00")
        .rules(rich())
        .draft()
        .await;
    let manager = app.organizer(Role::Manager).await;
    let answer = manager.fill_in(TERMS, &[("window_1_until", "2027-04-15")]).await;
    assert_eq!(answer.location(), format!("{TERMS}?saved=1"));
    let kept = "SELECT count(*) FROM terms_drafts WHERE rules->'registration'->0->>'until' = '2027-04-15' \
                AND rules->'registration'->0->>'stage' = 'pre-registration' \
                AND rules->'fee'->0->'prices'->>'early' = '100 EUR' AND jsonb_array_length(rules->'refund') = 2";
    assert_eq!(app.count(kept).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn fees_and_refunds_are_tables_with_todays_step_marked() {
    let app = TestApp::start().await;
    app.event("forum")
        .when("Europe/Paris", "2027-06-10 09:00", "2027-06-11 18:00")
        .rules(rich())
        .publish()
        .await;
    let visitor = app.visitor();
    for (now, fee, refund) in [
        (
            "2027-03-01T22:59:30Z",
            "€100 today",
            "Until the end of 1 April 2027 today",
        ),
        (
            "2027-03-01T23:00:30Z",
            "€120 today",
            "Until the end of 1 April 2027 today",
        ),
        ("2027-04-01T22:00:30Z", "€120 today", "At any later time today"),
    ] {
        app.set_now(now);
        let page = visitor.page("/e/forum/terms").await;
        assert_eq!(page.texts(".rates td.now"), [fee], "{now}");
        assert_eq!(page.texts(".rates tr.now th"), [refund], "{now}");
    }
    let stored = "SELECT count(*) FROM terms_versions WHERE documents::text LIKE '%today%'";
    assert_eq!(app.count(stored).await, 0, "the mark is laid over");
    let russian = app.visitor().speaking("ru").page("/e/forum/terms").await;
    assert!(russian.text(".clauses").contains("До конца дня 1 апреля 2027 г."));
    let event = visitor.page("/e/forum").await;
    assert_eq!(event.texts(".prices b"), ["€120"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_version_changes_is_said_before_it_is_published_and_ever_after() {
    let app = TestApp::start().await;
    app.event("forum")
        .when("Europe/Paris", "2027-06-10 09:00", "2027-06-11 18:00")
        .rules(rich())
        .publish()
        .await;
    let manager = app.organizer(Role::Manager).await;
    assert!(!app.visitor().page("/e/forum/terms").await.has("details .points"));
    app.execute(
        "UPDATE terms_drafts SET rules = jsonb_set(jsonb_set(rules, '{fee,0,prices,early}', '\"120 EUR\"'), \
         '{refund,0,until}', '\"2027-03-15\"')",
    )
    .await;
    let sentences = [
        "Fee for All participants in the period “early” rises from €100 to €120.",
        "Refund of what was paid: the full amount: now until the end of 15 March 2027 instead of until the end of \
         1 April 2027.",
    ];
    assert_eq!(manager.page(TERMS).await.texts(".notice .lacks li"), sentences);
    manager.post(PUBLISH, &[]).await;
    let page = app.visitor().page("/e/forum/terms").await;
    assert_eq!(page.texts("details .points li"), sentences);
    assert_eq!(page.text("details summary"), "What changed against version 1");
    let russian = app.visitor().speaking("ru").page("/e/forum/terms/2").await;
    let said = russian.text("details .points").replace('\u{a0}', " ");
    assert!(said.contains("повышение с 100 € до 120 €"), "{said}");
}
