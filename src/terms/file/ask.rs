//! Answers a question by the rules.
//!
//! A question about a day is asked at its first and at its last second, and one without a day in two distant centuries:
//! an answer that changes in between is none.

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeDelta, Utc};

use super::question::{Ask, Question};
use super::read::TermsFile;
use crate::terms::engine::{
    Item, NoAnswer, Occasion, Order, Paid, Participant, Quote, Silence, SubstitutionCase, Times, category_of,
    charge, convert, due, edges, grant, list_price, may_pay_by, opening, period_of, quota, quote,
    recounted_refund, refund, required, substitution, tax_on,
};
use crate::terms::facts::{Facts, Person};
use crate::terms::rules::{Missed, RuleKind, RuleRef, Seats, Statement, TaxMode, WindowState, window_of};
use crate::terms::value::{Calendar, Currency, Deadline, Money};

/// What the rules answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The answer.
    pub answer: Statement,
    /// The rule it follows from.
    pub rule: Option<RuleRef>,
    /// Why there is none.
    pub silence: Option<String>,
}

impl Answered {
    fn of(answer: Statement, rule: RuleRef) -> Self {
        Self {
            answer,
            rule: Some(rule),
            silence: None,
        }
    }

    /// Whether it is the answer that was expected.
    #[must_use]
    pub fn is(&self, expected: &Statement) -> bool {
        self.answer == *expected
    }
}

/// Answers a question.
#[must_use]
pub fn ask(file: &TermsFile, question: &Question) -> Answered {
    let said = |result: Result<Answered, NoAnswer>| {
        result.unwrap_or_else(|none| Answered {
            answer: text("not defined"),
            rule: none.rule,
            silence: Some(none.silence.to_string()),
        })
    };
    let Some((first, last)) = instants(question.on.as_ref(), &file.calendar()) else {
        return said(Err(Silence::UnknownDay.nowhere()));
    };
    let early = said(Asking::new(file, question, first).answer());
    let late = said(Asking::new(file, question, last).answer());
    if early.answer == late.answer {
        return late;
    }
    Answered {
        silence: Some("the answer changes in the course of the time that is asked about".to_owned()),
        answer: text("it depends on the time"),
        ..early
    }
}

/// The first and the last second of what a question is about.
fn instants(on: Option<&Deadline>, calendar: &Calendar<'_>) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let Some(on) = on else {
        let year = |year| {
            NaiveDate::from_ymd_opt(year, 1, 1).map(|day| day.and_time(chrono::NaiveTime::MIN).and_utc())
        };
        return Some((year(1800)?, year(2300)?));
    };
    let (begins, ends) = (on.begins(calendar)?, on.ends(calendar)?);
    // A whole day lasts to its last second; a moment is a moment.
    let last = if ends > begins {
        ends - TimeDelta::seconds(1)
    } else {
        begins
    };
    Some((begins, last))
}

fn text(words: impl std::fmt::Display) -> Statement {
    Statement::Text(words.to_string())
}

struct Asking<'a> {
    file: &'a TermsFile,
    question: &'a Question,
    calendar: Calendar<'a>,
    at: DateTime<Utc>,
    currency: Option<Currency>,
}

impl<'a> Asking<'a> {
    fn new(file: &'a TermsFile, question: &'a Question, at: DateTime<Utc>) -> Self {
        let calendar = file.calendar();
        let day = |deadline: &Option<Deadline>| deadline.as_ref().and_then(|one| one.last_day(&calendar));
        let calendar = Calendar {
            registered: day(&question.registered),
            invoiced: day(&question.invoiced),
            contracted: day(&question.contracted),
            ..calendar
        };
        // Asked in the currency of the answer, where nothing else is said.
        let answered = match &question.answer {
            Statement::Text(text) => text.parse::<Money>().ok().map(|money| money.currency),
            _ => None,
        };
        Self {
            file,
            question,
            calendar: Calendar {
                period_end: period_end(file, &calendar, at),
                ..calendar
            },
            at,
            currency: question.currency.or(answered),
        }
    }

    fn answer(&self) -> Result<Answered, NoAnswer> {
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

    fn person(&self) -> Person<'_> {
        Person {
            category: (!self.question.category.is_empty()).then_some(self.question.category.as_str()),
            own: &self.question.who,
            order: &self.question.who,
            regions: &self.file.rules.regions,
        }
    }

    fn times(&self) -> Times {
        Times {
            on_site: self.question.on_site,
            ..Times::at(self.at)
        }
    }

    fn order(&self) -> Order {
        let question = self.question;
        let period = (!question.period.is_empty()).then(|| question.period.clone());
        let mut participants: Vec<Participant> = question
            .order
            .iter()
            .map(|group| Participant {
                category: group.category.clone(),
                count: group.count.unwrap_or(1),
                facts: group.who.clone(),
                list_price: group.list_price,
                period: period.clone(),
                settled: group.settled,
            })
            .collect();
        if participants.is_empty() && (!question.category.is_empty() || question.extras.is_empty()) {
            participants.push(Participant {
                category: question.category.clone(),
                count: question.count.unwrap_or(1),
                facts: Facts::default(),
                list_price: question.list_price,
                period,
                settled: false,
            });
        }
        Order {
            participants,
            extras: question.extras.clone(),
            facts: question.who.clone(),
            currency: self.currency,
        }
    }

    fn quote(&self) -> Result<Quote, NoAnswer> {
        quote(&self.file.rules, &self.calendar, &self.order(), self.times())
    }

