//! Which rules answer which question.

use super::asking::Asking;
use super::{Answered, text};
use crate::terms::engine::{
    Item, NoAnswer, Occasion, Silence, category_of, charge, convert, grant, list_price, may_pay_by, opening,
    period_of, quota, recounted_refund, required,
};
use crate::terms::file::question::Ask;
use crate::terms::rules::{RuleKind, RuleRef, Seats, Statement};
use crate::terms::value::Money;

impl Asking<'_> {
    pub fn answer(&self) -> Result<Answered, NoAnswer> {
        let rules = &self.file.rules;
        let question = self.question;
        let calendar = &self.calendar;
        let name = question.name.as_str();
        let person = self.person();
        match question.ask {
            Ask::Fee => {
                let who = self.order().participants.into_iter().next().unwrap_or_default();
                let priced = list_price(rules, calendar, &who, &question.who, self.times(), self.currency)?;
                Ok(Answered::of(text(priced.money), priced.rule))
            }
            Ask::Total => self.total(&self.quote()?),
            Ask::Tax => self.tax(),
            Ask::Reduction => {
                let quote = self.quote()?;
                let currency = self.currency.ok_or_else(|| Silence::WhichCurrency.nowhere())?;
                let rule = quote.lines.iter().find(|line| line.item == Item::Reduction);
                Ok(Answered {
                    answer: text(Money {
                        currency,
                        minor: quote.reduction(currency),
                    }),
                    rule: rule.map(|line| line.rule),
                    silence: None,
                })
            }
            Ask::Refund => self.refund(),
            Ask::Recount => {
                let returned = question.returned.unwrap_or(1);
                let (money, rule) =
                    recounted_refund(rules, calendar, &self.order(), returned, self.times(), self.at)?;
                Ok(Answered::of(text(money), rule))
            }
            Ask::Substitution => self.substitution(),
            Ask::Conversion => {
                let difference = question.difference.ok_or_else(|| Silence::Elsewhere.nowhere())?;
                let modes = (question.has.as_str(), question.wants.as_str());
                let changed = convert(rules, calendar, modes, difference, &question.who, self.at)?;
                Ok(Answered::of(
                    match question.answer {
                        Statement::YesNo(_) => Statement::YesNo(changed.allowed),
                        _ => text(changed.returned),
                    },
                    changed.rule,
                ))
            }
            Ask::Registration => Ok(self.registration()),
            Ask::Period => {
                let rule = period_of(rules, calendar, self.times())?;
                let name = rules.periods.get(rule.index).map(|period| period.name.as_str());
                Ok(Answered::of(text(name.unwrap_or_default()), rule))
            }
            Ask::Category => {
                let rule = category_of(rules, &person).ok_or_else(|| Silence::NoRule.nowhere())?;
                let key = rules
                    .categories
                    .get(rule.index)
                    .map(|category| category.key.as_str());
                Ok(Answered::of(text(key.unwrap_or_default()), rule))
            }
            Ask::Quota => {
                let (quota, rule) = quota(rules, name, &person)?;
                let table = matches!(question.answer, Statement::Table(_));
                let answer = match &quota.seats {
                    Seats::Each(each) if table => Statement::Table(
                        each.iter()
                            .map(|(key, seats)| (key.clone(), Statement::Number(i64::from(*seats))))
                            .collect(),
                    ),
                    seats => Statement::Number(i64::from(seats.total())),
                };
                Ok(Answered::of(answer, rule))
            }
            Ask::Most => {
                let (quota, rule) = quota(rules, name, &person)?;
                let more = quota.more.ok_or_else(|| Silence::Unstated.at(rule))?;
                let most = i64::from(quota.seats.total()) + i64::from(more);
                Ok(Answered::of(Statement::Number(most), rule))
            }
            Ask::Due => self.due(),
            Ask::Deadline => self.deadline(),
            Ask::Opening => {
                let rule = opening(rules, calendar, name, &person, self.at)?;
                Ok(Answered {
                    answer: Statement::YesNo(rule.is_some()),
                    rule,
                    silence: None,
                })
            }
            Ask::Required => {
                let rule = required(rules, name, &person)?;
                Ok(Answered {
                    answer: Statement::YesNo(rule.is_some()),
                    rule,
                    silence: None,
                })
            }
            Ask::Charge | Ask::Grant => {
                let order = self.order();
                let occasion = Occasion {
                    order: &order,
                    at: self.at,
                    on_site: question.on_site,
                };
                let (money, rule) = match question.ask {
                    Ask::Charge => charge(rules, calendar, name, occasion, self.currency)?,
                    _ => grant(rules, calendar, name, occasion, self.currency)?,
                };
                Ok(Answered::of(text(money), rule))
            }
            Ask::Method => {
                let (may, rule) = may_pay_by(rules, calendar, name, &person, self.at)?;
                Ok(Answered::of(Statement::YesNo(may), rule))
            }
            Ask::Clause => {
                let found = rules.clauses.iter().position(|clause| clause.key == name);
                let index = found.ok_or_else(|| Silence::Unknown(name.to_owned()).nowhere())?;
                let states = rules.clauses.get(index).and_then(|clause| clause.states.clone());
                Ok(Answered::of(
                    states.unwrap_or_default(),
                    RuleRef::new(RuleKind::Clause, index),
                ))
            }
        }
    }
}
