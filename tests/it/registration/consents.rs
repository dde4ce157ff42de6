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
            {"key": "approval", "when": {"approved": true}, "text": "Only who was approved."},
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
            "Members only. (optional)",
        ],
        "what nobody can be asked here is not asked"
    );
    assert!(!page.has("[type=checkbox][checked]"));
    assert_eq!(
        page.texts(".consents [role=group] > p"),
        [
            "If the category is press:",
            "If the participant comes from Kazakhstan or China:",
            "If the participant is a member:"
        ]
    );
    // Where a text lacks the language, it says which one it is in.
    let chinese = app.visitor().speaking("zh").page("/e/forum/register").await;
    assert_eq!(
        chinese.attrs(".consents label span[lang]", "lang"),
        ["en", "zh-Hans", "en", "en", "en"]
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

/// Anna's personal page, registered with the photograph and the data.
async fn anna(app: &TestApp, language: &str) -> String {
    let visitor = app.visitor().speaking(language);
    let version = visitor
        .page("/e/forum/register")
        .await
        .attr("#accept_terms", "value");
    let fields = [
        ("name", "Anna"),
        ("email", "anna@example.org"),
        ("category", "expert"),
        ("country", "KZ"),
        ("consent_1", &*version),
        ("consent_2", &*version),
    ];
    visitor.register("forum", &fields).await.location()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_page_shows_what_was_accepted_and_what_may_be_withdrawn_or_given() {
    let app = TestApp::start().await;
    forum(&app).await;
    let own = anna(&app, "ru").await;
    let page = app.visitor().page(&own).await;
    let rows = page.texts("#consents li > div");
    assert!(
        rows[0].starts_with("Условия участия Версия 1, принята:"),
        "{rows:?}"
    );
    assert!(rows[0].contains("московское время"), "{rows:?}");
    assert!(rows[0].contains("Русский · онлайн, самостоятельно"), "{rows:?}");
    assert!(rows[1].starts_with("Меня можно фотографировать."), "{rows:?}");
    assert!(rows[2].starts_with("Мои данные можно обрабатывать"), "{rows:?}");
    assert!(rows[3].starts_with("My passport data"), "{rows:?}");
    assert_eq!(rows.len(), 4, "what is not asked of her is not offered");
    assert_eq!(page.attrs("#consents button[name=withdraw]", "value"), ["photo"]);
    assert_eq!(page.attrs("#consents button[name=give]", "value"), ["visa"]);
    assert!(page.text("#consents").contains("только вместе с регистрацией"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_optional_consent_is_withdrawn_at_once_and_given_again_as_another_row() {
    let app = TestApp::start().await;
    forum(&app).await;
    let own = anna(&app, "en").await;
    let visitor = app.visitor();
    let consents = format!("{own}/consents");
    let standing = "SELECT count(*) FROM consents WHERE key = 'photo' AND withdrawn_at IS NULL";
    let withdrawn = "SELECT count(*) FROM consents WHERE key = 'photo' AND withdrawn_at IS NOT NULL";
    assert_eq!(
        visitor.get(&consents).await.status,
        405,
        "a link alone changes nothing"
    );
    assert_eq!(app.count(standing).await, 1);
    for _ in 0..2 {
        let answer = visitor.post(&consents, &[("withdraw", "photo")]).await;
        assert_eq!(answer.location(), format!("{own}?said=consent-withdrawn"));
    }
    assert_eq!((app.count(standing).await, app.count(withdrawn).await), (0, 1));
    let page = visitor.page(&format!("{own}?said=consent-withdrawn")).await;
    assert_eq!(page.text(".notice"), "This consent is withdrawn, as of now.");
    let rows = page.texts("#consents li > div");
    assert!(
        rows.last().is_some_and(|row| row.contains("consulate")),
        "{rows:?}"
    );
    let photo = rows
        .iter()
        .filter(|row| row.starts_with("I may be photographed."));
    assert!(photo.clone().all(|row| row.contains("Withdrawn on")), "{rows:?}");
    assert_eq!(photo.count(), 1, "{rows:?}");
    // In Chinese, where she reads the page in it.
    let chinese = visitor.page(&format!("{own}?lang=zh")).await;
    assert_eq!(chinese.attr("#consents input[name=language]", "value"), "zh");
    for _ in 0..2 {
        let answer = visitor
            .post(&consents, &[("give", "photo"), ("language", "zh")])
            .await;
        assert_eq!(answer.location(), format!("{own}?said=consent-given"));
    }
    assert_eq!((app.count(standing).await, app.count(withdrawn).await), (1, 1));
    assert_eq!(
        app.count(&format!("{standing} AND language = 'zh' AND NOT required"))
            .await,
        1
    );
    let told = "SELECT count(*) FROM activities WHERE actor_kind = 'attendee' AND data ->> 'key' = 'photo'
                AND kind IN ('registration.consent_withdrawn', 'registration.consent_given')";
    assert_eq!(app.count(told).await, 2);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_required_is_not_hers_to_withdraw_by_itself_nor_what_is_not_asked_to_give() {
    let app = TestApp::start().await;
    forum(&app).await;
    let own = anna(&app, "en").await;
    let visitor = app.visitor();
    let consents = format!("{own}/consents");
    for field in [
        ("withdraw", "data"),
        ("withdraw", "members"),
        ("give", "members"),
        ("give", "accreditation list"),
        ("give", "\0"),
    ] {
        assert_eq!(visitor.post(&consents, &[field]).await.status, 404, "{field:?}");
    }
    let stranger = "/r/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    for path in ["", "/receipt", "/receipt.txt", "/terms/en.json"] {
        assert_eq!(
            visitor.get(&format!("{stranger}{path}")).await.status,
            404,
            "{path}"
        );
    }
    assert_eq!(
        visitor
            .post(&format!("{stranger}/consents"), &[("withdraw", "photo")])
            .await
            .status,
        404
    );
    assert_eq!(keys(&app, "anna@example.org").await, "data, photo");
    // Once the registration has ended nothing can be given, and what stands can still be withdrawn.
    visitor.post(&format!("{own}/withdraw"), &[]).await;
    assert_eq!(visitor.post(&consents, &[("give", "visa")]).await.status, 404);
    let page = visitor.page(&own).await;
    assert!(!page.has("button[name=give]") && page.has("button[name=withdraw]"));
    assert_eq!(
        visitor.post(&consents, &[("withdraw", "photo")]).await.status,
        303
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receipt_says_what_was_accepted_and_its_digests_are_those_of_the_files_beside_it() {
    let app = TestApp::start().await;
    forum(&app).await;
    let own = anna(&app, "ru").await;
    let visitor = app.visitor();
    visitor
        .post(&format!("{own}/consents"), &[("withdraw", "photo")])
        .await;
    let page = visitor.page(&format!("{own}/receipt")).await;
    assert_eq!(page.text("h1"), "Подтверждение согласий");
    assert_eq!(
        page.texts("main section h2"),
        [
            "Условия участия",
            "Меня можно фотографировать.",
            "Мои данные можно обрабатывать для мероприятия.",
            "Как проверить"
        ]
    );
    let facts = page.text("main");
    for fact in [
        "Anna",
        "Диалог интеграций",
        "Русский",
        "онлайн, самостоятельно",
        "Отозвано",
    ] {
        assert!(facts.contains(fact), "{fact} in {facts}");
    }
    let digests = page.texts("code.digest");
    let files = page.attrs("main section dd a", "href");
    assert_eq!((digests.len(), files.len()), (6, 6));
    let text = visitor.get(&format!("{own}/receipt.txt")).await;
    assert_eq!(text.header("content-type"), "text/plain; charset=utf-8");
    assert!(
        text.header("content-disposition")
            .starts_with("attachment; filename=\"receipt-")
    );
    for (digest, file) in digests.iter().zip(&files) {
        let answer = visitor.get(file).await;
        assert_eq!(answer.status, 200);
        let hash = lanyard::platform::secret::Digest::of(answer.body.as_bytes());
        assert_eq!(hash.to_string(), *digest, "{file}");
        assert!(text.body.contains(digest));
        let name = answer.header("content-disposition").to_owned();
        let name = name.split('"').nth(1).expect("a name").to_owned();
        assert!(text.body.contains(&name), "{name} in {}", text.body);
    }
    assert!(text.body.contains("Меня можно фотографировать."));
    assert!(
        text.body.lines().all(|line| line.chars().count() <= 78),
        "{}",
        text.body
    );
    assert!(
        !text.body.contains(own.trim_start_matches("/r/")),
        "a file opens nothing"
    );
    assert_eq!(visitor.get(&format!("{own}/terms/xx.json")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_reads_well_as_text() {
    let app = TestApp::start().await;
    app.set_now("2026-12-01T09:00:05Z");
    app.event("forum")
        .when("Europe/Moscow", "2027-06-10 09:00", "2027-06-11 18:00")
        .categories(&[("expert", None), ("press", None)])
        .rules(rules())
        .publish()
        .await;
    let own = anna(&app, "en").await;
    let text = app.visitor().get(&format!("{own}/receipt.txt")).await.body;
    // What differs from time to time: digests, seconds, the reference.
    let reference = app.visitor_reference("anna@example.org").await.to_uppercase();
    let steady: Vec<String> = text
        .lines()
        .map(|line| match line.find("T09:00:") {
            _ if line.trim().len() == 64 => "   [digest]".to_owned(),
            Some(at) => format!("{}T09:00:00{}", &line[..at], &line[at + 9..]),
            None => line.replace(&reference, "[reference]"),
        })
        .collect();
    insta::assert_snapshot!("receipt", steady.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_organizer_sees_which_consents_stand() {
    let app = TestApp::start().await;
    forum(&app).await;
    let own = anna(&app, "en").await;
    let manager = app.organizer(lanyard::accounts::Role::Viewer).await;
    let id = app.conn_id("SELECT id FROM registrations").await;
    let attendee = format!("/organizer/events/forum/attendees/{id}");
    let rows = async || manager.page(&attendee).await.texts("#consents li > div");
    assert_eq!(
        rows().await,
        [
            "I may be photographed. given",
            "My data may be processed for the event. given",
            "My passport data may go to the consulate. not given",
        ]
    );
    app.visitor()
        .post(&format!("{own}/consents"), &[("withdraw", "photo")])
        .await;
    assert!(
        rows()
            .await
            .contains(&"I may be photographed. withdrawn".to_owned())
    );
    let history = manager.page(&attendee).await.text("main");
    assert!(
        history.contains("Optional consent withdrawn · photo"),
        "{history}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_has_a_column_at_its_end_for_each_consent() {
    let app = TestApp::start().await;
    forum(&app).await;
    let own = anna(&app, "en").await;
    app.visitor()
        .post(&format!("{own}/consents"), &[("withdraw", "photo")])
        .await;
    let manager = app.organizer(lanyard::accounts::Role::Manager).await;
    let csv = manager.get("/organizer/events/forum/attendees.csv").await.body;
    let lines: Vec<&str> = csv.lines().collect();
    let columns = "registered_at,consent:photo,consent:data,consent:accreditation list,consent:visa,consent:members,consent:approval";
    assert!(lines[0].ends_with(columns), "{csv}");
    assert!(lines[1].ends_with("Z,withdrawn,given,,,,"), "{csv}");
    let json = manager.get("/organizer/events/forum/attendees.json").await.body;
    let rows: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        rows[0]["consents"],
        json!({"data": "given", "photo": "withdrawn"})
    );
    // The latest word counts.
    app.visitor()
        .post(&format!("{own}/consents"), &[("give", "photo")])
        .await;
    let csv = manager.get("/organizer/events/forum/attendees.csv").await.body;
    assert!(csv.contains("Z,given,given,,,,"), "{csv}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_consent_hangs_on_is_asked_for_and_a_required_one_is_asked_of_whom_it_concerns() {
    let app = TestApp::start().await;
    app.event("forum")
        .rules(json!({"consent": [
            {"key": "guardian", "required": true, "when": {"student": true}, "text": "My university may be told."},
        ]}))
        .publish()
        .await;
    let visitor = app.visitor();
    let page = visitor.page("/e/forum/register").await;
    assert!(page.has("#fact_student") && page.has("#consent_1"));
    assert!(!page.has("#amount") && !page.has("[name=show_amount]"));
    let anna = [("name", "Anna"), ("email", "anna@example.org")];
    let student = [&anna[..], &[("fact_student", "yes")]].concat();
    let answer = visitor.register("forum", &student).await;
    assert_eq!(answer.status, 422);
    assert!(answer.html().has("#consent_1-error"));
    let version = page.attr("#accept_terms", "value");
    let fields = [&student[..], &[("consent_1", version.as_str())]].concat();
    assert_eq!(visitor.register("forum", &fields).await.status, 303);
    let others = [("name", "Boris"), ("email", "boris@example.org")];
    assert_eq!(visitor.register("forum", &others).await.status, 303);
    assert_eq!(
        app.count("SELECT count(*) FROM consents WHERE key = 'guardian'")
            .await,
        1
    );
}
