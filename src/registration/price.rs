//! What a registration costs by the terms, at one instant: the same answer for the form, for intake and for the page
//! that shows it.

use chrono::{DateTime, Utc};

use crate::events::Event;
use crate::terms::choices::{currencies, is_priced};
use crate::terms::engine::{NoAnswer, Order, Quote, Silence, Times, quote};
use crate::terms::{TermsVersion, calendar_of};

/// What somebody is charged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Price {
    /// Taking part costs nothing at all.
    Free,
    /// So much, line by line.
    Due(Quote),
    /// The terms do not say it in her case: nobody guesses, and an organizer tells her.
    Unstated(NoAnswer),
}

impl Price {
    /// What `order` costs at `now` under `terms`. Where they leave the choice of a currency and none was made, the first
    /// that they name counts.
    ///
    /// # Errors
    /// When something was chosen that is not to be had.
    pub fn of(
        event: &Event,
        terms: &TermsVersion,
        mut order: Order,
        now: DateTime<Utc>,
    ) -> Result<Self, NoAnswer> {
        if !is_priced(&terms.rules) {
            return Ok(Self::Free);
        }
        order.currency = order
            .currency
            .or_else(|| currencies(&terms.rules).first().copied());
        let mut calendar = calendar_of(event, terms.zone, &terms.rules);
        calendar.registered = Some(terms.zone.date(now));
        match quote(&terms.rules, &calendar, &order, Times::at(now)) {
            Ok(quote) => Ok(Self::Due(quote)),
            Err(none) => match none.silence {
                Silence::Unknown(_)
                | Silence::NotOffered(_)
                | Silence::TooMany(..)
                | Silence::NotIn(_)
                | Silence::TooLarge => Err(none),
                _ => Ok(Self::Unstated(none)),
            },
        }
    }

    /// How a form tells which amount it showed: the totals, as in `120 EUR+5 USD`.
    #[must_use]
    pub fn tag(&self) -> String {
        match self {
            Self::Free => String::new(),
            Self::Unstated(_) => "unstated".to_owned(),
            Self::Due(quote) => {
                let totals = quote.totals.iter().map(|(currency, total)| {
                    let total = crate::terms::value::Money {
                        currency: *currency,
                        minor: total.gross,
                    };
                    total.to_string()
                });
                totals.collect::<Vec<_>>().join("+")
            }
        }
    }
}
