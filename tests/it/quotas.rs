//! What quotas bound: several categories, one category several times over, a whole event.

use lanyard::accounts::Role;
use lanyard::registration::{promote_waiting, withdraw};

use crate::support::builders::EventBuilder;
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
    with_dinner(&app).publish().await;
    app.execute(
        "WITH added AS (INSERT INTO quotas (id, event_id, name, size)
             SELECT gen_random_uuid(), id, 'tables', 1 FROM events WHERE slug = 'forum' RETURNING id, event_id)
         INSERT INTO option_quotas (quota_id, event_id, option_key) SELECT id, event_id, 'dinner' FROM added",
    )
    .await;
    let page = app.visitor().page("/e/forum/register").await;
    assert!(page.has("input[name=extra_1]:not([disabled])"));
    assert_eq!(
        page.text("#extra_1-hint"),
        "1 place left · at most 1 in one order"
    );
    let terms = page.attr("input[name=accept_terms]", "value");
    let visitor = app.visitor();
    let send = async |name: &str, dinner: &str| {
        let email = format!("{}@example.org", name.to_lowercase());
        let submission = uuid::Uuid::new_v4().to_string();
        let fields = [
            ("submission_id", submission.as_str()),
            ("accept_terms", terms.as_str()),
            ("name", name),
            ("email", email.as_str()),
            ("extra_1", dinner),
        ];
        visitor.post("/e/forum/register", &fields).await
    };
    assert_eq!(send("Anna", "yes").await.status, 303);
    let refused = send("Boris", "yes").await;
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("boris@example.org"), "everything is kept");
    let refused = refused.html();
    assert!(
        refused
            .text("#extra_1-error")
            .contains("none left of “Gala dinner”")
    );
    assert_eq!(refused.attrs(".summary a", "href"), ["#extra_1"]);
    assert!(
        refused.has("input[name=extra_1][checked]:not([disabled])"),
        "she decides what becomes of it"
    );
    let page = app.visitor().speaking("ru").page("/e/forum/register").await;
    assert!(
        page.has("input[name=extra_1][disabled]"),
        "nobody else chooses it"
    );
    assert!(page.text("#extra_1-hint").starts_with("мест больше нет"));
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

/// An event whose terms have a dinner for 10 EUR.
fn with_dinner(app: &TestApp) -> EventBuilder<'_> {
    let rules = serde_json::json!({
        "category": [{"key": "expert"}],
        "extra": [{"key": "dinner", "price": "10 EUR", "most": 1}],
        "labels": {"dinner": {"en": "gala dinner", "ru": "торжественный ужин", "zh": "晚宴"}},
    });
    app.event("forum").rules(rules)
}

const NEW: &str = "/organizer/events/forum/quotas/new";
const LIST: &str = "/organizer/events/forum/categories";

