//! No more confirmed places than there are, under any concurrency.

use crate::support::{TestApp, Visitor, invariants};

const PEOPLE: usize = 200;
const PLACES: i32 = 37;

/// Sends one person's form until it is answered: 503 asks to press the button again, which changes nothing.
async fn insist(visitor: Visitor, terms: String, n: usize) -> u16 {
    let submission = uuid::Uuid::new_v4().to_string();
    let email = format!("person{n}@example.org");
    let fields = [
        ("submission_id", submission.as_str()),
        ("accept_terms", terms.as_str()),
        ("name", "Somebody"),
        ("email", email.as_str()),
    ];
    loop {
        let answer = visitor.post("/e/rush/register", &fields).await;
        if answer.status != 503 {
            return answer.status;
        }
        assert!(
            !answer.header("retry-after").is_empty() && answer.body.contains(&email),
            "503 keeps the form"
        );
    }
}

/// Lets everybody register at once; how many were told that they are in, and how many that it is full.
async fn rush(app: &TestApp) -> (usize, usize) {
    let page = app.visitor().page("/e/rush/register").await;
    let terms = page.attr("input[name=accept_terms]", "value");
    let everybody: Vec<_> = (0..PEOPLE)
        .map(|n| tokio::spawn(insist(app.visitor(), terms.clone(), n)))
        .collect();
    let mut statuses = Vec::new();
    for one in everybody {
        statuses.push(one.await.unwrap());
    }
    let count = |status| statuses.iter().filter(|&&answered| answered == status).count();
    assert_eq!(count(303) + count(409), PEOPLE, "{statuses:?}");
    (count(303), count(409))
}

#[tokio::test(flavor = "multi_thread")]
async fn of_200_who_come_at_once_exactly_37_get_the_37_places() {
    let app = TestApp::start().await;
    app.event("rush").places(PLACES).publish().await;
    assert_eq!(rush(&app).await, (37, 163));
    assert_eq!(
        app.count("SELECT count(*) FROM registrations WHERE status = 'confirmed'")
            .await,
        37
    );
    assert_eq!(app.count("SELECT taken FROM quotas").await, 37);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_lock_and_check_the_same_rush_oversells() {
    let app = TestApp::start().await;
    app.event("rush").places(PLACES).publish().await;
    // The guard off: the quota is read without a lock, and the table no longer objects.
    app.execute("ALTER TABLE quotas DROP CONSTRAINT quota_is_never_oversold")
        .await;
    app.execute(
        "CREATE OR REPLACE FUNCTION lock_quotas(wanted uuid[]) RETURNS SETOF quotas LANGUAGE sql AS $$
             SELECT q.* FROM quotas q, pg_sleep(0.02) WHERE q.id = ANY (wanted) ORDER BY q.id $$",
    )
    .await;
    let (confirmed, _) = rush(&app).await;
    assert!(
        confirmed > 37,
        "the control must oversell, or the test above proves nothing: {confirmed}"
    );
    assert!(
        invariants::violations(&app.db)
            .await
            .iter()
            .any(|(name, _)| *name == "no quota is oversold")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_refuses_to_be_oversold_even_without_the_lock() {
    let app = TestApp::start().await;
    app.event("rush").places(PLACES).publish().await;
    app.execute(
        "CREATE OR REPLACE FUNCTION lock_quotas(wanted uuid[]) RETURNS SETOF quotas LANGUAGE sql AS $$
             SELECT id, event_id, name, 1000, excess, 0 FROM quotas WHERE id = ANY (wanted) $$",
    )
    .await;
    let terms = app
        .visitor()
        .page("/e/rush/register")
        .await
        .attr("input[name=accept_terms]", "value");
    let mut statuses = Vec::new();
    for n in 0..40 {
        statuses.push(insist(app.visitor(), terms.clone(), n).await);
    }
    assert_eq!(statuses.iter().filter(|&&status| status == 303).count(), 37);
    assert_eq!(app.count("SELECT taken FROM quotas").await, 37);
}
