//! The set-wise core by itself.

use lanyard::events::Event;
use lanyard::platform::email::EmailAddress;
use lanyard::registration::{IntakeMeans, NewRegistration, Refusal, RegistrationOutcome, take};

use crate::support::{TestApp, invariants};

async fn people(app: &TestApp, event: &Event, emails: &[&str]) -> Vec<NewRegistration> {
    let somebody = app.newcomer(event).await;
    let people = emails.iter().map(|email| NewRegistration {
        email: Some(EmailAddress::parse(email).unwrap()),
        ..somebody.clone()
    });
    people.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_set_who_comes_first_gets_the_place_and_a_twin_gives_hers_to_the_next() {
    let app = TestApp::start().await;
    let event = app.event("set").places(3).publish().await;
    let batch = people(
        &app,
        &event,
        &[
            "a@example.org",
            "b@example.org",
            "A@example.org",
            "c@example.org",
            "d@example.org",
        ],
    )
    .await;
    let means = IntakeMeans {
        clock: &app.app.clock,
        keys: &app.app.config.keys,
        host: "example.org",
    };
    let mut conn = app.conn().await;
    let outcomes = take(&mut conn, means, &batch).await.unwrap();
    let words: Vec<&str> = outcomes
        .iter()
        .map(|outcome| match outcome {
            RegistrationOutcome::Taken { .. } => "confirmed",
            RegistrationOutcome::Refused(Refusal::AlreadyRegistered(_)) => "already",
            RegistrationOutcome::Refused(Refusal::Full) => "full",
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(words, ["confirmed", "confirmed", "already", "confirmed", "full"]);
    assert_eq!(app.count("SELECT taken FROM quotas").await, 3);
    assert_eq!(
        app.count(
            "SELECT count(*) FROM outgoing_mails WHERE state = 'suppressed' AND reason = 'demonstration'"
        )
        .await,
        3
    );
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sets_that_hold_the_same_people_in_different_order_do_not_wait_for_each_other() {
    let app = TestApp::start().await;
    let event = app.event("set").publish().await;
    let emails: Vec<String> = (0..200).map(|n| format!("p{n}@example.org")).collect();
    let mut emails: Vec<&str> = emails.iter().map(String::as_str).collect();
    let forwards = people(&app, &event, &emails).await;
    emails.reverse();
    let backwards = people(&app, &event, &emails).await;
    let run = async |batch: &[NewRegistration]| {
        let means = IntakeMeans {
            clock: &app.app.clock,
            keys: &app.app.config.keys,
            host: "example.org",
        };
        let mut conn = app.conn().await;
        take(&mut conn, means, batch).await.unwrap()
    };
    let (one, two) = tokio::join!(run(&forwards), run(&backwards));
    let confirmed = one
        .iter()
        .chain(&two)
        .filter(|one| matches!(one, RegistrationOutcome::Taken { .. }))
        .count();
    assert_eq!(confirmed, 200);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_that_fails_in_the_middle_leaves_nothing() {
    let app = TestApp::start().await;
    let event = app.event("set").places(5).publish().await;
    let batch = people(&app, &event, &["a@example.org", "b@example.org"]).await;
    app.execute("ALTER TABLE outgoing_mails ADD CONSTRAINT none CHECK (false) NOT VALID")
        .await;
    let means = IntakeMeans {
        clock: &app.app.clock,
        keys: &app.app.config.keys,
        host: "example.org",
    };
    let mut conn = app.conn().await;
    assert!(take(&mut conn, means, &batch).await.is_err());
    for table in ["registrations", "quota_claims", "consents"] {
        assert_eq!(
            app.count(&format!("SELECT count(*) FROM {table}")).await,
            0,
            "{table}"
        );
    }
    assert_eq!(app.count("SELECT taken FROM quotas").await, 0);
}
