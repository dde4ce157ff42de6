//! Folding names and addresses for search.
//!
//! Somebody at the desk types `petrov`, `ПЁТР` or `王小` and must find the person whatever way the name was written.
//! Two columns are computed here when a row is stored: the [folded text](fold) under a trigram index, and its
//! [`pieces`] under an array index, because trigrams are blind to anything shorter than three letters, which is
//! most Chinese names. [`Query`] turns what was typed into conditions over the two. Index and query agree because both
//! pass through [`fold`]: **changing it means computing the stored columns again.**
//!
//! Punctuation becomes a space on both sides, so `a.petrov@example.net` is stored as `a petrov example net` and is
//! found by `petrov`, by `example.net` and by the whole address, each of which folds to a part of it. The words
//! between two typed spaces stay one condition: `example.net` does not find `net@example`.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Conditions a query may have; further words are ignored, since each is one more index scan.
const TERM_LIMIT: usize = 12;

/// Reduces a text to what counts when people look for it.
///
/// Case, width (NFKC), Latin and Greek diacritics, ё/е, Russian stress marks and Arabic vowel signs are levelled;
/// ß, æ, ø, ł, ı and their like become the letters people type instead. й stays й: it is a letter of its own.
/// Apostrophes vanish (`O'Connor` is `oconnor`), every other sign becomes a space, spaces are collapsed.
///
/// ```
/// # use lanyard::platform::fold::fold;
/// assert_eq!(fold("O’Connor-Śmigły"), "oconnor smigly");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut base = ' ';
    // Signs vanish before decomposition, which turns the acute typed as an apostrophe into a space and an accent, and
    // after it, which brings forth others.
    let decomposed = text
        .chars()
        .filter(|&c| !vanishes(c))
        .nfkd()
        .flat_map(char::to_lowercase)
        .nfkd();
    for c in decomposed.filter(|&c| !vanishes(c)) {
        if is_combining_mark(c) {
            if distinguishes(base, c) {
                folded.push(c);
            }
        } else if c.is_alphanumeric() {
            push_letter(c, &mut folded);
            base = c;
        } else {
            folded.push(' ');
            base = ' ';
        }
    }
    let composed: String = folded.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Signs that do not even part words: apostrophes, soft-sign marks of transliterations, joiners, Arabic elongation.
fn vanishes(c: char) -> bool {
    matches!(
        c,
        '\'' | '`'
            | '´'
            | '\u{AD}'
            | '\u{2B9}'..='\u{2BF}'
            | '\u{640}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2018}'..='\u{201B}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2032}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}'
            | '\u{FF07}'
    )
}

/// Whether a combining mark makes another letter of its base, rather than an accented one.
fn distinguishes(base: char, mark: char) -> bool {
    match (base, mark) {
        // й and ў are letters of their own, as are ї and the umlauts of Turkic Cyrillic; ё is mostly written е.
        ('а'..='я' | 'і', '\u{306}' | '\u{308}') => base != 'е',
        // Voicing marks of kana.
        (_, '\u{3099}' | '\u{309A}') => true,
        // Diacritics of the European scripts; Arabic vowel signs, which are rarely written. The Arabic hamza and
        // madda stay, since they come composed with their letter on every keyboard.
        (
            _,
            '\u{300}'..='\u{36F}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{64B}'..='\u{652}'
            | '\u{656}'..='\u{65F}'
            | '\u{670}',
        ) => false,
        // A mark without its letter; and everywhere else marks are vowels.
        (base, _) => base != ' ',
    }
}

/// Letters that no decomposition reduces to what people type for them.
fn push_letter(c: char, folded: &mut String) {
    match c {
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'þ' => folded.push_str("th"),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' | 'ð' => folded.push('d'),
        'ħ' => folded.push('h'),
        'ı' => folded.push('i'),
        'ŋ' => folded.push('n'),
        'ŧ' => folded.push('t'),
        'ς' => folded.push('σ'),
        _ => folded.push(c),
    }
}

/// The one- and two-character pieces by which a folded text answers short queries, sorted and without repetition.
///
/// Of Han, kana and Hangul every character and every adjacent pair, since a name may be looked for by any part of it;
/// of other words the first one and the first two letters, since nobody looks for the middle of a word by two.
pub fn pieces(folded: &str) -> Vec<String> {
    let mut pieces = BTreeSet::new();
    for run in runs(folded) {
        match run {
            Run::Dense(chars) => {
                pieces.extend(chars.iter().map(char::to_string));
                pieces.extend(pairs(&chars));
            }
            Run::Word(word) => {
                pieces.extend((1..=2).filter_map(|count| prefix(word, count)).map(str::to_owned));
            }
        }
    }
    pieces.into_iter().collect()
}

/// The digits of a text, whatever stands between them: how phone numbers are stored for search and looked for.
///
/// ```
/// # use lanyard::platform::fold::digits;
/// assert_eq!(digits("+7 (862) ２66-33-33"), "78622663333");
/// ```
pub fn digits(text: &str) -> String {
    text.nfkc().filter(char::is_ascii_digit).collect()
}

