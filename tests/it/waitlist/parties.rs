//! Several people by one form, together or as many as possible.

use lanyard::platform::email::EmailAddress;
use lanyard::registration::{Companion, IntakeMeans, Refusal, RegistrationOutcome, take};

use super::{register, status};
use crate::support::{TestApp, invariants};

async fn party(app: &TestApp, slug: &str, together: bool) -> String {
    let mut fields = vec![
        ("name", "Dora"),
        ("email", "dora@example.org"),
        ("companions", "Emil\n\n  Fred  "),
    ];
    if together {
        fields.push(("stays_together", "yes"));
    }
    app.visitor().register(slug, &fields).await.location()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_party_that_stays_together_waits_until_all_of_it_fits_and_answers_once() {
    let app = TestApp::start().await;
    app.event("party").places(3).waitlist("offered").publish().await;
    let pages = register(&app, "party", &["Anna", "Boris", "Clara"]).await;
    let own = party(&app, "party", true).await;
    register(&app, "party", &["Gina"]).await;
    let visitor = app.visitor();
    let page = visitor.page(&own).await;
    let words = page.text("main");
    assert!(words.contains("You wait for 3 places together"), "{words}");
    assert!(words.contains("Together with you EmilOn the waitlist"), "{words}");
    visitor.post(&format!("{}/withdraw", pages[0]), &[]).await;
    assert_eq!(status(&app, "Dora").await, "waitlisted");
    assert_eq!(
        status(&app, "Gina").await,
        "offered",
        "whoever fits gets what is free"
    );
    app.execute("UPDATE quotas SET size = 6").await;
    lanyard::registration::promote_waiting(&app.app).await.unwrap();
    for name in ["Dora", "Emil", "Fred"] {
        assert_eq!(status(&app, name).await, "offered", "{name}");
    }
    let offer = visitor.page(&format!("{own}/offer")).await.text("main");
    assert!(offer.contains("This is about 3 places"), "{offer}");
    visitor
        .post(&format!("{own}/offer"), &[("answer", "accept")])
        .await;
    for name in ["Dora", "Emil", "Fred"] {
        assert_eq!(status(&app, name).await, "confirmed", "{name}");
    }
    let emil = visitor.page(&own).await.attr("main ul.deeds a.button", "href");
    assert_eq!(visitor.page(&emil).await.text(".badge .name"), "Emil");
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_while_a_party_waits_for_more_places_than_there_are_gets_one_at_once() {
    let app = TestApp::start().await;
    app.event("party").places(3).waitlist("offered").publish().await;
    register(&app, "party", &["Anna"]).await;
    party(&app, "party", true).await;
    assert_eq!(
        status(&app, "Dora").await,
        "waitlisted",
        "two are not enough for three"
    );
    register(&app, "party", &["Gina"]).await;
    assert_eq!(status(&app, "Gina").await, "confirmed");
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_party_that_does_not_mind_takes_as_many_places_as_there_are() {
    let app = TestApp::start().await;
    app.event("loose").places(2).waitlist("offered").publish().await;
    party(&app, "loose", false).await;
    let taken = app.count("SELECT taken FROM quotas").await;
    assert_eq!(taken, 2);
    assert_eq!(status(&app, "Dora").await, "confirmed");
    assert_eq!(app.count("SELECT count(*) FROM waitlist_entries").await, 1);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_companions_are_refused_with_the_reason_beside_the_field() {
    let app = TestApp::start().await;
    app.event("crowd").places(2).waitlist("offered").publish().await;
    let names = ["Name"; 10].join("\n");
    let fields = [
        ("name", "Dora"),
        ("email", "dora@example.org"),
        ("companions", &*names),
    ];
    let answer = app.visitor().register("crowd", &fields).await;
    assert_eq!(answer.status, 422);
    let html = answer.html();
    assert!(html.text("#companions-error").contains("no more than 9 names"));
    assert_eq!(
        html.text("#companions").matches("Name").count(),
        10,
        "what was typed is kept"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_somebody_asks_for_twice_is_not_kept_from_a_party_of_the_same_moment() {
    let app = TestApp::start().await;
    let event = app.event("twice").places(3).waitlist("offered").publish().await;
    let mut anna = app.newcomer(&event).await;
    anna.email = EmailAddress::parse("anna@example.org").ok();
    let mut dora = app.newcomer(&event).await;
    dora.companions = vec![Companion { name: None }];
    let means = IntakeMeans {
        clock: &app.app.clock,
        keys: &app.app.config.keys,
        host: "example.org",
    };
    let mut conn = app.conn().await;
    take(&mut conn, means, std::slice::from_ref(&anna)).await.unwrap();
    let outcomes = take(&mut conn, means, &[anna, dora]).await.unwrap();
    assert!(
        matches!(
            outcomes.as_slice(),
            [
                RegistrationOutcome::Refused(Refusal::AlreadyRegistered(_)),
                RegistrationOutcome::Taken { .. }
            ]
        ),
        "{outcomes:?}"
    );
    assert_eq!(app.count("SELECT taken FROM quotas").await, 3);
    invariants::assert_hold(&app.db).await;
}
