//! A payment arrived: an organizer notes it, and whoever waited with a place held until then has it for good.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::life::{Deed, Step, step};
use super::moves::{self, Move};
use super::queries;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::categories;
use crate::dues::{self, NewPayment};
use crate::events;
use crate::platform::ids::{AccountId, RegistrationId};
use crate::platform::web::{App, Error};
use crate::terms::value::Money;

/// How it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentOutcome {
    /// It is noted.
    Noted,
    /// More than is owed; this is what is, in its currency, if anything.
    TooMuch(Option<Money>),
    /// The registration has ended.
    Ended,
}

/// Notes that `amount` was received for a registration.
///
/// # Errors
/// When the database does not take it.
pub async fn note_payment(
    app: &App,
    id: RegistrationId,
    amount: Money,
    by: AccountId,
) -> Result<PaymentOutcome, Error> {
    let mut conn = app.pool.get().await?;
    let event_id = queries::find_by_id(&mut conn, id).await?.event_id;
    let outcome = conn
        .transaction(async |conn| {
            let now = app.clock.now(conn).await?;
            let held = events::lock_shared(conn, &[event_id]).await?;
            let event = held.first().ok_or(diesel::result::Error::NotFound)?;
            // In the order of everybody who moves registrations; two who note the same payment take turns.
            categories::lock_quotas_of_event(conn, event_id).await?;
            let registration = queries::find_for_update(conn, id).await?;
            if !registration.status.is_live() {
                return Ok(PaymentOutcome::Ended);
            }
            let open = dues::list_open(conn, &[id]).await?;
            let owed = open.iter().find(|open| open.amount.currency == amount.currency);
            let Some(owed) = owed.filter(|owed| amount.minor > 0 && amount.minor <= owed.amount.minor) else {
                return Ok(PaymentOutcome::TooMuch(owed.map(|owed| owed.amount)));
            };
            let payment = NewPayment {
                registration_id: id,
                terms_version_id: owed.terms_version_id,
                amount,
            };
            dues::record_payment(conn, payment, now).await?;
            let actor = Actor::Account(by);
            let entry = NewActivity {
                kind: Kind::RegistrationPaid,
                actor,
                organization_id: Some(event.organization_id),
                event_id: Some(event_id),
                subject_id: id.uuid(),
                data: json!({"amount": amount.to_string()}),
                personal: None,
            };
            activity::record(conn, now, vec![entry]).await?;
            let is_all = open.len() == 1 && amount == owed.amount;
            if is_all && step(registration.status, Deed::Pay) == Step::Onward {
                let paying = [Move::new(id, Deed::Pay, actor)];
                moves::perform(conn, app.urls.host(), event, &paying, now).await?;
            }
            Ok::<_, diesel::result::Error>(PaymentOutcome::Noted)
        })
        .await?;
    app.waker.wake();
    Ok(outcome)
}