/// What somebody typed into a search box, as conditions that must all hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Term>,
}

/// One condition of a [`Query`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// The folded text contains this: `LIKE` with [`contains_pattern`], answered by the trigram index.
    Contains(String),
    /// The pieces include all of these: `@>`, answered by the array index.
    Pieces(Vec<String>),
    /// The pieces include all of these, and the folded text contains the whole: pairs alone would also find them
    /// apart from each other.
    Sequence {
        /// Every adjacent pair.
        pieces: Vec<String>,
        /// All characters in a row.
        whole: String,
    },
}

impl Query {
    /// Reads a search box. Blanks and bare punctuation make an [empty](Self::is_empty) query, which finds everything.
    pub fn parse(typed: &str) -> Self {
        let mut terms = Vec::new();
        for word in typed.split_whitespace() {
            let folded = fold(word);
            for term in terms_of(&folded) {
                if terms.len() < TERM_LIMIT && !terms.contains(&term) {
                    terms.push(term);
                }
            }
        }
        Self { terms }
    }

    /// The conditions, all of which must hold.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

/// The conditions for one word as typed, which punctuation may have split.
///
/// A part of three letters gives the trigram index something to hold on to, and then the whole is one condition.
fn terms_of(folded: &str) -> Vec<Term> {
    let runs: Vec<Run<'_>> = runs(folded).collect();
    let long = |run: &Run<'_>| matches!(run, Run::Word(word) if prefix(word, 3).is_some());
    let all_words = runs.iter().all(|run| matches!(run, Run::Word(_)));
    if all_words && runs.iter().any(long) {
        return vec![Term::Contains(folded.to_owned())];
    }
    runs.into_iter()
        .map(|run| match run {
            Run::Word(word) if long(&run) => Term::Contains(word.to_owned()),
            Run::Word(word) => Term::Pieces(vec![word.to_owned()]),
            Run::Dense(chars) if chars.len() == 1 => Term::Pieces(vec![chars[0].to_string()]),
            Run::Dense(chars) if chars.len() == 2 => Term::Pieces(pairs(&chars).collect()),
            Run::Dense(chars) => Term::Sequence {
                pieces: pairs(&chars).collect::<BTreeSet<_>>().into_iter().collect(),
                whole: chars.iter().collect(),
            },
        })
        .collect()
}

/// A stretch of a folded text that is indexed in one way.
enum Run<'a> {
    /// Characters each of which says as much as a syllable or a word.
    Dense(Vec<char>),
    /// A word, or part of one, in letters.
    Word(&'a str),
}

fn runs(folded: &str) -> impl Iterator<Item = Run<'_>> {
    folded.split(' ').flat_map(|word| {
        let mut runs = Vec::new();
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let dense = is_dense(first);
            let end = rest.find(|c| is_dense(c) != dense).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            runs.push(if dense {
                Run::Dense(run.chars().collect())
            } else {
                Run::Word(run)
            });
            rest = after;
        }
        runs
    })
}

/// Han, kana and Hangul: scripts in which one or two characters make a name.
fn is_dense(c: char) -> bool {
    matches!(
        c,
        '々' | '〇'
            | '\u{3040}'..='\u{30FF}'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7A3}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}

fn pairs(chars: &[char]) -> impl Iterator<Item = String> + '_ {
    chars.windows(2).map(|pair| pair.iter().collect())
}

/// The first `count` characters; `None` of a shorter word.
fn prefix(word: &str, count: usize) -> Option<&str> {
    let (last, c) = word.char_indices().nth(count.checked_sub(1)?)?;
    word.get(..last + c.len_utf8())
}

/// A `LIKE` pattern for texts that contain `part`, whatever signs are in it.
pub fn contains_pattern(part: &str) -> String {
    format!("%{}%", escape_like(part))
}

