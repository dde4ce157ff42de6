//! Text as people type and paste it.
//!
//! Forms bring stray line breaks, invisible direction marks from chat programs, decomposed accents from macOS and
//! full-width signs from Asian keyboards. Whatever is harmless is repaired here without a word; only what cannot be
//! read is refused. Every text from outside passes [`clean_line`] or [`clean_block`] before it is looked at.

use unicode_normalization::UnicodeNormalization;

/// Why a typed text is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// It contains control characters, or bytes that were no text to begin with.
    #[error("the text cannot be read")]
    Unreadable,
    /// It has more characters than the field takes.
    #[error("the text is {excess} characters longer than the {limit} allowed")]
    TooLong {
        /// How many characters the field takes.
        limit: usize,
        /// How many characters have to go: the message says so, since counting is the machine's work.
        excess: usize,
    },
}

/// Cleans a single line: composes accents (NFC), trims, and turns every run of white space, line breaks included, into
/// one space.
///
/// ```
/// # use lanyard::platform::text::clean_line;
/// assert_eq!(clean_line("  Anna\r\n Petrova ").as_deref(), Ok("Anna Petrova"));
/// ```
///
/// # Errors
/// [`TextFault::Unreadable`].
pub fn clean_line(typed: &str) -> Result<String, TextFault> {
    let text = readable(typed)?;
    Ok(join(text.split_whitespace(), " "))
}

/// Cleans a text of several lines: as [`clean_line`], but line breaks are kept as `\n`, at most one blank line in a row.
///
/// Spaces at the beginning of a line stay, because in Markdown they carry meaning (nested lists).
///
/// # Errors
/// [`TextFault::Unreadable`].
pub fn clean_block(typed: &str) -> Result<String, TextFault> {
    let text = readable(typed)?.replace("\r\n", "\n");
    let mut lines: Vec<String> = Vec::new();
    for line in text.split(is_line_break) {
        let words = join(line.split_whitespace(), " ");
        let follows_text = lines.last().is_some_and(|last| !last.is_empty());
        if !words.is_empty() {
            let indent = if lines.is_empty() {
                String::new()
            } else {
                indentation(line)
            };
            lines.push(indent + &words);
        } else if follows_text {
            lines.push(words);
        }
    }
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    Ok(lines.join("\n"))
}

/// The length of a text as its reader counts it: in characters, not bytes.
pub fn length(text: &str) -> usize {
    text.chars().count()
}

/// Whether a text fits a field of `limit` characters.
///
/// # Errors
/// [`TextFault::TooLong`].
pub fn within(text: &str, limit: usize) -> Result<(), TextFault> {
    match length(text).checked_sub(limit) {
        None | Some(0) => Ok(()),
        Some(excess) => Err(TextFault::TooLong { limit, excess }),
    }
}

/// At most `room` characters of `text`, whole words where it has some.
#[must_use]
pub fn shortened(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let cut: String = text.chars().take(room - 1).collect();
    let next_is_space = text.chars().nth(room - 1).is_some_and(char::is_whitespace);
    let words = match cut.rfind(char::is_whitespace) {
        Some(end) if !next_is_space && end > cut.len() / 2 => &cut[..end],
        _ => &cut,
    };
    let words = words.trim_end_matches(|c: char| !c.is_alphanumeric());
    format!("{words}…")
}

/// Replaces full-width signs of Asian keyboards (`＠`, `７`, `Ａ`, the ideographic space) by their plain twins.
///
/// Meant for e-mail addresses, phone numbers and codes. A name is left as typed: there the wide form may be wanted.
pub fn normalise_width(text: &str) -> String {
    text.chars().map(narrow).collect()
}

fn narrow(c: char) -> char {
    /// The full-width block repeats printable ASCII at this distance.
    const DISTANCE: u32 = 0xFEE0;
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - DISTANCE).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Refuses what is no text, drops what nobody can see, composes the rest.
fn readable(typed: &str) -> Result<String, TextFault> {
    if typed.chars().any(is_unreadable) {
        return Err(TextFault::Unreadable);
    }
    Ok(typed.chars().filter(|&c| !is_invisible(c)).nfc().collect())
}

