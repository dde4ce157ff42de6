//! Findings as a page lists them: what must be mended apart from what may be meant.

use crate::platform::i18n::{Tr, Value};
use crate::platform::time::Zone;
use crate::terms::examine::Examined;
use crate::terms::file::Places;
use crate::terms::lint::{Finding, rule_name};
use crate::terms::value::capital;

/// Everything that was found, for `terms/findings.html`.
pub(super) struct Findings {
    pub groups: Vec<Group>,
    /// By which clock the sentences speak.
    pub times: String,
}

/// Findings of one weight.
pub(super) struct Group {
    pub id: &'static str,
    pub tone: &'static str,
    pub title: String,
    pub told: Vec<Told>,
}

/// A finding.
pub struct Told {
    /// What people call its place, and how a file does.
    pub place: Option<(String, String)>,
    /// What is wrong.
    pub words: String,
}

impl Findings {
    /// For readers of `t`; with the lines of a text, where it was one.
    pub fn of(examined: &Examined, places: Option<&Places>, zone: Zone, t: Tr) -> Self {
        let group = |id, tone, title: &str, found: &[Finding]| Group {
            id,
            tone,
            title: t.count(title, found.len()),
            told: found.iter().map(|finding| Told::of(finding, places, t)).collect(),
        };
        let groups = [
            group("faults", "bad", "lint-faults", &examined.faults),
            group("notices", "wait", "lint-notices", &examined.notices),
        ];
        Self {
            groups: groups
                .into_iter()
                .filter(|group| !group.told.is_empty())
                .collect(),
            times: t.with("lint-times", &[("zone", Value::from(zone.to_string()))]),
        }
    }
}

impl Told {
    /// For readers of `t`; with its line, where the rules are those of a text.
    #[must_use]
    pub fn of(finding: &Finding, places: Option<&Places>, t: Tr) -> Self {
        let place = finding.rule.map(|rule| {
            let name = rule_name(rule, t);
            let line = places.and_then(|places| places.line(rule));
            let words = match line {
                Some(line) => t.with(
                    "lint-line-rule",
                    &[("line", Value::from(t.number(line))), ("rule", Value::from(name))],
                ),
                None => capital(&name),
            };
            (words, rule.to_string())
        });
        Self {
            place,
            words: finding.words(t),
        }
    }
}
