//! The rows of what a cancellation returns, of whether somebody else may come, and what the form knows of each.

use super::super::days::Notice;
use super::super::desk::Desk;
use super::super::field::Field;
use super::super::placed::Row;
use crate::platform::web::RawForm;
use crate::terms::facts::Fact;
use crate::terms::rules::{Refund, RuleKind, Substitution};
use crate::terms::value::{Currency, Percent, Prices};

/// An amount with its currency, as two controls.
#[derive(Debug, Default)]
pub(super) struct Amount {
    pub number: Field,
    pub currency: Field,
}

impl Amount {
    fn new(row: &str, name: &str, number: String, currency: String) -> Self {
        Self {
            number: Field::new(format!("{row}_{name}"), number),
            currency: Field::new(format!("{row}_currency"), currency),
        }
    }

    /// The controls of a price in one currency at most; `None` for others.
    fn of(row: &str, name: &str, price: &Prices, desk: &Desk<'_>) -> Option<Self> {
        if price.is_empty() {
            return Some(Self::new(row, name, String::new(), usual_currency(desk)));
        }
        let money = price.only()?;
        let number = money.to_type(desk.decimal());
        Some(Self::new(row, name, number, money.currency.code().to_owned()))
    }

    fn read(form: &RawForm, sent: &str, row: &str, name: &str) -> Self {
        let read = |name: &str| Field::read(form, format!("{sent}_{name}")).value;
        Self::new(row, name, read(name), read("currency"))
    }

    /// What the controls say; empty where no number is typed, or after one was blamed.
    fn price(&mut self, desk: &Desk<'_>) -> Prices {
        if self.number.is_empty() {
            return Prices::default();
        }
        let code = self.currency.typed().to_uppercase();
        let Ok(currency) = code.parse::<Currency>() else {
            self.currency.blame(desk.t.of("terms-currency-odd"));
            return Prices::default();
        };
        match desk.amount(self.number.typed(), currency) {
            Ok(money) => vec![money].try_into().unwrap_or_default(),
            Err(words) => {
                self.number.blame(words);
                Prices::default()
            }
        }
    }
}

/// The only currency of the fees, where there is one.
fn usual_currency(desk: &Desk<'_>) -> String {
    let fees = desk.rules().fees.iter();
    let prices = fees.flat_map(|fee| std::iter::once(&fee.price).chain(fee.prices.values()));
    let mut all: Vec<Currency> = prices.flat_map(Prices::all).map(|money| money.currency).collect();
    all.sort_unstable();
    all.dedup();
    match all.as_slice() {
        [one] => one.code().to_owned(),
        _ => String::new(),
    }
}

/// A row that counts until some notice.
pub(super) trait Timed: Row {
    /// Until when.
    fn notice(&mut self) -> &mut Notice;
}

/// What a cancellation returns.
#[derive(Debug)]
pub(super) struct RefundRow {
    pub notice: Notice,
    pub percent: Field,
    pub minus: Amount,
}

impl RefundRow {
    /// A row that is filled in.
    pub fn filled(row: &str, (kind, until): (&str, &str), percent: &str, desk: &Desk<'_>) -> Self {
        Self {
            notice: Notice::new(row, kind, until),
            percent: Field::new(format!("{row}_percent"), percent),
            minus: Amount::new(row, "minus", String::new(), usual_currency(desk)),
        }
    }
}

impl Row for RefundRow {
    type Rule = Refund;
    const KIND: RuleKind = RuleKind::Refund;
    const NAME: &'static str = "refund";

    fn stored<'r>(desk: &'r Desk<'_>) -> &'r [Refund] {
        &desk.rules().refunds
    }

    fn of(row: &str, rule: &Refund, desk: &Desk<'_>) -> Option<Self> {
        let shown = Refund {
            until: rule.until.clone(),
            percent: rule.percent,
            minus: rule.minus.clone(),
            ..Refund::default()
        };
        if *rule != shown {
            return None;
        }
        let percent = rule.percent.unwrap_or(Percent::WHOLE).to_string();
        Some(Self {
            notice: Notice::of(row, rule.until.as_ref())?,
            percent: Field::new(format!("{row}_percent"), percent),
            minus: Amount::of(row, "minus", &rule.minus, desk)?,
        })
    }

    fn new(row: &str, desk: &Desk<'_>) -> Self {
        Self::filled(row, ("days", ""), "", desk)
    }

    fn read(form: &RawForm, sent: &str, row: &str) -> Self {
        Self {
            notice: Notice::read(form, sent, row),
            percent: Field::read(form, format!("{sent}_percent")).renamed(format!("{row}_percent")),
            minus: Amount::read(form, sent, row, "minus"),
        }
    }

