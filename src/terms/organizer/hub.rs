//! What the draft states, part by part: one line out of the document each, and the way to where it is changed.

use super::desk::Desk;
use crate::platform::web::urls;
use crate::terms::rules::RuleKind;

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
    [
        (
            "terms-windows",
            &[RuleKind::Registration][..],
            format!("{here}#draft"),
        ),
        (
            "terms-fees-and-payment",
            &[RuleKind::Fee, RuleKind::Extra, RuleKind::Tax, RuleKind::Due][..],
            urls::terms_fees(slug),
        ),
        (
            "terms-cancellation",
            &[RuleKind::Refund, RuleKind::Substitution][..],
            urls::terms_cancellation(slug),
        ),
        (
            "terms-consents-title",
            &[RuleKind::Consent][..],
            urls::terms_consents(slug),
        ),
    ]
    .into_iter()
    .map(|(name, kinds, href)| Part {
        name: desk.t.of(name),
        states: states(desk, kinds),
        href,
    })
    .collect()
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
