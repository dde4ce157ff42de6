//! One rule by itself, as a sentence: for whatever speaks of a rule apart from the document.

use super::deadlines::Side;
use super::fees::Priced;
use super::speaker::{Speaker, capital};
use super::{Content, Source};
use crate::platform::lang::Lang;
use crate::platform::localized::Resolved;
use crate::terms::facts::When;
use crate::terms::rules::{Consent, Counts, RuleKind, RuleRef, Rules, Stacking};
use crate::terms::value::Money;

impl Speaker<'_> {
    /// A rule as a sentence; empty for one that is not there.
    pub fn said(self, rule: RuleRef) -> String {
        let (rules, index) = (self.rules, rule.index);
        let own = |words: String, own: Option<super::Own>| {
            self.text([words].into_iter().chain(own.map(|own| own.text)))
        };
        let words = match rule.kind {
            RuleKind::Registration => rules.registration.get(index).map(|one| self.window(one)),
            RuleKind::Period => rules.periods.get(index).map(|one| {
                let name = self.quoted(&self.name(&one.name));
                self.headed(
                    &self.with("terms-period", &[("name", &name)]),
                    &self.period_note(one),
                )
            }),
            RuleKind::Category => rules.categories.get(index).map(|one| self.category_words(one)),
            RuleKind::Fee => rules.fees.get(index).map(|one| {
                let priced = self.fee(index, one);
                let head = self.with("terms-fee-for", &[("whom", &priced.head)]);
                self.price_sentence(&head, &priced)
            }),
            RuleKind::Extra => rules.extras.get(index).map(|one| {
                let priced = self.extra(index, one);
                self.price_sentence(&priced.head, &priced)
            }),
            RuleKind::Adjustment => rules.adjustments.get(index).map(|one| self.adjustment(one)),
            RuleKind::Charge => rules.charges.get(index).map(|one| self.charge(one)),
            RuleKind::Grant => rules.grants.get(index).map(|one| self.charge(one)),
            RuleKind::Tax => rules.taxes.get(index).map(|one| self.tax(one)),
            RuleKind::Due => rules.dues.get(index).map(|one| self.due(one)),
            RuleKind::Method => rules.methods.get(index).map(|one| self.method(one)),
            RuleKind::Refund => rules.refunds.get(index).map(|one| self.refund(index, one)),
            RuleKind::Substitution => rules.substitutions.get(index).map(|one| self.substitution(one)),
            RuleKind::Conversion => rules.conversions.get(index).map(|one| self.conversion(one)),
            RuleKind::Quota => rules.quotas.get(index).map(|one| self.quota(one)),
            RuleKind::Opening => rules.openings.get(index).map(|one| self.opening(one)),
            RuleKind::Requirement => {
                let one = rules.requirements.get(index);
                one.map(|one| own(self.requirement(one), self.own(&one.text)))
            }
            RuleKind::Consent => {
                let one = rules.consents.get(index);
                one.map(|one| own(self.consent(one), self.own(&one.text)))
            }
            RuleKind::Clause => rules
                .clauses
                .get(index)
                .and_then(|one| self.own(&one.text))
                .map(|own| own.text),
        };
        words.unwrap_or_default()
    }

    /// “Fee for students: 100 € in the period “early””
    fn price_sentence(self, head: &str, priced: &Priced<'_>) -> String {
        let periods = self.rules.periods.iter();
        let by_period = periods.filter_map(|period| {
            let price = priced.by_period.get(period.name.as_str())?;
            let period = self.quoted(&self.name(&period.name));
            Some(self.with("terms-price-in-period", &[("period", &period), ("price", price)]))
        });
        let listed = self.and(by_period.chain(priced.otherwise.clone()));
        self.headed(head, &self.parts([listed, priced.note.clone()]))
    }

    /// When a rule holds; empty where it holds always.
    fn times_of(self, rule: RuleRef) -> String {
        let (rules, index) = (self.rules, rule.index);
        macro_rules! times {
            ($list:ident) => {
                rules.$list.get(index).map(|one| self.times(one.edge()))
            };
        }
        let until = |deadline| self.deadline(deadline, Side::Until);
        let words = match rule.kind {
            RuleKind::Period => times!(periods),
            RuleKind::Fee => times!(fees),
            RuleKind::Extra => times!(extras),
            RuleKind::Adjustment => times!(adjustments),
            RuleKind::Charge => times!(charges),
            RuleKind::Grant => times!(grants),
            RuleKind::Method => times!(methods),
            RuleKind::Refund => rules.refunds.get(index).map(|one| {
                if self.is_last_of_its_case(index, one) {
                    self.of("terms-refund-later")
                } else {
                    self.times(one.edge())
                }
            }),
            RuleKind::Substitution => times!(substitutions),
            RuleKind::Conversion => times!(conversions),
            RuleKind::Opening => times!(openings),
            RuleKind::Due => rules.dues.get(index).and_then(|one| one.by.as_ref()).map(until),
            RuleKind::Requirement => {
                let one = rules.requirements.get(index);
                one.and_then(|one| one.until.as_ref()).map(until)
            }
            RuleKind::Registration
            | RuleKind::Category
            | RuleKind::Tax
            | RuleKind::Quota
            | RuleKind::Consent
            | RuleKind::Clause => None,
        };
        words.unwrap_or_default()
    }
}