/// Takes the meaning of `%`, `_` and `\` away in a `LIKE` pattern (with the database's default escape sign).
pub fn escape_like(part: &str) -> String {
    let mut escaped = String::with_capacity(part.len());
    for c in part.chars() {
        if matches!(c, '%' | '_' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the database does with a query.
    fn finds(query: &str, source: &str) -> bool {
        let folded = fold(source);
        let index = pieces(&folded);
        Query::parse(query).terms().iter().all(|term| match term {
            Term::Contains(part) => folded.contains(part.as_str()),
            Term::Pieces(wanted) => wanted.iter().all(|piece| index.contains(piece)),
            Term::Sequence { pieces, whole } => {
                pieces.iter().all(|piece| index.contains(piece)) && folded.contains(whole.as_str())
            }
        })
    }

    #[test]
    fn case_width_and_diacritics_do_not_count() {
        for (text, folded) in [
            ("Björk Guðmundsdóttir", "bjork gudmundsdottir"),
            ("O'Connor-Śmigły", "oconnor smigly"),
            ("Straße STRASSE ẞ", "strasse strasse ss"),
            ("IŞIK ışık İzmir", "isik isik izmir"),
            ("Ｗａｎｇ　７", "wang 7"),
            ("Ὀδυσσεύς", "οδυσσευσ"),
            ("Nguyễn Ærø Łódź Þór", "nguyen aero lodz thor"),
            ("  X Æ  ", "x ae"),
            ("C++ / #1!", "c 1"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn cyrillic_letters_are_not_mistaken_for_accented_ones() {
        assert_eq!(fold("Пётр ПЕ\u{308}ТР"), "петр петр");
        assert_eq!(fold("Андрей Андреи\u{306}"), "андрей андрей");
        assert_ne!(fold("й"), fold("и"));
        assert_eq!(fold("Киї\u{301}в Їжак"), "київ їжак");
        assert_eq!(fold("за\u{301}мок"), "замок");
    }

    #[test]
    fn other_scripts_keep_their_marks() {
        assert_eq!(fold("がガ"), "がガ");
        assert_eq!(fold("ｶﾞ"), "ガ");
        assert_eq!(fold("हिन्दी"), "हिन्दी");
        assert_eq!(fold("مُحَمَّد"), "محمد");
        assert_eq!(fold("김민수"), "김민수");
    }

    #[test]
    fn pieces_are_pairs_of_han_and_beginnings_of_words() {
        assert_eq!(pieces("王小明"), ["小", "小明", "明", "王", "王小"]);
        assert_eq!(pieces("anna petrov a"), ["a", "an", "p", "pe"]);
        assert_eq!(pieces("李lisa"), ["l", "li", "李"]);
        assert!(pieces("").is_empty());
    }

    #[test]
    fn a_query_picks_the_index_that_can_answer() {
        let terms = |typed: &str| Query::parse(typed).terms;
        assert_eq!(
            terms("Petr Ли"),
            [Term::Contains("petr".into()), Term::Pieces(vec!["ли".into()])]
        );
        assert_eq!(terms("王"), [Term::Pieces(vec!["王".into()])]);
        assert_eq!(
            terms("欧阳娜娜"),
            [Term::Sequence {
                pieces: vec!["娜娜".into(), "欧阳".into(), "阳娜".into()],
                whole: "欧阳娜娜".into(),
            }]
        );
        assert_eq!(terms("a.petrov"), [Term::Contains("a petrov".into())]);
        assert_eq!(
            terms("j.r"),
            [Term::Pieces(vec!["j".into()]), Term::Pieces(vec!["r".into()])]
        );
        assert_eq!(
            terms("李lisa"),
            [Term::Pieces(vec!["李".into()]), Term::Contains("lisa".into())]
        );
        assert!(Query::parse(" - % ").is_empty());
        assert_eq!(
            terms(&"ab cd ef gh ij kl mn op qr st uv wx yz".repeat(9)).len(),
            TERM_LIMIT
        );
    }

    #[test]
    fn an_address_is_found_by_its_parts_and_as_a_whole() {
        let address = "A.Petrov@example.net";
        for query in [
            "petrov",
            "a.petrov@example.net",
            "example.net",
            "@example",
            "a.petrov",
            "PETROV@",
            "exa net",
        ] {
            assert!(finds(query, address), "{query}");
        }
        for query in ["petrova", "net.example", "b.petrov", "et.ex"] {
            assert!(!finds(query, address), "{query}");
        }
    }

    #[test]
    fn people_are_found_however_they_are_written() {
        for (query, source) in [
            ("oconnor", "O’Connor"),
            ("o'connor", "OConnor"),
            ("пётр", "Петр Семёнов"),
            ("小明", "王小明"),
            ("王 明", "王小明"),
            ("водкина мария", "Мария Ивановна Петрова-Водкина"),
            ("strasse", "Straße"),
            ("민수", "김민수"),
        ] {
            assert!(finds(query, source), "{query} in {source}");
        }
        assert!(!finds("王明", "王小明"));
        assert!(!finds("王小明", "王小 小明"), "pairs that stand apart");
    }

    #[test]
    fn wildcards_lose_their_meaning() {
        assert_eq!(contains_pattern(r"50%_\"), r"%50\%\_\\%");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded);
        }

        #[test]
        fn composition_does_not_count(text in any::<String>()) {
            prop_assert_eq!(fold(&text.nfd().collect::<String>()), fold(&text.nfc().collect::<String>()));
        }

        #[test]
        fn any_three_letters_and_any_two_characters_find_their_source(
            text in "[a-zA-Zа-яёÀ-ÿ .@'王小明李がα-ω-]{3,24}",
        ) {
            for run in runs(&fold(&text)) {
                let (chars, shortest) = match run {
                    Run::Dense(chars) => (chars, 1),
                    Run::Word(word) => (word.chars().collect(), 3),
                };
                for part in (shortest..=chars.len()).flat_map(|length| chars.windows(length)) {
                    let part: String = part.iter().collect();
                    prop_assert!(finds(&part, &text), "{:?} in {:?}", part, text);
                }
            }
        }

        #[test]
        fn every_text_finds_itself(text in any::<String>()) {
            prop_assert!(finds(&text, &text));
        }
    }
}
