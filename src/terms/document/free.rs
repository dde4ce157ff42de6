//! The organizer's free clauses: Markdown whose top headings are sections of the document.

use super::model::{Block, Content, Section};
use super::speaker::Speaker;
use crate::platform::localized::Localized;
use crate::platform::markdown;

impl Speaker<'_> {
    /// A section for each heading.
    pub fn free(self, clauses: &Localized) -> Vec<Section> {
        let (language, source) = clauses.resolve(self.t.lang(), self.default);
        split(source)
            .into_iter()
            .map(|(title, body)| Section {
                language: if title.is_empty() { self.t.lang() } else { language },
                title: if title.is_empty() {
                    self.of("terms-general-title")
                } else {
                    title.to_owned()
                },
                blocks: vec![Block {
                    language,
                    rules: Vec::new(),
                    content: Content::Markdown {
                        html: markdown::to_html(body, 3),
                        text: markdown::to_text(body).trim().to_owned(),
                    },
                }],
            })
            .collect()
    }
}

/// Markdown cut at its top headings (`#` or `##`): heading and what follows it.
fn split(source: &str) -> Vec<(&str, &str)> {
    let mut parts = Vec::new();
    let mut title = "";
    let mut start = 0;
    let mut position = 0;
    let mut fenced = false;
    for line in source.split_inclusive('\n') {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        let heading = line
            .strip_prefix("## ")
            .or_else(|| line.strip_prefix("# "))
            .filter(|_| !fenced);
        if let Some(heading) = heading {
            parts.push((title, &source[start..position]));
            title = heading.trim().trim_end_matches('#').trim();
            start = position + line.len();
        }
        position += line.len();
    }
    parts.push((title, &source[start..]));
    parts.retain(|(title, body)| !title.is_empty() || !body.trim().is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_begin_at_the_top_headings() {
        let source = "Preamble.\n\n## Fees\n\nFree.\n\n### Detail\n\nx\n## Data\nKept.\n";
        assert_eq!(
            split(source),
            [
                ("", "Preamble.\n\n"),
                ("Fees", "\nFree.\n\n### Detail\n\nx\n"),
                ("Data", "Kept.\n")
            ]
        );
        assert!(split("").is_empty());
    }

    #[test]
    fn a_heading_in_a_code_block_is_no_clause() {
        assert_eq!(split("## A\n```\n## not\n```\n").len(), 1);
    }
}
