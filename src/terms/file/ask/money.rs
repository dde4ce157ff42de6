//! Questions that an amount answers, and what hangs on it.

use super::asking::Asking;
use super::{Answered, text};
use crate::terms::engine::{NoAnswer, Paid, Quote, Silence, SubstitutionCase, refund, substitution, tax_on};
use crate::terms::facts::Facts;
use crate::terms::file::read::TermsFile;
use crate::terms::rules::{RuleKind, RuleRef, Statement, TaxMode};
use crate::terms::value::Money;

/// The tax that is in what was paid.
fn tax_inside(file: &TermsFile, item: &str, paid: Money, facts: &Facts) -> i64 {
    let item = if item.is_empty() { "fee" } else { item };
    let taxed = tax_on(&file.rules, item, paid.minor, facts);
    let tax = taxed.rule.and_then(|rule| file.rules.taxes.get(rule.index));
    match tax.map(|tax| (tax.mode, tax.rate.unwrap_or_default())) {
        Some((TaxMode::Included | TaxMode::Added, rate)) => rate.inside(paid.minor),
        _ => 0,
    }
}

impl Asking<'_> {
    pub fn total(&self, quote: &Quote) -> Result<Answered, NoAnswer> {
        let rules = &self.file.rules;
        if !self.question.payee.is_empty() {
            let payee = |rule: RuleRef| match rule.kind {
                RuleKind::Fee => rules.fees.get(rule.index).map(|one| one.payee.as_str()),
                RuleKind::Extra => rules.extras.get(rule.index).map(|one| one.payee.as_str()),
                RuleKind::Charge => rules.charges.get(rule.index).map(|one| one.payee.as_str()),
                // What an adjustment changes is received by who receives the fee.
                _ => rules.fees.first().map(|one| one.payee.as_str()),
            };
            let theirs = quote
                .lines
                .iter()
                .filter(|line| payee(line.rule) == Some(self.question.payee.as_str()));
            let mut sum: Option<Money> = None;
            for line in theirs {
                let so_far = sum.map_or(0, |sum| sum.minor);
                sum = Some(Money {
                    minor: so_far + line.amount.minor,
                    ..line.amount
                });
            }
            let sum = sum.ok_or_else(|| Silence::NoRule.nowhere())?;
            return Ok(Answered {
                answer: text(sum),
                rule: None,
                silence: None,
            });
        }
        let mut sums = quote.totals.iter().map(|(currency, total)| {
            text(Money {
                currency: *currency,
                minor: total.gross,
            })
        });
        let rule = quote.lines.first().map(|line| line.rule);
        let answer = match (sums.len(), sums.next()) {
            (1, Some(one)) => one,
            (_, first) => Statement::List(first.into_iter().chain(sums).collect()),
        };
        Ok(Answered {
            answer,
            rule,
            silence: None,
        })
    }

    pub fn tax(&self) -> Result<Answered, NoAnswer> {
        if let Some(amount) = self.question.amount {
            let taxed = tax_on(
                &self.file.rules,
                &self.question.item,
                amount.minor,
                &self.question.who,
            );
            let rule = taxed.rule.ok_or_else(|| Silence::NoRule.nowhere())?;
            return Ok(Answered::of(
                text(Money {
                    minor: taxed.tax,
                    ..amount
                }),
                rule,
            ));
        }
        let quote = self.quote()?;
        let currency = self.currency.ok_or_else(|| Silence::WhichCurrency.nowhere())?;
        let minor = quote.totals.get(&currency).map_or(0, |total| total.tax);
        let rule = quote.lines.iter().find_map(|line| line.tax_rule);
        Ok(Answered {
            answer: text(Money { currency, minor }),
            rule,
            silence: None,
        })
    }

    pub fn refund(&self) -> Result<Answered, NoAnswer> {
        let question = self.question;
        let one = |item: &str, amount: Money| Paid {
            item: if item.is_empty() { "fee" } else { item }.to_owned(),
            amount,
            tax: tax_inside(self.file, item, amount, &question.who),
            persons: question.count.unwrap_or(1),
        };
        let mut paid: Vec<Paid> = question
            .items
            .iter()
            .map(|(item, amount)| one(item, *amount))
            .collect();
        paid.extend(question.paid.map(|amount| one(&question.item, amount)));
        let refunded = refund(&self.file.rules, &self.calendar, &paid, &question.who, self.at)?;
        let mut sums = refunded.totals.iter().map(|(currency, minor)| Money {
            currency: *currency,
            minor: *minor,
        });
        let (Some(sum), None) = (sums.next(), sums.next()) else {
            return Err(Silence::WhichCurrency.nowhere());
        };
        let rule = refunded.lines.first().map(|line| line.rule);
        Ok(Answered {
            answer: text(sum),
            rule,
            silence: None,
        })
    }

    pub fn substitution(&self) -> Result<Answered, NoAnswer> {
        let question = self.question;
        let case = SubstitutionCase {
            names: question.names.unwrap_or(1),
            changes: question.changes.unwrap_or(1),
            fee: question.paid,
            currency: self.currency,
            on_site: question.on_site,
            facts: &question.who,
        };
        let answered = substitution(&self.file.rules, &self.calendar, &case, self.at)?;
        let answer = match (&question.answer, self.currency) {
            (Statement::Number(_), _) => Statement::Number(i64::from(answered.free.unwrap_or(0))),
            (Statement::Text(_), Some(currency)) if answered.allowed => {
                text(answered.fee.unwrap_or(Money::zero(currency)))
            }
            (Statement::Text(_), None) if !answered.allowed => {
                let row = self.file.rules.substitutions.get(answered.rule.index);
                text(row.map_or("", |row| row.instead.as_str()))
            }
            _ => Statement::YesNo(answered.allowed),
        };
        Ok(Answered::of(answer, answered.rule))
    }
}