    fn total(&self, quote: &Quote) -> Result<Answered, NoAnswer> {
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

    fn tax(&self) -> Result<Answered, NoAnswer> {
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

    fn refund(&self) -> Result<Answered, NoAnswer> {
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

    fn substitution(&self) -> Result<Answered, NoAnswer> {
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

    fn registration(&self) -> Answered {
        let (state, index) = window_of(&self.file.rules, self.calendar.zone, &self.person(), self.at);
        let window = index.and_then(|index| self.file.rules.registration.get(index));
        let words = match state {
            WindowState::NotYet(_) => "not yet",
            WindowState::Closed(_) => "closed",
            WindowState::Open(_) => window.map_or("open", |window| {
                [window.decided.as_str(), window.stage.as_str()]
                    .into_iter()
                    .find(|words| !words.is_empty())
                    .unwrap_or("open")
            }),
        };
        let answer = match self.question.answer {
            Statement::YesNo(_) => Statement::YesNo(matches!(state, WindowState::Open(_))),
            _ => text(words),
        };
        Answered {
            answer,
            rule: index.map(|index| RuleRef::new(RuleKind::Registration, index)),
            silence: None,
        }
    }

    fn due(&self) -> Result<Answered, NoAnswer> {
        let question = self.question;
        let total = if question.category.is_empty() {
            None
        } else {
            self.quote()?.totals.iter().next().map(|(currency, total)| Money {
                currency: *currency,
                minor: total.gross,
            })
        };
        let all = due(&self.file.rules, &self.calendar, &self.person(), total)?;
        let found = all.into_iter().find(|one| one.name == question.name);
        let found = found.ok_or_else(|| Silence::Unknown(question.name.clone()).nowhere())?;
        let answer = match (&question.answer, self.currency) {
            (Statement::Text(_), Some(_)) => found.amount.map(text),
            (Statement::Text(asked), _) if asked.parse::<NaiveDate>().is_ok() => found.by.map(text),
            _ => found.missed.map(|missed| {
                text(match missed {
                    Missed::NextPeriod => "next_period",
                    Missed::Cancelled => "cancelled",
                    Missed::Blocked => "blocked",
                    Missed::Pending => "pending",
                })
            }),
        };
        let answer = answer.ok_or_else(|| Silence::Unstated.at(found.rule))?;
        Ok(Answered::of(answer, found.rule))
    }

    /// `refund[2].until`
    fn deadline(&self) -> Result<Answered, NoAnswer> {
        let rules = &self.file.rules;
        let calendar = &self.calendar;
        let name = self.question.name.as_str();
        let unknown = || Silence::Unknown(name.to_owned()).nowhere();
        let (place, word) = name.split_once('.').ok_or_else(unknown)?;
        let first = matches!(word, "from" | "before" | "opens");
        for (index, window) in rules.registration.iter().enumerate() {
            let rule = RuleRef::new(RuleKind::Registration, index);
            let edge = if word == "opens" {
                window.opens
            } else {
                window.until
            };
            if rule.to_string() == place
                && let Some(edge) = edge
            {
                let instant = if first {
                    edge.begins(calendar.zone)
                } else {
                    edge.ends(calendar.zone)
                };
                return Ok(self.instant(instant, first, rule));
            }
        }
        let dues =
            rules.dues.iter().enumerate().filter_map(|(index, due)| {
                Some((RuleRef::new(RuleKind::Due, index), "by", due.by.as_ref()?))
            });
        let required = rules.requirements.iter().enumerate().filter_map(|(index, one)| {
            Some((
                RuleRef::new(RuleKind::Requirement, index),
                "until",
                one.until.as_ref()?,
            ))
        });
        let edges = edges(rules).flat_map(|(kind, index, edge)| {
            edge.deadlines()
                .map(move |(word, deadline)| (RuleRef::new(kind, index), word, deadline))
        });
        let mut all = dues.chain(required).chain(edges);
        let found = all.find(|(rule, edge, _)| rule.to_string() == place && *edge == word);
        let (rule, _, deadline) = found.ok_or_else(unknown)?;
        let instant = if first {
            deadline.begins(calendar)
        } else {
            deadline.ends(calendar)
        };
        Ok(self.instant(instant.ok_or_else(|| Silence::UnknownDay.at(rule))?, first, rule))
    }

    /// An instant, or the day it opens or closes.
    fn instant(&self, instant: DateTime<Utc>, first: bool, rule: RuleRef) -> Answered {
        let zone = self.calendar.zone;
        let as_instant = matches!(&self.question.answer, Statement::Text(asked) if asked.ends_with('Z'));
        let with_time = matches!(&self.question.answer, Statement::Text(asked) if asked.contains(' '));
        let answer = if as_instant {
            text(instant.to_rfc3339_opts(SecondsFormat::Secs, true))
        } else if with_time {
            text(zone.local(instant).format("%Y-%m-%d %H:%M"))
        } else {
            let inside = if first {
                instant
            } else {
                instant - TimeDelta::seconds(1)
            };
            text(zone.date(inside))
        };
        Answered::of(answer, rule)
    }
}

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

/// When the price period that holds at an instant ends.
fn period_end(file: &TermsFile, calendar: &Calendar<'_>, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let rule = period_of(&file.rules, calendar, Times::at(at)).ok()?;
    file.rules.periods.get(rule.index)?.edge().span(calendar)?.ends
}
