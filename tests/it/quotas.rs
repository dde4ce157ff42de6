//! What quotas bound: several categories, one category several times over, a whole event.

use lanyard::accounts::Role;
use lanyard::registration::{promote_waiting, withdraw};

use crate::support::invariants::assert_hold;
use crate::support::{TestApp, Visitor};

async fn register(visitor: &Visitor, name: &str, category: &str) -> u16 {
    let email = format!("{}@example.org", name.to_lowercase());
    let fields = [("name", name), ("email", email.as_str()), ("category", category)];
    match visitor.try_register("forum", &fields).await {
        Some(answer) => answer.status,
        None => 409,
    }
}

/// Lets a new quota of this size bound everybody at the event.
async fn bound_event(app: &TestApp, size: i32) {
    app.execute(&format!(
        "WITH added AS (INSERT INTO quotas (id, event_id, name, size)
             SELECT gen_random_uuid(), id, 'hall', {size} FROM events WHERE slug = 'forum' RETURNING id, event_id)
         INSERT INTO event_quotas (quota_id, event_id) SELECT id, event_id FROM added"
    ))
    .await;
}

async fn taken(app: &TestApp, quota: &str) -> i64 {
    app.count(&format!("SELECT taken FROM quotas WHERE name = '{quota}'"))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tightest_of_several_quotas_decides_and_a_place_is_taken_in_each() {
    let app = TestApp::start().await;
    app.event("forum")
        .categories(&[("expert", Some(2)), ("press", None)])
        .publish()
        .await;
    bound_event(&app, 3).await;
    let visitor = app.visitor();
    assert_eq!(register(&visitor, "Anna", "expert").await, 303);
    assert_eq!(register(&visitor, "Boris", "expert").await, 303);
    assert_eq!(
        register(&visitor, "Chen", "expert").await,
        409,
        "its own are taken"
    );
    assert_eq!(register(&visitor, "Daria", "press").await, 303);
    assert_eq!(register(&visitor, "Emil", "press").await, 409, "the hall is full");
    assert_eq!((taken(&app, "expert").await, taken(&app, "hall").await), (2, 3));
    assert_hold(&app.db).await;
    let page = app.visitor().page("/e/forum").await;
    assert!(page.text("main").contains("Every place is taken"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_category_put_under_another_quota_keeps_the_events() {
    let app = TestApp::start().await;
    app.event("forum")
        .categories(&[("expert", Some(5)), ("press", None)])
        .publish()
        .await;
    bound_event(&app, 3).await;
    let visitor = app.visitor();
    for (name, category) in [("Anna", "expert"), ("Boris", "press"), ("Chen", "press")] {
        assert_eq!(register(&visitor, name, category).await, 303);
    }
    let manager = app.organizer(Role::Manager).await;
    let press = "/organizer/events/forum/categories/press";
    assert_eq!(
        manager
            .page(press)
            .await
            .attr("input[name=places][checked]", "value"),
        "unlimited"
    );
    let answer = manager.fill_in(press, &[("places", "own"), ("size", "1")]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!((taken(&app, "press").await, taken(&app, "hall").await), (2, 3));
    assert_eq!(
        app.count("SELECT excess FROM quotas WHERE name = 'press'").await,
        1,
        "whoever was there stays"
    );
    assert_hold(&app.db).await;
    let answer = manager.fill_in(press, &[("places", "unlimited")]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!((taken(&app, "press").await, taken(&app, "hall").await), (0, 3));
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_of_a_shared_quota_goes_to_whoever_waits_in_any_category_under_it() {
    let app = TestApp::start().await;
    app.event("forum")
        .categories(&[("expert", None), ("press", None)])
        .publish()
        .await;
    bound_event(&app, 1).await;
    app.execute("UPDATE participation_categories SET waitlist = 'confirmed'")
        .await;
    let visitor = app.visitor();
    assert_eq!(register(&visitor, "Anna", "expert").await, 303);
    assert_eq!(register(&visitor, "Boris", "press").await, 303);
    let status = "SELECT status FROM registrations WHERE name = 'Boris'";
    assert_eq!(app.conn_id(status).await, "waitlisted");
    app.execute("UPDATE quotas SET size = 2").await;
    assert_eq!(promote_waiting(&app.app).await.unwrap(), 1);
    assert_eq!(app.conn_id(status).await, "confirmed");
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_an_event_is_bounded_as_the_original() {
    let app = TestApp::start().await;
    app.event("forum")
        .categories(&[("expert", Some(2)), ("press", None)])
        .publish()
        .await;
    bound_event(&app, 3).await;
    let manager = app.organizer(Role::Manager).await;
    let answer = manager.post("/organizer/events/forum/duplicate", &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let of_copy =
        "JOIN quotas q ON q.id = b.quota_id JOIN events e ON e.id = q.event_id WHERE e.slug = 'forum-2'";
    assert_eq!(
        app.count(&format!(
            "SELECT count(*) FROM event_quotas b {of_copy} AND q.size = 3 AND b.event_id = e.id"
        ))
        .await,
        1
    );
    assert_eq!(
        app.count(&format!(
            "SELECT count(*) FROM category_quotas b {of_copy} AND q.size = 2"
        ))
        .await,
        1
    );
    assert_eq!(
        app.count(
            "SELECT count(*) FROM quotas q JOIN events e ON e.id = q.event_id WHERE e.slug = 'forum-2'"
        )
        .await,
        2
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_extra_that_is_gone_is_refused_by_name_and_the_form_kept() {
    let app = TestApp::start().await;
    let rules = serde_json::json!({
        "category": [{"key": "expert"}],
        "extra": [{"key": "dinner", "price": "10 EUR", "most": 1}],
    });
    app.event("forum").rules(rules).publish().await;
    app.execute(
        "WITH added AS (INSERT INTO quotas (id, event_id, name, size)
             SELECT gen_random_uuid(), id, 'tables', 1 FROM events WHERE slug = 'forum' RETURNING id, event_id)
         INSERT INTO option_quotas (quota_id, event_id, option_key) SELECT id, event_id, 'dinner' FROM added",
    )
    .await;
    let page = app.visitor().page("/e/forum/register").await;
    let terms = page.attr("input[name=accept_terms]", "value");
    let visitor = app.visitor();
    let send = async |name: &str, dinners: &str| {
        let email = format!("{}@example.org", name.to_lowercase());
        let submission = uuid::Uuid::new_v4().to_string();
        let fields = [
            ("submission_id", submission.as_str()),
            ("accept_terms", terms.as_str()),
            ("name", name),
            ("email", email.as_str()),
            ("extra_1", dinners),
        ];
        visitor.post("/e/forum/register", &fields).await
    };
    assert_eq!(send("Anna", "1").await.status, 303);
    let refused = send("Boris", "1").await;
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("sold out") && refused.body.contains("boris@example.org"));
    assert_eq!(send("Boris", "").await.status, 303, "without it there is a place");
    assert_eq!(taken(&app, "tables").await, 1);
    let anna = app
        .conn_id("SELECT id FROM registrations WHERE name = 'Anna'")
        .await;
    withdraw(&app.app, anna.parse().unwrap()).await.unwrap();
    assert_eq!(taken(&app, "tables").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quota_that_bounds_nothing_yet_outlives_the_changes_of_a_category() {
    let app = TestApp::start().await;
    app.event("forum")
        .categories(&[("expert", Some(2))])
        .publish()
        .await;
    app.execute(
        "INSERT INTO quotas (id, event_id, name, size) SELECT gen_random_uuid(), id, 'reserve', 5 FROM events",
    )
    .await;
    let manager = app.organizer(Role::Manager).await;
    let expert = "/organizer/events/forum/categories/expert";
    let answer = manager.fill_in(expert, &[("places", "unlimited")]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(
        app.texts("SELECT name FROM quotas").await,
        ["reserve"],
        "only what the category had for itself is gone"
    );
}
