//! Waiting for a place: who stands where, what is offered and until when, and who gets what becomes free.

mod attendee;
mod companions;
mod game;
mod organizer;
mod parties;
mod promote;
mod property;
mod time;

use crate::support::TestApp;

/// Registers people called by these names, in this order; the pages of each.
async fn register(app: &TestApp, slug: &str, names: &[&str]) -> Vec<String> {
    let mut pages = Vec::new();
    for name in names {
        let email = format!("{}@example.org", name.to_lowercase());
        let answer = app
            .visitor()
            .register(slug, &[("name", name), ("email", &email)])
            .await;
        pages.push(answer.location());
    }
    pages
}

/// The status of whoever has this name.
async fn status(app: &TestApp, name: &str) -> String {
    let sql = format!("SELECT status FROM registrations WHERE name = '{name}'");
    app.conn_id(&sql).await
}
