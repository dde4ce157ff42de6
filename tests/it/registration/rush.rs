//! What the form stands on is read once for all who come at the same moment; nobody is refused by what is old.

use std::time::Instant;

use serde_json::json;

use crate::support::TestApp;

const ANNA: [(&str, &str); 2] = [("name", "Anna"), ("email", "anna@example.org")];

async fn misses(app: &TestApp) -> u64 {
    let figures = app.visitor().get("/metrics").await.body;
    let line = "lanyard_work_total{work=\"ground_cache\",outcome=\"miss\"} ";
    figures
        .lines()
        .find_map(|figure| figure.strip_prefix(line))
        .map_or(0, |number| number.parse().expect("a number"))
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_who_come_at_once_read_the_event_once_a_second() {
    let app = TestApp::start().await;
    app.event("rush").places(60).publish().await;
    let page = app.visitor().page("/e/rush/register").await;
    let terms = page.attr("input[name=accept_terms]", "value");
    let (before, begun) = (misses(&app).await, Instant::now());
    let people: Vec<_> = (0..60)
        .map(|number| {
            let (visitor, terms) = (app.visitor(), terms.clone());
            tokio::spawn(async move {
                let email = format!("person{number}@example.org");
                let form = [("name", "A"), ("email", &email), ("accept_terms", &terms)];
                visitor.post("/e/rush/register", &form).await.status
            })
        })
        .collect();
    for person in people {
        assert_eq!(person.await.unwrap(), 303);
    }
    let (read, seconds) = (misses(&app).await - before, begun.elapsed().as_secs());
    assert!(read <= seconds + 2, "{read} times in {seconds} seconds");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_organizer_changed_elsewhere_a_moment_ago_refuses_nobody() {
    let app = TestApp::start().await;
    app.event("two")
        .categories(&[("expert", None), ("online", None)])
        .publish()
        .await;
    app.execute("UPDATE participation_categories SET archived_at = now() WHERE key = 'online'")
        .await;
    let page = app.visitor().page("/e/two/register").await;
    app.execute_elsewhere("UPDATE participation_categories SET archived_at = NULL")
        .await;
    let terms = page.attr("input[name=accept_terms]", "value");
    let form = [&ANNA[..], &[("category", "online"), ("accept_terms", &terms)]].concat();
    assert_eq!(app.visitor().post("/e/two/register", &form).await.status, 303);
    assert_eq!(
        app.count("SELECT count(*) FROM registrations r JOIN participation_categories c ON c.id = r.category_id WHERE c.key = 'online'")
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_newer_than_what_was_read_ask_for_their_consents_all_the_same() {
    let app = TestApp::start().await;
    let event = app.event("newer").publish().await;
    let visitor = app.visitor();
    visitor.page("/e/newer/register").await;
    let rules = json!({"consent": [{"key": "data", "required": true, "text": {"en": "My data."}}]});
    app.execute_elsewhere(&format!(
        "UPDATE terms_drafts SET rules = '{rules}', revision = revision + 1"
    ))
    .await;
    app.publish_terms(&event).await;
    let newest = app
        .conn_id("SELECT id FROM terms_versions ORDER BY number DESC LIMIT 1")
        .await;
    let form = [&ANNA[..], &[("accept_terms", &*newest)]].concat();
    let answer = visitor.post("/e/newer/register", &form).await;
    assert_eq!(answer.status, 422);
    assert!(answer.html().text(".consents").contains("My data."));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_organizer_changes_here_is_on_the_form_at_once() {
    let app = TestApp::start().await;
    app.event("here").places(5).publish().await;
    let manager = app.organizer(lanyard::accounts::Role::Manager).await;
    let visitor = app.visitor();
    visitor.page("/e/here/register").await;
    let page = manager.page("/organizer/events/here/details").await;
    let answer = manager.fill_in_page(&page, &[("title_en", "Another name")]).await;
    assert_eq!(answer.status, 303);
    let page = visitor.page("/e/here/register").await;
    assert!(page.text("main").contains("Another name"));
}
