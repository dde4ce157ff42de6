//! No more confirmed places than there are, under any concurrency.

use crate::support::crowd::{Crowd, Person, Told};
use crate::support::{TestApp, invariants};

use super::two_processes;

const PLACES: i32 = 37;

async fn confirmed(app: &TestApp) -> i64 {
    app.count("SELECT count(*) FROM registrations WHERE status = 'confirmed'")
        .await
}

fn numbers(told: &Told) -> (usize, usize) {
    (told.registered.len(), told.refused.len())
}

#[tokio::test(flavor = "multi_thread")]
async fn of_500_who_come_at_once_to_two_processes_exactly_37_get_the_37_places() {
    let app = TestApp::start().await;
    app.event("rush").places(PLACES).publish().await;
    let (_servers, doors) = two_processes(&app).await;
    let told = Crowd::before("rush", doors).await.rush(Person::many(500)).await;
    assert_eq!(numbers(&told), (37, 463));
    assert_eq!(confirmed(&app).await, 37);
    assert_eq!(app.count("SELECT taken FROM quotas").await, 37);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_lock_and_check_a_rush_oversells() {
    let app = TestApp::start().await;
    app.event("rush").places(PLACES).publish().await;
    // The guard off: the quota is read without a lock, and the table no longer objects.
    app.execute("ALTER TABLE quotas DROP CONSTRAINT quota_is_never_oversold")
        .await;
    app.execute(
        "CREATE OR REPLACE FUNCTION lock_quotas(wanted uuid[]) RETURNS SETOF quotas LANGUAGE sql AS $$
             SELECT q.* FROM quotas q, pg_sleep(0.1) WHERE q.id = ANY (wanted) ORDER BY q.id $$",
    )
    .await;
    let (_servers, doors) = two_processes(&app).await;
    let told = Crowd::before("rush", doors).await.rush(Person::many(200)).await;
    assert!(
        told.registered.len() > 37,
        "the control must oversell, or the test above proves nothing: {:?}",
        numbers(&told)
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
    let crowd = Crowd::before("rush", vec![app.visitor()]).await;
    let mut registered = 0;
    for person in Person::many(40) {
        registered += usize::from(crowd.insist(&person).await.status == 303);
    }
    assert_eq!(registered, 37);
    assert_eq!(app.count("SELECT taken FROM quotas").await, 37);
}
