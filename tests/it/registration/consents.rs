//! Consents beside the terms: asked apart, never taken for granted, kept exactly as they were given.

use serde_json::{Value, json};

use crate::support::{TestApp, invariants};

/// Photographs for all, data for all and required, a list for one category and one for one country.
fn rules() -> Value {
    json!({
        "consent": [
            {"key": "photo", "text": {"en": "I may be photographed.", "ru": "Меня можно фотографировать."}},
            {"key": "data", "required": true, "text": {
                "en": "My data may be processed for the event.",
                "ru": "Мои данные можно обрабатывать для мероприятия.",
                "zh": "我的信息可用于活动组织。",
            }},
            {"key": "accreditation list", "required": true, "when": {"category": "press"}, "text": "Editors may see my name."},
            {"key": "visa", "when": {"country": ["KZ", "CN"]}, "text": "My passport data may go to the consulate."},
            {"key": "members", "when": {"member": true}, "text": "Members only."},
        ],
    })
}

async fn forum(app: &TestApp) {
    app.event("forum")
        .categories(&[("expert", None), ("press", None)])
        .rules(rules())
        .publish()
        .await;
}

/// The keys that a registration stands with, in order.
async fn keys(app: &TestApp, email: &str) -> String {
    app.conn_id(&format!(
        "SELECT coalesce(string_agg(c.key, ', ' ORDER BY c.key), '') FROM consents c
         JOIN registrations r ON r.id = c.registration_id WHERE r.email = '{email}' AND c.key IS NOT NULL"
    ))
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn each_consent_is_a_tick_of_its_own_that_nobody_has_set() {
    let app = TestApp::start().await;
    forum(&app).await;
    let page = app.visitor().page("/e/forum/register").await;
    assert_eq!(
        page.texts(".consents label"),
        [
            "I may be photographed. (optional)",
            "My data may be processed for the event.",
            "Editors may see my name.",
            "My passport data may go to the consulate. (optional)",
        ],
        "what nobody can be asked here is not asked"
    );
    assert!(!page.has("[type=checkbox][checked]"));
    assert_eq!(
        page.texts(".consents [role=group] > p"),
        [
            "If the category is press:",
            "If the participant comes from Kazakhstan or China:"
        ]
    );
    // Where a text lacks the language, it says which one it is in.
    let chinese = app.visitor().speaking("zh").page("/e/forum/register").await;
    assert_eq!(
        chinese.attrs(".consents label span[lang]", "lang"),
        ["en", "zh-Hans", "en", "en"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_required_consent_the_form_comes_back_with_the_reason_at_the_tick() {
    let app = TestApp::start().await;
    forum(&app).await;
    for (language, words) in [
        (
            "en",
            "Tick “My data may be processed for the event.”: nobody takes part without this consent",
        ),
        (
            "ru",
            "Отметьте пункт «Мои данные можно обрабатывать для мероприятия.»: без этого согласия участие невозможно",
        ),
        ("zh", "请勾选“我的信息可用于活动组织。”：未作此项同意则无法参会"),
    ] {
        let visitor = app.visitor().speaking(language);
        let page = visitor.page("/e/forum/register").await;
        let version = page.attr("#consent_1", "value");
        let fields = [
            ("name", "Anna"),
            ("email", "anna@example.org"),
            ("category", "expert"),
            ("accept_terms", &*version),
            ("consent_1", &*version),
        ];
        let answer = visitor.fill_in_page(&page, &fields).await;
        assert_eq!(answer.status, 422);
        let page = answer.html();
        assert_eq!(page.attrs(".summary a", "href"), ["#consent_2"]);
        assert_eq!(page.text("#consent_2-error"), words);
        assert_eq!(page.attr("#consent_2", "aria-describedby"), "consent_2-error");
        assert!(page.has("#consent_1[checked]") && !page.has("#consent_2[checked]"));
    }
    assert_eq!(app.count("SELECT count(*) FROM registrations").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_ticked_is_kept_with_version_digests_language_and_channel_and_the_rest_is_no_row() {
    let app = TestApp::start().await;
    forum(&app).await;
    let visitor = app.visitor().speaking("ru");
    let version = visitor
        .page("/e/forum/register")
        .await
        .attr("#accept_terms", "value");
    let register = async |fields: &[(&str, &str)]| {
        let mut all = vec![("consent_2", &*version)];
        all.extend_from_slice(fields);
        visitor.register("forum", &all).await
    };
    // The press's list is not asked of an expert, and neither is the consulate of somebody from nowhere.
    let expert = [
        ("name", "Anna"),
        ("email", "anna@example.org"),
        ("category", "expert"),
        ("consent_3", &*version),
        ("consent_4", &*version),
        ("consent_5", &*version),
    ];
    assert_eq!(register(&expert).await.status, 303);
    assert_eq!(keys(&app, "anna@example.org").await, "data");
    let press = [
        ("name", "Boris"),
        ("email", "boris@example.org"),
        ("category", "press"),
        ("country", "KZ"),
        ("consent_1", &*version),
        ("consent_4", &*version),
    ];
    let refused = register(&press).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.html().attrs(".summary a", "href"), ["#consent_3"]);
    let mut press = press.to_vec();
    press.push(("consent_3", &*version));
    assert_eq!(register(&press).await.status, 303);
    assert_eq!(
        keys(&app, "boris@example.org").await,
        "accreditation list, data, photo, visa"
    );
    // A tick that stood beside something else is none.
    let other = [
        ("name", "Clara"),
        ("email", "clara@example.org"),
        ("category", "expert"),
        ("consent_1", "yes"),
    ];
    assert_eq!(register(&other).await.status, 303);
    assert_eq!(keys(&app, "clara@example.org").await, "data");
    let exact = "SELECT count(*) FROM consents c JOIN terms_versions v ON v.id = c.terms_version_id
                 WHERE c.language = 'ru' AND c.channel = 'self' AND c.digest = v.digest AND c.withdrawn_at IS NULL
                 AND c.required = (c.key IS NULL OR c.key IN ('data', 'accreditation list'))
                 AND encode(c.document_digest, 'hex') = v.document_digests ->> 'ru'";
    assert_eq!(app.count(exact).await, 9);
    assert_eq!(app.count("SELECT count(*) FROM consents").await, 9);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_form_with_another_tick_is_another_form() {
    let app = TestApp::start().await;
    forum(&app).await;
    let visitor = app.visitor();
    let page = visitor.page("/e/forum/register").await;
    let version = page.attr("#accept_terms", "value");
    let mut fields = vec![
        ("name", "Anna"),
        ("email", "anna@example.org"),
        ("category", "expert"),
        ("accept_terms", &*version),
        ("consent_2", &*version),
    ];
    let first = visitor.fill_in_page(&page, &fields).await.location();
    assert_eq!(
        visitor.fill_in_page(&page, &fields).await.location(),
        first,
        "pressed twice"
    );
    fields.push(("consent_1", &*version));
    assert_eq!(visitor.fill_in_page(&page, &fields).await.status, 409);
    assert_eq!(keys(&app, "anna@example.org").await, "data");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_ticked_beside_an_older_version_is_shown_the_new_one_before_anything_is_asked_of_her() {
    let app = TestApp::start().await;
    forum(&app).await;
    let visitor = app.visitor();
    let opened = visitor.page("/e/forum/register").await;
    let version = opened.attr("#accept_terms", "value");
    app.execute(
        "UPDATE terms_drafts SET rules = jsonb_set(rules, '{consent,1,text,en}', '\"My data may go anywhere.\"')",
    )
    .await;
    let manager = app.organizer(lanyard::accounts::Role::Manager).await;
    manager.post("/organizer/events/forum/terms/publish", &[]).await;
    let fields = [
        ("name", "Anna"),
        ("email", "anna@example.org"),
        ("category", "expert"),
        ("accept_terms", &*version),
        ("consent_1", &*version),
        ("consent_2", &*version),
    ];
    let answer = visitor.fill_in_page(&opened, &fields).await;
    assert_eq!(answer.status, 409);
    let page = answer.html();
    assert!(page.text(".notice h2").contains("terms have changed"));
    assert!(page.text(".consents").contains("My data may go anywhere."));
    assert!(
        !page.has("[type=checkbox][checked]"),
        "what she has not read she has not accepted"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_category_and_no_conditions_need_no_words_about_whom_they_are_for() {
    let app = TestApp::start().await;
    app.event("small")
        .rules(json!({"consent": [
            {"key": "photograph", "when": {"category": "expert"}, "text": ""},
            {"key": "other", "when": {"category": "press"}, "required": true, "text": "Nobody is asked this."},
        ]}))
        .publish()
        .await;
    let page = app.visitor().page("/e/small/register").await;
    assert!(!page.has(".consents [role=group]"));
    assert_eq!(
        page.texts(".consents label"),
        ["Photograph (optional)"],
        "a name stands in where words lack"
    );
    app.event("none").publish().await;
    assert!(!app.visitor().page("/e/none/register").await.has(".consents"));
}
