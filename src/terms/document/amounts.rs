//! What somebody pays and would get back, in words: each line with the clause it follows from.

use std::collections::BTreeMap;

use super::Source;
use super::deadlines::Side;
use super::model::Document;
use super::speaker::{Speaker, capital};
use crate::platform::lang::Lang;
use crate::terms::engine::{DueDate, Item, Line, Refunded};
use crate::terms::facts::Fact;
use crate::terms::rules::{Missed, RuleKind, RuleRef, TaxMode};
use crate::terms::value::{Currency, Money};

/// A line of what is to be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmountLine {
    /// What it is for.
    pub words: String,
    /// Why it is that much: the price period, how many of what price.
    pub note: String,
    /// How much.
    pub amount: String,
    /// The clause it follows from, where the document has it.
    pub clause: Option<ClauseLink>,
}

/// The way to a clause of the document that is spoken of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseLink {
    /// “Terms, 3.2”
    pub words: String,
    /// The name of its place.
    pub anchor: String,
}

/// A total in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmountSum {
    /// What is to be paid, taxes included.
    pub amount: String,
    /// The taxes in it, one by one.
    pub taxes: Vec<String>,
}

/// What is to be paid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AmountWords {
    /// What it is made of.
    pub lines: Vec<AmountLine>,
    /// What it comes to, in each currency.
    pub sums: Vec<AmountSum>,
}

/// What a withdrawal returns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RefundWords {
    /// How much of how much, a sentence a currency.
    pub sums: Vec<String>,
    /// The rows of the terms that say so, each with its clause.
    pub reasons: Vec<(String, Option<ClauseLink>)>,
}

impl Source<'_> {
    /// Lines of a quote for somebody of `category`; clauses are those of `document`.
    #[must_use]
    pub fn amount_words(&self, category: &str, lines: &[Line], document: &Document) -> AmountWords {
        let speaker = self.speaker(document.language);
        AmountWords {
            lines: lines
                .iter()
                .map(|line| speaker.amount_line(category, line, document))
                .collect(),
            sums: speaker.sums(lines),
        }
    }

    /// When what is to be paid, a sentence each.
    #[must_use]
    pub fn due_sentences(&self, dues: &[DueDate], language: Lang) -> Vec<String> {
        let speaker = self.speaker(language);
        dues.iter().map(|due| speaker.due_date(due)).collect()
    }

    /// What would be returned of what was paid, and why.
    #[must_use]
    pub fn refund_words(&self, refunded: &Refunded, document: &Document) -> RefundWords {
        let speaker = self.speaker(document.language);
        let mut paid: BTreeMap<Currency, i64> = BTreeMap::new();
        let mut reasons: Vec<RuleRef> = Vec::new();
        for line in &refunded.lines {
            *paid.entry(line.amount.currency).or_insert(0) += line.amount.minor + line.withheld.minor;
            if !reasons.contains(&line.rule) {
                reasons.push(line.rule);
            }
        }
        let sums = paid.into_iter().map(|(currency, minor)| {
            let back = refunded.totals.get(&currency).copied().unwrap_or(0);
            let [back, paid] = [back, minor].map(|minor| speaker.money(Money { currency, minor }));
            speaker.with("amount-refunded", &[("back", &back), ("paid", &paid)])
        });
        let row = |rule: &RuleRef| speaker.rules.refunds.get(rule.index);
        RefundWords {
            sums: sums.collect(),
            reasons: reasons
                .iter()
                .filter_map(|rule| {
                    Some((
                        speaker.refund(rule.index, row(rule)?),
                        speaker.clause(document, *rule),
                    ))
                })
                .collect(),
        }
    }

    /// A word that may be chosen, as a list of choices shows it.
    #[must_use]
    pub fn option(&self, word: &str, language: Lang) -> String {
        capital(&self.speaker(language).name(word))
    }

    /// What an extra is called.
    #[must_use]
    pub fn extra_name(&self, index: usize, language: Lang) -> Option<String> {
        let speaker = self.speaker(language);
        let extra = speaker.rules.extras.get(index)?;
        Some(capital(&speaker.item(&extra.key)))
    }

    /// What an extra is called, and what is said of its price, its time and how many there may be.
    #[must_use]
    pub fn extra(&self, index: usize, language: Lang) -> Option<(String, String)> {
        let speaker = self.speaker(language);
        let extra = speaker.rules.extras.get(index)?;
        let priced = speaker.extra(index, extra);
        Some((priced.head, priced.note))
    }

    /// How the terms themselves ask for a fact, if they do: by the label of its name with a question mark.
    #[must_use]
    pub fn fact_label(&self, fact: Fact, language: Lang) -> Option<String> {
        let label = self.rules.labels.get(&format!("{}?", fact.name()))?;
        Some(capital(label.resolve(language, self.default).1))
    }
}