/// U+FFFD is what undecodable bytes became on their way here: the letter behind it is lost, so its owner is asked.
fn is_unreadable(c: char) -> bool {
    c == '\u{FFFD}' || (c.is_control() && !c.is_whitespace())
}

/// Marks that steer direction or line breaking and show nothing themselves.
///
/// They come along with copied text, make equal names unequal, and can turn around the words that follow on a page.
/// The joiners U+200C and U+200D are no such marks: Persian, Indic scripts and emoji need them.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{061C}'
            | '\u{200B}'
            | '\u{2060}'
            | '\u{00AD}'
            | '\u{FEFF}'
    )
}

fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn indentation(line: &str) -> String {
    line.chars()
        .take_while(|c| c.is_whitespace())
        .map(|c| if c == '\t' { "    " } else { " " })
        .collect()
}

fn join<'a>(words: impl Iterator<Item = &'a str>, between: &str) -> String {
    words.collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_has_single_spaces_and_no_line_breaks() {
        assert_eq!(
            clean_line(" Anna \t\r\n Petrova\u{2028}II\u{85}\u{3000}x\u{a0} ").unwrap(),
            "Anna Petrova II x"
        );
        assert_eq!(clean_line(" \n ").unwrap(), "");
    }

    #[test]
    fn accents_are_composed() {
        assert_eq!(clean_line("Bjo\u{308}rk и\u{306}").unwrap(), "Björk й");
    }

    #[test]
    fn invisible_marks_vanish_even_between_a_letter_and_its_accent() {
        assert_eq!(
            clean_line("\u{feff}a\u{202e}b\u{2066}c\u{200f}d\u{200b}").unwrap(),
            "abcd"
        );
        assert_eq!(clean_line("o\u{200e}\u{308}").unwrap(), "ö");
    }

    #[test]
    fn joiners_stay() {
        for text in ["علی\u{200c}رضا", "👩\u{200d}🔬", "क्\u{200d}ष"] {
            assert_eq!(clean_line(text).unwrap(), text);
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for typed in [
            "a\0b",
            "\u{1b}[31m",
            "Fran\u{fffd}ois",
            "\u{7f}",
            "\u{9b}31m",
            "\u{1f}",
        ] {
            assert_eq!(clean_line(typed), Err(TextFault::Unreadable), "{typed:?}");
            assert_eq!(clean_block(typed), Err(TextFault::Unreadable), "{typed:?}");
        }
    }

    #[test]
    fn a_block_keeps_its_lines_and_their_indentation() {
        let typed = "\r\n\r\n  One  two \r\n\r\n\r\n\n- a\n  - b\n\t- c  \rlast\u{2028}end\n \n";
        assert_eq!(
            clean_block(typed).unwrap(),
            "One two\n\n- a\n  - b\n    - c\nlast\nend"
        );
    }

    #[test]
    fn length_counts_characters() {
        assert_eq!(within("王小明", 3), Ok(()));
        assert_eq!(
            within("Мария", 3),
            Err(TextFault::TooLong { limit: 3, excess: 2 })
        );
    }

    #[test]
    fn wide_signs_become_plain_ones() {
        assert_eq!(normalise_width("Ａ１＠ｂ．ｃｏｍ\u{3000}王～"), "A1@b.com 王~");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(typed in any::<String>()) {
            if let Ok(line) = clean_line(&typed) {
                prop_assert_eq!(clean_line(&line).unwrap(), line);
            }
        }

        #[test]
        fn cleaning_a_block_twice_changes_nothing(typed in "[ \t\r\n\u{2028}\u{3000}a-cй\u{306}]{0,40}") {
            let block = clean_block(&typed).unwrap();
            prop_assert_eq!(clean_block(&block).unwrap(), block);
        }
    }
}
