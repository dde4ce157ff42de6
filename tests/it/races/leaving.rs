//! People leave while others come.

use crate::support::crowd::{Crowd, Person};
use crate::support::{TestApp, Visitor, invariants};

use super::two_processes;

const PLACES: usize = 20;

/// The house is full. Everybody in it leaves while newcomers come in waves, each twice as many, the last one when all
/// have left. Says what was violated after any of them: places that were given away twice are made up for by the next
/// who leave.
async fn changing_of_the_guard(app: &TestApp) -> Vec<(&'static str, usize)> {
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
    let mut seen = Vec::new();
    for wave in 0.. {
        while let Some(left) = leaving.try_join_next() {
            left.expect("she can leave");
        }
        let is_last = leaving.is_empty();
        let first = PLACES + wave * 2 * PLACES;
        let newcomers = (first..first + 2 * PLACES).map(|n| Person::new(n, None));
        crowd.rush(newcomers.collect()).await;
        seen.extend(invariants::violations(&app.db).await);
        if is_last {
            break;
        }
    }
    seen
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
    assert_eq!(changing_of_the_guard(&app).await, []);
    let withdrawn = app
        .count("SELECT count(*) FROM registrations WHERE status = 'withdrawn'")
        .await;
    assert_eq!(withdrawn, 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_ledger_that_forgets_the_lock_two_may_come_for_one_who_leaves() {
    let app = TestApp::start().await;
    app.execute("ALTER TABLE quotas DROP CONSTRAINT quota_is_never_oversold")
        .await;
    app.execute(
        "CREATE OR REPLACE FUNCTION lock_quotas(wanted uuid[]) RETURNS SETOF quotas LANGUAGE sql AS $$
             SELECT q.* FROM quotas q, pg_sleep(0.1) WHERE q.id = ANY (wanted) ORDER BY q.id $$",
    )
    .await;
    assert_ne!(changing_of_the_guard(&app).await, []);
}
