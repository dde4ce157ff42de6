//! Makes sense of what an organizer writes of a category.

use super::admission;
use crate::categories::Category;
use crate::categories::add_category::CategoryDescription;
use crate::categories::places::{MOST_PLACES, Places};
use crate::events::Event;
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::web::{FieldError, LocalizedField, Mistakes, RawForm, localized_field};

pub(super) const NAME: LocalizedField = localized_field!("name");
pub(super) const DESCRIPTION: LocalizedField = localized_field!("description");
/// The longest name and sentence, in characters.
const MAX_NAME: usize = 120;
const MAX_DESCRIPTION: usize = 500;
/// The longest key, as the table has it.
const MAX_KEY: usize = 40;

/// Reads the form.
pub(super) fn parse(form: &RawForm, event: &Event, t: Tr) -> Result<CategoryDescription, Vec<FieldError>> {
    let mut mistakes = Mistakes::new(t);
    let name = mistakes.localized_line(form, NAME, MAX_NAME);
    let needed = NAME.name(event.default_language);
    let told = mistakes.found.iter().any(|error| error.field == needed);
    if name.get(event.default_language).is_none() && !told {
        mistakes.add(
            needed,
            t.with(
                "category-name-missing",
                &[("language", Value::from(event.default_language.endonym()))],
            ),
        );
    }
    let description = mistakes.localized_block(form, DESCRIPTION, MAX_DESCRIPTION);
    let places = match form.get("places") {
        "unlimited" => Some(Places::Unlimited),
        "own" => parse_size(form.get("size"), t)
            .map_err(|message| mistakes.add("size", message))
            .ok()
            .map(Places::Own),
        _ => None,
    };
    let has_size_mistake = mistakes.found.iter().any(|error| error.field == "size");
    if places.is_none() && !has_size_mistake {
        mistakes.add("places", t.of("category-places-missing"));
    }
    let admission = admission::parse(&mut mistakes, form);
    match places {
        Some(places) if mistakes.found.is_empty() => Ok(CategoryDescription {
            name,
            description,
            places,
            admission,
        }),
        _ => Err(mistakes.found),
    }
}

/// A number of places as people type it; spaces between the thousands are no harm.
///
/// # Errors
/// What to mend, in words.
pub fn parse_size(typed: &str, t: Tr) -> Result<i32, String> {
    let digits: String = crate::platform::text::normalise_width(typed)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    digits
        .parse::<i32>()
        .ok()
        .filter(|size| (0..=MOST_PLACES).contains(size))
        .ok_or_else(|| {
            t.with(
                "category-size-odd",
                &[("most", Value::from(t.number(MOST_PLACES)))],
            )
        })
}

/// The key of a new category: made of its English name, else of the name in the event's language, as far as its
/// letters go; else a number. Never one that is taken.
pub(super) fn propose_key(name: &Localized, event: &Event, taken: &[Category]) -> String {
    let words = [Lang::En, event.default_language]
        .into_iter()
        .filter_map(|lang| name.get(lang))
        .map(to_key)
        .find(|key| !key.is_empty())
        .unwrap_or_else(|| "category".to_owned());
    // "new" is the address of the form for a new one.
    let is_free = |key: &str| key != "new" && taken.iter().all(|category| category.key != key);
    if is_free(&words) {
        return words;
    }
    // One more than there are taken ones: one of them is free.
    (2..taken.len() + 3)
        .map(|number| format!("{words}_{number}"))
        .find(|key| is_free(key))
        .unwrap_or(words)
}

/// "Accompanying person" becomes `accompanying_person`.
fn to_key(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    // Room for a number behind it.
    let mut key = String::new();
    for word in words {
        if key.len() + word.len() + 1 > MAX_KEY - 6 {
            break;
        }
        if !key.is_empty() {
            key.push('_');
        }
        key.push_str(&word);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_of_the_words_that_fit() {
        assert_eq!(to_key("Accompanying person (adult)"), "accompanying_person_adult");
        assert_eq!(to_key("Эксперт"), "");
        assert_eq!(to_key("  --  "), "");
        assert!(to_key(&"word ".repeat(50)).len() <= MAX_KEY - 6);
    }

    #[test]
    fn places_are_read_as_people_write_them() {
        let t = Tr::new(Lang::En);
        assert_eq!(parse_size(" 1 200 ", t), Ok(1200));
        assert_eq!(parse_size("３７", t), Ok(37));
        for bad in ["", "-1", "many", "1.5", "99999999999"] {
            assert!(parse_size(bad, t).is_err(), "{bad}");
        }
    }
}
