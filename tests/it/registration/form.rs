//! Mistakes: all at once, beside their fields, with everything kept.

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn every_mistake_is_named_at_once_above_and_beside_its_field() {
    let app = TestApp::start().await;
    app.event("form")
        .categories(&[("expert", Some(5)), ("online", None)])
        .asking_for_phones()
        .publish()
        .await;
    let visitor = app.visitor();
    let answer = visitor
        .fill_in(
            "/e/form/register",
            &[
                ("name", " "),
                ("email", "nobody"),
                ("phone", "call me"),
                ("country", "Atlantis"),
                ("organization", "Kept GmbH"),
            ],
        )
        .await;
    assert_eq!(answer.status, 422);
    let html = answer.html();
    assert!(html.text("title").starts_with("Error: "));
    let links = html.attrs(".summary a", "href");
    assert_eq!(
        links,
        [
            "#name",
            "#email",
            "#category",
            "#country",
            "#phone",
            "#accept_terms"
        ]
    );
    assert_eq!(
        html.texts(".summary a"),
        html.texts(".field .error").into_iter().collect::<Vec<_>>()
    );
    for link in links {
        assert!(html.has(&link), "{link} leads somewhere");
        let described = html.attr(&link, "aria-describedby");
        assert!(
            described
                .split_whitespace()
                .any(|id| html.has(&format!("#{id}.error"))),
            "{link}: {described}"
        );
    }
    assert_eq!(html.attr("#email", "value"), "nobody");
    assert_eq!(html.attr("#phone", "value"), "call me");
    assert_eq!(html.attr("#organization", "value"), "Kept GmbH");
    assert_eq!(app.count("SELECT count(*) FROM registrations").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_are_told_in_the_readers_language() {
    let app = TestApp::start().await;
    app.event("form").publish().await;
    for (language, prefix, missing) in [
        ("ru", "Ошибка:", "Укажите имя и фамилию"),
        ("zh", "错误：", "请填写您的姓名"),
        ("en", "Error:", "Enter your full name"),
    ] {
        let answer = app
            .visitor()
            .speaking(language)
            .fill_in("/e/form/register", &[("email", "a@example.org")])
            .await;
        assert_eq!(answer.status, 422);
        let html = answer.html();
        assert!(html.text("title").starts_with(prefix), "{}", html.text("title"));
        assert_eq!(html.text("#name-error"), missing);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_single_category_is_not_asked_for_and_optional_fields_are_optional() {
    let app = TestApp::start().await;
    app.event("short").publish().await;
    let page = app.visitor().page("/e/short/register").await;
    assert!(!page.has("[name=category]") && !page.has("[name=phone]"));
    let mut tokens = page.attrs("main form [autocomplete]", "autocomplete");
    // What is not shown is not to be filled in.
    tokens.retain(|token| token != "off");
    assert_eq!(
        tokens,
        ["name", "email", "organization", "organization-title", "country"]
    );
    assert_eq!(
        app.visitor()
            .register("short", &[("name", "E"), ("email", "e@example.org")])
            .await
            .status,
        303
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_really_type_is_understood() {
    let app = TestApp::start().await;
    app.event("typed").asking_for_phones().publish().await;
    let fields = [
        ("name", "  O'Connor-Śmigły\u{a0} Björk\r\n"),
        ("email", " Björk＠Exämple.ORG "),
        ("country", "россия"),
        ("phone", "+7 (862) 266-33-33"),
    ];
    let answer = app.visitor().register("typed", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let own = app.visitor().page(&answer.location()).await;
    assert_eq!(own.text(".badge .name"), "O'Connor-Śmigły Björk");
    let key =
        "SELECT count(*) FROM registrations WHERE email_key = 'björk@xn--exmple-cua.org' AND country = 'RU'";
    assert_eq!(app.count(key).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_too_long_is_kept_and_told_by_how_much() {
    let app = TestApp::start().await;
    app.event("long").publish().await;
    let name = "я".repeat(205);
    let answer = app
        .visitor()
        .register("long", &[("name", &name), ("email", "a@example.org")])
        .await;
    assert_eq!(answer.status, 422);
    let html = answer.html();
    assert_eq!(
        html.text("#name-error"),
        "Shorten this by 5 characters; up to 200 fit"
    );
    assert_eq!(html.attr("#name", "value"), name);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_that_nobody_sees_costs_who_fills_it_in_one_more_look_and_no_more() {
    let app = TestApp::start().await;
    app.event("trap").publish().await;
    let visitor = app.visitor();
    let page = visitor.page("/e/trap/register").await;
    assert_eq!(page.attr("[aria-hidden=true] #remarks", "tabindex"), "-1");
    let typed = [
        ("name", "Anna"),
        ("email", "anna@example.org"),
        ("remarks", "buy now"),
    ];
    let answer = visitor.register("trap", &typed).await;
    assert_eq!(answer.status, 422);
    let again = answer.html();
    assert_eq!(again.text(".notice h2"), "Look at it once more");
    assert_eq!(again.attr("#name", "value"), "Anna");
    let accepted = again.attr("input[name=accept_terms]", "value");
    // Even if the program fills it in once more.
    let fields = [("accept_terms", &*accepted), ("remarks", "buy now")];
    assert_eq!(visitor.fill_in_page(&again, &fields).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_faster_than_people_type_looks_once_more_where_the_operator_wants_it() {
    let app = TestApp::start_with(|flags| flags.fill_in_seconds = "60".into()).await;
    app.event("hurry").publish().await;
    for (language, title) in [
        ("en", "Look at it once more"),
        ("ru", "Проверьте данные ещё раз"),
        ("zh", "请再核对一次"),
    ] {
        let visitor = app.visitor().speaking(language);
        let email = format!("{language}@example.org");
        let typed = [("name", "Anna"), ("email", &*email), ("country", "KZ")];
        let answer = visitor.register("hurry", &typed).await;
        assert_eq!(answer.status, 422);
        let again = answer.html();
        assert_eq!(again.text(".notice h2"), title);
        assert_eq!(again.attr("#email", "value"), email);
        assert_eq!(again.attr("#country option[selected]", "value"), "KZ");
        assert!(
            again.has("#accept_terms[checked]"),
            "nothing is to be done but to press the button"
        );
        assert_eq!(visitor.fill_in_page(&again, &[]).await.status, 303);
    }
    // Who takes her time is asked nothing, and neither is a form of nobody knows when.
    let visitor = app.visitor();
    let page = visitor.page("/e/hurry/register").await;
    let accepted = page.attr("#accept_terms", "value");
    let undated = uuid::Uuid::new_v4().to_string();
    let typed = [
        ("name", "Boris"),
        ("email", "boris@example.org"),
        ("accept_terms", &*accepted),
        ("submission_id", &*undated),
    ];
    assert_eq!(visitor.fill_in_page(&page, &typed).await.status, 303);
    app.app.clock.set_offset(chrono::TimeDelta::minutes(2));
    let typed = [
        ("name", "Clara"),
        ("email", "clara@example.org"),
        ("accept_terms", &*accepted),
    ];
    assert_eq!(visitor.fill_in_page(&page, &typed).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_hands_its_script_the_lists_that_the_server_hints_by() {
    let app = TestApp::start().await;
    app.event("hint").publish().await;
    let page = app.visitor().page("/e/hint/register").await;
    let providers = page.attr("[data-email-hint=email]", "data-providers");
    assert!(providers.split(' ').count() >= 30 && providers.contains("mail.ru"));
    assert!(
        page.attr("[data-email-hint=email]", "data-slips")
            .contains("mial.ru=mail.ru")
    );
    // A hint never blocks.
    let typed = [("name", "Anna"), ("email", "anna@gmial.com")];
    assert_eq!(app.visitor().register("hint", &typed).await.status, 303);
}
