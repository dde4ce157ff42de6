//! The document that people read: the rules as clauses, then the organizer's free clauses, numbered through.

use serde::{Deserialize, Serialize};

use super::rules::{Boundary, Rules};
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::markdown;
use crate::platform::time::Zone;

/// The document in one language, as it is shown and stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The language that was asked for.
    pub language: Lang,
    /// In order; the first is number 1.
    pub clauses: Vec<Clause>,
}

/// One numbered clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// The language it is in: the document's, or the one it fell back to.
    pub language: Lang,
    /// Its heading.
    pub title: String,
    /// Sanitized HTML.
    pub html: String,
    /// The same as plain text.
    pub text: String,
}

/// What the rules' clauses need to know beside the rules.
pub struct Names<'a> {
    /// Names of the categories by key.
    pub categories: &'a [(String, Localized)],
    /// The event's default language.
    pub default: Lang,
}

impl Document {
    /// Renders rules and clauses for readers of `language`.
    #[must_use]
    pub fn render(rules: &Rules, clauses: &Localized, zone: Zone, names: &Names<'_>, language: Lang) -> Self {
        let t = Tr::new(language);
        let mut all = Vec::new();
        let sentences = registration_sentences(rules, zone, names, t);
        if !sentences.is_empty() {
            let text = sentences.join("\n");
            let html = format!(
                "<p>{}</p>\n",
                sentences
                    .iter()
                    .map(|one| escape(one))
                    .collect::<Vec<_>>()
                    .join("</p>\n<p>")
            );
            all.push(Clause {
                language,
                title: t.of("terms-registration-title"),
                html,
                text,
            });
        }
        let (found, source) = clauses.resolve(language, names.default);
        all.extend(split(source).into_iter().map(|(title, body)| Clause {
            language: found,
            title: if title.is_empty() {
                t.of("terms-general-title")
            } else {
                title.to_owned()
            },
            html: markdown::to_html(body, 3),
            text: markdown::to_text(body).trim().to_owned(),
        }));
        Self {
            language,
            clauses: all,
        }
    }
}

/// When registration is open, a sentence a window; the terms in short.
#[must_use]
pub fn registration_sentences(rules: &Rules, zone: Zone, names: &Names<'_>, t: Tr) -> Vec<String> {
    rules
        .registration
        .iter()
        .map(|window| {
            let who: Vec<&str> = window
                .categories
                .iter()
                .map(|key| {
                    let name = names.categories.iter().find(|(known, _)| known == key);
                    name.map_or(key.as_str(), |(_, name)| name.resolve(t.lang(), names.default).1)
                })
                .collect();
            let scope = if who.is_empty() { "all" } else { "some" };
            let opens = window.opens.map(|boundary| words(boundary, t));
            let until = window.until.map(|boundary| words(boundary, t));
            let span = match (&opens, &until) {
                (Some(_), Some(_)) => "both",
                (Some(_), None) => "from",
                (None, Some(_)) => "until",
                (None, None) => "always",
            };
            // A whole day and a minute of one take different words (“until the end of …”).
            let ends = if matches!(window.until, Some(Boundary::Day(_))) {
                "day"
            } else {
                "moment"
            };
            let zone_at = window.until.or(window.opens).map(|boundary| boundary.ends(zone));
            let zone_name = zone_at
                .map(|instant| t.zone_name(zone, instant))
                .unwrap_or_default();
            t.with(
                "terms-registration-window",
                &[
                    ("scope", Value::from(scope)),
                    ("categories", Value::from(who.join(", "))),
                    ("span", Value::from(span)),
                    ("ends", Value::from(ends)),
                    ("opens", Value::from(opens.unwrap_or_default())),
                    ("until", Value::from(until.unwrap_or_default())),
                    ("zone", Value::from(zone_name)),
                ],
            )
        })
        .collect()
}

fn words(boundary: Boundary, t: Tr) -> String {
    match boundary {
        Boundary::Day(day) => t.date_long(day),
        Boundary::Moment(moment) => t.date_time(moment),
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

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
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

    #[test]
    fn a_clause_that_lacks_the_language_says_which_one_it_is_in() {
        let clauses = Localized::of([(Lang::En, "## Data\n\nKept.")]);
        let names = Names {
            categories: &[],
            default: Lang::En,
        };
        let document = Document::render(
            &Rules::default(),
            &clauses,
            "UTC".parse().unwrap(),
            &names,
            Lang::Zh,
        );
        assert_eq!(
            (document.language, document.clauses[0].language),
            (Lang::Zh, Lang::En)
        );
    }
}
