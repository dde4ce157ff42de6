//! Moving registrations on: everything that is done to them after intake goes through here, one or many at a time.
//!
//! Locks are taken in the order of intake: the event shared, then the quotas in the order of their ids (all of the
//! event's, because a place that becomes free is given to somebody who waits in the same transaction), then the
//! registrations' own rows.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use diesel_async::AsyncConnection as _;

use super::changes::{self, Change};
use super::life::{Deed, Standing, Step, may_withdraw, stage, step, takes_place};
use super::model::{MailPolicy, Registration, RegistrationStatus};
use super::places::Places;
use super::waitlist::{self, Line};
use super::{news, queries};
use crate::activity::Actor;
use crate::categories::{self, Category};
use crate::dues;
use crate::events::{self, Event};
use crate::platform::db::Conn;
use crate::platform::ids::{CategoryId, EventId, PartyId, QuotaId, RegistrationId};
use crate::platform::web::{App, Error};

/// Something to be done to one registration.
#[derive(Debug, Clone)]
pub(super) struct Move {
    /// To which.
    pub id: RegistrationId,
    /// What.
    pub deed: Deed,
    /// By whom.
    pub actor: Actor,
    /// Why, in words for the attendee.
    pub reason: Option<String>,
    /// Whether she is told.
    pub mail: MailPolicy,
    /// Whether she gets a place even if every one is taken. It stands on record.
    pub overbooks: bool,
}

impl Move {
    /// `deed` by `actor`, told by mail, without words.
    pub fn new(id: RegistrationId, deed: Deed, actor: Actor) -> Self {
        Self {
            id,
            deed,
            actor,
            reason: None,
            mail: MailPolicy::Send,
            overbooks: false,
        }
    }
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// It has this status now.
    To(RegistrationStatus),
    /// It is on record, and the status is the same.
    Stays,
    /// It was so already; nothing was changed.
    Done,
    /// It cannot be done, or no more.
    Impossible,
    /// There is no place for her, and no line to stand in.
    NoPlace,
}

/// Does all of `moves` to registrations of one event in one transaction; what became of them is in their order.
///
/// # Errors
/// When the database does not take it; then nothing was changed.
pub(super) async fn act(app: &App, event_id: EventId, moves: &[Move]) -> Result<Vec<Moved>, Error> {
    let mut conn = app.pool.get().await?;
    let results = conn
        .transaction(async |conn| {
            let now = app.clock.now(conn).await?;
            let held = events::lock_shared(conn, &[event_id]).await?;
            let event = held.first().ok_or(diesel::result::Error::NotFound)?;
            perform(conn, app.urls.host(), event, moves, now).await
        })
        .await?;
    if results
        .iter()
        .any(|one| matches!(one, Moved::To(_) | Moved::Stays))
    {
        app.waker.wake();
    }
    Ok(results)
}

/// The same for one registration, wherever it is.
///
/// # Errors
/// When the database does not take it, or there is no such registration.
pub(super) async fn act_on_one(app: &App, one: Move) -> Result<Moved, Error> {
    let event_id = {
        let mut conn = app.pool.get().await?;
        queries::find_by_id(&mut conn, one.id).await?.event_id
    };
    let moved = act(app, event_id, &[one]).await?;
    Ok(moved.into_iter().next().unwrap_or(Moved::Impossible))
}

/// The same inside the caller's transaction, which holds `event` shared. `host` is our host name.
///
/// # Errors
/// When the database does not take it.
pub(super) async fn perform(
    conn: &mut Conn,
    host: &str,
    event: &Event,
    moves: &[Move],
    now: DateTime<Utc>,
) -> diesel::QueryResult<Vec<Moved>> {
    let locked = categories::lock_quotas_of_event(conn, event.id).await?;
    let ids: Vec<RegistrationId> = moves.iter().map(|one| one.id).collect();
    let rows = queries::lock_all(conn, event.id, &ids).await?;
    let all = categories::find_all_of_event(conn, event.id).await?;
    let waiting = queries::list_waiting_categories(conn, &[event.id]).await?;
    let mut desk = Desk {
        event,
        now,
        line: Line::of(&waiting, all.values()),
        places: Places::of(&locked),
        held: categories::list_held(conn, &ids).await?,
        options: categories::list_option_bounds(conn, &ids).await?,
        unpaid: dues::list_unpaid(conn, &ids).await?,
        together: queries::list_together(conn, rows.iter().filter_map(|row| row.party_id).collect()).await?,
        rows: rows.into_iter().map(|row| (row.id, row)).collect(),
        all,
    };
    let mut changes = Vec::new();
    let results = moves
        .iter()
        .map(|one| match desk.decide(one) {
            Ok(change) => {
                let result = if change.status == change.was.status {
                    Moved::Stays
                } else {
                    Moved::To(change.status)
                };
                changes.push(change);
                result
            }
            Err(refused) => refused,
        })
        .collect();
    changes::apply(conn, host, event, &changes, now).await?;
    waitlist::promote(conn, host, event, &desk.all, &mut desk.places, now).await?;
    Ok(results)
}

