//! Makes sense of the registration form, all mistakes at once.

use serde_json::json;
use uuid::Uuid;

use super::choices;
use super::consents;
use super::ground::Ground;
use crate::platform::countries::Country;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::{SubmissionId, TermsVersionId};
use crate::platform::secret::Digest;
use crate::platform::text;
use crate::platform::web::{Error, FieldError, Mistakes, RawForm};
use crate::registration::{Companion, Details, MailPolicy, NewRegistration, Price, Submission};
use crate::terms::{Channel, Concerned, TermsVersion};

/// The longest name, organization and position, in characters.
const MAX_LINE: usize = 200;
const MAX_PHONE: usize = 40;

/// A form that can be read. Whether the terms it accepts are still in force is for intake to say.
pub(super) struct Parsed {
    pub new: NewRegistration,
}

/// Reads the form against what the event offers: every mistake, in the order of the page.
///
/// # Errors
/// 404 where there are no terms to register under.
pub(super) fn parse(
    form: &RawForm,
    ground: &Ground,
    t: Tr,
) -> Result<Result<Parsed, Vec<FieldError>>, Error> {
    let terms = ground.terms.as_ref().ok_or(Error::NotFound)?;
    Ok(parse_under(form, ground, terms, t))
}

fn parse_under(
    form: &RawForm,
    ground: &Ground,
    terms: &TermsVersion,
    t: Tr,
) -> Result<Parsed, Vec<FieldError>> {
    let event = &ground.event;
    let mut mistakes = Mistakes::new(t);
    let name = name(&mut mistakes, form);
    let email = mistakes.email(form, "email");
    let category = match ground.availability.offers.as_slice() {
        [only] => Some(&only.category),
        several => several
            .iter()
            .map(|offer| &offer.category)
            .find(|category| category.key == form.get("category")),
    };
    if category.is_none() {
        mistakes.add("category", t.of("register-category-missing"));
    }
    let details = details(&mut mistakes, form, name, event.asks_phone);
    let choices = choices::read(&mut mistakes, form, terms);
    if let (Some(category), Some(details), true) = (category, &details, mistakes.found.is_empty()) {
        let order = choices.order(&category.key, details.country, details.organization.as_deref());
        if let Err(none) = Price::of(event, terms, order, ground.now) {
            choices::add_silence(&mut mistakes, &none.silence, terms);
        }
    }
    // The box carries the id of the version beside it: what she saw, whatever is in force by now.
    let accepted: Option<TermsVersionId> = form.get("accept_terms").parse().ok();
    if accepted.is_none() {
        mistakes.add(
            "accept_terms",
            t.with("register-terms-missing", &[("number", Value::from(terms.number))]),
        );
    }
    let who = Concerned {
        category: category.map(|category| category.key.as_str()),
        country: Country::parse(form.get("country")).ok(),
        facts: &choices.facts,
    };
    // What stood beside another version says nothing about this one; intake asks her to look again.
    let consents = if accepted.is_none_or(|version| version == terms.id) {
        consents::read(&mut mistakes, form, terms, who, event.default_language)
    } else {
        Vec::new()
    };
    let companions = if ground.asks_companions() {
        companions(&mut mistakes, form, t)
    } else {
        Vec::new()
    };
    let (Some(details), Some(email), Some(category), Some(accepted), true) =
        (details, email, category, accepted, mistakes.found.is_empty())
    else {
        return Err(mistakes.found);
    };
    let submission_id: Option<Uuid> = form.get("submission_id").parse().ok();
    let content = json!({
        "name": details.name, "email": email.key(), "category": category.key, "terms": accepted,
        "choices": choices,
        "organization": details.organization, "position": details.position,
        "country": details.country.map(Country::code), "phone": details.phone, "consents": consents,
        "companions": companions.iter().map(|one| &one.name).collect::<Vec<_>>(),
    });
    Ok(Parsed {
        new: NewRegistration {
            event_id: event.id,
            category_id: category.id,
            terms_version_id: accepted,
            consents,
            channel: Channel::SelfMade,
            language: t.lang(),
            name: details.name,
            email: Some(email),
            organization: details.organization,
            position: details.position,
            country: details.country,
            phone: details.phone,
            submission: submission_id.map(|id| Submission {
                id: SubmissionId::from(id),
                digest: Digest::of(content.to_string().as_bytes()),
            }),
            mail: MailPolicy::Send,
            registered_at: None,
            entered_by: None,
            overbooks: false,
            companions,
            stays_together: form.has("stays_together"),
            choices,
            shown_amounts: shown_amounts(form),
        },
    })
}

/// Most people whom one form brings along.
const MOST_COMPANIONS: usize = 9;

/// Whom she brings along, a name on each line.
fn companions(mistakes: &mut Mistakes, form: &RawForm, t: Tr) -> Vec<Companion> {
    let typed = mistakes.block(form, "companions", MOST_COMPANIONS * (MAX_LINE + 1));
    let typed = typed.unwrap_or_default();
    let names = typed.lines().map(str::trim).filter(|name| !name.is_empty());
    let companions: Vec<Companion> = names
        .map(|name| Companion {
            name: Some(name.to_owned()),
        })
        .collect();
    if companions.len() > MOST_COMPANIONS {
        let most = i64::try_from(MOST_COMPANIONS).unwrap_or(i64::MAX);
        mistakes.add("companions", t.count("register-companions-many", most));
    } else if typed.lines().any(|name| name.trim().chars().count() > MAX_LINE) {
        mistakes.add("companions", t.of("register-companions-long"));
    }
    companions
}

/// The amounts that stood on the form; whoever sends a form without them takes any.
fn shown_amounts(form: &RawForm) -> Option<Vec<String>> {
    let mut sent = form.all("amounts_shown");
    let shown = sent.next()?;
    Some(shown.split('|').map(ToOwned::to_owned).collect())
}

/// The full name, which nobody is without; `None` after a mistake was added.
pub fn name(mistakes: &mut Mistakes, form: &RawForm) -> Option<String> {
    let name = mistakes.line(form, "name", MAX_LINE)?;
    if name.is_empty() {
        mistakes.add("name", mistakes.t.of("register-name-missing"));
        return None;
    }
    Some(name)
}

/// What a form says of a person beside her `name`; `None` if anything of it cannot be.
pub fn details(
    mistakes: &mut Mistakes,
    form: &RawForm,
    name: Option<String>,
    asks_phone: bool,
) -> Option<Details> {
    let organization = mistakes.line(form, "organization", MAX_LINE);
    let position = mistakes.line(form, "position", MAX_LINE);
    let country = match form.get("country").trim() {
        "" => Some(None),
        typed => Country::parse(typed)
            .map_err(|_| mistakes.add("country", mistakes.t.of("register-country-unknown")))
            .map(Some)
            .ok(),
    };
    let phone = if asks_phone {
        phone(mistakes, form)
    } else {
        Some(None)
    };
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    Some(Details {
        name: name?,
        organization: filled(organization?),
        position: filled(position?),
        country: country?,
        phone: phone?,
    })
}

/// As it was typed, but in digits that every phone knows.
#[allow(clippy::option_option, reason = "a mistake, nothing, or a number")]
fn phone(mistakes: &mut Mistakes, form: &RawForm) -> Option<Option<String>> {
    let phone = text::normalise_width(&mistakes.line(form, "phone", MAX_PHONE)?);
    if phone.is_empty() {
        return Some(None);
    }
    if !is_phone(&phone) {
        mistakes.add("phone", mistakes.t.of("register-phone-odd"));
        return None;
    }
    Some(Some(phone))
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