async fn dine(app: &TestApp, name: &str) -> u16 {
    let email = format!("{}@example.org", name.to_lowercase());
    let fields = [("name", name), ("email", email.as_str()), ("extra_1", "yes")];
    app.visitor().register("forum", &fields).await.status
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organizer_bounds_an_extra_by_its_name() {
    let app = TestApp::start().await;
    with_dinner(&app).publish().await;
    assert_eq!(dine(&app, "Anna").await, 303);
    let manager = app.organizer(Role::Manager).await.speaking("ru");
    let page = manager.page(NEW).await;
    assert!(page.text("main").contains("Торжественный ужин"));
    let nobody = manager.fill_in(NEW, &[("name", "Tables"), ("size", "2")]).await;
    assert_eq!(nobody.status, 422, "places are for somebody");
    let tables = [
        ("name", "Tables"),
        ("size", "2"),
        ("extra", "dinner"),
        ("extra", "made up"),
    ];
    assert_eq!(manager.fill_in(NEW, &tables).await.status, 303);
    assert_eq!(
        taken(&app, "Tables").await,
        1,
        "whoever chose it before is counted"
    );
    assert_eq!(
        app.texts("SELECT option_key FROM option_quotas").await,
        ["dinner"]
    );
    assert!(
        manager
            .page(LIST)
            .await
            .text("main")
            .contains("услуга «Торжественный ужин»")
    );
    assert_eq!(dine(&app, "Boris").await, 303);
    assert_eq!(dine(&app, "Chen").await, 409);
    assert_eq!(register(&app.visitor(), "Chen", "").await, 303);
    assert_hold(&app.db).await;
    // Nothing of it is lost by a change of something else.
    let id = app.conn_id("SELECT id FROM quotas").await;
    let bounds = format!("/organizer/events/forum/quotas/{id}/bounds");
    let seen = manager.page(&bounds).await;
    assert!(seen.has("input[name=extra][value=dinner][checked]"));
    assert_eq!(manager.fill_in(&bounds, &[("size", "3")]).await.status, 303);
    assert_eq!(dine(&app, "Daria").await, 303);
    assert_eq!(taken(&app, "Tables").await, 3);
    let stale = manager.fill_in_page(&seen, &[("name", "Great hall")]).await;
    assert_eq!(stale.status, 409);
    let stale = stale.html();
    assert!(stale.text("[role=alert]").contains("услуга «Торжественный ужин»"));
    assert!(stale.has("input[name=extra][checked]"));
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn places_of_an_extra_outlive_it_and_are_told_to_until_they_are_for_nobody() {
    let app = TestApp::start().await;
    let event = with_dinner(&app).publish().await;
    let manager = app.organizer(Role::Manager).await;
    let tables = [("name", "Tables"), ("size", "1"), ("extra", "dinner")];
    assert_eq!(manager.fill_in(NEW, &tables).await.status, 303);
    assert_eq!(dine(&app, "Anna").await, 303);
    app.execute("UPDATE terms_drafts SET rules = rules - 'extra'")
        .await;
    app.publish_terms(&event).await;
    let id = app.conn_id("SELECT id FROM quotas").await;
    let bounds = format!("/organizer/events/forum/quotas/{id}/bounds");
    let listed = manager.page(LIST).await;
    assert!(
        listed
            .text("main")
            .contains("extra “dinner” (no longer in the terms)")
    );
    let page = manager.page(&bounds).await;
    assert!(page.text("main").contains("dinner no longer in the terms"));
    assert_eq!(manager.fill_in_page(&page, &[("size", "5")]).await.status, 303);
    assert_eq!(taken(&app, "Tables").await, 1);
    assert_eq!(register(&app.visitor(), "Boris", "").await, 303);
    let page = manager.page(&bounds).await;
    let mark = page.attr("input[name=mark]", "value");
    let untick = [("mark", mark.as_str()), ("name", "Tables"), ("size", "5")];
    assert_eq!(manager.post(&bounds, &untick).await.status, 303);
    assert_eq!(taken(&app, "Tables").await, 0);
    let page = manager.page(&bounds).await;
    assert!(!page.has("input[name=extra]"), "what is not there is not offered");
    assert_eq!(
        manager
            .post(&format!("/organizer/events/forum/quotas/{id}/delete"), &[])
            .await
            .status,
        303
    );
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_extra_of_the_draft_can_be_bounded_before_it_is_published() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    app.execute(
        r#"UPDATE terms_drafts SET rules = rules || '{"extra": [{"key": "tour", "price": "5 EUR"}]}'"#,
    )
    .await;
    let manager = app.organizer(Role::Manager).await;
    assert!(
        manager
            .page(NEW)
            .await
            .text("main")
            .contains("Tour in the draft only")
    );
    let bus = [
        ("name", "Bus"),
        ("size", "40"),
        ("category", "expert"),
        ("extra", "tour"),
    ];
    assert_eq!(manager.fill_in(NEW, &bus).await.status, 303);
    app.execute("UPDATE participation_categories SET archived_at = now()")
        .await;
    assert!(
        manager
            .page(LIST)
            .await
            .text("main")
            .contains("expert (no longer offered) · extra “Tour”"),
        "shown as long as it is for something that there is"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waits_for_places_of_her_own_category_keeps_nobody_from_the_hall() {
    let app = TestApp::start().await;
    app.event("forum")
        .categories(&[("expert", Some(1)), ("press", None)])
        .waitlist("offered")
        .publish()
        .await;
    bound_event(&app, 3).await;
    let visitor = app.visitor();
    for (name, category, status) in [
        ("Anna", "expert", "confirmed"),
        ("Boris", "expert", "waitlisted"),
        ("Chen", "press", "confirmed"),
        ("Daria", "press", "confirmed"),
        ("Emil", "press", "waitlisted"),
    ] {
        assert_eq!(register(&visitor, name, category).await, 303);
        let stands = app
            .conn_id(&format!("SELECT status FROM registrations WHERE name = '{name}'"))
            .await;
        assert_eq!(stands, status, "{name}");
    }
    assert_hold(&app.db).await;
}
