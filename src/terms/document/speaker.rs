//! What every group of clauses speaks with: names in the reader's language, amounts, shares, lists, and the frame of a
//! sentence with its conditions and times.

use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::terms::rules::{Keys, RuleKind, RuleRef, Rules};
pub(super) use crate::terms::value::capital;
use crate::terms::value::{Calendar, Money, Percent, Prices, Text};

use super::model::{Block, Content, Item, Own};

/// Names that conferences of every country use for the same things. Terms may call them otherwise by `labels`; what is
/// neither here nor there is shown as it was written.
#[rustfmt::skip]
pub const VOCABULARY: &[&str] = &[
    "accommodation", "accompanying", "advance", "at the desk", "author", "badge", "badge collection", "balance",
    "bank transfer", "banquet", "capacity", "card", "cash", "cheque", "coffee", "data", "delegate", "deposit", "dinner",
    "documents", "double", "early", "early bird", "excursion", "exhibition", "extra paper", "fee", "first", "fourth",
    "gala dinner", "group", "image", "industry", "invoice", "keynote", "last", "last minute", "late",
    "late registration", "listener", "local", "lunch", "lunches", "media", "member", "night", "no notice", "no-show",
    "non-member", "on site", "on-site", "online", "other", "paper", "participant", "passport", "payment", "person",
    "photograph", "pre-registration", "premium", "presenter", "proceedings", "regular", "room", "second", "sessions",
    "single", "speaker", "standard", "stay", "student", "super early", "terms", "third", "tour", "transfer", "tutorial",
    "VAT", "visa letter", "visa refused", "waiting list", "welcome reception",
];

/// The end of the id under which a name of the vocabulary is known.
#[must_use]
pub fn vocabulary_id(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

/// Says rules in one language.
#[derive(Clone, Copy)]
pub(super) struct Speaker<'a> {
    pub t: Tr,
    pub rules: &'a Rules,
    pub calendar: &'a Calendar<'a>,
    pub categories: &'a [(String, Localized)],
    /// The language in which names and texts are written.
    pub default: Lang,
}

/// An amount as readers of `t` write it: “€1,200.50”, “1 200,50 €”.
#[must_use]
pub fn money_words(t: Tr, money: Money) -> String {
    if money.minor < 0 {
        let amount = money_words(
            t,
            Money {
                minor: -money.minor,
                ..money
            },
        );
        return t.with("money-negative", &[("amount", Value::from(amount))]);
    }
    let digits = money.currency.digits();
    let scale = 10_i64.pow(digits);
    let whole = t.number(money.minor / scale);
    let rest = money.minor % scale;
    let amount = if rest == 0 {
        whole
    } else {
        let fraction = format!("{rest:0width$}", width = digits as usize);
        t.with(
            "decimal",
            &[("whole", Value::from(whole)), ("fraction", Value::from(fraction))],
        )
    };
    let id = match money.currency.code() {
        "EUR" => "money-eur",
        "USD" => "money-usd",
        "GBP" => "money-gbp",
        "RUB" => "money-rub",
        "CNY" => "money-cny",
        "JPY" => "money-jpy",
        code => {
            let arguments = [("amount", Value::from(amount)), ("code", Value::from(code))];
            return t.with("money-other", &arguments);
        }
    };
    t.with(id, &[("amount", Value::from(amount))])
}