impl Speaker<'_> {
    fn clause(self, document: &Document, rule: RuleRef) -> Option<ClauseLink> {
        let number = document.clause_of(rule)?;
        Some(ClauseLink {
            words: self.with("amount-clause", &[("number", &number.to_string())]),
            anchor: number.anchor(),
        })
    }

    fn amount_line(self, category: &str, line: &Line, document: &Document) -> AmountLine {
        let (words, note) = match line.item {
            Item::Fee => {
                let words = self.with("amount-fee", &[("category", &self.category(category))]);
                (words, self.decided_by(line.rule))
            }
            Item::Reduction => (self.adjustment_name(line.rule.index), String::new()),
            Item::OverQuota => (self.of("amount-over-quota"), String::new()),
            Item::Extra(index) => {
                let key = self
                    .rules
                    .extras
                    .get(index)
                    .map_or("", |extra| extra.key.as_str());
                (self.item(key), self.decided_by(line.rule))
            }
            Item::Charge(index) => {
                let name = self.rules.charges.get(index).map_or("", |one| one.name.as_str());
                (self.name(name), String::new())
            }
        };
        let each = if line.quantity > 1 {
            let (count, unit) = (self.t.number(line.quantity), self.money(line.unit));
            self.with("amount-each", &[("count", &count), ("unit", &unit)])
        } else {
            String::new()
        };
        AmountLine {
            words: capital(&words),
            note: self.parts([each, note]),
            amount: self.money(line.amount),
            clause: self.clause(document, line.rule),
        }
    }

    /// The price period, or the rule that sets a price of its own.
    fn decided_by(self, rule: RuleRef) -> String {
        if rule.kind == RuleKind::Adjustment {
            return self.adjustment_name(rule.index);
        }
        let Some(period) = rule.period.and_then(|index| self.rules.periods.get(index)) else {
            return String::new();
        };
        let ends = match (&period.until, &period.before) {
            (Some(until), _) => self.falls(until, Side::Until),
            (None, Some(before)) => self.falls(before, Side::Before),
            (None, None) => String::new(),
        };
        self.parts([self.name(&period.name), ends])
    }

    fn adjustment_name(self, index: usize) -> String {
        let one = self.rules.adjustments.get(index);
        one.map(|one| self.name(&one.name)).unwrap_or_default()
    }

    fn sums(self, lines: &[Line]) -> Vec<AmountSum> {
        let mut gross: BTreeMap<Currency, i64> = BTreeMap::new();
        let mut taxes: BTreeMap<(Currency, RuleRef), i64> = BTreeMap::new();
        for line in lines {
            let currency = line.amount.currency;
            *gross.entry(currency).or_insert(0) += line.gross(self.rules);
            if let Some(rule) = line.tax_rule {
                *taxes.entry((currency, rule)).or_insert(0) += line.tax;
            }
        }
        gross
            .into_iter()
            .map(|(currency, minor)| AmountSum {
                amount: self.money(Money { currency, minor }),
                taxes: taxes
                    .iter()
                    .filter(|((of, _), _)| *of == currency)
                    .filter_map(|((_, rule), minor)| {
                        self.tax_of(
                            *rule,
                            Money {
                                currency,
                                minor: *minor,
                            },
                        )
                    })
                    .collect(),
            })
            .collect()
    }

    fn tax_of(self, rule: RuleRef, tax: Money) -> Option<String> {
        let one = self.rules.taxes.get(rule.index)?;
        let name = if one.name.is_empty() {
            self.of("terms-tax")
        } else {
            self.name(&one.name)
        };
        let name = match one.rate {
            Some(rate) => self.with(
                "amount-tax-rate",
                &[("name", &name), ("rate", &self.percent(rate))],
            ),
            None => name,
        };
        let amount = self.money(tax);
        let id = match one.mode {
            TaxMode::Included => "amount-tax-included",
            TaxMode::Added => "amount-tax-added",
            TaxMode::Exempt => return Some(self.headed(&name, &self.of("terms-tax-exempt"))),
            TaxMode::ReverseCharge => return Some(self.headed(&name, &self.of("terms-tax-reverse-charge"))),
        };
        Some(self.with(id, &[("name", &name), ("amount", &amount)]))
    }

    fn due_date(self, due: &DueDate) -> String {
        let what = match due.amount {
            Some(amount) => self.money(amount),
            None => self.of("terms-whole-rest"),
        };
        let rule = self.rules.dues.get(due.rule.index);
        let by = rule.and_then(|rule| rule.by.as_ref());
        let core = match by {
            Some(by) => {
                let by = self.falls(by, Side::Until);
                self.with("terms-due-by", &[("what", &what), ("by", &by)])
            }
            None if rule.is_some_and(|rule| rule.on_site) => {
                self.with("terms-framed-on-site", &[("core", &what)])
            }
            None => what,
        };
        let first = self.headed(&self.name(&due.name), &core);
        self.text(
            [first]
                .into_iter()
                .chain(due.missed.map(|missed| self.missed(missed))),
        )
    }

    pub fn missed(self, missed: Missed) -> String {
        self.of(match missed {
            Missed::NextPeriod => "terms-missed-next-period",
            Missed::Cancelled => "terms-missed-cancelled",
            Missed::Blocked => "terms-missed-blocked",
            Missed::Pending => "terms-missed-pending",
        })
    }
}
