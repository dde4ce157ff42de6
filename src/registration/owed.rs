//! What a registration costs, until when it is to be paid and what a withdrawal returns, in words: as it was charged, by
//! the version of the terms that was accepted.

use chrono::{DateTime, Utc};

use super::model::{Registration, RegistrationStatus};
use super::queries;
use crate::dues;
use crate::events::Event;
use crate::platform::db::Conn;
use crate::platform::i18n::Tr;
use crate::terms::choices::is_priced;
use crate::terms::document::{AmountWords, RefundWords};
use crate::terms::engine::{Line, Paid, due, refund};
use crate::terms::facts::{Fact, Known};
use crate::terms::value::Money;
use crate::terms::{self, calendar_of};

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
    pub refund: Option<Result<RefundWords, String>>,
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
        let refund = at.filter(|_| paid.iter().any(is_paid)).map(|at| {
            let facts = order
                .facts
                .with(Fact::Category, Known::Word(category.key.clone()))
                .with(Fact::Paid, Known::YesNo(true));
            refund(&version.rules, &calendar, &paid, &facts, at)
                .map(|refunded| source.refund_words(&refunded, &document))
                .map_err(|_| t.of("owed-refund-unstated"))
        });
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
