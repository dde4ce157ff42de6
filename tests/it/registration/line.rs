//! The line for places: who gets in it, who gets out of it, and that nobody overtakes.

use chrono::TimeDelta;
use lanyard::platform::ids::RegistrationId;
use lanyard::registration::{EndOutcome, expire_due, promote_waiting, withdraw};

use crate::support::{TestApp, invariants};

/// An event of so many places, whose category has a waitlist of this kind.
async fn event(app: &TestApp, places: i32, waitlist: &str) {
    app.event("line").places(places).publish().await;
    app.execute(&format!(
        "UPDATE participation_categories SET waitlist = '{waitlist}'"
    ))
    .await;
}

async fn register(app: &TestApp, name: &str) {
    let email = format!("{}@example.org", name.to_lowercase());
    let fields = [("name", name), ("email", email.as_str())];
    let answer = app.visitor().register("line", &fields).await;
    assert_eq!(answer.status, 303, "{name}: {}", answer.body);
}

async fn status(app: &TestApp, name: &str) -> String {
    app.conn_id(&format!("SELECT status FROM registrations WHERE name = '{name}'"))
        .await
}

async fn id(app: &TestApp, name: &str) -> RegistrationId {
    let id = app
        .conn_id(&format!("SELECT id FROM registrations WHERE name = '{name}'"))
        .await;
    id.parse().expect("an id")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_freed_place_is_offered_to_the_head_of_the_line_in_the_same_transaction() {
    let app = TestApp::start().await;
    event(&app, 1, "offered").await;
    for name in ["Anna", "Boris", "Chen"] {
        register(&app, name).await;
    }
    assert_eq!(status(&app, "Anna").await, "confirmed");
    assert_eq!(status(&app, "Boris").await, "waitlisted");
    assert_eq!(
        withdraw(&app.app, id(&app, "Anna").await).await.unwrap(),
        EndOutcome::Ended
    );
    assert_eq!(status(&app, "Boris").await, "offered");
    assert_eq!(status(&app, "Chen").await, "waitlisted");
    assert_eq!(
        app.count("SELECT count(DISTINCT xmin::text) FROM registrations WHERE name IN ('Anna', 'Boris')")
            .await,
        1,
        "freed and offered together"
    );
    assert_eq!(
        app.count("SELECT taken FROM quotas").await,
        1,
        "it is held for her"
    );
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_that_nobody_answers_moves_on() {
    let app = TestApp::start().await;
    event(&app, 1, "offered").await;
    for name in ["Anna", "Boris", "Chen"] {
        register(&app, name).await;
    }
    withdraw(&app.app, id(&app, "Anna").await).await.unwrap();
    assert_eq!(expire_due(&app.app).await.unwrap(), 0, "it is not due yet");
    app.app
        .clock
        .set_offset(TimeDelta::hours(48) + TimeDelta::seconds(1));
    // The server's own task may be faster: what counts is what has become of it.
    expire_due(&app.app).await.unwrap();
    assert_eq!(status(&app, "Boris").await, "expired");
    assert_eq!(status(&app, "Chen").await, "offered");
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_organizer_chose_so_a_freed_place_is_confirmed_at_once() {
    let app = TestApp::start().await;
    event(&app, 1, "confirmed").await;
    register(&app, "Anna").await;
    register(&app, "Boris").await;
    withdraw(&app.app, id(&app, "Anna").await).await.unwrap();
    assert_eq!(status(&app, "Boris").await, "confirmed");
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_does_not_overtake_the_line_when_there_are_suddenly_more_places() {
    let app = TestApp::start().await;
    event(&app, 1, "confirmed").await;
    register(&app, "Anna").await;
    register(&app, "Boris").await;
    app.execute("UPDATE quotas SET size = 2").await;
    register(&app, "Chen").await;
    promote_waiting(&app.app).await.unwrap();
    assert_eq!(status(&app, "Boris").await, "confirmed");
    assert_eq!(status(&app, "Chen").await, "waitlisted");
    assert_eq!(
        promote_waiting(&app.app).await.unwrap(),
        0,
        "nobody waits while a place is free"
    );
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organizers_priority_comes_before_time() {
    let app = TestApp::start().await;
    event(&app, 1, "confirmed").await;
    for name in ["Anna", "Boris", "Chen"] {
        register(&app, name).await;
    }
    app.execute("UPDATE waitlist_entries SET priority = 1 WHERE registration_id = (SELECT id FROM registrations WHERE name = 'Chen')")
        .await;
    withdraw(&app.app, id(&app, "Anna").await).await.unwrap();
    assert_eq!(status(&app, "Chen").await, "confirmed");
    assert_eq!(status(&app, "Boris").await, "waitlisted");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_party_that_stays_together_waits_for_all_its_places_and_lets_others_pass_meanwhile() {
    let app = TestApp::start().await;
    event(&app, 3, "confirmed").await;
    for name in ["Anna", "Boris", "Chen"] {
        register(&app, name).await;
    }
    let party = "INSERT INTO parties VALUES ('00000000-0000-7000-8000-000000000001', true)";
    app.execute(party).await;
    for name in ["Dina", "Emil", "Fang"] {
        register(&app, name).await;
    }
    app.execute(
        "UPDATE waitlist_entries SET together_id = '00000000-0000-7000-8000-000000000001'
         WHERE registration_id IN (SELECT id FROM registrations WHERE name IN ('Dina', 'Emil'))",
    )
    .await;
    withdraw(&app.app, id(&app, "Anna").await).await.unwrap();
    assert_eq!(status(&app, "Dina").await, "waitlisted", "one place is not two");
    assert_eq!(status(&app, "Fang").await, "confirmed", "it fits her");
    // Two places become free at once.
    app.execute("UPDATE quotas SET size = 5").await;
    promote_waiting(&app.app).await.unwrap();
    assert_eq!(status(&app, "Dina").await, "confirmed");
    assert_eq!(status(&app, "Emil").await, "confirmed");
    invariants::assert_hold(&app.db).await;
}
