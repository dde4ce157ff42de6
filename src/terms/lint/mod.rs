//! What is wrong with rules before anybody has to obey them: a sentence for each, and its place.
//!
//! A fault must be mended before the terms are published. A notice may be meant: a gap that is really left open, say;
//! whoever publishes acknowledges it.

mod finding;
mod words;
mod names;
mod times;
mod amounts;
mod offer;

pub use finding::{Finding, Named, Trouble, Weight};
pub use offer::{Offer, lint_offer};
pub use words::rule_name;

use super::rules::Rules;
use super::value::Calendar;

/// More rules than any terms have. Rows are compared with one another, so that this is also what keeps a look at them
/// short.
pub const MOST_RULES: usize = 2_000;

/// Everything that is wrong with `rules`, in the order of their kinds.
#[must_use]
pub fn lint(rules: &Rules, calendar: &Calendar<'_>) -> Vec<Finding> {
    let count = count(rules);
    if count > MOST_RULES {
        return vec![Finding {
            rule: None,
            trouble: Trouble::TooManyRules(count),
        }];
    }
    let mut found = Vec::new();
    names::examine(rules, &mut found);
    amounts::examine(rules, &mut found);
    times::examine(rules, calendar, &mut found);
    found.sort_by_key(|finding| finding.rule);
    found.dedup();
    found
}

fn count(rules: &Rules) -> usize {
    [
        rules.registration.len(),
        rules.regions.len(),
        rules.holidays.len(),
        rules.periods.len(),
        rules.categories.len(),
        rules.fees.len(),
        rules.extras.len(),
        rules.adjustments.len(),
        rules.charges.len(),
        rules.grants.len(),
        rules.taxes.len(),
        rules.dues.len(),
        rules.methods.len(),
        rules.refunds.len(),
        rules.substitutions.len(),
        rules.conversions.len(),
        rules.quotas.len(),
        rules.openings.len(),
        rules.requirements.len(),
        rules.consents.len(),
        rules.clauses.len(),
    ]
    .iter()
    .sum()
}
