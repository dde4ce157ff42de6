//! Signing in by address and password.

use chrono::TimeDelta;
use diesel_async::AsyncConnection as _;

use super::error::AccountError;
use super::limits::{PASSWORDS_BY_ADDRESS, PASSWORDS_BY_NETWORK, count_try};
use super::model::Browser;
use super::passwords::{self, Check};
use super::queries;
use super::sessions::{self, Proof};
use crate::platform::email::EmailAddress;
use crate::platform::secret::Token;
use crate::platform::web::App;

/// How it ended.
#[derive(Debug)]
pub enum PasswordOutcome {
    /// She is in; the token goes into the cookie.
    SignedIn(Token),
    /// No such account, a disabled one, one without a password, or another password: nobody learns which.
    Wrong,
    /// Tried too often.
    Throttled {
        /// When to come again.
        retry_after: TimeDelta,
    },
}

/// Starts a session if the password is that of the account.
pub async fn sign_in_with_password(
    app: &App,
    browser: &Browser,
    email: &EmailAddress,
    password: &str,
) -> Result<PasswordOutcome, AccountError> {
    let key = email.key();
    let known = {
        let mut conn = app.pool.get().await?;
        let limits = [
            (PASSWORDS_BY_NETWORK, browser.network.as_str()),
            (PASSWORDS_BY_ADDRESS, key.as_str()),
        ];
        if let Some(retry_after) = count_try(&mut conn, app.clock.process_now(), &limits).await? {
            return Ok(PasswordOutcome::Throttled { retry_after });
        }
        queries::find_by_credentials(&mut conn, &key).await?
        // The connection goes back: others shall not wait for it while a core is busy with the password.
    };
    let (account_id, stored) = known.unzip();
    let stored = stored.flatten();
    let check = passwords::check(password, stored.as_deref()).await?;
    let Some(account_id) = account_id.filter(|_| check != Check::Wrong) else {
        return Ok(PasswordOutcome::Wrong);
    };
    let renewed = match check {
        Check::RightButOutdated => Some(passwords::hash_again(password).await?),
        Check::Right | Check::Wrong => None,
    };
    let mut conn = app.pool.get().await?;
    let outcome = conn
        .transaction::<_, AccountError, _>(async |conn| {
            let now = app.clock.now(conn).await?;
            // Changing the password signs everybody else out; that must hold for whoever is coming in just now.
            if !queries::credentials_stand(conn, account_id, stored.as_deref()).await? {
                return Ok(PasswordOutcome::Wrong);
            }
            let token = sessions::start(conn, account_id, browser, Proof::Password, now).await?;
            Ok(PasswordOutcome::SignedIn(token))
        })
        .await?;
    if let (PasswordOutcome::SignedIn(_), Some(renewed)) = (&outcome, renewed) {
        // The same password in a stronger hash: nothing to tell in the history. If it was changed meanwhile, that
        // stands.
        queries::set_password_hash(&mut conn, account_id, stored.as_deref(), &renewed).await?;
    }
    Ok(outcome)
}
