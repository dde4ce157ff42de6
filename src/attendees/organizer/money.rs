//! What an attendee owes and what was received of it, as her page shows it.

use super::words::local_time;
use crate::dues;
use crate::events::Event;
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::web::{Error, FormState, urls};
use crate::registration::Registration;
use crate::terms::document::money_words;
use crate::terms::value::Money;

/// The money of one attendee.
pub(super) struct Payments {
    /// What is still to be paid, one after the other; empty where nothing is.
    pub open: String,
    /// How much and when.
    pub received: Vec<(String, String)>,
    /// Currencies in which something is to be paid, and what.
    pub currencies: Vec<(String, String)>,
    /// What the amount is called; with its currency, where there is no choice.
    pub amount_label: String,
    /// Where a payment is noted, if one can be.
    pub href: Option<String>,
    /// The amount that is usual: everything, as one types it.
    usual: String,
}

impl Payments {
    /// `None` where nothing was ever to be paid.
    pub async fn find(
        conn: &mut Conn,
        registration: &Registration,
        event: &Event,
        may_note: bool,
        t: Tr,
    ) -> Result<Option<Self>, Error> {
        let open = dues::list_open(conn, &[registration.id]).await?;
        let received = dues::list_payments(conn, registration.id).await?;
        if open.is_empty() && received.is_empty() {
            return Ok(None);
        }
        let can_note = may_note && registration.status.is_live() && !open.is_empty();
        let words: Vec<String> = open.iter().map(|open| money_words(t, open.amount)).collect();
        Ok(Some(Self {
            open: words.join(" + "),
            received: received
                .into_iter()
                .map(|(amount, at)| (money_words(t, amount), local_time(event, at, t)))
                .collect(),
            currencies: open
                .iter()
                .map(|open| {
                    let code = open.amount.currency.code().to_owned();
                    (code.clone(), code)
                })
                .collect(),
            amount_label: match open.as_slice() {
                [only] => t.with(
                    "payment-amount-in",
                    &[("currency", Value::from(only.amount.currency.code()))],
                ),
                _ => t.of("payment-amount"),
            },
            usual: open
                .first()
                .map(|open| number_of(open.amount))
                .unwrap_or_default(),
            href: can_note.then(|| urls::attendee_payments(&event.slug, registration.id)),
        }))
    }

    /// The form with the usual amount, if nothing was typed yet.
    pub fn filled(&self, form: FormState) -> FormState {
        if form.typed().pairs().next().is_some() {
            return form;
        }
        FormState::fresh([("amount", self.usual.clone())])
    }
}

/// “1200.50” of “1200.50 EUR”.
fn number_of(money: Money) -> String {
    let words = money.to_string();
    words.split(' ').next().unwrap_or_default().to_owned()
}
