//! The queue in front of intake: many in one transaction, each with an answer of her own.

use std::time::Duration;

use lanyard::platform::email::EmailAddress;
use lanyard::registration::{self, Intake, NewRegistration, RegisterError, RegistrationOutcome};
use tokio::io::AsyncWriteExt as _;

use crate::support::{TestApp, Visitor, invariants};

async fn send(visitor: Visitor, terms: String, name: String) -> u16 {
    let email = format!("{}@example.org", name.to_lowercase());
    let submission = uuid::Uuid::new_v4().to_string();
    let fields = [
        ("submission_id", submission.as_str()),
        ("accept_terms", terms.as_str()),
        ("name", name.as_str()),
        ("email", email.as_str()),
    ];
    visitor.post("/e/queue/register", &fields).await.status
}

async fn terms(app: &TestApp) -> String {
    let page = app.visitor().page("/e/queue/register").await;
    page.attr("input[name=accept_terms]", "value")
}

/// Keeps the event's places locked while `meanwhile` runs.
async fn while_locked<R>(app: &TestApp, meanwhile: impl Future<Output = R>) -> R {
    use diesel_async::RunQueryDsl as _;
    let mut conn = app.conn().await;
    for statement in ["BEGIN", "SELECT 1 FROM quotas FOR UPDATE"] {
        diesel::sql_query(statement)
            .execute(&mut conn)
            .await
            .expect(statement);
    }
    let done = meanwhile.await;
    diesel::sql_query("COMMIT")
        .execute(&mut conn)
        .await
        .expect("the end");
    done
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_while_a_batch_is_under_way_goes_with_the_next() {
    let app = TestApp::start().await;
    app.event("queue").places(100).publish().await;
    let terms = terms(&app).await;
    let everybody = while_locked(&app, async {
        let everybody: Vec<_> = (0..40)
            .map(|n| tokio::spawn(send(app.visitor(), terms.clone(), format!("Person{n}"))))
            .collect();
        tokio::time::sleep(Duration::from_millis(700)).await;
        everybody
    })
    .await;
    for one in everybody {
        assert_eq!(one.await.unwrap(), 303);
    }
    let transactions = app
        .count("SELECT count(DISTINCT xmin::text) FROM registrations")
        .await;
    assert!(
        transactions < 10,
        "forty registrations in {transactions} transactions"
    );
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_cannot_be_written_fails_alone() {
    let app = TestApp::start().await;
    app.event("queue").places(100).publish().await;
    app.execute("ALTER TABLE registrations ADD CONSTRAINT no_poison CHECK (name <> 'Poison')")
        .await;
    let terms = terms(&app).await;
    let everybody = while_locked(&app, async {
        let names = (0..20).map(|n| {
            if n == 11 {
                "Poison".to_owned()
            } else {
                format!("Person{n}")
            }
        });
        let everybody: Vec<_> = names
            .map(|name| tokio::spawn(send(app.visitor(), terms.clone(), name)))
            .collect();
        tokio::time::sleep(Duration::from_millis(500)).await;
        everybody
    })
    .await;
    let mut statuses = Vec::new();
    for one in everybody {
        statuses.push(one.await.unwrap());
    }
    assert_eq!(
        statuses.iter().filter(|&&status| status == 303).count(),
        19,
        "{statuses:?}"
    );
    assert_eq!(app.count("SELECT count(*) FROM registrations").await, 19);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_hangs_up_before_the_answer_is_registered_whole_or_not_at_all() {
    let app = TestApp::start().await;
    app.event("queue").places(100).publish().await;
    let terms = terms(&app).await;
    while_locked(&app, async {
        for n in 0..10 {
            let form = format!(
                "submission_id={}&accept_terms={terms}&name=Person+{n}&email=p{n}%40example.org",
                uuid::Uuid::new_v4()
            );
            let request = format!(
                "POST /e/queue/register HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
                app.address,
                form.len()
            );
            let mut stream = tokio::net::TcpStream::connect(app.address).await.unwrap();
            stream.write_all(request.as_bytes()).await.unwrap();
            tokio::time::sleep(Duration::from_millis(30)).await;
            drop(stream);
        }
    })
    .await;
    for _ in 0..100 {
        if app.count("SELECT count(*) FROM registrations").await == 10 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(app.count("SELECT count(*) FROM registrations").await, 10);
    assert_eq!(app.count("SELECT taken FROM quotas").await, 10);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_too_many_wait_the_next_is_told_to_come_again_and_nobody_is_lost() {
    let app = TestApp::start().await;
    let event = app.event("queue").places(10_000).publish().await;
    let intake = Intake::start(&app.app);
    let new = app.newcomer(&event).await;
    let everybody = while_locked(&app, async {
        // More than have room in the queue and in all batches that wait for the lock.
        let everybody: Vec<_> = (0..3_200)
            .map(|n| {
                let (intake, mut new) = (intake.clone(), new.clone());
                new.email = Some(EmailAddress::parse(&format!("p{n}@example.org")).unwrap());
                tokio::spawn(async move { intake.register(new).await })
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(500)).await;
        everybody
    })
    .await;
    let (mut taken, mut busy) = (0, 0);
    for one in everybody {
        match one.await.unwrap() {
            Ok(RegistrationOutcome::Taken { .. }) => taken += 1,
            Err(RegisterError::Busy) => busy += 1,
            other => panic!("{other:?}"),
        }
    }
    assert!(
        busy > 0 && taken >= 2_000,
        "{taken} taken, {busy} told to come again"
    );
    assert_eq!(app.count("SELECT count(*) FROM registrations").await, taken);
    invariants::assert_hold(&app.db).await;
}

/// As many as `people`, at the same time.
async fn register_all(intake: &Intake, people: Vec<NewRegistration>) -> Vec<RegistrationOutcome> {
    let everybody = people.into_iter().map(|new| intake.register(new));
    futures_util::future::try_join_all(everybody)
        .await
        .expect("everybody is answered")
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_before_the_places_are_locked_goes_along() {
    let app = TestApp::start().await;
    let event = app.event("queue").places(10_000).publish().await;
    let intake = Intake::start(&app.app);
    let new = app.newcomer(&event).await;
    // A machine that has other things to do may let the moment pass.
    for _ in 0..20 {
        app.execute("UPDATE registrations SET registered_at = 'epoch'")
            .await;
        let come = |people: usize| {
            let (intake, people) = (intake.clone(), vec![new.clone(); people]);
            tokio::spawn(async move { register_all(&intake, people).await })
        };
        let (first, others) = while_locked(&app, async {
            let first = come(1);
            tokio::time::sleep(Duration::from_millis(20)).await;
            let others = come(30);
            tokio::time::sleep(Duration::from_millis(20)).await;
            (first, others)
        })
        .await;
        first.await.unwrap();
        others.await.unwrap();
        let together = "SELECT max(number) FROM (SELECT count(*) AS number FROM registrations
                        WHERE registered_at > 'epoch' GROUP BY registered_at) AS batches";
        if app.count(together).await == 31 {
            invariants::assert_hold(&app.db).await;
            return;
        }
    }
    panic!("the first one always went alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_needs_other_places_than_those_before_her_goes_with_the_next() {
    let app = TestApp::start().await;
    let events = [
        app.event("one").places(10_000).publish().await,
        app.event("two").places(10_000).publish().await,
    ];
    let intake = Intake::start(&app.app);
    let pair = [app.newcomer(&events[0]).await, app.newcomer(&events[1]).await];
    let people: Vec<_> = pair.iter().cycle().take(400).cloned().collect();
    let asked: Vec<_> = people.iter().map(|new| new.event_id).collect();
    let outcomes = register_all(&intake, people).await;
    let mut conn = app.conn().await;
    for (event_id, outcome) in asked.into_iter().zip(outcomes) {
        let RegistrationOutcome::Taken { id, .. } = outcome else {
            panic!("{outcome:?}");
        };
        let found = registration::find_by_id(&mut conn, id).await.unwrap();
        assert_eq!(found.event_id, event_id, "the answer is hers");
    }
    assert_eq!(
        app.count("SELECT count(*) FROM quotas WHERE taken = 200").await,
        2
    );
    invariants::assert_hold(&app.db).await;
}