impl Source<'_> {
    /// A rule as a sentence by itself.
    #[must_use]
    pub fn said(&self, rule: RuleRef, language: Lang) -> String {
        self.speaker(language).said(rule)
    }

    /// When a rule holds, in words; empty where it holds always or its sentence says it in another way.
    #[must_use]
    pub fn times_of(&self, rule: RuleRef, language: Lang) -> String {
        self.speaker(language).times_of(rule)
    }

    /// A condition as a clause that follows “if”.
    #[must_use]
    pub fn condition(&self, when: &When, language: Lang) -> String {
        self.speaker(language).when(when)
    }

    /// What a consent is to: the organizer's words, or the name of the thing where she wrote none.
    #[must_use]
    pub fn consent(&self, consent: &Consent, language: Lang) -> Resolved {
        let speaker = self.speaker(language);
        match speaker.own(&consent.text) {
            Some(own) => Resolved {
                lang: own.language,
                text: own.text,
            },
            None => Resolved {
                lang: language,
                text: capital(&speaker.name(&consent.key)),
            },
        }
    }

    /// What a price is for: “Fee for students”.
    #[must_use]
    pub fn priced(&self, rule: RuleRef, language: Lang) -> String {
        let speaker = self.speaker(language);
        if let (RuleKind::Fee, Some(fee)) = (rule.kind, self.rules.fees.get(rule.index)) {
            let priced = speaker.fee(rule.index, fee);
            let whom = speaker.noted(&priced.head, &priced.note);
            return speaker.with("terms-fee-for", &[("whom", &whom)]);
        }
        let extra = self.rules.extras.get(rule.index);
        extra.map_or_else(String::new, |extra| capital(&speaker.item(&extra.key)))
    }

    /// The name of the price period that a rule's place names; empty where it names none.
    #[must_use]
    pub fn period_of(&self, rule: RuleRef, language: Lang) -> String {
        let speaker = self.speaker(language);
        let period = rule.period.and_then(|index| self.rules.periods.get(index));
        period.map_or_else(String::new, |period| speaker.quoted(&speaker.name(&period.name)))
    }

    /// What a name of the rules is called.
    #[must_use]
    pub fn name(&self, name: &str, language: Lang) -> String {
        self.speaker(language).name(name)
    }

    /// What a category is called.
    #[must_use]
    pub fn category(&self, key: &str, language: Lang) -> String {
        self.speaker(language).category(key)
    }

    /// An amount as the language writes it.
    #[must_use]
    pub fn amount(&self, money: Money, language: Lang) -> String {
        self.speaker(language).money(money)
    }

    /// What all rules go by, a sentence each: which day decides, how reductions stack, how days are counted, which
    /// countries belong together.
    #[must_use]
    pub fn basis(&self, language: Lang) -> Vec<String> {
        let speaker = self.speaker(language);
        let counts = match self.rules.counts {
            Counts::Registration => "terms-counts-registration",
            Counts::Payment => "terms-counts-payment",
        };
        let stacking = match self.rules.stacking {
            Stacking::Largest => "terms-stacking-largest",
            Stacking::Add => "terms-stacking-add",
        };
        let mut sentences = vec![speaker.of(counts), speaker.of(stacking)];
        sentences.extend(speaker.counting());
        sentences.extend(
            speaker
                .regions()
                .into_iter()
                .filter_map(|block| match block.content {
                    Content::Paragraph { text } => Some(text),
                    _ => None,
                }),
        );
        sentences
    }
}

/// The rules without the times of those that [`Source::times_of`] tells: what changes when times change is what is left.
#[must_use]
pub fn without_times(rules: &Rules) -> Rules {
    let mut rules = rules.clone();
    macro_rules! timeless {
        ($($list:ident),*) => { $(
            for one in &mut rules.$list {
                (one.from, one.after, one.until, one.before) = (None, None, None, None);
            }
        )* };
    }
    timeless!(
        periods,
        fees,
        extras,
        adjustments,
        charges,
        grants,
        methods,
        refunds,
        substitutions,
        conversions,
        openings
    );
    for due in &mut rules.dues {
        due.by = None;
    }
    for requirement in &mut rules.requirements {
        requirement.until = None;
    }
    rules
}
