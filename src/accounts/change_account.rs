//! Changing what one says of oneself. Nobody else edits it, so the latest word stands.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::error::AccountError;
use super::history::entry;
use super::model::Account;
use super::queries;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::platform::lang::Lang;
use crate::platform::web::App;

/// Saves the name and the language of `account`.
pub async fn change_account(
    app: &App,
    account: &Account,
    name: &str,
    language: Lang,
) -> Result<(), AccountError> {
    let mut conn = app.pool.get().await?;
    conn.transaction(async |conn| {
        let now = app.clock.now(conn).await?;
        queries::update_account(conn, account.id, name, language).await?;
        let changed = NewActivity {
            personal: Some(json!({"before": account.name, "name": name})),
            ..entry(
                Kind::AccountChanged,
                Actor::Account(account.id),
                account.id,
                json!({"language": language}),
            )
        };
        Ok(activity::record(conn, now, vec![changed]).await?)
    })
    .await
}
