//! Connections that nobody needs are closed; those in use are left alone.

use std::time::Duration;

use lanyard::platform::db::Pool;

use crate::support::TestDb;

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_nobody_needs_are_closed() {
    let db = TestDb::new().await;
    let pool = Pool::new(&db.url(), 4).unwrap();
    let (used, idle) = (pool.get().await.unwrap(), pool.get().await.unwrap());
    drop(idle);
    pool.close_idle(Duration::from_hours(1));
    assert_eq!(pool.state(), (2, 1, 0), "one is idle, but not for an hour");
    pool.close_idle(Duration::ZERO);
    assert_eq!(pool.state(), (1, 0, 0));
    drop(used);
}
