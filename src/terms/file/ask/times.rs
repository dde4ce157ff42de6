//! Questions that a day, a moment or a state in time answers.

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeDelta, Utc};

use super::asking::Asking;
use super::{Answered, text};
use crate::terms::engine::{NoAnswer, Silence, due, edges};
use crate::terms::rules::{Missed, RuleKind, RuleRef, Statement, WindowState, window_of};
use crate::terms::value::Money;

impl Asking<'_> {
    pub fn registration(&self) -> Answered {
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

    pub fn due(&self) -> Result<Answered, NoAnswer> {
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
    pub fn deadline(&self) -> Result<Answered, NoAnswer> {
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
