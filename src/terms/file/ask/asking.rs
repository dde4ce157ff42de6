//! A question brought to one instant: who asks, about which order, by which calendar.

use chrono::{DateTime, Utc};

use crate::terms::engine::{NoAnswer, Order, Participant, Quote, Times, period_of, quote};
use crate::terms::facts::{Facts, Person};
use crate::terms::file::question::Question;
use crate::terms::file::read::TermsFile;
use crate::terms::rules::Statement;
use crate::terms::value::{Calendar, Currency, Deadline, Money};

/// A question at an instant.
pub(super) struct Asking<'a> {
    pub file: &'a TermsFile,
    pub question: &'a Question,
    pub calendar: Calendar<'a>,
    pub at: DateTime<Utc>,
    pub currency: Option<Currency>,
}

impl<'a> Asking<'a> {
    pub fn new(file: &'a TermsFile, question: &'a Question, at: DateTime<Utc>) -> Self {
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

    pub fn person(&self) -> Person<'_> {
        Person {
            category: (!self.question.category.is_empty()).then_some(self.question.category.as_str()),
            own: &self.question.who,
            order: &self.question.who,
            regions: &self.file.rules.regions,
        }
    }

    pub fn times(&self) -> Times {
        Times {
            on_site: self.question.on_site,
            ..Times::at(self.at)
        }
    }

    pub fn order(&self) -> Order {
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

    pub fn quote(&self) -> Result<Quote, NoAnswer> {
        quote(&self.file.rules, &self.calendar, &self.order(), self.times())
    }
}

/// When the price period that holds at an instant ends.
fn period_end(file: &TermsFile, calendar: &Calendar<'_>, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let rule = period_of(&file.rules, calendar, Times::at(at)).ok()?;
    file.rules.periods.get(rule.index)?.edge().span(calendar)?.ends
}
