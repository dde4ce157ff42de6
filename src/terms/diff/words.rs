//! Changes in words.

use super::{Change, diff};
use crate::platform::i18n::Tr;
use crate::platform::lang::Lang;
use crate::terms::document::{Source, without_times};
use crate::terms::rules::RuleKind;

/// One of the two versions that are compared, as a document is made of it.
pub type Side<'a> = Source<'a>;

/// What `new` changes of `old`, a sentence a change, for readers of `language`; the clock and the clauses among them.
#[must_use]
pub fn summary(old: &Side<'_>, new: &Side<'_>, language: Lang) -> Vec<String> {
    let t = Tr::new(language);
    let timeless = without_times(new.rules);
    let timeless = Side {
        rules: &timeless,
        ..*new
    };
    let mut sentences = Vec::new();
    let changes = diff(old.rules, new.rules);
    if old.calendar.zone != new.calendar.zone && !changes.contains(&Change::Basis) {
        sentences.extend(replaced(t, &old.basis(language), &new.basis(language)));
    }
    for change in changes {
        sentences.extend(say(&change, old, new, &timeless, t));
    }
    for lang in Lang::ALL {
        if old.clauses.get(lang) != new.clauses.get(lang) {
            sentences.push(t.with("terms-change-clauses", &[("language", lang.endonym().into())]));
        }
    }
    sentences
}

fn say(change: &Change, old: &Side<'_>, new: &Side<'_>, timeless: &Side<'_>, t: Tr) -> Vec<String> {
    let language = t.lang();
    match *change {
        Change::Added(rule) => vec![added(t, &new.said(rule, language))],
        Change::Removed(rule) => vec![removed(t, &old.said(rule, language))],
        Change::Price {
            new: rule, from, to, ..
        } => {
            let id = match (rule.period.is_some(), to.minor > from.minor) {
                (true, true) => "terms-change-period-rises",
                (true, false) => "terms-change-period-falls",
                (false, true) => "terms-change-price-rises",
                (false, false) => "terms-change-price-falls",
            };
            let arguments = [
                ("what", new.priced(rule, language).into()),
                ("period", new.period_of(rule, language).into()),
                ("from", new.amount(from, language).into()),
                ("to", new.amount(to, language).into()),
            ];
            vec![t.with(id, &arguments)]
        }
        Change::Times {
            old: before,
            new: after,
        } => {
            let (was, is) = (old.times_of(before, language), new.times_of(after, language));
            if was.is_empty() || is.is_empty() || was == is {
                return reworded(t, old.said(before, language), new.said(after, language));
            }
            let what = timeless.said(after, language);
            let what = what.trim_end_matches(['.', '。']);
            vec![t.with(
                "terms-change-times",
                &[("what", what.into()), ("was", was.into()), ("is", is.into())],
            )]
        }
        Change::Reworded {
            old: before,
            new: after,
        } => reworded(t, old.said(before, language), new.said(after, language)),
        Change::Order(kind) => {
            let title = t.of(section(kind));
            vec![t.with("terms-change-order", &[("section", title.into())])]
        }
        Change::Basis => replaced(t, &old.basis(language), &new.basis(language)),
        Change::Names => vec![t.of("terms-change-names")],
    }
}

/// One sentence instead of another; where both read alike, only names have changed.
fn reworded(t: Tr, was: String, is: String) -> Vec<String> {
    if was == is {
        return vec![t.of("terms-change-names")];
    }
    replaced(t, &[was], &[is])
}

fn added(t: Tr, sentence: &str) -> String {
    t.with("terms-change-to", &[("sentence", sentence.into())])
}

fn removed(t: Tr, sentence: &str) -> String {
    t.with("terms-change-from", &[("sentence", sentence.into())])
}

/// Sentences that only one side has.
fn replaced(t: Tr, was: &[String], is: &[String]) -> Vec<String> {
    let gone = was
        .iter()
        .filter(|one| !is.contains(one))
        .map(|one| removed(t, one));
    let come = is
        .iter()
        .filter(|one| !was.contains(one))
        .map(|one| added(t, one));
    gone.chain(come).collect()
}

/// The heading below which a kind of rule stands.
fn section(kind: RuleKind) -> &'static str {
    match kind {
        RuleKind::Category => "terms-who-title",
        RuleKind::Registration => "terms-registration-title",
        RuleKind::Period
        | RuleKind::Fee
        | RuleKind::Extra
        | RuleKind::Adjustment
        | RuleKind::Charge
        | RuleKind::Grant
        | RuleKind::Tax => "terms-fees-title",
        RuleKind::Due | RuleKind::Method => "terms-payment-title",
        RuleKind::Refund => "terms-refund-title",
        RuleKind::Substitution | RuleKind::Conversion => "terms-changes-title",
        RuleKind::Quota => "terms-places-title",
        RuleKind::Opening | RuleKind::Requirement => "terms-papers-title",
        RuleKind::Consent => "terms-consents-title",
        RuleKind::Clause => "terms-further-title",
    }
}
