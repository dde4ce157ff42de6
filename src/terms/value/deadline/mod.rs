//! Deadlines as people write them, and the instants they mean.
//!
//! “Until 14 June” is the end of that day in the terms' zone, and so is “until 14 June 23:59”. Any other time of day is
//! sharp: until 18:00 is over at 18:00:00. Days, weeks and months before an event count calendar days back from its
//! first day; working days are Monday to Friday without the holidays that the terms list.

mod calendar;
mod text;
mod wire;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};

use crate::platform::time::Zone;
pub use calendar::Calendar;

/// A moment or day that something hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deadline {
    /// `2027-06-14`: that day in the terms' zone.
    Day(NaiveDate),
    /// `2027-06-14 18:00`: that moment in the terms' zone.
    Local(NaiveDateTime),
    /// `2027-06-14 18:00 America/New_York`: that moment on another wall.
    Elsewhere(NaiveDateTime, Zone),
    /// `2027-06-14T18:00-04:00`: that instant, wherever one reads it.
    Instant(DateTime<FixedOffset>),
    /// `14 days before start`, `5 working days after contract`, `start`
    Relative {
        /// How many.
        count: u32,
        /// Of what.
        unit: Unit,
        /// Counted back or on.
        before: bool,
        /// From what.
        anchor: Anchor,
    },
    /// `end of the price period`: when the price that was quoted ceases to hold.
    PeriodEnd,
    /// A list: whichever is earliest.
    Earliest(Vec<Deadline>),
}

/// What relative deadlines count in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Hours, to the minute.
    Hours,
    /// Calendar days.
    Days,
    /// Monday to Friday, without holidays.
    WorkingDays,
    /// Seven days.
    Weeks,
    /// The same day of the month, or its last.
    Months,
}

/// What relative deadlines count from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The event's first day.
    Start,
    /// The event's last day.
    End,
    /// The day somebody registered.
    Registration,
    /// The day of the invoice.
    Invoice,
    /// The day the contract was signed.
    Contract,
    /// The day the money arrived.
    Payment,
}

/// What is wrong with a deadline as it was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeadlineFault {
    /// The calendar has no such day.
    #[error("{0:?} does not exist in the calendar")]
    NoSuchDay(String),
    /// Letters such as CET stand where a zone should.
    #[error(
        "{0:?} is no time zone that is right all year: name the place (Europe/Paris) or the offset (2027-06-14T18:00+02:00)"
    )]
    NoZone(String),
    /// Nothing we can read.
    #[error(
        "{0:?} is no deadline: write \"2027-06-14\", \"2027-06-14 18:00\", \"14 days before start\" or \"5 working days after contract\""
    )]
    Unreadable(String),
}
