//! What a visitor meets beside the event itself: the home page, every state of an event, pages of errors.

use chrono::TimeDelta;
use lanyard::accounts::Role;
use serde_json::json;

use crate::support::{TestApp, invariants};

#[tokio::test(flavor = "multi_thread")]
async fn the_home_page_keeps_what_comes_apart_from_what_was() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let empty = visitor.page("/").await;
    assert_eq!(
        empty.text("main .lead"),
        "No event is open to the public at the moment."
    );
    assert_eq!(
        visitor.page("/?past=1").await.text("main .lead"),
        "No public event has taken place yet."
    );
    app.event("soon").title("Soon").publish().await;
    app.event("hidden").title("Hidden").unlisted().publish().await;
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    assert_eq!(visitor.page("/").await.texts("main h2"), ["Soon"]);
    app.app.clock.set_offset(TimeDelta::days(70));
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    let past = visitor.page("/?past=1").await;
    assert_eq!(past.texts("main h2"), ["Soon"]);
    assert_eq!(past.text("main .state"), "Over");
    assert_eq!(past.text(".tabs [aria-current]"), "Past");
    assert!(
        past.attrs(".languages a", "href")
            .iter()
            .all(|href| href.contains("past=1"))
    );
    assert!(visitor.page("/").await.has("main a[href='/find-registration']"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_state_of_an_event_has_its_words_and_a_next_step_on_page_and_form() {
    let app = TestApp::start().await;
    let day = |days| (chrono::Utc::now().date_naive() + TimeDelta::days(days)).to_string();
    app.event("open").publish().await;
    app.event("full").places(0).publish().await;
    app.event("early")
        .rules(json!({"registration": [{"opens": day(3)}]}))
        .publish()
        .await;
    app.event("closed")
        .rules(json!({"registration": [{"until": day(-3)}]}))
        .publish()
        .await;
    app.event("called-off").publish().await;
    app.event("archived").publish().await;
    app.event("draft").draft().await;
    app.event("deleted").publish().await;
    app.execute("UPDATE events SET status = 'cancelled', cancelled_at = now() WHERE slug = 'called-off'")
        .await;
    app.execute("UPDATE events SET status = 'archived' WHERE slug = 'archived'")
        .await;
    app.execute("UPDATE events SET deleted_at = now() WHERE slug = 'deleted'")
        .await;
    let visitor = app.visitor();
    for (slug, button, title) in [
        ("full", "Every place is taken", "Every place is taken"),
        ("closed", "Registration is closed", "Registration is closed"),
        ("called-off", "Cancelled", "The event is cancelled"),
        ("archived", "Over", "The event is over"),
    ] {
        let page = visitor.page(&format!("/e/{slug}")).await;
        assert_eq!(page.text(".button.off"), button);
        assert!(!page.has("main a[href$=register]"), "{slug}");
        assert_eq!(
            page.has("main a[href$='calendar.ics']"),
            ["full", "closed"].contains(&slug),
            "{slug}: nobody notes what will not be"
        );
        let form = visitor.page(&format!("/e/{slug}/register")).await;
        assert_eq!(form.text(".notice h2"), title);
        assert!(!form.has("main form"), "{slug}");
        assert!(form.has("main a[href^='mailto:office@']"), "{slug}: whom to ask");
        assert!(
            form.has(&format!("main a[href='/e/{slug}/find']")),
            "{slug}: who is registered already"
        );
    }
    let early = visitor.page("/e/early").await;
    let opens = early.text(".button.off");
    assert!(
        opens.starts_with("Opens on ") && opens.contains("UTC+3"),
        "{opens}"
    );
    assert!(
        visitor
            .page("/e/early/register")
            .await
            .text(".notice")
            .contains("UTC+3")
    );
    assert!(visitor.page("/e/open/register").await.has("main form"));
    for slug in ["draft", "deleted", "never"] {
        for path in ["", "/register", "/terms", "/calendar.ics", "/find"] {
            let status = visitor.get(&format!("/e/{slug}{path}")).await.status;
            assert_eq!(status, 404, "/e/{slug}{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_personal_link_says_so_and_leads_to_a_new_one() {
    let app = TestApp::start().await;
    let random = lanyard::platform::secret::Token::random();
    for (language, title) in [
        ("en", "This link opens nothing any more"),
        ("ru", "Эта ссылка больше ничего не открывает"),
        ("zh", "此链接已无法打开"),
    ] {
        let visitor = app.visitor().speaking(language);
        let answer = visitor.get(&format!("/r/{}", random.reveal())).await;
        assert_eq!(answer.status, 404);
        assert_eq!(answer.html().text("h1"), title);
        assert!(answer.html().has("main a.button[href='/find-registration']"));
    }
    let other = app.visitor().get("/nothing").await.html();
    assert!(!other.has("main a[href='/find-registration']"));
}

#[tokio::test(flavor = "multi_thread")]
async fn when_we_fail_what_was_typed_travels_with_one_button_and_counts_once() {
    let app = TestApp::start().await;
    app.event("fault").publish().await;
    let visitor = app.visitor();
    // Whether the event cannot be read, or what was decided cannot be written.
    for (email, table) in [("anna@example.org", "events"), ("boris@example.org", "consents")] {
        let page = visitor.page("/e/fault/register").await;
        let terms = page.attr("input[name=accept_terms]", "value");
        app.execute(&format!("ALTER TABLE {table} RENAME TO lost")).await;
        let fields = [
            ("name", "Anna \"A\" <b>"),
            ("email", email),
            ("accept_terms", &*terms),
        ];
        let failed = visitor.fill_in_page(&page, &fields).await;
        app.execute(&format!("ALTER TABLE lost RENAME TO {table}")).await;
        assert_eq!(failed.status, 500);
        let html = failed.html();
        assert!(
            html.text("main").contains("nothing is lost"),
            "{}",
            html.text("main")
        );
        let kept = html.form("main form");
        for (name, value) in fields {
            assert!(kept.contains(&(name.to_owned(), value.to_owned())), "{name}");
        }
        assert_eq!(
            html.attr("main form [name=submission_id]", "value"),
            page.attr("[name=submission_id]", "value")
        );
        assert_eq!(visitor.fill_in_page(&html, &[]).await.status, 303);
    }
    assert_eq!(app.count("SELECT count(*) FROM registrations").await, 2);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_failed_can_be_opened_again_and_names_its_reference() {
    let app = TestApp::start().await;
    app.event("fault").publish().await;
    app.execute("ALTER TABLE venues RENAME TO lost").await;
    let failed = app.visitor().get("/e/fault?lang=ru").await;
    assert_eq!(failed.status, 500);
    let html = failed.html();
    assert_eq!(html.attr("main a.button", "href"), "/e/fault?lang=ru");
    assert_eq!(html.text("main code"), failed.header("x-request-id"));
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_get_problem_json_and_browsers_get_pages() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    for accept in ["application/json", "application/problem+json, */*;q=0.1"] {
        let request = visitor
            .request(reqwest::Method::GET, "/e/nothing")
            .header("accept", accept);
        let answer = visitor.send(request).await.unwrap();
        assert_eq!(answer.status, 404);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert!(answer.body.contains("not-found"), "{}", answer.body);
    }
    let accept = "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8";
    let request = visitor
        .request(reqwest::Method::GET, "/e/nothing")
        .header("accept", accept);
    let answer = visitor.send(request).await.unwrap();
    assert!(answer.header("content-type").starts_with("text/html"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_in_another_language_says_which_wherever_it_stands_in() {
    let app = TestApp::start().await;
    app.event("forum")
        .categories(&[("expert", Some(5)), ("online", None)])
        .publish()
        .await;
    let fields = [
        ("name", "Anna"),
        ("email", "anna@example.org"),
        ("category", "expert"),
    ];
    let own = app.visitor().register("forum", &fields).await.location();
    let russian = r#"{"ru": "Эксперт"}"#;
    app.execute(&format!(
        "UPDATE participation_categories SET name = '{russian}', description = '{russian}' WHERE key = 'expert'"
    ))
    .await;
    app.execute(r#"UPDATE venues SET name = '{"ru": "Эксперт"}'"#)
        .await;
    let organizer = app.organizer(Role::Manager).await;
    let venues = organizer
        .page("/organizer")
        .await
        .attr("a[href$='/venues']", "href");
    let event = "/organizer/events/forum";
    for page in [
        app.visitor().page("/e/forum").await,
        app.visitor().page("/e/forum/register").await,
        app.visitor().page(&own).await,
        organizer.page(event).await,
        organizer.page(&format!("{event}/attendees")).await,
        organizer.page(&format!("{event}/attendees/new")).await,
        organizer.page(&format!("{event}/categories")).await,
        organizer.page(&venues).await,
    ] {
        let title = page.text("title");
        let marked = page.texts("[lang=ru]");
        assert!(
            marked.iter().any(|text| text.contains("Эксперт")),
            "{title}: {marked:?}"
        );
    }
}
