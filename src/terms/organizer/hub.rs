//! What the draft states, part by part: one line out of the document each, and the way to where it is changed.

use super::desk::Desk;
use crate::platform::web::urls;
use crate::terms::document::Document;
use crate::terms::rules::{RuleKind, Rules};

/// As many sentences as one line shows.
const MOST_SHOWN: usize = 2;

/// A part of the draft.
pub(super) struct Part {
    pub name: String,
    /// What it states, in short.
    pub states: String,
    pub href: String,
}

/// Every part of the draft.
pub(super) fn parts(desk: &Desk<'_>) -> Vec<Part> {
    let slug = &desk.event.slug;
    let here = urls::terms_draft(slug);
    let part = |name: &str, states: String, href: String| Part {
        name: desk.t.of(name),
        states,
        href,
    };
    vec![
        part(
            "terms-windows",
            states(desk, &[RuleKind::Registration]),
            format!("{here}#draft"),
        ),
        part(
            "terms-fees-and-payment",
            states(
                desk,
                &[RuleKind::Fee, RuleKind::Extra, RuleKind::Tax, RuleKind::Due],
            ),
            urls::terms_fees(slug),
        ),
        part(
            "terms-cancellation",
            states(desk, &[RuleKind::Refund, RuleKind::Substitution]),
            urls::terms_cancellation(slug),
        ),
        part(
            "terms-consents-title",
            states(desk, &[RuleKind::Consent]),
            urls::terms_consents(slug),
        ),
        part("terms-clauses", clauses(desk), format!("{here}#clauses")),
        part(
            "terms-file-title",
            desk.t.of("terms-part-file"),
            urls::terms_file(slug),
        ),
    ]
}

/// The headings of the free clauses.
fn clauses(desk: &Desk<'_>) -> String {
    let document = desk.speaking(&Rules::default(), |source| {
        Document::render(source, desk.t.lang())
    });
    let titles: Vec<String> = document
        .sections
        .into_iter()
        .map(|section| section.title)
        .collect();
    if titles.is_empty() {
        return desk.t.of("terms-part-empty");
    }
    titles.join(" · ")
}

/// The first sentences on some kinds of rules, and how many more there are.
fn states(desk: &Desk<'_>, kinds: &[RuleKind]) -> String {
    let rules = desk.rules();
    let mut places: Vec<_> = kinds.iter().flat_map(|kind| rules.places(*kind)).collect();
    let more = places.len().saturating_sub(MOST_SHOWN);
    places.truncate(MOST_SHOWN);
    if places.is_empty() {
        return desk.t.of("terms-part-empty");
    }
    let mut sentences = desk.said(places);
    if more > 0 {
        sentences.push(desk.t.count("terms-part-more", more));
    }
    desk.t.sentences(sentences)
}
