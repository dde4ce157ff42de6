//! What can be wrong.

use chrono::{NaiveDate, NaiveDateTime};

use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::terms::facts::Fact;
use crate::terms::rules::RuleRef;
use crate::terms::value::{Currency, Percent};

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

/// What a name should name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A category.
    Category,
    /// A price period.
    Period,
    /// An extra.
    Extra,
}

/// What is wrong. Times are those of the wall of the terms' zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// More rules than anybody reads.
    TooManyRules(usize),
    /// A name that is not defined.
    Unknown {
        /// What it should be.
        kind: Named,
        /// The name.
        name: String,
    },
    /// A category that the event does not have.
    NotOffered(String),
    /// A category of the event that no fee is for, while others have one.
    NoFee {
        /// Its name.
        name: Localized,
        /// The language of the event.
        default: Lang,
    },
    /// A name that is defined twice.
    Twice(String),
    /// A name that is missing.
    Nameless,
    /// Categories that refer to one another in a circle.
    Circle(String),
    /// A fact is tested for what it cannot be.
    CannotHold(Fact),
    /// A share of more than the whole.
    TooMuch {
        /// Which field.
        word: &'static str,
        /// How much.
        percent: Percent,
    },
    /// It says no price.
    NoPrice,
    /// It says two kinds of price.
    TwoPrices,
    /// It does nothing.
    NoEffect,
    /// A currency that some periods have and others lack.
    CurrencyMissing {
        /// The currency.
        currency: Currency,
        /// The period that lacks it.
        period: String,
    },
    /// A larger group gets less.
    FallsWithSize(RuleRef),
    /// It ends before it begins.
    Backwards {
        /// The beginning.
        begins: NaiveDateTime,
        /// The end.
        ends: NaiveDateTime,
    },
    /// Nothing holds for a time.
    Gap {
        /// The rule before.
        before: RuleRef,
        /// The first moment.
        from: NaiveDateTime,
        /// The first moment that is covered again.
        until: NaiveDateTime,
    },
    /// One day belongs to none of two rows.
    EdgeDayOfNone {
        /// The rule before.
        before: RuleRef,
        /// The day.
        day: NaiveDate,
    },
    /// Two rows hold at once.
    Overlap {
        /// The rule before.
        before: RuleRef,
        /// The first moment.
        from: NaiveDateTime,
        /// The first moment after.
        until: NaiveDateTime,
    },
    /// One day is claimed by two rows.
    EdgeDayOfTwo {
        /// The rule before.
        before: RuleRef,
        /// The day.
        day: NaiveDate,
    },
    /// What stands before it always counts first.
    Unreachable(RuleRef),
    /// Nothing is said about what comes later.
    OpenEnd(NaiveDateTime),
    /// The terms leave it open, and say so.
    Unstated,
    /// One may register and no price holds.
    NoPriceAtTheEnd {
        /// The end of registration.
        registration: NaiveDateTime,
        /// The end of the last price.
        price: NaiveDateTime,
    },
    /// A deadline when everything is over.
    AfterTheEvent {
        /// Which field.
        word: &'static str,
        /// The deadline.
        deadline: NaiveDateTime,
    },
    /// It counts from a day that is not known.
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
            | Self::UnknownDay { .. }
            // Categories come and go on a page of their own.
            | Self::NotOffered(_)
            | Self::NoFee { .. } => Weight::Notice,
            _ => Weight::Fault,
        }
    }
}
