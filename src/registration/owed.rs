//! What a registration costs, until when it is to be paid and what a withdrawal returns, in words: as it was charged, by
//! the version of the terms that was accepted.

use chrono::{DateTime, Utc};

use super::model::{Registration, RegistrationStatus};
use super::queries;
use crate::dues;
use crate::events::Event;
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::localized::Localized;
use crate::terms::choices::is_priced;
use crate::terms::document::{AmountWords, RefundWords};
use crate::terms::engine::{InForce, Line, Paid, due, favourable_refund};
use crate::terms::facts::{Fact, Facts, Known};
use crate::terms::value::{Calendar, Money};
use crate::terms::{self, TermsVersion, calendar_of};

/// What a registration costs.
#[derive(Debug, Clone)]
pub struct Owed {
    /// Line by line; nothing where the terms leave it open.
    pub amount: AmountWords,
    /// When it is to be paid, a sentence each.
    pub dues: Vec<String>,
    /// Whether the registration is over, so that nothing is to be paid any more.
    pub is_over: bool,
    /// What a withdrawal returns, or returned when she withdrew; `None` where there is nothing to withdraw or to return.
    pub refund: Option<Refund>,
}

/// What a withdrawal returns.
#[derive(Debug, Clone)]
pub enum Refund {
    /// So much, and why.
    Returned {
        /// In words.
        words: RefundWords,
        /// The number of the version that says so, where that is a later one that holds for her, too, and better for her.
        by_later: Option<i32>,
    },
    /// The terms do not say it.
    Unstated,
}

/// The terms that somebody accepted, as they are obeyed in her case.
struct Standing<'a> {
    version: &'a TermsVersion,
    event: &'a Event,
    names: &'a [(String, Localized)],
    calendar: Calendar<'a>,
}

impl Refund {
    async fn find(
        conn: &mut Conn,
        own: Standing<'_>,
        paid: &[Paid],
        facts: &Facts,
        at: DateTime<Utc>,
        t: Tr,
    ) -> diesel::QueryResult<Self> {
        let later: Vec<TermsVersion> = terms::find_later_for_all(conn, own.version)
            .await?
            .into_iter()
            .filter(|version| version.published_at <= at)
            .collect();
        let calendars: Vec<Calendar<'_>> = later
            .iter()
            .map(|version| Calendar {
                registered: own.calendar.registered,
                ..calendar_of(own.event, version.zone, &version.rules)
            })
            .collect();
        let others: Vec<InForce<'_>> = later
            .iter()
            .zip(&calendars)
            .map(|(version, calendar)| in_force(version, calendar))
            .collect();
        let mine = in_force(own.version, &own.calendar);
        let Ok(favoured) = favourable_refund(mine, &others, paid, facts, at) else {
            return Ok(Self::Unstated);
        };
        let chosen = later
            .iter()
            .zip(&calendars)
            .find(|(version, _)| version.number == favoured.number);
        let (version, calendar) = chosen.unwrap_or((own.version, &own.calendar));
        let document = terms::find_document(conn, version.id, t.lang()).await?;
        let source = version.source(calendar, own.names, own.event.default_language);
        Ok(Self::Returned {
            words: source.refund_words(&favoured.answer, &document),
            by_later: chosen.map(|(version, _)| version.number),
        })
    }

    /// The same as sentences, each by itself: `sum` words how much comes back.
    #[must_use]
    pub fn sentences(self, t: Tr, sum: impl Fn(String) -> String) -> Vec<String> {
        match self {
            Self::Unstated => vec![t.of("owed-refund-unstated")],
            Self::Returned { words, by_later } => words
                .sums
                .into_iter()
                .map(sum)
                .chain(words.reasons.into_iter().map(|(reason, _)| reason))
                .chain(by_later.map(|number| later_words(number, t)))
                .collect(),
        }
    }
}

fn in_force<'a>(version: &'a TermsVersion, calendar: &'a Calendar<'a>) -> InForce<'a> {
    InForce {
        number: version.number,
        rules: &version.rules,
        calendar,
    }
}

/// That a later version is the one that counts.
#[must_use]
pub fn later_words(number: i32, t: Tr) -> String {
    t.with("owed-refund-later", &[("number", Value::from(number))])
}

impl Owed {
    /// What `registration` costs, as of `now`; `None` where taking part costs nothing.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(
        conn: &mut Conn,
        registration: &Registration,
        event: &Event,
        now: DateTime<Utc>,
        t: Tr,
    ) -> diesel::QueryResult<Option<Self>> {
        let Some(consent) = terms::find_consent(conn, registration.id).await? else {
            return Ok(None);
        };
        let version = terms::find_by_id(conn, consent.terms_version_id).await?;
        if !is_priced(&version.rules) {
            return Ok(None);
        }
        let charges = dues::find_charges(conn, registration.id).await?;
        let choices = queries::find_choices(conn, registration.id).await?;
        let category = queries::find_category(conn, registration.category_id).await?;
        let document = terms::find_document(conn, version.id, t.lang()).await?;
        let names = [(category.key.clone(), category.name.clone())];
        let mut calendar = calendar_of(event, version.zone, &version.rules);
        calendar.registered = Some(version.zone.date(registration.registered_at));
        let source = version.source(&calendar, &names, event.default_language);

        let order = choices.order(
            &category.key,
            registration.country,
            registration.organization.as_deref(),
        );
        let lines: Vec<Line> = charges.iter().flat_map(|charge| charge.lines.clone()).collect();
        let dues = match (charges.as_slice(), order.participants.first()) {
            ([only], Some(who)) if only.total.minor > 0 && registration.status.is_live() => {
                let person = who.person(&version.rules, &order.facts);
                let dues = due(&version.rules, &calendar, &person, Some(only.total)).unwrap_or_default();
                source.due_sentences(&dues, t.lang())
            }
            _ => Vec::new(),
        };
        let at = match registration.status {
            status if status.is_live() => Some(now),
            RegistrationStatus::Withdrawn => Some(registration.status_changed_at),
            _ => None,
        };
        let paid = Paid::all(&version.rules, &lines);
        let is_paid = |paid: &Paid| paid.amount != Money::zero(paid.amount.currency);
        let refund = match at.filter(|_| paid.iter().any(is_paid)) {
            Some(at) => {
                let facts = order
                    .facts
                    .with(Fact::Category, Known::Word(category.key.clone()))
                    .with(Fact::Paid, Known::YesNo(true));
                Some(
                    Refund::find(
                        conn,
                        Standing {
                            version: &version,
                            event,
                            names: &names,
                            calendar,
                        },
                        &paid,
                        &facts,
                        at,
                        t,
                    )
                    .await?,
                )
            }
            None => None,
        };
        Ok(Some(Self {
            amount: source.amount_words(&category.key, &lines, &document),
            dues,
            refund,
            is_over: !registration.status.is_live(),
        }))
    }

    /// The totals, one after the other.
    #[must_use]
    pub fn totals(&self) -> String {
        let sums = self.amount.sums.iter().map(|sum| sum.amount.as_str());
        sums.collect::<Vec<_>>().join(" + ")
    }
}
