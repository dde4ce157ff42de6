//! The part of the form that the rules ask for: what a price or a consent depends on, extras, the currency. Where nothing
//! depends on anything, there is none of it.

use std::collections::HashMap;

use crate::events::Event;
use crate::platform::i18n::{Tr, Value};
use crate::platform::text;
use crate::platform::web::{Mistakes, RawForm};
use crate::registration::Price;
use crate::terms::TermsVersion;
use crate::terms::choices::{Choices, Question, currencies, questions};
use crate::terms::document::{Source, money_words};
use crate::terms::engine::{Order, Silence};
use crate::terms::facts::{Fact, FactKind, Known};
use crate::terms::rules::Extra;
use crate::terms::value::Money;
use chrono::{DateTime, Utc};

/// The longest code, in characters.
const MAX_CODE: usize = 100;
/// More papers, nights or years than anybody tells of herself.
const MAX_NUMBER: i64 = 1_000_000;
/// More of one extra than one person takes.
const MAX_QUANTITY: u32 = 1_000;

/// The name of a fact's field.
fn fact_field(fact: Fact) -> String {
    format!("fact_{}", fact.name())
}

/// The name of an extra's field.
fn extra_field(index: usize) -> String {
    format!("extra_{}", index + 1)
}

/// What she says and chose; what cannot be is told beside its field.
pub(super) fn read(mistakes: &mut Mistakes, form: &RawForm, terms: &TermsVersion) -> Choices {
    let mut choices = Choices::default();
    for question in questions(&terms.rules) {
        if let Some(known) = read_fact(mistakes, form, &question) {
            choices.facts = choices.facts.with(question.fact, known);
        }
    }
    for (index, extra) in terms.rules.extras.iter().enumerate() {
        if let Some(quantity) = read_extra(mistakes, form, index, extra) {
            choices.extras.insert(extra.key.clone(), quantity);
        }
    }
    let known = currencies(&terms.rules);
    choices.currency = known
        .iter()
        .copied()
        .find(|currency| currency.code() == form.get("currency"))
        .or_else(|| known.first().copied());
    choices
}

fn read_fact(mistakes: &mut Mistakes, form: &RawForm, question: &Question) -> Option<Known> {
    let field = fact_field(question.fact);
    let typed = text::normalise_width(form.get(&field).trim());
    match question.kind() {
        FactKind::YesNo => Some(Known::YesNo(!typed.is_empty())),
        _ if typed.is_empty() => None,
        FactKind::Number => match typed.parse::<i64>() {
            Ok(number) if (0..=MAX_NUMBER).contains(&number) => Some(Known::Number(number)),
            _ => {
                mistakes.add(field, mistakes.t.of("register-number-odd"));
                None
            }
        },
        FactKind::Word if question.words.is_empty() => {
            let code = typed.clone();
            if code.chars().count() > MAX_CODE {
                mistakes.add(field, mistakes.t.of("register-code-long"));
                return None;
            }
            Some(Known::Word(code))
        }
        // Whatever is no longer among the words is not said.
        FactKind::Word => question.words.contains(&typed).then_some(Known::Word(typed)),
    }
}

fn read_extra(mistakes: &mut Mistakes, form: &RawForm, index: usize, extra: &Extra) -> Option<u32> {
    let field = extra_field(index);
    let typed = text::normalise_width(form.get(&field).trim());
    if typed.is_empty() {
        return None;
    }
    if extra.most == Some(1) {
        return Some(1);
    }
    let most = extra.most.unwrap_or(MAX_QUANTITY);
    match typed.parse::<u32>() {
        Ok(0) => None,
        Ok(quantity) if quantity <= most => Some(quantity),
        Ok(_) => {
            mistakes.add(field, mistakes.t.count("register-extra-too-many", most));
            None
        }
        Err(_) => {
            mistakes.add(field, mistakes.t.of("register-number-odd"));
            None
        }
    }
}

/// Adds why what she chose is not to be had, beside the field that says so.
pub(super) fn add_silence(mistakes: &mut Mistakes, silence: &Silence, terms: &TermsVersion) {
    let t = mistakes.t;
    let extra = |key: &str| terms.rules.extras.iter().position(|extra| extra.key == key);
    match silence {
        Silence::NotOffered(key) => {
            let field = extra(key).map_or_else(|| "category".to_owned(), extra_field);
            mistakes.add(field, t.of("register-extra-not-offered"));
        }
        Silence::TooMany(most, key) => {
            let field = extra(key).map_or_else(|| "category".to_owned(), extra_field);
            mistakes.add(field, t.count("register-extra-too-many", *most));
        }
        Silence::NotIn(currency) => mistakes.add(
            "currency",
            t.with(
                "register-currency-missing",
                &[("currency", Value::from(currency.code()))],
            ),
        ),
        _ => mistakes.add("category", t.of("register-amount-impossible")),
    }
}

