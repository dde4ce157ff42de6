//! Rust sources as the tests read them that keep an eye on the code: without comments, without what is compiled for
//! tests only, and with the texts of string literals set apart.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// One file.
pub struct Source {
    /// As long as the file, so that offsets agree; comments, the insides of literals and test code are spaces.
    pub code: String,
    /// Where each string literal begins, and its text as it is written.
    pub literals: Vec<(usize, String)>,
    line_starts: Vec<usize>,
}

impl Source {
    pub fn read(text: &str) -> Self {
        let (code, mut literals) = blank(text);
        let mut code = code;
        let tests = test_items(&code);
        for range in &tests {
            fill(&mut code, range.clone());
        }
        literals.retain(|(at, _)| !tests.iter().any(|range| range.contains(at)));
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let code = String::from_utf8(code).expect("only ASCII is left, or what was valid before");
        Self {
            code,
            literals,
            line_starts,
        }
    }

    /// The number of the line at `offset`, as editors count.
    pub fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    /// What lies between the bracket that opens at `offset` and its partner.
    pub fn inside(&self, offset: usize) -> Range<usize> {
        offset + 1..closing(self.code.as_bytes(), offset)
    }
}

/// All files below `folder` of the repository whose names end in one of `endings`, by path.
pub fn files_below(folder: &str, endings: &[&str]) -> BTreeMap<String, String> {
    fn walk(root: &Path, folder: &Path, endings: &[&str], found: &mut BTreeMap<String, String>) {
        for entry in std::fs::read_dir(folder).expect("a folder of the repository") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(root, &path, endings, found);
            } else if endings
                .iter()
                .any(|ending| path.to_string_lossy().ends_with(ending))
            {
                let name = path
                    .strip_prefix(root)
                    .expect("below the root")
                    .to_string_lossy()
                    .replace('\\', "/");
                found.insert(name, std::fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeMap::new();
    walk(root, &root.join(folder), endings, &mut found);
    found
}

fn fill(bytes: &mut [u8], range: Range<usize>) {
    for byte in &mut bytes[range] {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// `text` with spaces for comments and the insides of literals, and the string literals.
fn blank(text: &str) -> (Vec<u8>, Vec<(usize, String)>) {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut literals = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let in_word = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
        let end = if rest.starts_with("//") {
            let end = at + rest.find('\n').unwrap_or(rest.len());
            fill(&mut code, at..end);
            end
        } else if rest.starts_with("/*") {
            let end = at + block_comment(rest);
            fill(&mut code, at..end);
            end
        } else if let Some(hashes) =
            raw_string(rest).filter(|_| !in_word || matches!(bytes[at - 1], b'b' | b'c'))
        {
            let inner = at + hashes + 2;
            let close = format!("\"{}", "#".repeat(hashes));
            let length = text[inner..].find(&close).expect("a raw string ends");
            literals.push((at, text[inner..inner + length].to_owned()));
            fill(&mut code, inner..inner + length);
            inner + length + close.len()
        } else if rest.starts_with('"') {
            let mut end = at + 1;
            while bytes[end] != b'"' {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            literals.push((at, text[at + 1..end].to_owned()));
            fill(&mut code, at + 1..end);
            end + 1
        } else if rest.starts_with('\'') {
            let end = at + char_literal(rest).unwrap_or(1);
            fill(&mut code, at + 1..end.max(at + 2) - 1);
            end
        } else {
            at + rest.chars().next().map_or(1, char::len_utf8)
        };
        at = end;
    }
    (code, literals)
}

fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest.starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
        } else {
            at += rest.chars().next().expect("a comment ends").len_utf8();
        }
        if depth == 0 {
            return at;
        }
    }
}

/// How many hashes a raw string that begins here has.
fn raw_string(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    rest[hashes..].starts_with('"').then_some(hashes)
}

/// The length of a character literal that begins here; a lifetime is none.
fn char_literal(text: &str) -> Option<usize> {
    let inner = &text[1..];
    if inner.starts_with('\\') {
        return inner[2..].find('\'').map(|length| length + 4);
    }
    let length = inner.chars().next()?.len_utf8();
    inner[length..].starts_with('\'').then_some(length + 2)
}

/// The items under `#[cfg(test)]`.
fn test_items(code: &[u8]) -> Vec<Range<usize>> {
    let text = String::from_utf8_lossy(code);
    text.match_indices("#[cfg(test)]")
        .map(|(start, attribute)| {
            let mut at = start + attribute.len();
            loop {
                match code.get(at) {
                    None | Some(b';') => return start..(at + 1).min(code.len()),
                    Some(b'{') => return start..closing(code, at) + 1,
                    Some(b'[') => at = closing(code, at),
                    Some(_) => {}
                }
                at += 1;
            }
        })
        .collect()
}

/// Where the bracket that opens at `open` is closed.
fn closing(code: &[u8], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in code.iter().enumerate().skip(open) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    panic!("a bracket is not closed")
}
