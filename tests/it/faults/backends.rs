//! Connections that the database cuts at random.

use std::time::Duration;

use crate::support::crowd::Crowd;
use crate::support::process::ServerProcess;
use crate::support::{TestApp, Visitor};

/// One of the processes' connections that is in the middle of something, at random; else any.
const CUT: &str = "SELECT count(pg_terminate_backend(pid)) FROM (
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
    ORDER BY state = 'idle', random() LIMIT 1) AS one";

#[tokio::test(flavor = "multi_thread")]
async fn connections_cut_at_random_lose_nobody_and_sell_nothing_twice() {
    let app = TestApp::start().await;
    app.event("cut").places(100).publish().await;
    let servers = [
        ServerProcess::start(&app.db).await,
        ServerProcess::start(&app.db).await,
    ];
    let doors = servers
        .each_ref()
        .map(|server| Visitor::new(server.base.clone()))
        .to_vec();
    let crowd = Crowd::before("cut", doors).await;
    let mut cut = 0;
    let told = crowd
        .stream_during(async {
            for _ in 0..100 {
                tokio::time::sleep(Duration::from_millis(20)).await;
                cut += app.count(CUT).await;
            }
        })
        .await;
    assert!(cut >= 50, "only {cut} connections were cut");
    assert!(!told.registered.is_empty());
    crowd.settle(&app, &told).await;
}
