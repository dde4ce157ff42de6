//! What is said where the rules say nothing.

use std::fmt;

use crate::terms::rules::RuleRef;
use crate::terms::value::Currency;

/// Why there is no answer, and at which rule it stopped.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{silence}", Place(*rule))]
pub struct NoAnswer {
    /// The rule that leaves it open, if one does.
    pub rule: Option<RuleRef>,
    /// What is missing.
    pub silence: Silence,
}

/// What the rules do not say.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Silence {
    /// No fee is for her.
    #[error("no fee is stated for {0:?}")]
    NoFee(String),
    /// No price period holds at that time.
    #[error("no price is stated for that day")]
    NoPeriod,
    /// The price is not said in that currency.
    #[error("no price is stated in {0}")]
    NotIn(Currency),
    /// It is said in several, and none was chosen.
    #[error("the price is stated in several currencies: one must be chosen")]
    WhichCurrency,
    /// The price is said elsewhere and was not brought.
    #[error("the price is stated elsewhere")]
    Elsewhere,
    /// A deadline counts from a day that is not known.
    #[error("a deadline counts from a day that is not known")]
    UnknownDay,
    /// The terms leave it open.
    #[error("the terms leave it open")]
    Unstated,
    /// No rule fits.
    #[error("no rule is stated for this case")]
    NoRule,
    /// There is nothing of that name.
    #[error("{0:?} is not in the terms")]
    Unknown(String),
    /// It is not for her, or not any more.
    #[error("{0:?} is not to be had in this case")]
    NotOffered(String),
    /// More than one order may hold.
    #[error("at most {0} of {1:?} may be had")]
    TooMany(u32, String),
    /// Sums beyond what can be counted.
    #[error("the sum is too large")]
    TooLarge,
}

impl Silence {
    /// At a rule.
    #[must_use]
    pub fn at(self, rule: RuleRef) -> NoAnswer {
        NoAnswer {
            rule: Some(rule),
            silence: self,
        }
    }

    /// At none.
    #[must_use]
    pub fn nowhere(self) -> NoAnswer {
        NoAnswer {
            rule: None,
            silence: self,
        }
    }
}

struct Place(Option<RuleRef>);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |rule| write!(f, "{rule}: "))
    }
}
