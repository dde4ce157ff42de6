//! The task that looks after the lines: what it gives away, and what it says of that.

use chrono::TimeDelta;
use lanyard::activity::Actor;
use lanyard::categories::resize_quota;
use lanyard::events::Event;
use lanyard::registration::{Cancellation, MailPolicy, cancel, promote_waiting};
use tracing::instrument::WithSubscriber as _;

use super::{register, status};
use crate::support::{Log, TestApp, invariants};

/// Anna has the only place and Boris waits for it, while nobody is at work.
async fn full(app: &TestApp, slug: &'static str, names: [&str; 2]) -> Event {
    let event = app.event(slug).places(1).waitlist("confirmed").publish().await;
    register(app, slug, &names).await;
    event
}

async fn promote(app: &TestApp) -> (usize, Log) {
    let log = Log::default();
    let promoted = promote_waiting(&app.app).with_subscriber(log.subscriber()).await;
    (promoted.expect("lines are looked after"), log)
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waited_although_somebody_had_left_gets_the_place_and_the_log_says_so() {
    let mut app = TestApp::start().await;
    let event = full(&app, "left", ["Anna", "Boris"]).await;
    app.stop().await;
    // She leaves at an hour when nobody is called.
    app.app.clock.set_offset(TimeDelta::days(365));
    let words = Cancellation {
        actor: Actor::Operator,
        reason: None,
        mail: MailPolicy::Send,
    };
    let anna = app
        .conn_id("SELECT id FROM registrations WHERE name = 'Anna'")
        .await;
    cancel(&app.app, anna.parse().unwrap(), words).await.unwrap();
    app.app.clock.set_offset(TimeDelta::zero());
    assert_eq!(status(&app, "Boris").await, "waitlisted");

    let (promoted, log) = promote(&app).await;
    assert_eq!((promoted, status(&app, "Boris").await.as_str()), (1, "confirmed"));
    let warnings = log.warnings();
    assert_eq!(warnings.len(), 1, "{}", log.text());
    let (event, people) = (format!("event_id={}", event.id), "people=1");
    assert!(
        warnings[0].contains(&event) && warnings[0].contains(people),
        "{warnings:?}"
    );
    assert_eq!(promote(&app).await.0, 0, "there is nothing left to do");
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn places_that_an_organizer_adds_are_given_away_without_a_warning() {
    let mut app = TestApp::start().await;
    let event = full(&app, "grown", ["Anna", "Boris"]).await;
    app.stop().await;
    let quota = app.conn_id("SELECT id FROM quotas").await.parse().unwrap();
    let mut conn = app.conn().await;
    resize_quota(&mut conn, &app.app.clock, event.id, quota, 2, Actor::Operator)
        .await
        .unwrap();
    let (promoted, log) = promote(&app).await;
    assert_eq!((promoted, status(&app, "Boris").await.as_str()), (1, "confirmed"));
    assert_eq!(log.warnings(), Vec::<String>::new());
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_whose_line_cannot_be_looked_after_does_not_keep_the_others_waiting() {
    let mut app = TestApp::start().await;
    let broken = full(&app, "broken", ["Anna", "Boris"]).await;
    full(&app, "sound", ["Clara", "Daria"]).await;
    app.stop().await;
    app.execute("UPDATE quotas SET size = 2").await;
    app.execute(
        "ALTER TABLE registrations ADD CONSTRAINT boris_waits CHECK (name <> 'Boris' OR status = 'waitlisted')",
    )
    .await;
    let (promoted, log) = promote(&app).await;
    assert_eq!(promoted, 1);
    assert_eq!(status(&app, "Daria").await, "confirmed");
    let event = format!("event_id={}", broken.id);
    assert!(
        log.warnings().iter().any(|line| line.contains(&event)),
        "{}",
        log.text()
    );
    app.execute("ALTER TABLE registrations DROP CONSTRAINT boris_waits")
        .await;
    assert_eq!(promote(&app).await.0, 1);
    assert_eq!(status(&app, "Boris").await, "confirmed");
}
