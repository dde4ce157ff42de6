//! What an organizer does between the moment in which a form is opened and the one in which it is sent.

use std::time::Duration;

use lanyard::accounts::Role;
use lanyard::activity::Actor;
use lanyard::events::Event;
use lanyard::platform::localized::Localized;
use lanyard::publishing::cancel_event;

use crate::support::TestApp;
use crate::support::crowd::{Crowd, Person, Told};

use super::two_processes;

/// People who have the form open. The organizer acts while two thirds of them are pressing the button; the last
/// third presses it afterwards.
const PEOPLE: usize = 60;

async fn cancel(app: &TestApp, event: &Event) {
    let mut conn = app.conn().await;
    cancel_event(
        &mut conn,
        &app.app.clock,
        app.app.urls.host(),
        event.id,
        &Localized::default(),
        Actor::Operator,
    )
    .await
    .unwrap();
}

/// Lets everybody register while the organizer does something.
async fn rush_while<Acting: Future<Output = ()>>(
    app: &TestApp,
    crowd: &Crowd,
    category: Option<&'static str>,
    acting: Acting,
) -> Told {
    let person = |n| Person::new(n, category);
    let early = (0..PEOPLE * 2 / 3).map(person).collect();
    let late = (PEOPLE * 2 / 3..PEOPLE).map(person).collect();
    let acting = async {
        while app.count("SELECT count(*) FROM registrations").await < 3 {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        acting.await;
        crowd.rush(late).await
    };
    let (mut told, late) = tokio::join!(crowd.rush(early), acting);
    assert!(late.registered.is_empty(), "somebody got in behind the organizer");
    told.refused.extend(late.refused);
    assert_eq!(told.registered.len() + told.refused.len(), PEOPLE);
    told
}

/// Consents to another version than the one in the form.
async fn unseen_consents(app: &TestApp, seen: &str) -> i64 {
    app.count(&format!(
        "SELECT count(*) FROM consents WHERE terms_version_id <> '{seen}'"
    ))
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_published_in_the_middle_of_a_rush_are_accepted_by_nobody_who_did_not_see_them() {
    let app = TestApp::start().await;
    let event = app.event("terms").publish().await;
    let (_servers, doors) = two_processes(&app).await;
    let crowd = Crowd::before("terms", doors).await;
    let publishing = Box::pin(app.publish_terms(&event));
    let told = rush_while(&app, &crowd, None, publishing).await;
    assert_eq!(unseen_consents(&app, &crowd.terms).await, 0);
    crowd.settle(&app, &told).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_to_terms_that_were_never_shown_would_be_found() {
    let app = TestApp::start().await;
    let event = app.event("terms").publish().await;
    app.event("other").publish().await;
    let crowd = Crowd::before("terms", vec![app.visitor()]).await;
    // The guard off: what is written is another version than the one in the form.
    app.execute(&format!(
        "CREATE FUNCTION confuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             SELECT id INTO NEW.terms_version_id FROM terms_versions WHERE event_id <> '{}';
             RETURN NEW; END $$",
        event.id
    ))
    .await;
    app.execute("CREATE TRIGGER confuse BEFORE INSERT ON consents FOR EACH ROW EXECUTE FUNCTION confuse()")
        .await;
    crowd.rush(Person::many(2)).await;
    assert_eq!(unseen_consents(&app, &crowd.terms).await, 2);
}

/// Live registrations of a cancelled event whom nobody told.
const UNTOLD: &str = "SELECT count(*) FROM registrations r WHERE r.status = 'confirmed' AND NOT EXISTS
    (SELECT FROM outgoing_mails m WHERE m.subject_id = r.id AND m.kind = 'registration.event_cancelled')";

#[tokio::test(flavor = "multi_thread")]
async fn nobody_slips_into_an_event_that_is_called_off_without_being_told() {
    let app = TestApp::start().await;
    let event = app.event("off").places(1_000).publish().await;
    let (_servers, doors) = two_processes(&app).await;
    let crowd = Crowd::before("off", doors).await;
    let told = rush_while(&app, &crowd, None, cancel(&app, &event)).await;
    assert_eq!(app.count(UNTOLD).await, 0);
    crowd.settle(&app, &told).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_events_lock_somebody_gets_in_behind_the_cancelling() {
    let app = TestApp::start().await;
    let event = app.event("off").places(1_000).publish().await;
    // The guard off: the events are seen through a function, which locks nothing.
    for statement in [
        "ALTER TABLE events RENAME TO all_events",
        "CREATE FUNCTION unlocked_events() RETURNS SETOF all_events LANGUAGE sql STABLE AS
         'SELECT * FROM all_events'",
        "CREATE VIEW events AS SELECT * FROM unlocked_events()",
        "CREATE FUNCTION change_event() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             UPDATE all_events SET status = NEW.status, cancelled_at = NEW.cancelled_at,
                 cancellation_words = NEW.cancellation_words, revision = NEW.revision WHERE id = OLD.id;
             RETURN NEW; END $$",
        "CREATE TRIGGER change_event INSTEAD OF UPDATE ON events FOR EACH ROW EXECUTE FUNCTION change_event()",
        "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             PERFORM pg_sleep(1); RETURN NEW; END $$",
        "CREATE TRIGGER slow BEFORE INSERT ON consents FOR EACH ROW EXECUTE FUNCTION slow()",
    ] {
        app.execute(statement).await;
    }
    let crowd = Crowd::before("off", vec![app.visitor()]).await;
    let rush = tokio::spawn({
        let crowd = crowd.clone();
        async move { crowd.rush(Person::many(1)).await }
    });
    while app
        .count("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()")
        .await
        == 0
    {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    cancel(&app, &event).await;
    assert_eq!(rush.await.unwrap().registered.len(), 1);
    assert_eq!(
        app.count(UNTOLD).await,
        1,
        "the control must let somebody slip in"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_category_that_is_put_away_in_the_middle_of_a_rush_takes_nobody_any_more() {
    let app = TestApp::start().await;
    app.event("away")
        .categories(&[("expert", Some(500)), ("online", None)])
        .publish()
        .await;
    let manager = app.organizer(Role::Manager).await;
    let (_servers, doors) = two_processes(&app).await;
    let crowd = Crowd::before("away", doors).await;
    let put_away = async {
        let address = "/organizer/events/away/categories/expert/archive";
        assert_eq!(manager.post(address, &[]).await.status, 303);
    };
    let told = rush_while(&app, &crowd, Some("expert"), put_away).await;
    crowd.settle(&app, &told).await;
}