impl Speaker<'_> {
    pub fn of(self, id: &str) -> String {
        self.t.of(id)
    }

    pub fn with(self, id: &str, arguments: &[(&str, &str)]) -> String {
        let arguments: Vec<(&str, Value)> = arguments
            .iter()
            .map(|(name, value)| (*name, Value::from(*value)))
            .collect();
        self.t.with(id, &arguments)
    }

    pub fn count(self, id: &str, n: u32) -> String {
        self.t.count(id, n)
    }

    /// What a name is called in the reader's language.
    pub fn name(self, name: &str) -> String {
        if let Some(label) = self.rules.labels.get(name) {
            return label.resolve(self.t.lang(), self.default).1.to_owned();
        }
        let spaced = name.replace('_', " ");
        let known = VOCABULARY
            .iter()
            .any(|known| *known == spaced || (*known != "VAT" && *known == spaced.to_lowercase()));
        if known {
            return self.t.of(&format!("terms-word-{}", vocabulary_id(&spaced)));
        }
        spaced
    }

    /// What a category is called.
    pub fn category(self, key: &str) -> String {
        if let Some((_, name)) = self.categories.iter().find(|(known, _)| known == key) {
            return name.resolve(self.t.lang(), self.default).1.to_owned();
        }
        let own = self
            .rules
            .categories
            .iter()
            .find(|one| one.key == key && !one.name.is_empty());
        own.map_or_else(|| self.name(key), |one| self.name(&one.name))
    }

    /// What an extra is called; the fee and the charges, which are items too, by their own words.
    pub fn item(self, key: &str) -> String {
        match key {
            "fee" => return self.of("terms-item-fee"),
            "charge" => return self.of("terms-item-charge"),
            _ => {}
        }
        let extra = self
            .rules
            .extras
            .iter()
            .find(|one| one.key == key && !one.name.is_empty());
        extra.map_or_else(|| self.name(key), |one| self.name(&one.name))
    }

    pub fn quoted(self, name: &str) -> String {
        self.with("terms-quoted", &[("name", name)])
    }

    /// The categories of a rule; `None` is all.
    pub fn categories(self, keys: &Keys) -> Option<String> {
        (!keys.0.is_empty()).then(|| self.or(keys.0.iter().map(|key| self.category(key))))
    }

    /// “400 €”, in each currency.
    pub fn prices(self, prices: &Prices) -> String {
        if !prices.is_empty() && prices.all().iter().all(|money| money.minor == 0) {
            return self.of("terms-free");
        }
        let all: Vec<String> = prices.all().iter().map(|money| self.money(*money)).collect();
        all.join(" / ")
    }

    pub fn money(self, money: Money) -> String {
        money_words(self.t, money)
    }

    /// “5.5 %”
    pub fn percent(self, percent: Percent) -> String {
        percent.words(self.t)
    }

    /// “A, B and C”
    pub fn and(self, all: impl IntoIterator<Item = String>) -> String {
        self.join(all, "terms-and")
    }

    /// “A, B or C”
    pub fn or(self, all: impl IntoIterator<Item = String>) -> String {
        self.join(all, "terms-or")
    }

    fn join(self, all: impl IntoIterator<Item = String>, id: &'static str) -> String {
        let mut all: Vec<String> = all.into_iter().collect();
        let Some(last) = all.pop() else {
            return String::new();
        };
        if all.is_empty() {
            return last;
        }
        let first = all.join(&self.of("terms-comma"));
        self.t
            .with(id, &[("first", Value::from(first)), ("last", Value::from(last))])
    }

    /// Parts of one sentence, one after the other.
    pub fn parts(self, parts: impl IntoIterator<Item = String>) -> String {
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(&self.of("terms-part"))
    }

    /// A sentence: it begins with a capital and ends in a full stop.
    pub fn sentence(self, words: &str) -> String {
        one_stop(self.with("terms-sentence", &[("words", &capital(words))]))
    }

    /// “Name: words.”
    pub fn headed(self, name: &str, words: &str) -> String {
        if words.is_empty() {
            return self.sentence(name);
        }
        let words = self.with("terms-headed", &[("name", &capital(name)), ("words", words)]);
        self.sentence(&words)
    }

    /// “words (note)”
    pub fn noted(self, words: &str, note: &str) -> String {
        if note.is_empty() {
            return words.to_owned();
        }
        self.with("terms-noted", &[("words", words), ("note", note)])
    }

    /// Sentences, one after the other.
    pub fn text(self, sentences: impl IntoIterator<Item = String>) -> String {
        let all: Vec<String> = sentences
            .into_iter()
            .filter(|one| !one.is_empty())
            .map(one_stop)
            .collect();
        all.join(if self.t.lang() == Lang::Zh { "" } else { " " })
    }

    pub fn own(self, text: &Text) -> Option<Own> {
        let (language, text) = text.resolve(self.t.lang(), self.default);
        (!text.is_empty()).then(|| Own {
            language,
            text: text.to_owned(),
        })
    }

    pub fn block(self, content: Content) -> Block {
        Block {
            language: self.t.lang(),
            rules: match &content {
                Content::List { items, .. } => items.iter().flat_map(|item| item.rules.clone()).collect(),
                Content::Table(table) => table.rows.iter().flat_map(|row| row.rules.clone()).collect(),
                Content::Paragraph { .. } | Content::Markdown { .. } => Vec::new(),
            },
            content,
        }
    }

    pub fn paragraph(self, text: String, rules: Vec<String>) -> Block {
        Block {
            language: self.t.lang(),
            rules,
            content: Content::Paragraph { text },
        }
    }

    /// A list of entries below a sentence; a single entry without words of the organizer is a paragraph.
    pub fn list(self, text: String, mut items: Vec<Item>) -> Option<Block> {
        match items.len() {
            0 => None,
            1 if items.iter().all(|item| item.own.is_none()) => {
                let item = items.pop()?;
                Some(self.paragraph(item.text, item.rules))
            }
            _ => Some(self.block(Content::List { text, items })),
        }
    }
}

/// The place of a rule.
pub(super) fn place(kind: RuleKind, index: usize) -> String {
    RuleRef::new(kind, index).to_string()
}

/// Words that end in a full stop of their own (“2027 г.”) and one of the sentence keep one.
fn one_stop(mut sentence: String) -> String {
    for (twice, once) in [("..", "."), (".。", "。"), ("。。", "。")] {
        if sentence.ends_with(twice) && !sentence.ends_with("...") {
            sentence.truncate(sentence.len() - twice.len());
            sentence.push_str(once);
        }
    }
    sentence
}
