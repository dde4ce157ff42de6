//! Whether one can register, and if not, why: for the page's button, the form and the API alike.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::categories::{self, Category, Quota};
use crate::events::{Event, EventStatus};
use crate::platform::db::Conn;
use crate::platform::i18n::Tr;
use crate::platform::ids::{EventId, QuotaId};
use crate::terms::{self, TermsVersion, WindowState, window};

/// Where one category stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferState {
    /// Open, with so many places left if there is a limit.
    Open {
        /// Places left; `None` is as many as come.
        left: Option<i32>,
    },
    /// Every place is taken, and whoever comes stands in line.
    Waitlist,
    /// Every place is taken.
    Full,
    /// It opens then.
    NotYet(DateTime<Utc>),
    /// It closed then.
    Closed(DateTime<Utc>),
}

impl OfferState {
    /// Whether the form takes somebody for it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open { .. } | Self::Waitlist)
    }

    /// How pages say it.
    #[must_use]
    pub fn words(self, t: Tr) -> String {
        match self {
            Self::Open { left: Some(left) } => t.count("places-left", left),
            Self::Open { left: None } => t.of("places-unlimited"),
            Self::Waitlist => t.of("places-waitlist"),
            Self::Full => t.of("places-none"),
            Self::NotYet(_) => t.of("category-not-yet"),
            Self::Closed(_) => t.of("category-closed"),
        }
    }
}

/// A category and where it stands.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The category.
    pub category: Category,
    /// Where it stands.
    pub state: OfferState,
}

impl Offer {
    /// How pages that people register by say where it stands, and what comes before a confirmed place.
    #[must_use]
    pub fn words(&self, t: Tr) -> String {
        let state = self.state.words(t);
        if self.state.is_open() && self.category.admission.needs_review {
            return format!("{state} · {}", t.of("category-reviewed"));
        }
        state
    }
}

/// Where the whole event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventState {
    /// At least one category is open and has a place.
    Open,
    /// Open, but every place is taken; whoever comes stands in line.
    Waitlist,
    /// Open, but every place is taken.
    Full,
    /// The first category opens then.
    NotYet(DateTime<Utc>),
    /// Registration is over, the event is not.
    Closed,
    /// Called off.
    Cancelled,
    /// It has taken place.
    Over,
}

/// What an event offers to somebody who wants to register now.
#[derive(Debug, Clone)]
pub struct Availability {
    /// Where the event stands.
    pub state: EventState,
    /// Its categories, in their order.
    pub offers: Vec<Offer>,
}

/// Where the event itself stands, before any category is looked at.
#[must_use]
pub fn event_end(event: &Event, now: DateTime<Utc>) -> Option<EventState> {
    match event.status {
        EventStatus::Cancelled => Some(EventState::Cancelled),
        EventStatus::Archived => Some(EventState::Over),
        EventStatus::Draft => Some(EventState::Closed),
        EventStatus::Published if event.ends_at.is_some_and(|ends_at| ends_at <= now) => {
            Some(EventState::Over)
        }
        EventStatus::Published => None,
    }
}

impl EventState {
    /// Whether the form takes somebody at all.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Waitlist)
    }
}

impl Availability {
    /// What `event` offers at `now` under `terms`. Reads without locking: what is said here may be a moment old.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load(
        conn: &mut Conn,
        event: &Event,
        terms: Option<&TermsVersion>,
        now: DateTime<Utc>,
    ) -> diesel::QueryResult<Self> {
        let categories = categories::list_of_event(conn, event.id).await?;
        let quotas = categories::find_quota_states(conn, &categories).await?;
        Ok(Self::of(event, categories, &quotas, terms, now))
    }

    /// The same for many events under the terms in force, in the order of `events`: three statements, however many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load_all(
        conn: &mut Conn,
        events: &[&Event],
        now: DateTime<Utc>,
    ) -> diesel::QueryResult<Vec<Self>> {
        let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
        let categories = categories::list_of_events(conn, &ids).await?;
        let quotas = categories::find_quota_states(conn, &categories).await?;
        let terms = terms::find_current_of_events(conn, &ids).await?;
        Ok(events
            .iter()
            .map(|event| {
                let own = categories
                    .iter()
                    .filter(|category| category.event_id == event.id)
                    .cloned()
                    .collect();
                let terms = terms.iter().find(|terms| terms.event_id == event.id);
                Self::of(event, own, &quotas, terms, now)
            })
            .collect())
    }

    fn of(
        event: &Event,
        categories: Vec<Category>,
        quotas: &HashMap<QuotaId, Quota>,
        terms: Option<&TermsVersion>,
        now: DateTime<Utc>,
    ) -> Self {
        let offers: Vec<Offer> = categories
            .into_iter()
            .map(|category| {
                let left = category.tightest(quotas).map(Quota::left);
                let window = terms.map(|terms| window(&terms.rules, terms.zone, &category.key, now));
                let state = match (window, left) {
                    (Some(WindowState::NotYet(opens)), _) => OfferState::NotYet(opens),
                    (Some(WindowState::Closed(closed)), _) => OfferState::Closed(closed),
                    // A draft without terms: what its places will be.
                    (Some(WindowState::Open(_)) | None, Some(0)) if category.admission.has_waitlist() => {
                        OfferState::Waitlist
                    }
                    (Some(WindowState::Open(_)) | None, Some(0)) => OfferState::Full,
                    (Some(WindowState::Open(_)) | None, left) => OfferState::Open { left },
                };
                Offer { category, state }
            })
            .collect();
        let state = event_end(event, now).unwrap_or_else(|| sum_up(&offers));
        Self { state, offers }
    }
}

fn sum_up(offers: &[Offer]) -> EventState {
    if offers
        .iter()
        .any(|offer| matches!(offer.state, OfferState::Open { .. }))
    {
        return EventState::Open;
    }
    if offers.iter().any(|offer| offer.state == OfferState::Waitlist) {
        return EventState::Waitlist;
    }
    if offers.iter().any(|offer| offer.state == OfferState::Full) {
        return EventState::Full;
    }
    let opens = offers.iter().filter_map(|offer| match offer.state {
        OfferState::NotYet(opens) => Some(opens),
        _ => None,
    });
    opens.min().map_or(EventState::Closed, EventState::NotYet)
}
