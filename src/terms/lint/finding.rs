//! What can be wrong, in words.

use chrono::NaiveDateTime;

use crate::terms::facts::Fact;
use crate::terms::rules::RuleRef;
use crate::terms::value::Currency;

/// Something that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule; `None` is all of them.
    pub rule: Option<RuleRef>,
    /// What is wrong with it.
    pub trouble: Trouble,
}

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It may be meant, and whoever publishes says so.
    Notice,
    /// It cannot be meant.
    Fault,
}

/// What is wrong. Times are those of the wall of the terms' zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// More rules than anybody reads.
    #[error("there are {0} rules; terms of participation have at most 10000")]
    TooManyRules(usize),
    /// A name that is not defined.
    #[error("it names the {kind} {name:?}, which is not there")]
    Unknown {
        /// What it should be.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// A name that is defined twice.
    #[error("{0:?} is there twice")]
    Twice(String),
    /// A name that is missing.
    #[error("it has no name")]
    Nameless,
    /// Categories that refer to one another in a circle.
    #[error("it leads back to itself: {0}")]
    Circle(String),
    /// A fact is tested for what it cannot be.
    #[error("the condition on {} can never hold: {words}", fact_name(*fact))]
    CannotHold {
        /// The fact.
        fact: Fact,
        /// What it is told by.
        words: &'static str,
    },
    /// A share of more than the whole.
    #[error("{word} is {percent} per cent; more than 100 cannot be meant")]
    TooMuch {
        /// Which field.
        word: &'static str,
        /// How much.
        percent: String,
    },
    /// It says no price.
    #[error("it states no price: say `price`, `prices`, or `elsewhere = true`")]
    NoPrice,
    /// It says two kinds of price.
    #[error("it states `price` and `prices`: only one of them can count")]
    TwoPrices,
    /// It does nothing.
    #[error("it changes nothing: say what is paid less or instead")]
    NoEffect,
    /// A currency that some periods have and others lack.
    #[error("there is a price in {currency} for some periods and none for {period:?}")]
    CurrencyMissing {
        /// The currency.
        currency: Currency,
        /// The period that lacks it.
        period: String,
    },
    /// A larger group gets less.
    #[error("a larger group is given less than {0}: are the two rows swapped?")]
    FallsWithSize(RuleRef),
    /// It ends before it begins.
    #[error("it ends ({ends}) before it begins ({begins})")]
    Backwards {
        /// The beginning.
        begins: NaiveDateTime,
        /// The end.
        ends: NaiveDateTime,
    },
    /// Nothing holds for a time.
    #[error("nothing holds between {before} and it, from {from} until {until}")]
    Gap {
        /// The rule before.
        before: RuleRef,
        /// The first moment.
        from: NaiveDateTime,
        /// The first moment that is covered again.
        until: NaiveDateTime,
    },
    /// One day belongs to none of two rows.
    #[error("{day} belongs neither to {before} nor to it: say which of them has that day")]
    EdgeDayOfNone {
        /// The rule before.
        before: RuleRef,
        /// The day.
        day: chrono::NaiveDate,
    },
    /// Two rows hold at once.
    #[error("{before} and it both hold from {from} until {until}; the first of them counts")]
    Overlap {
        /// The rule before.
        before: RuleRef,
        /// The first moment.
        from: NaiveDateTime,
        /// The first moment after.
        until: NaiveDateTime,
    },
    /// One day is claimed by two rows.
    #[error("{day} is claimed by {before} and by it: say which of them has that day")]
    EdgeDayOfTwo {
        /// The rule before.
        before: RuleRef,
        /// The day.
        day: chrono::NaiveDate,
    },
    /// What stands before it always counts first.
    #[error("it can never count: {0} holds whenever it does")]
    Unreachable(RuleRef),
    /// Nothing is said about what comes later.
    #[error("nothing is stated for after {0}")]
    OpenEnd(NaiveDateTime),
    /// The terms leave it open, and say so.
    #[error("the terms leave it open: somebody will have to decide")]
    Unstated,
    /// One may register and no price holds.
    #[error("one may register until {registration}, and no price holds after {price}")]
    NoPriceAtTheEnd {
        /// The end of registration.
        registration: NaiveDateTime,
        /// The end of the last price.
        price: NaiveDateTime,
    },
    /// A deadline when everything is over.
    #[error("`{word}` lies after the end of the event: {deadline}")]
    AfterTheEvent {
        /// Which field.
        word: &'static str,
        /// The deadline.
        deadline: NaiveDateTime,
    },
    /// It counts from a day that is not known.
    #[error("`{word}` counts from a day that is not known yet: {deadline}")]
    UnknownDay {
        /// Which field.
        word: &'static str,
        /// The deadline as it was written.
        deadline: String,
    },
}

impl Trouble {
    /// Whether it must be mended, or may be meant.
    #[must_use]
    pub fn weight(&self) -> Weight {
        match self {
            Self::Gap { .. }
            | Self::EdgeDayOfNone { .. }
            | Self::OpenEnd(_)
            | Self::Unstated
            | Self::NoPriceAtTheEnd { .. }
            | Self::CurrencyMissing { .. }
            | Self::FallsWithSize(_)
            | Self::AfterTheEvent { .. }
            | Self::UnknownDay { .. } => Weight::Notice,
            _ => Weight::Fault,
        }
    }
}

fn fact_name(fact: Fact) -> String {
    let value = serde_json::to_value(fact);
    value
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.rule {
            Some(rule) => write!(f, "{rule}: {}", self.trouble),
            None => write!(f, "{}", self.trouble),
        }
    }
}
