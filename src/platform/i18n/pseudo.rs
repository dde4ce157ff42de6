//! English as a language that nobody speaks, for whoever looks at pages: every word longer by two fifths and with
//! accents, as translations are longer than what they translate. A word without an accent has not come from the
//! catalogue. What people typed stays as it is.
//!
//! Only in builds with debug assertions, and there only where the environment asks for it when the program starts.

use fluent_templates::fluent_bundle::bundle::FluentBundle;

/// The variable that asks for it.
const VARIABLE: &str = "LANYARD_PSEUDO";

pub(super) fn disguise<R, M>(bundle: &mut FluentBundle<R, M>) {
    if !cfg!(debug_assertions) {
        return;
    }
    let is_english = bundle
        .locales
        .iter()
        .any(|locale| locale.language.as_str() == "en");
    if is_english && std::env::var_os(VARIABLE).is_some() {
        bundle.set_transform(Some(|text| stretched(text).into()));
    }
}

fn stretched(text: &str) -> String {
    let mut stretched = String::with_capacity(text.len() * 2);
    let mut letters = 0_usize;
    // Something that is no letter ends the last word.
    for c in text.chars().chain(std::iter::once('\0')) {
        if c.is_alphabetic() {
            letters += 1;
            stretched.push(accented(c));
        } else {
            stretched.extend(std::iter::repeat_n('é', (letters * 2).div_ceil(5)));
            letters = 0;
            stretched.push(c);
        }
    }
    stretched.pop();
    stretched
}

fn accented(c: char) -> char {
    match c {
        'a' => 'å',
        'e' => 'ê',
        'i' => 'ï',
        'o' => 'ö',
        'u' => 'ü',
        'A' => 'Å',
        'E' => 'Ê',
        'I' => 'Ï',
        'O' => 'Ö',
        'U' => 'Ü',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::stretched;

    #[test]
    fn words_grow_by_two_fifths_and_are_still_to_be_read() {
        assert_eq!(stretched("Save"), "Såvêéé");
        assert_eq!(stretched(" (UTC+3), by you. "), " (ÜTCéé+3), byé yöüéé. ");
        assert_eq!(stretched(""), "");
    }
}
