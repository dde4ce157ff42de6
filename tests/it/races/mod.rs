//! What people do at the same moment, each race with its control: the same with the guard off, which must fail.

mod leaving;
mod meanwhile;
mod places;
mod shared;
mod twins;

use crate::support::process::ServerProcess;
use crate::support::{TestApp, Visitor};

/// Two processes on one database, and a visitor's browser before each.
async fn two_processes(app: &TestApp) -> ([ServerProcess; 2], Vec<Visitor>) {
    let servers = [
        ServerProcess::start(&app.db).await,
        ServerProcess::start(&app.db).await,
    ];
    let doors = servers
        .iter()
        .map(|server| Visitor::new(server.base.clone()))
        .collect();
    (servers, doors)
}
