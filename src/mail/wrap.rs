//! Text wrapped for readers of plain mail: lines of at most 78 columns where the text has a place to break them, and
//! never a link in two.

/// Columns of a line (RFC 5322, 2.1.1).
const WIDTH: usize = 78;

/// `text` with every line wrapped; a line's indentation is repeated before what goes on of it.
#[must_use]
pub fn wrap(text: &str) -> String {
    let mut wrapped = String::with_capacity(text.len() + text.len() / 40);
    for line in text.lines() {
        wrap_line(line.trim_end(), &mut wrapped);
        wrapped.push('\n');
    }
    wrapped
}

fn wrap_line(line: &str, out: &mut String) {
    let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
    out.push_str(indent);
    let mut column = indent.len();
    let mut at_start = true;
    for piece in pieces(&line[indent.len()..]) {
        let columns = width(piece.trim_end_matches(' '));
        if !at_start && column + columns > WIDTH {
            while out.ends_with(' ') {
                out.pop();
            }
            out.push('\n');
            out.push_str(indent);
            column = indent.len();
        }
        out.push_str(piece);
        column += width(piece);
        at_start = false;
    }
}

/// The parts of a line between which it may be broken: words with the spaces behind them, and single characters of
/// scripts that are written without spaces, with the punctuation that may not begin a line.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        let after_space = before == ' ' && c != ' ';
        let between_wide = (is_wide(before) || is_wide(c)) && c != ' ' && !opens(before) && !closes(c);
        if at > start && (after_space || between_wide) {
            pieces.push(&line[start..at]);
            start = at;
        }
        before = c;
    }
    if start < line.len() {
        pieces.push(&line[start..]);
    }
    pieces
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Characters of East Asian scripts, which take two columns and between which lines are broken anywhere.
fn is_wide(c: char) -> bool {
    matches!(
        c,
        '\u{2E80}'..='\u{303E}' | '\u{3041}'..='\u{33FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFD}'
    )
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '」'
            | '』'
            | '》'
            | '”'
            | '’'
            | '】'
            | ')'
            | ','
            | '.'
            | ';'
            | ':'
            | '?'
            | '!'
    )
}

fn opens(c: char) -> bool {
    matches!(c, '（' | '「' | '『' | '《' | '“' | '‘' | '【' | '(')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn long_lines_are_wrapped_at_spaces_and_keep_their_indentation() {
        let text = format!("  {}\n\nshort\n", "word ".repeat(30).trim_end());
        let wrapped = wrap(&text);
        let lines: Vec<_> = wrapped.lines().collect();
        assert_eq!(lines.len(), 4);
        assert!(
            lines[..2]
                .iter()
                .all(|line| line.starts_with("  word") && line.len() <= WIDTH),
            "{wrapped}"
        );
        assert_eq!(lines[2..], ["", "short"]);
    }

    #[test]
    fn a_link_is_never_broken() {
        let link = format!("https://events.example.org/r/{}", "x".repeat(90));
        let wrapped = wrap(&format!(
            "Your registration, to look at and to change: {link} (keep it to yourself)"
        ));
        assert_eq!(wrapped.lines().nth(1), Some(link.as_str()));
        assert_eq!(
            wrap(&format!("您的报名：{link}")).lines().last(),
            Some(link.as_str())
        );
    }

    #[test]
    fn chinese_is_wrapped_between_characters_but_not_before_punctuation() {
        let wrapped = wrap(&"会议报名，".repeat(20));
        for line in wrapped.lines() {
            assert!(width(line) <= WIDTH && !line.starts_with('，'), "{wrapped}");
        }
        assert!(wrapped.lines().count() > 1);
    }

    proptest! {
        #[test]
        fn wrapping_loses_nothing_but_spaces_at_line_ends(line in "[a-zа-я会议，。（ ]{0,300}") {
            let bare = |text: &str| text.replace([' ', '\n'], "");
            prop_assert_eq!(bare(&wrap(&line)), bare(&line));
        }
    }
}
