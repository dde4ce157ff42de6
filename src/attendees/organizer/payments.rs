//! Noting what was received: whoever sees the account says so, and who waited for it goes on.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use super::detail;
use super::words::find_own;
use crate::events::{EventAccess, Manage};
use crate::platform::i18n::Value;
use crate::platform::web::{App, Error, FormState, Mistakes, Page, RawForm, html, urls};
use crate::registration::{PaymentOutcome, note_payment};
use crate::terms::document::money_words;
use crate::terms::value::Money;

/// `POST /organizer/events/{slug}/attendees/{id}/payments`
///
/// # Errors
/// 404 for a registration of another event.
pub async fn add_payment(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let t = page.t;
    let event = &access.event;
    let registration = find_own(&app, event, &path.1).await?;
    let mut mistakes = Mistakes::new(t);
    let typed = form.get("amount").trim().replace(',', ".");
    let amount = format!("{typed} {}", form.get("currency").trim()).parse::<Money>();
    let outcome = match amount {
        Err(_) => {
            mistakes.add("amount", t.of("payment-amount-odd"));
            None
        }
        Ok(amount) => Some(note_payment(&app, registration.id, amount, access.signed_in.account.id).await?),
    };
    match outcome {
        Some(PaymentOutcome::Noted) => {
            let location = format!(
                "{}?done=paid#payments",
                urls::attendee(&event.slug, registration.id)
            );
            return Ok(HttpResponse::SeeOther()
                .insert_header((header::LOCATION, location))
                .finish());
        }
        Some(PaymentOutcome::TooMuch(Some(owed))) => {
            let owed = [("owed", Value::from(money_words(t, owed)))];
            mistakes.add("amount", t.with("payment-too-much", &owed));
        }
        Some(PaymentOutcome::TooMuch(None)) => mistakes.add("amount", t.of("payment-nothing-open")),
        Some(PaymentOutcome::Ended) => mistakes.add("amount", t.of("payment-ended")),
        None => {}
    }
    let form = FormState::rejected(form, mistakes.found);
    let template = detail::page_of(&app, &access, registration, page, None, form).await?;
    html(HttpResponse::UnprocessableEntity(), &template)
}
