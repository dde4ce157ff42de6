//! The rules as an organizer states them by forms: fees, cancellation, consents.

mod fees;
mod cancellation;
mod consents;
mod round_trip;

use lanyard::platform::lang::Lang;
use lanyard::terms::Rules;
use serde_json::Value;

use crate::support::{Html, TestApp, Visitor};

/// The rules of the draft of the only event, as they are stored.
async fn stored(app: &TestApp) -> Value {
    use diesel::prelude::*;
    use diesel_async::RunQueryDsl;
    use lanyard::schema::terms_drafts;
    let mut conn = app.conn().await;
    terms_drafts::table
        .select(terms_drafts::rules)
        .first(&mut conn)
        .await
        .unwrap()
}

/// Sends the form of a page as it stands, with some fields filled in, and expects it to be saved.
async fn saves(manager: &Visitor, address: &str, page: &Html, fields: &[(&str, &str)]) {
    let answer = manager.fill_in_page(page, fields).await;
    assert_eq!(answer.status, 303, "{}", answer.html().text("main"));
    assert_eq!(answer.location(), format!("{address}?saved=1"));
}

/// Rules that lose nothing when they are read and written.
fn rules(value: Value) -> Value {
    let rules: Rules = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(rules).unwrap(), value);
    value
}

/// In every language the page has no mark of a message that is missing.
async fn speaks_every_language(app: &TestApp, manager: &Visitor, address: &str) {
    let _ = app;
    for lang in Lang::ALL {
        let page = manager.page(&format!("{address}?lang={}", lang.code())).await;
        assert!(!page.text("main").contains("terms-"), "{}", page.text("main"));
    }
}
