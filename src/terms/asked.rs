//! The consents that are asked for beside the terms: which of them concern whom, and how they are put to people.

use super::choices::is_asked;
use super::document::Source;
use super::facts::{Fact, Facts, Known, Person};
use super::model::TermsVersion;
use super::rules::{Consent, Rules};
use super::value::Calendar;
use crate::platform::countries::Country;
use crate::platform::lang::Lang;
use crate::platform::localized::{Localized, Resolved};

/// What of somebody a consent may hang on, as far as it is known.
#[derive(Debug, Clone, Copy)]
pub struct Concerned<'a> {
    /// Key of her category.
    pub category: Option<&'a str>,
    /// From where she comes.
    pub country: Option<Country>,
    /// What she says of herself.
    pub facts: &'a Facts,
}

impl Concerned<'_> {
    /// Whether `consent` is asked of her, `open` being what may still turn out either way.
    fn is_asked(&self, rules: &Rules, consent: &Consent, open: &[Fact]) -> bool {
        let mut own = self.facts.clone();
        if let Some(country) = self.country {
            own = own.with(Fact::Country, Known::Word(country.code().to_owned()));
        }
        let person = Person {
            category: self.category,
            own: &own,
            order: &Facts::default(),
            regions: &rules.regions,
        };
        consent.when.may_hold(&person, open)
    }
}

/// The names that rules are said with.
#[derive(Debug, Clone, Copy)]
pub struct Naming<'a> {
    /// Names of the event's categories by key.
    pub categories: &'a [(String, Localized)],
    /// The language in which names and texts are written.
    pub default: Lang,
}

/// A consent as it is put to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedConsent {
    /// Its place in the version's rules, from 1; forms name it by that, because a key may hold any sign.
    pub number: usize,
    /// Whether nobody takes part without it.
    pub required: bool,
    /// What is agreed to.
    pub text: Resolved,
    /// For whom it is, as a clause that follows “if”; `None` where it is for everybody who is asked.
    pub condition: Option<String>,
}

impl TermsVersion {
    /// The consent of a key, if this version has one.
    #[must_use]
    pub fn consent(&self, key: &str) -> Option<&Consent> {
        self.rules.consents.iter().find(|consent| consent.key == key)
    }

    /// The consents that are asked of her, with their places in the rules from 1.
    pub fn consents_of<'a>(&'a self, who: Concerned<'a>) -> impl Iterator<Item = (usize, &'a Consent)> {
        self.numbered_consents()
            .filter(move |(_, consent)| who.is_asked(&self.rules, consent, &[]))
    }

    /// The consents that may be asked of somebody in one of the named categories, wherever she comes from and whatever she
    /// says of herself; those for everybody first.
    #[must_use]
    pub fn consents_for_any(&self, naming: Naming<'_>, lang: Lang) -> Vec<AskedConsent> {
        let nothing = Facts::default();
        let people: Vec<Concerned<'_>> = naming
            .categories
            .iter()
            .map(|(key, _)| Concerned {
                category: Some(key),
                country: None,
                facts: &nothing,
            })
            .collect();
        let asked_of =
            |who: &Concerned<'_>, consent: &Consent, open: &[Fact]| who.is_asked(&self.rules, consent, open);
        let open: Vec<Fact> = [Fact::Country, Fact::Region, Fact::Organization]
            .into_iter()
            .chain(Fact::ALL.iter().copied().filter(|fact| is_asked(*fact)))
            .collect();
        let mut asked: Vec<AskedConsent> = self
            .numbered_consents()
            .filter(|(_, consent)| people.iter().any(|who| asked_of(who, consent, &open)))
            .map(|(number, consent)| {
                let for_all = people.iter().all(|who| asked_of(who, consent, &[]));
                AskedConsent {
                    number,
                    required: consent.required,
                    text: self.words_of(consent, naming.default, lang),
                    condition: (!for_all)
                        .then(|| self.with_source(naming, |source| source.condition(&consent.when, lang))),
                }
            })
            .collect();
        asked.sort_by_key(|one| one.condition.is_some());
        asked
    }

    fn numbered_consents(&self) -> impl Iterator<Item = (usize, &Consent)> {
        (1..).zip(&self.rules.consents)
    }

    /// What a consent of this version is to, for readers of `lang`.
    #[must_use]
    pub fn words_of(&self, consent: &Consent, default: Lang, lang: Lang) -> Resolved {
        self.with_source(
            Naming {
                categories: &[],
                default,
            },
            |source| source.consent(consent, lang),
        )
    }

    fn with_source<T>(&self, naming: Naming<'_>, say: impl FnOnce(&Source<'_>) -> T) -> T {
        let calendar = Calendar::of(self.zone);
        say(&Source {
            rules: &self.rules,
            clauses: &Localized::new(),
            calendar: &calendar,
            categories: naming.categories,
            default: naming.default,
        })
    }
}
