//! What people typed about themselves, within sentences of ours. It neither turns a sentence's direction of writing
//! around nor becomes a link, though mail programs make one of everything that looks like an address.

use askama::filters::{Html, Safe, escape};

/// Opens and closes something whose direction of writing is its own; `<bdi>` in HTML.
const ISOLATE: char = '\u{2068}';
const END_ISOLATE: char = '\u{2069}';

/// Shows nothing and takes no space; programs that look for addresses in text end them here.
const JOINER: char = '\u{2060}';

/// `typed` as part of a sentence. It shows as it was typed; marks that show nothing keep it apart.
#[must_use]
pub fn quoted(typed: &str) -> String {
    let mut quoted = String::with_capacity(typed.len() + 8);
    quoted.push(ISOLATE);
    let mut rest = typed;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if matches!(c, '\u{2066}'..='\u{2069}' | '\u{202A}'..='\u{202E}') {
            continue;
        }
        quoted.push(c);
        // Initials stay as they are: no address ends in a single letter.
        let begins_a_name = rest.chars().take(2).filter(|c| c.is_alphanumeric()).count() == 2;
        if matches!(c, '@' | '/' | ':') || (matches!(c, '.' | '。' | '．') && begins_a_name) {
            quoted.push(JOINER);
        }
    }
    quoted.push(END_ISOLATE);
    quoted
}

/// `words` for a reader of plain text. Marks of direction stay only around what needs them: not every program knows
/// that they are not to be seen.
pub(super) fn unisolated(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(begin) = rest.find(ISOLATE) {
        let (before, from) = rest.split_at(begin);
        let inner = &from[ISOLATE.len_utf8()..];
        let end = inner.find(END_ISOLATE).unwrap_or(inner.len());
        let quoted = &inner[..end];
        out.push_str(before);
        if quoted.chars().any(is_right_to_left) {
            out.extend([
                ISOLATE.to_string().as_str(),
                quoted,
                END_ISOLATE.to_string().as_str(),
            ]);
        } else {
            out.push_str(quoted);
        }
        rest = inner[end..].trim_start_matches(END_ISOLATE);
    }
    out.push_str(rest);
    out
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// `words` as HTML, with `<bdi>` around what was quoted in them.
pub(super) fn isolated(words: &str) -> Safe<String> {
    let Ok(escaped) = escape(words, Html);
    let html = escaped.to_string();
    Safe(html.replace(ISOLATE, "<bdi>").replace(END_ISOLATE, "</bdi>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sentence that quotes `typed`, as text and as HTML.
    fn both(typed: &str) -> [String; 2] {
        let words = format!("{}, welcome", quoted(typed));
        let html = isolated(&words);
        [unisolated(&words), html.0]
    }

    #[test]
    fn what_people_typed_becomes_neither_a_link_nor_markup() {
        for typed in [
            "www.evil.example",
            "https://evil.example/x",
            "me@evil.example",
            "<a href=\"https://evil.example\">x</a>",
            "\u{202E}elpmaxe.live",
        ] {
            let [text, html] = both(typed);
            for part in [&text, &html] {
                assert!(
                    !part.contains("evil.example") && !part.contains("https://evil"),
                    "{part}"
                );
                assert!(!part.contains('\u{202E}'), "{part}");
            }
            assert!(!html.contains("<a "), "{html}");
        }
        for harmless in ["J.R.R. Tolkien", "Björk O'Connor-Śmigły", "王小明", "Dr. Anna"] {
            assert_eq!(both(harmless)[0], format!("{harmless}, welcome"));
        }
    }

    #[test]
    fn a_name_written_from_right_to_left_keeps_to_itself() {
        let [text, html] = both("محمد بن سلمان");
        assert_eq!(text, "\u{2068}محمد بن سلمان\u{2069}, welcome");
        assert_eq!(html, "<bdi>محمد بن سلمان</bdi>, welcome");
    }
}