/// What the decisions stand on, under lock.
struct Desk<'a> {
    event: &'a Event,
    now: DateTime<Utc>,
    line: Line,
    places: Places,
    held: HashMap<RegistrationId, Vec<QuotaId>>,
    /// What bounds the extras that were chosen.
    options: HashMap<RegistrationId, Vec<QuotaId>>,
    unpaid: HashSet<RegistrationId>,
    /// Parties that want all of their places or none.
    together: HashSet<PartyId>,
    /// Those about which nothing was decided yet.
    rows: HashMap<RegistrationId, Registration>,
    all: HashMap<CategoryId, Category>,
}

impl Desk<'_> {
    /// What `one` comes to; a registration that was decided about before in the same set is left alone.
    fn decide(&mut self, one: &Move) -> Result<Change, Moved> {
        let was = self.rows.get(&one.id).ok_or(Moved::Impossible)?;
        let category = self.all.get(&was.category_id).ok_or(Moved::Impossible)?;
        let is_early = was.acts_until.is_none_or(|until| self.now < until);
        let (mut status, is_onward) = match step(was.status, one.deed) {
            Step::Done => return Err(Moved::Done),
            Step::Impossible => return Err(Moved::Impossible),
            // She may withdraw until it begins.
            Step::To(_) if one.deed == Deed::Withdraw && !may_withdraw(self.event, self.now) => {
                return Err(Moved::Impossible);
            }
            // Somebody acted in time after all, or was given more.
            Step::To(RegistrationStatus::Expired) if is_early => return Err(Moved::Impossible),
            Step::To(status) => (status, false),
            Step::Stays => (was.status, false),
            // Time ran out, even if nobody has noticed yet.
            Step::Onward if matches!(one.deed, Deed::Prove | Deed::Accept) && !is_early => {
                return Err(Moved::Impossible);
            }
            Step::Onward => (self.onward(was, category, one.deed), true),
        };
        let wants_place = match one.deed {
            Deed::Offer => true,
            _ if is_onward => takes_place(&category.admission, status),
            _ => was.has_place && status.is_live(),
        };
        let mut has_place = was.has_place && status.is_live();
        let quotas = category.bounds(self.options.get(&one.id));
        let mut overbooked = false;
        if wants_place && !has_place {
            let overtakes =
                self.line.is_before(category, &self.places) && was.status != RegistrationStatus::Waitlisted;
            if self.places.fit(&quotas, 1) && (!overtakes || one.overbooks) {
                has_place = true;
            } else if one.overbooks {
                (has_place, overbooked) = (true, true);
            } else if one.deed == Deed::Offer || one.deed == Deed::Promote {
                return Err(Moved::NoPlace);
            } else if status != RegistrationStatus::PendingReview {
                if !category.admission.has_waitlist() {
                    return Err(Moved::NoPlace);
                }
                status = RegistrationStatus::Waitlisted;
            }
        }
        if has_place && !was.has_place {
            self.places.take(&quotas);
        }
        let held = self.held.get(&one.id).cloned().unwrap_or_default();
        if was.has_place && !has_place {
            self.places.give_back(&held);
        }
        let acts_until = if status == was.status {
            was.acts_until
        } else {
            news::acts_until(status, &category.admission, self.event, self.now)
        };
        let was = self.rows.remove(&one.id).ok_or(Moved::Impossible)?;
        Ok(Change {
            status,
            quotas,
            has_place,
            acts_until,
            together: was.party_id.filter(|party| self.together.contains(party)),
            deed: news::deed(one.deed),
            actor: one.actor,
            reason: one.reason.clone(),
            mail: one.mail,
            overbooked,
            was,
        })
    }

    /// Where somebody comes to whose hurdle `deed` has taken away, if there is a place for her.
    fn onward(&self, was: &Registration, category: &Category, deed: Deed) -> RegistrationStatus {
        let standing = Standing {
            is_proved: true,
            is_reviewed: deed == Deed::Approve
                || !matches!(
                    was.status,
                    RegistrationStatus::Unverified | RegistrationStatus::PendingReview
                ),
            has_place: true,
            is_paid: deed == Deed::Pay || !self.unpaid.contains(&was.id),
        };
        stage(&category.admission, standing)
    }
}