/// Adds that there is none left of the extra `key`, beside where she chose it.
pub(super) fn add_gone(
    mistakes: &mut Mistakes,
    form: &RawForm,
    terms: &TermsVersion,
    key: &str,
    words: &str,
) {
    let extras = terms.rules.extras.iter().enumerate();
    let mut fields = extras
        .filter(|(_, extra)| extra.key == key)
        .map(|(index, _)| extra_field(index));
    if let Some(field) = fields.find(|field| form.has(field)) {
        mistakes.add(field, words.to_owned());
    }
}

/// What is asked, as the form shows it.
pub(super) struct ChoiceFields {
    pub facts: Vec<FactField>,
    pub extras: Vec<ExtraField>,
    /// Code and words; empty where there is nothing to choose.
    pub currencies: Vec<(String, String)>,
}

pub(super) struct FactField {
    pub name: String,
    pub label: String,
    /// `yes`, `number`, `word` or `text`.
    pub kind: &'static str,
    /// Value and words.
    pub options: Vec<(String, String)>,
}

pub(super) struct ExtraField {
    pub name: String,
    pub label: String,
    /// What is said of it, down to how many are left.
    pub note: String,
    pub price: String,
    /// Whether one is as many as there may be.
    pub is_single: bool,
    /// Whether there is none left.
    pub is_gone: bool,
}

impl ExtraField {
    /// “Gala dinner, 45 €”
    pub fn title(&self) -> String {
        if self.price.is_empty() {
            self.label.clone()
        } else {
            format!("{} · {}", self.label, self.price)
        }
    }
}

impl ChoiceFields {
    pub fn of(
        event: &Event,
        terms: &TermsVersion,
        source: &Source<'_>,
        choices: &Choices,
        left: &HashMap<String, i32>,
        now: DateTime<Utc>,
        t: Tr,
    ) -> Self {
        let lang = t.lang();
        let facts = questions(&terms.rules).into_iter().map(|question| {
            let label = source.fact_label(question.fact, lang);
            FactField {
                name: fact_field(question.fact),
                label: label.unwrap_or_else(|| {
                    let name = question.fact.name().replace('_', "-");
                    t.of(&format!("register-fact-{name}"))
                }),
                kind: match question.kind() {
                    FactKind::YesNo => "yes",
                    FactKind::Number => "number",
                    FactKind::Word if question.words.is_empty() => "text",
                    FactKind::Word => "word",
                },
                options: [(String::new(), t.of("register-fact-none"))]
                    .into_iter()
                    .chain(question.words.into_iter().map(|word| {
                        let words = source.option(&word, lang);
                        (word, words)
                    }))
                    .collect(),
            }
        });
        let extras = terms
            .rules
            .extras
            .iter()
            .enumerate()
            .filter_map(|(index, extra)| {
                let alone = Order {
                    extras: [(extra.key.clone(), 1)].into(),
                    currency: choices.currency,
                    ..Order::default()
                };
                let price = match Price::of(event, terms, alone, now) {
                    Ok(price) => price.words(t).unwrap_or_default(),
                    // Its time is over, or not come.
                    Err(_) => return None,
                };
                let (label, note) = source.extra(index, lang)?;
                let is_single = extra.most == Some(1);
                let left = left.get(&extra.key).copied();
                let state = match left {
                    Some(0) => Some(t.of("register-extra-none-left")),
                    // One place is for whoever takes several, too: a number would promise less than there is.
                    Some(left) if is_single => Some(t.count("places-left", left)),
                    _ => None,
                };
                let notes: Vec<String> = state
                    .into_iter()
                    .chain(Some(note).filter(|note| !note.is_empty()))
                    .collect();
                Some(ExtraField {
                    name: extra_field(index),
                    label,
                    note: notes.join(" · "),
                    price,
                    is_single,
                    is_gone: left == Some(0),
                })
            });
        let currencies = currencies(&terms.rules).into_iter();
        Self {
            facts: facts.collect(),
            extras: extras.collect(),
            currencies: currencies
                .map(|currency| (currency.to_string(), currency.to_string()))
                .collect(),
        }
    }

    /// Whether the amount depends on more than the category.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.extras.is_empty() && self.currencies.is_empty()
    }
}

impl Price {
    /// The totals, “120 € + 5 $”; `None` where the terms do not say them.
    #[must_use]
    pub fn words(&self, t: Tr) -> Option<String> {
        match self {
            Self::Free => Some(t.of("terms-free")),
            Self::Unstated(_) => None,
            Self::Due(quote) if quote.totals.values().all(|total| total.gross == 0) => {
                Some(t.of("terms-free"))
            }
            Self::Due(quote) => {
                let totals = quote.totals.iter().map(|(currency, total)| {
                    money_words(
                        t,
                        Money {
                            currency: *currency,
                            minor: total.gross,
                        },
                    )
                });
                Some(totals.collect::<Vec<_>>().join(" + "))
            }
        }
    }
}
