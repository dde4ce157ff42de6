//! From when until when a rule holds, in the words people use for its edges.

use chrono::{DateTime, Utc};

use crate::terms::value::{Calendar, Deadline};

/// The four words for an edge. `from` and `until` count what they name, `after` and `before` do not.
#[derive(Debug, Clone, Copy, Default)]
pub struct Edge<'a> {
    /// From the beginning of it.
    pub from: Option<&'a Deadline>,
    /// From when it is over.
    pub after: Option<&'a Deadline>,
    /// Until it is over.
    pub until: Option<&'a Deadline>,
    /// Until it begins.
    pub before: Option<&'a Deadline>,
}

/// A half-open stretch of time; an open side reaches for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first instant that counts.
    pub begins: Option<DateTime<Utc>>,
    /// The first that no longer does.
    pub ends: Option<DateTime<Utc>>,
}

impl<'a> Edge<'a> {
    /// The stretch it means; `None` when a deadline counts from something that is not known.
    #[must_use]
    pub fn span(self, calendar: &Calendar<'_>) -> Option<Span> {
        let mut span = Span {
            begins: None,
            ends: None,
        };
        if let Some(deadline) = self.from {
            span.begins = Some(deadline.begins(calendar)?);
        }
        if let Some(deadline) = self.after {
            span.begins = span.begins.max(Some(deadline.ends(calendar)?));
        }
        if let Some(deadline) = self.until {
            span.ends = Some(deadline.ends(calendar)?);
        }
        if let Some(deadline) = self.before {
            let begins = deadline.begins(calendar)?;
            span.ends = Some(span.ends.map_or(begins, |ends| ends.min(begins)));
        }
        Some(span)
    }

    /// Every deadline it names.
    pub fn deadlines(self) -> impl Iterator<Item = (&'static str, &'a Deadline)> {
        [
            ("from", self.from),
            ("after", self.after),
            ("until", self.until),
            ("before", self.before),
        ]
        .into_iter()
        .filter_map(|(word, deadline)| Some((word, deadline?)))
    }
}

impl Span {
    /// Whether it holds an instant.
    #[must_use]
    pub fn holds(self, at: DateTime<Utc>) -> bool {
        self.begins.is_none_or(|begins| begins <= at) && self.ends.is_none_or(|ends| at < ends)
    }
}

/// Gives a rule with the four fields its edges.
macro_rules! edged {
    ($($rule:ty),*) => { $(
        impl $rule {
            /// From when until when it holds.
            #[must_use]
            pub fn edge(&self) -> $crate::terms::rules::Edge<'_> {
                $crate::terms::rules::Edge {
                    from: self.from.as_ref(),
                    after: self.after.as_ref(),
                    until: self.until.as_ref(),
                    before: self.before.as_ref(),
                }
            }
        }
    )* };
}

pub(super) use edged;
