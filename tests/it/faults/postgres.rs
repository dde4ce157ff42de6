//! PostgreSQL that dies under load and comes back.

use std::time::Duration;

use crate::support::cluster::Cluster;
use crate::support::crowd::Crowd;
use crate::support::process::ServerProcess;
use crate::support::{TestApp, TestDb, Visitor};

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_dies_under_load_has_kept_everything_it_confirmed() {
    let cluster = Cluster::start().await;
    let app = TestApp::start_on(TestDb::at(cluster.url()).await, |_| {}).await;
    app.event("crash").places(100).publish().await;
    let servers = [
        ServerProcess::start(&app.db).await,
        ServerProcess::start(&app.db).await,
    ];
    let doors = servers
        .each_ref()
        .map(|server| Visitor::new(server.base.clone()))
        .to_vec();
    let crowd = Crowd::before("crash", doors).await;
    let told = crowd
        .stream_during(async {
            for _ in 0..2 {
                tokio::time::sleep(Duration::from_millis(700)).await;
                cluster.crash_and_restart().await;
            }
            tokio::time::sleep(Duration::from_millis(700)).await;
        })
        .await;
    assert!(!told.unknown.is_empty(), "the database died when nobody asked");
    assert!(!told.registered.is_empty());
    crowd.settle(&app, &told).await;
}
