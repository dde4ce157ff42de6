//! `kill -9` in the middle of a rush: whoever was told that she is in, is in.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::process::ServerProcess;
use crate::support::{TestApp, Visitor, invariants};

#[derive(Default)]
struct Told {
    /// Forms that were answered 303.
    done: Vec<String>,
    /// Forms whose answer never came.
    unknown: Vec<(String, String)>,
}

async fn send(visitor: &Visitor, terms: &str, submission: &str, email: &str) -> Option<u16> {
    let fields = [
        ("submission_id", submission),
        ("accept_terms", terms),
        ("name", "Somebody"),
        ("email", email),
    ];
    visitor
        .try_post("/e/crash/register", &fields)
        .await
        .ok()
        .map(|answer| answer.status)
}

#[tokio::test(flavor = "multi_thread")]
async fn after_kill_9_everybody_who_was_answered_303_is_there_with_consent_and_mail() {
    let app = TestApp::start().await;
    app.event("crash").places(100_000).publish().await;
    let mut server = ServerProcess::start(&app.db).await;
    let visitor = Visitor::new(server.base.clone());
    let terms = visitor
        .page("/e/crash/register")
        .await
        .attr("input[name=accept_terms]", "value");
    let told = Arc::new(Mutex::new(Told::default()));

    // Fifty forms a second, whatever becomes of the ones before, until the server was killed often enough.
    let enough = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let rush = {
        let (told, visitor, terms) = (told.clone(), visitor.clone(), terms.clone());
        let enough = enough.clone();
        tokio::spawn(async move {
            let mut beat = tokio::time::interval(Duration::from_millis(20));
            let mut people = tokio::task::JoinSet::new();
            for n in 0..3_000 {
                beat.tick().await;
                if n >= 100 && enough.load(std::sync::atomic::Ordering::Relaxed) {
                    break;
                }
                let (told, visitor, terms) = (told.clone(), visitor.clone(), terms.clone());
                people.spawn(async move {
                    let submission = uuid::Uuid::new_v4().to_string();
                    let email = format!("p{n}@example.org");
                    let status = send(&visitor, &terms, &submission, &email).await;
                    let mut told = told.lock().unwrap();
                    match status {
                        Some(303) => told.done.push(submission),
                        None | Some(503) => told.unknown.push((submission, email)),
                        Some(other) => panic!("answered {other}"),
                    }
                });
            }
            while people.join_next().await.is_some() {}
        })
    };
    for answered in [30, 70] {
        while told.lock().unwrap().done.len() < answered {
            assert!(!rush.is_finished(), "the rush ended before the server was killed");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        server.kill_and_restart().await;
    }
    enough.store(true, std::sync::atomic::Ordering::Relaxed);
    rush.await.unwrap();

    let Told { done, unknown } = std::mem::take(&mut *told.lock().unwrap());
    assert!(
        !unknown.is_empty(),
        "nobody was hit: the server was not killed in the middle of anything"
    );
    for submission in &done {
        let there = format!(
            "SELECT count(*) FROM registrations WHERE submission_id = '{submission}' AND status = 'confirmed'"
        );
        assert_eq!(app.count(&there).await, 1, "lost: {submission}");
    }
    // Whoever got no answer presses the button again and is in, once.
    for (submission, email) in &unknown {
        assert_eq!(send(&visitor, &terms, submission, email).await, Some(303));
    }
    let all = i64::try_from(done.len() + unknown.len()).unwrap();
    assert_eq!(app.count("SELECT count(*) FROM registrations").await, all);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_polite_kill_finishes_what_is_under_way() {
    let app = TestApp::start().await;
    app.event("crash").publish().await;
    let mut server = ServerProcess::start(&app.db).await;
    let visitor = Visitor::new(server.base.clone());
    let terms = visitor
        .page("/e/crash/register")
        .await
        .attr("input[name=accept_terms]", "value");
    // The registration takes half a second; the server is told to stop in the middle of it.
    app.execute(
        "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.5); RETURN NEW; END $$",
    )
    .await;
    app.execute("CREATE TRIGGER slow BEFORE INSERT ON registrations FOR EACH ROW EXECUTE FUNCTION slow()")
        .await;
    let under_way = tokio::spawn(async move {
        send(
            &visitor,
            &terms,
            &uuid::Uuid::new_v4().to_string(),
            "a@example.org",
        )
        .await
    });
    tokio::time::sleep(Duration::from_millis(200)).await;
    let ended = tokio::task::spawn_blocking(move || server.terminate())
        .await
        .unwrap();
    assert!(ended.success(), "{ended}");
    assert_eq!(under_way.await.unwrap(), Some(303));
    assert_eq!(app.count("SELECT count(*) FROM registrations").await, 1);
}
