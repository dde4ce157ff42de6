//! People leave while others come.

use crate::support::crowd::{Crowd, Person};
use crate::support::{TestApp, Visitor, invariants};

use super::two_processes;

const PLACES: usize = 20;

/// How often newcomers come, so that some of them meet those who leave.
const WAVES: usize = 4;

/// The house is full. Everybody in it leaves while newcomers come in waves, each twice as many.
async fn changing_of_the_guard(app: &TestApp) {
    app.event("guard")
        .places(i32::try_from(PLACES).unwrap())
        .publish()
        .await;
    let (_servers, doors) = two_processes(app).await;
    let crowd = Crowd::before("guard", doors.clone()).await;
    let inside = crowd.rush(Person::many(PLACES)).await.registered;
    let mut leaving = tokio::task::JoinSet::new();
    for (n, (_, page)) in inside.into_iter().enumerate() {
        leaving.spawn(leave(doors[n % doors.len()].clone(), page));
    }
    for wave in 0..WAVES {
        let first = PLACES + wave * 2 * PLACES;
        let newcomers = (first..first + 2 * PLACES).map(|n| Person::new(n, None));
        crowd.rush(newcomers.collect()).await;
    }
    leaving.join_all().await;
}

/// Withdraws by the personal page's own form, however often it takes.
pub async fn leave(visitor: Visitor, page: String) {
    for _ in 0..200 {
        match visitor.try_post(&format!("{page}/withdraw"), &[]).await {
            Ok(answer) if answer.status == 303 => return,
            _ => tokio::time::sleep(std::time::Duration::from_millis(50)).await,
        }
    }
    panic!("{page} cannot be withdrawn");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_makes_room_for_one_and_not_for_two() {
    let app = TestApp::start().await;
    changing_of_the_guard(&app).await;
    let withdrawn = app
        .count("SELECT count(*) FROM registrations WHERE status = 'withdrawn'")
        .await;
    assert_eq!(withdrawn, 20);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_ledger_that_forgets_the_lock_two_may_come_for_one_who_leaves() {
    let app = TestApp::start().await;
    app.execute("ALTER TABLE quotas DROP CONSTRAINT quota_is_never_oversold")
        .await;
    app.execute(
        "CREATE OR REPLACE FUNCTION lock_quotas(wanted uuid[]) RETURNS SETOF quotas LANGUAGE sql AS $$
             SELECT q.* FROM quotas q, pg_sleep(0.05) WHERE q.id = ANY (wanted) ORDER BY q.id $$",
    )
    .await;
    changing_of_the_guard(&app).await;
    assert_ne!(invariants::violations(&app.db).await, []);
}