    fn rule(&mut self, known: Option<&Refund>, desk: &Desk<'_>) -> Refund {
        if self.percent.is_empty() {
            self.percent.blame(desk.t.of("terms-percent-missing"));
        }
        let percent = desk.share(&mut self.percent);
        // Nothing said is the whole; who wrote it down has it so.
        let said = known.is_some_and(|known| known.percent.is_some());
        Refund {
            until: self.notice.deadline(desk),
            percent: percent.filter(|percent| said || *percent != Percent::WHOLE),
            minus: self.minus.price(desk),
            ..known.cloned().unwrap_or_default()
        }
    }

    fn fields(&self) -> Vec<&Field> {
        vec![
            &self.notice.kind,
            &self.notice.until,
            &self.percent,
            &self.minus.number,
            &self.minus.currency,
        ]
    }

    fn fields_mut(&mut self) -> Vec<&mut Field> {
        vec![
            &mut self.notice.kind,
            &mut self.notice.until,
            &mut self.percent,
            &mut self.minus.number,
            &mut self.minus.currency,
        ]
    }
}

impl Timed for RefundRow {
    fn notice(&mut self) -> &mut Notice {
        &mut self.notice
    }
}

/// Whether the rule is what is returned to who does not come, as one share.
pub(super) fn no_show(rule: &Refund) -> Option<Percent> {
    let mut asked = rule.when.iter();
    let only = matches!((asked.next(), asked.next()), (Some((Fact::Reason, test)), None)
        if *test == no_show_test());
    let shown = Refund {
        when: rule.when.clone(),
        percent: rule.percent,
        ..Refund::default()
    };
    if only && *rule == shown {
        rule.percent
    } else {
        None
    }
}

fn no_show_test() -> crate::terms::facts::Test {
    crate::terms::facts::Test::Word("no-show".to_owned())
}

/// What is returned to who does not come.
pub(super) fn new_no_show(percent: Percent) -> Refund {
    Refund {
        when: crate::terms::facts::When::of(Fact::Reason, no_show_test()),
        percent: Some(percent),
        ..Refund::default()
    }
}

/// Whether somebody else may come instead.
#[derive(Debug)]
pub(super) struct SubstitutionRow {
    pub notice: Notice,
    pub outcome: Field,
    pub fee: Amount,
}

impl Row for SubstitutionRow {
    type Rule = Substitution;
    const KIND: RuleKind = RuleKind::Substitution;
    const NAME: &'static str = "substitution";

    fn stored<'r>(desk: &'r Desk<'_>) -> &'r [Substitution] {
        &desk.rules().substitutions
    }

    fn of(row: &str, rule: &Substitution, desk: &Desk<'_>) -> Option<Self> {
        let shown = Substitution {
            until: rule.until.clone(),
            fee: rule.fee.clone(),
            refused: rule.refused,
            ..Substitution::default()
        };
        let outcome = match (rule.refused, rule.fee.is_empty()) {
            (true, true) => "refused",
            (false, true) => "free",
            (false, false) => "fee",
            (true, false) => return None,
        };
        if *rule != shown {
            return None;
        }
        Some(Self {
            notice: Notice::of(row, rule.until.as_ref())?,
            outcome: Field::new(format!("{row}_outcome"), outcome),
            fee: Amount::of(row, "fee", &rule.fee, desk)?,
        })
    }

    fn new(row: &str, desk: &Desk<'_>) -> Self {
        Self {
            notice: Notice::new(row, "days", ""),
            outcome: Field::new(format!("{row}_outcome"), "free"),
            fee: Amount::new(row, "fee", String::new(), usual_currency(desk)),
        }
    }

    fn read(form: &RawForm, sent: &str, row: &str) -> Self {
        Self {
            notice: Notice::read(form, sent, row),
            outcome: Field::read(form, format!("{sent}_outcome")).renamed(format!("{row}_outcome")),
            fee: Amount::read(form, sent, row, "fee"),
        }
    }

    fn rule(&mut self, known: Option<&Substitution>, desk: &Desk<'_>) -> Substitution {
        let costs = self.outcome.is("fee");
        match (costs, self.fee.number.is_empty()) {
            (true, true) => self.fee.number.blame(desk.t.of("terms-substitution-fee-missing")),
            (false, false) => self.fee.number.blame(desk.t.of("terms-substitution-fee-unused")),
            _ => {}
        }
        Substitution {
            until: self.notice.deadline(desk),
            refused: self.outcome.is("refused"),
            fee: self.fee.price(desk),
            ..known.cloned().unwrap_or_default()
        }
    }

    fn fields(&self) -> Vec<&Field> {
        vec![
            &self.notice.kind,
            &self.notice.until,
            &self.outcome,
            &self.fee.number,
            &self.fee.currency,
        ]
    }

    fn fields_mut(&mut self) -> Vec<&mut Field> {
        vec![
            &mut self.notice.kind,
            &mut self.notice.until,
            &mut self.outcome,
            &mut self.fee.number,
            &mut self.fee.currency,
        ]
    }
}

impl Timed for SubstitutionRow {
    fn notice(&mut self) -> &mut Notice {
        &mut self.notice
    }
}
