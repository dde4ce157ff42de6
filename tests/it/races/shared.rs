//! Categories with quotas in common: the tightest holds for all, and nobody waits for somebody who waits for her.

use crate::support::crowd::{Crowd, Person};
use crate::support::{TestApp, invariants};

use super::two_processes;

/// Lets a quota of this size bound everybody at the event.
async fn bound_event(app: &TestApp, name: &str, size: i32) {
    app.execute(&format!(
        "WITH added AS (INSERT INTO quotas (id, event_id, name, size)
             SELECT gen_random_uuid(), id, '{name}', {size} FROM events RETURNING id, event_id)
         INSERT INTO event_quotas (quota_id, event_id) SELECT id, event_id FROM added"
    ))
    .await;
}

/// By turns in the one category and the other.
fn in_both(people: usize) -> Vec<Person> {
    (0..people)
        .map(|n| Person::new(n, Some(["expert", "press"][n % 2])))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_categories_that_share_37_places_have_37_between_them() {
    let app = TestApp::start().await;
    app.event("shared")
        .categories(&[("expert", Some(30)), ("press", None)])
        .publish()
        .await;
    bound_event(&app, "hall", 37).await;
    let (_servers, doors) = two_processes(&app).await;
    let told = Crowd::before("shared", doors).await.rush(in_both(500)).await;
    assert_eq!((told.registered.len(), told.refused.len()), (37, 463));
    assert_eq!(
        app.count("SELECT taken FROM quotas WHERE name = 'hall'").await,
        37
    );
    assert!(app.count("SELECT taken FROM quotas WHERE name = 'expert'").await <= 30);
    invariants::assert_hold(&app.db).await;
}

/// How often PostgreSQL had to end a circle of waiting while people came in waves, at most so many. Every category is
/// bounded by the same four quotas.
async fn circles(app: &TestApp, waves: usize) -> i64 {
    app.event("shared")
        .categories(&[("expert", None), ("press", None)])
        .publish()
        .await;
    for name in ["a", "b", "c", "d"] {
        bound_event(app, name, 10_000).await;
    }
    let (_servers, doors) = two_processes(app).await;
    let crowd = Crowd::before("shared", doors).await;
    for wave in 0..waves {
        let people = (wave * 40..(wave + 1) * 40).map(|n| Person::new(n, Some(["expert", "press"][n % 2])));
        let told = crowd.rush(people.collect()).await;
        assert_eq!(told.registered.len(), 40);
        // Figures of a session are told when it is idle.
        tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
        let circles = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";
        let circles = app.count(circles).await;
        if circles > 0 {
            return circles;
        }
    }
    invariants::assert_hold(&app.db).await;
    0
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_in_a_circle_for_quotas_that_many_need() {
    let app = TestApp::start().await;
    assert_eq!(circles(&app, 3).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_quotas_locked_in_any_order_people_would_wait_in_circles() {
    let app = TestApp::start().await;
    app.execute(
        "CREATE OR REPLACE FUNCTION lock_quotas(wanted uuid[]) RETURNS SETOF quotas LANGUAGE plpgsql AS $$
         DECLARE one uuid;
         BEGIN
             FOR one IN SELECT w FROM unnest(wanted) AS w ORDER BY random() LOOP
                 RETURN QUERY SELECT * FROM quotas WHERE id = one FOR NO KEY UPDATE;
                 PERFORM pg_sleep(0.02);
             END LOOP;
         END $$",
    )
    .await;
    assert_ne!(circles(&app, 10).await, 0, "the control must find a circle");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_makes_room_for_whoever_has_waited_longest_while_newcomers_press() {
    let app = TestApp::start().await;
    app.event("shared").places(20).publish().await;
    app.execute("UPDATE participation_categories SET waitlist = 'confirmed'")
        .await;
    let (_servers, doors) = two_processes(&app).await;
    let crowd = Crowd::before("shared", doors.clone()).await;
    let inside = crowd.rush(Person::many(20)).await.registered;
    let first_in_line = crowd.rush((20..40).map(|n| Person::new(n, None)).collect()).await;
    assert_eq!(first_in_line.registered.len(), 20, "they wait");
    let mut leaving = tokio::task::JoinSet::new();
    for (n, (_, page)) in inside.into_iter().enumerate() {
        leaving.spawn(super::leaving::leave(doors[n % doors.len()].clone(), page));
    }
    crowd
        .rush((40..100).map(|n| Person::new(n, None)).collect())
        .await;
    leaving.join_all().await;
    let waited =
        "SELECT count(*) FROM registrations WHERE status = 'confirmed' AND email ~ '^person(2|3)[0-9]@'";
    assert_eq!(
        app.count(waited).await,
        20,
        "those who came first, and no newcomer"
    );
    assert_eq!(
        app.count("SELECT count(*) FROM registrations WHERE status = 'waitlisted'")
            .await,
        60
    );
    invariants::assert_hold(&app.db).await;
}
