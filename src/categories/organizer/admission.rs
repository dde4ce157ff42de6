//! How a category lets people in, as a form asks for it and as pages say it.

use crate::categories::{Admission, Waitlist};
use crate::platform::i18n::Tr;
use crate::platform::text::normalise_width;
use crate::platform::web::{Mistakes, RawForm};

/// The longest that a place is held for a payment, and for an answer to an offer, as the table has it.
const MOST_PAYMENT_DAYS: i32 = 365;
const MOST_OFFER_HOURS: i32 = 720;

/// What a form says; whatever is no answer is told beside its field.
pub(super) fn parse(mistakes: &mut Mistakes, form: &RawForm) -> Admission {
    let payment_days = match number(form, "payment_days") {
        Ok(days) if days.is_none_or(|days| (1..=MOST_PAYMENT_DAYS).contains(&days)) => days,
        _ => {
            mistakes.add("payment_days", mistakes.t.of("category-payment-days-odd"));
            None
        }
    };
    let waitlist = form.get("waitlist").parse().unwrap_or_else(|_| {
        mistakes.add("waitlist", mistakes.t.of("category-waitlist-missing"));
        Waitlist::Off
    });
    let offer_hours = match number(form, "offer_hours") {
        Ok(Some(hours)) if (1..=MOST_OFFER_HOURS).contains(&hours) => hours,
        // Nobody is offered anything: what stands there does not matter.
        Ok(None) if waitlist != Waitlist::Offered => Admission::OPEN.offer_hours,
        _ => {
            mistakes.add("offer_hours", mistakes.t.of("category-offer-hours-odd"));
            Admission::OPEN.offer_hours
        }
    };
    Admission {
        proves_address: form.has("proves_address"),
        needs_review: form.has("needs_review"),
        review_holds_place: form.has("review_holds_place"),
        reviews_edits: form.has("reviews_edits"),
        awaits_payment: form.has("awaits_payment"),
        payment_days,
        waitlist,
        offer_hours,
    }
}

/// A whole number, or nothing, as people type it.
fn number(form: &RawForm, field: &str) -> Result<Option<i32>, std::num::ParseIntError> {
    let typed = normalise_width(form.get(field).trim());
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some)
}

/// What stands in the form for `admission`.
pub(super) fn defaults(admission: &Admission) -> Vec<(&'static str, String)> {
    let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
    let days = admission.payment_days.map(|days| days.to_string());
    vec![
        ("proves_address", yes(admission.proves_address)),
        ("needs_review", yes(admission.needs_review)),
        ("review_holds_place", yes(admission.review_holds_place)),
        ("reviews_edits", yes(admission.reviews_edits)),
        ("awaits_payment", yes(admission.awaits_payment)),
        ("payment_days", days.unwrap_or_default()),
        ("waitlist", admission.waitlist.to_string()),
        ("offer_hours", admission.offer_hours.to_string()),
    ]
}

/// Every answer of the form by its question, in words.
pub(super) fn answers(admission: &Admission, t: Tr) -> Vec<(String, String)> {
    let yes = |is: bool| t.of(if is { "category-yes" } else { "category-no" });
    let days = admission.payment_days.map(|days| t.number(days));
    [
        ("category-proves-address", yes(admission.proves_address)),
        ("category-needs-review", yes(admission.needs_review)),
        ("category-review-holds-place", yes(admission.review_holds_place)),
        ("category-reviews-edits", yes(admission.reviews_edits)),
        ("category-awaits-payment", yes(admission.awaits_payment)),
        ("category-payment-days", days.unwrap_or_default()),
        (
            "category-waitlist",
            t.of(match admission.waitlist {
                Waitlist::Off => "category-waitlist-none",
                Waitlist::Offered => "category-waitlist-offered",
                Waitlist::Confirmed => "category-waitlist-confirmed",
            }),
        ),
        ("category-offer-hours", t.number(admission.offer_hours)),
    ]
    .map(|(question, answer)| (t.of(question), answer))
    .into()
}

/// What comes before a confirmed place, in a word each; nothing where there is nothing.
#[must_use]
pub fn notes(admission: &Admission, t: Tr) -> Vec<String> {
    [
        (admission.proves_address, "category-says-proof"),
        (admission.needs_review, "category-says-review"),
        (admission.awaits_payment, "category-says-payment"),
        (admission.has_waitlist(), "category-says-waitlist"),
    ]
    .into_iter()
    .filter(|(is, _)| *is)
    .map(|(_, words)| t.of(words))
    .collect()
}
