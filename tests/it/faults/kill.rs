//! `kill -9` in the middle of a rush: whoever was told that she is in, is in.

use std::time::Duration;

use crate::support::crowd::{Crowd, Person};
use crate::support::process::ServerProcess;
use crate::support::{TestApp, Visitor};

#[tokio::test(flavor = "multi_thread")]
async fn one_of_two_processes_killed_ten_times_during_a_rush_loses_nobody() {
    let app = TestApp::start().await;
    app.event("crash").places(150).publish().await;
    let steady = ServerProcess::start(&app.db).await;
    let mut mortal = ServerProcess::start(&app.db).await;
    let doors = [&steady, &mortal]
        .map(|server| Visitor::new(server.base.clone()))
        .to_vec();
    let crowd = Crowd::before("crash", doors).await;
    // The places run out on the way.
    let told = crowd
        .stream_during(async {
            for n in 0_u64..10 {
                tokio::time::sleep(Duration::from_millis(120 + 17 * n)).await;
                mortal.kill_and_restart().await;
            }
        })
        .await;
    assert!(
        !told.unknown.is_empty(),
        "nobody was hit: the server was not killed in the middle of anything"
    );
    assert!(!told.registered.is_empty());
    crowd.settle(&app, &told).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_answers_before_it_commits_would_be_found() {
    let app = TestApp::start().await;
    app.event("crash").publish().await;
    let crowd = Crowd::before("crash", vec![app.visitor()]).await;
    let told = crowd.rush(Person::many(3)).await;
    // The guard off: somebody who was told that she is in was never written.
    let lost = &told.registered[1].0.submission;
    app.execute("ALTER TABLE registrations DISABLE TRIGGER ALL").await;
    app.execute(&format!(
        "DELETE FROM registrations WHERE submission_id = '{lost}'"
    ))
    .await;
    let settling = tokio::spawn(async move { crowd.settle(&app, &told).await });
    assert!(settling.await.is_err(), "the control must find who was lost");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_polite_kill_finishes_what_is_under_way() {
    let app = TestApp::start().await;
    app.event("crash").publish().await;
    let mut server = ServerProcess::start(&app.db).await;
    let crowd = Crowd::before("crash", vec![Visitor::new(server.base.clone())]).await;
    // The registration takes half a second; the server is told to stop in the middle of it.
    app.execute(
        "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.5); RETURN NEW; END $$",
    )
    .await;
    app.execute("CREATE TRIGGER slow BEFORE INSERT ON registrations FOR EACH ROW EXECUTE FUNCTION slow()")
        .await;
    let under_way = tokio::spawn(async move { crowd.send(&Person::new(1, None)).await });
    tokio::time::sleep(Duration::from_millis(200)).await;
    let ended = tokio::task::spawn_blocking(move || server.terminate())
        .await
        .unwrap();
    assert!(ended.success(), "{ended}");
    assert_eq!(under_way.await.unwrap().map(|answer| answer.status), Some(303));
    assert_eq!(app.count("SELECT count(*) FROM registrations").await, 1);
}
