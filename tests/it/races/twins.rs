//! One form that is sent many times at once.

use std::collections::HashSet;

use crate::support::crowd::{Crowd, Person};
use crate::support::{TestApp, invariants};

use super::two_processes;

#[tokio::test(flavor = "multi_thread")]
async fn fifty_twins_of_one_form_at_two_processes_are_one_registration_and_one_answer() {
    let app = TestApp::start().await;
    app.event("twins")
        .categories(&[("expert", Some(10)), ("online", None)])
        .publish()
        .await;
    let (_servers, doors) = two_processes(&app).await;
    let crowd = Crowd::before("twins", doors).await;
    for (n, category) in [(1, "expert"), (2, "online")] {
        let told = crowd.rush(vec![Person::new(n, Some(category)); 50]).await;
        assert_eq!(told.registered.len(), 50);
        let targets: HashSet<String> = told.registered.into_iter().map(|(_, page)| page).collect();
        assert_eq!(targets.len(), 1, "every twin is sent to the same page");
    }
    assert_eq!(app.count("SELECT count(*) FROM registrations").await, 2);
    assert_eq!(app.count("SELECT count(*) FROM outgoing_mails").await, 2);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_unique_form_twins_make_several_registrations() {
    let app = TestApp::start().await;
    app.event("twins").publish().await;
    app.execute("ALTER TABLE registrations DROP CONSTRAINT form_is_used_once")
        .await;
    app.execute("DROP INDEX person_registers_once").await;
    // All twins have looked for one another before the first is written.
    app.execute(
        "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(1); RETURN NEW; END $$",
    )
    .await;
    app.execute("CREATE TRIGGER slow BEFORE INSERT ON registrations FOR EACH ROW EXECUTE FUNCTION slow()")
        .await;
    let (_servers, doors) = two_processes(&app).await;
    let crowd = Crowd::before("twins", doors).await;
    crowd.rush(vec![Person::new(1, None); 6]).await;
    assert!(
        app.count("SELECT count(*) FROM registrations").await > 1,
        "the guard off must show"
    );
    assert!(
        invariants::violations(&app.db)
            .await
            .iter()
            .any(|(name, _)| *name == "a form is used once")
    );
}
