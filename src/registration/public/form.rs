//! Makes sense of the registration form, all mistakes at once.

use serde_json::json;
use uuid::Uuid;

use crate::events::Event;
use crate::platform::countries::Country;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::{SubmissionId, TermsVersionId};
use crate::platform::secret::Digest;
use crate::platform::web::{FieldError, Mistakes, RawForm};
use crate::registration::{MailPolicy, NewRegistration, Offer, Submission};
use crate::terms::{Channel, TermsVersion};

/// The longest name, organization and position, in characters.
const MAX_LINE: usize = 200;
const MAX_PHONE: usize = 40;

/// A form that can be read. Whether the terms it accepts are still in force is for intake to say.
pub(super) struct Parsed {
    pub new: NewRegistration,
}

/// Reads the form against what the event offers.
///
/// # Errors
/// Every mistake, in the order of the page.
pub(super) fn parse(
    form: &RawForm,
    event: &Event,
    offers: &[Offer],
    terms: &TermsVersion,
    t: Tr,
) -> Result<Parsed, Vec<FieldError>> {
    let mut mistakes = Mistakes::new(t);
    let name = mistakes.line(form, "name", MAX_LINE);
    if name.as_deref() == Some("") {
        mistakes.add("name", t.of("register-name-missing"));
    }
    let email = mistakes.email(form, "email");
    let category = match offers {
        [only] => Some(&only.category),
        several => several
            .iter()
            .map(|offer| &offer.category)
            .find(|category| category.key == form.get("category")),
    };
    if category.is_none() {
        mistakes.add("category", t.of("register-category-missing"));
    }
    let organization = mistakes.line(form, "organization", MAX_LINE);
    let position = mistakes.line(form, "position", MAX_LINE);
    let country = match form.get("country").trim() {
        "" => None,
        typed => Country::parse(typed)
            .map_err(|_| mistakes.add("country", t.of("register-country-unknown")))
            .ok(),
    };
    let phone = if event.asks_phone {
        mistakes.line(form, "phone", MAX_PHONE)
    } else {
        None
    };
    if phone
        .as_deref()
        .is_some_and(|phone| !phone.is_empty() && !is_phone(phone))
    {
        mistakes.add("phone", t.of("register-phone-odd"));
    }
    // The box carries the id of the version beside it: what she saw, whatever is in force by now.
    let accepted: Option<TermsVersionId> = form.get("accept_terms").parse().ok();
    if accepted.is_none() {
        mistakes.add(
            "accept_terms",
            t.with("register-terms-missing", &[("number", Value::from(terms.number))]),
        );
    }
    let (Some(name), Some(email), Some(category), Some(accepted), true) =
        (name, email, category, accepted, mistakes.found.is_empty())
    else {
        return Err(mistakes.found);
    };
    let submission_id: Option<Uuid> = form.get("submission_id").parse().ok();
    let content = json!({
        "name": name, "email": email.key(), "category": category.key, "organization": organization,
        "position": position, "country": country.map(Country::code), "phone": phone, "terms": accepted,
    });
    Ok(Parsed {
        new: NewRegistration {
            event_id: event.id,
            category_id: category.id,
            terms_version_id: accepted,
            channel: Channel::SelfMade,
            language: t.lang(),
            name,
            email,
            organization: organization.filter(|text| !text.is_empty()),
            position: position.filter(|text| !text.is_empty()),
            country,
            phone: phone.filter(|text| !text.is_empty()),
            submission: submission_id.map(|id| Submission {
                id: SubmissionId::from(id),
                digest: Digest::of(content.to_string().as_bytes()),
            }),
            mail: MailPolicy::Send,
            registered_at: None,
        },
    })
}

/// Any way of writing a number people use, with an extension if need be.
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (5..=20).contains(&digits)
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "+-()./ #x".contains(c))
}

#[cfg(test)]
mod tests {
    use super::is_phone;

    #[test]
    fn phones_are_taken_as_people_write_them() {
        for good in [
            "+7 (862) 266-33-33",
            "8 800 555 35 35",
            "+86 10 6532 1234",
            "030/1234567",
            "+1 202-555-0199 x 12",
        ] {
            assert!(is_phone(good), "{good}");
        }
        for bad in ["call me", "123", "+7 862 two", &"1".repeat(30)] {
            assert!(!is_phone(bad), "{bad}");
        }
    }
}
