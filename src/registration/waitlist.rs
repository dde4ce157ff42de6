//! The lines for places. Whoever is first in the line gets a freed place, in the transaction that frees it.
//!
//! People stand in the order of an organizer's priority, then of time. A party that wants to stay together gets as
//! many places as it is people, or none; whoever stands behind it and fits gets what is free meanwhile, for nobody
//! waits while a place that fits is free. Categories with a quota in common stand in one order.
//!
//! Places also become free where this slice is not asked: a quota grows, or bounds a category no more. Such places
//! wait for [`promote_waiting`], which is called out then and looks by itself now and again; until it has been
//! there, intake sends newcomers to the end of the line (see [`Line`]), so that nobody overtakes.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use diesel_async::AsyncConnection as _;

use super::changes::{self, Change};
use super::life::{Standing, stage};
use super::model::{MailPolicy, RegistrationStatus, Waiting};
use super::places::Places;
use super::{news, queries};
use crate::activity::Actor;
use crate::categories::{self, Category, Waitlist};
use crate::dues;
use crate::events::{self, Event, EventStatus};
use crate::platform::db::{Conn, DbError};
use crate::platform::ids::{CategoryId, EventId, QuotaId, RegistrationId};
use crate::platform::web::App;

/// Those who wait at some events, as far as a newcomer may be in their way.
#[derive(Debug, Default)]
pub(super) struct Line(Vec<Queue>);

/// Those who wait for one category.
#[derive(Debug)]
struct Queue {
    category: CategoryId,
    quotas: Vec<QuotaId>,
    /// The smallest number of people who want their places together.
    least: usize,
}

impl Line {
    /// Of `waiting` categories among `all`, with their smallest parties.
    pub fn of<'a>(waiting: &HashMap<CategoryId, usize>, all: impl Iterator<Item = &'a Category>) -> Self {
        let queues = all.filter_map(|category| {
            Some(Queue {
                category: category.id,
                quotas: category.quotas.clone(),
                least: *waiting.get(&category.id)?,
            })
        });
        Self(queues.collect())
    }

    /// Whether a newcomer to `category` would overtake somebody if she took one of `places`: somebody who could have it,
    /// and has not been called yet. Whoever lacks another place as well, or more than there are, lets her pass.
    pub fn is_before(&self, category: &Category, places: &Places) -> bool {
        self.0.iter().any(|queue| {
            let shares = |quota: &QuotaId| category.quotas.contains(quota);
            (queue.category == category.id || queue.quotas.iter().any(shares))
                && places.fit(&queue.quotas, queue.least)
        })
    }
}

/// Whether places are still given away at `now`: as long as the event is going to begin.
#[must_use]
pub fn is_promoting(event: &Event, now: DateTime<Utc>) -> bool {
    event.status == EventStatus::Published && event.starts_at.is_none_or(|starts_at| now < starts_at)
}

/// What bounds the extras that people in line chose.
type Options = HashMap<RegistrationId, Vec<QuotaId>>;

/// People of one look at the line.
const CHUNK: usize = 500;

/// Gives what is free to those who wait; says how many got a place. The caller holds the event shared and all its
/// quotas locked; `all` are its categories, archived ones too.
pub(super) async fn promote(
    conn: &mut Conn,
    host: &str,
    event: &Event,
    all: &HashMap<CategoryId, Category>,
    places: &mut Places,
    now: DateTime<Utc>,
) -> diesel::QueryResult<usize> {
    if !is_promoting(event, now) {
        return Ok(0);
    }
    let mut promoted = 0;
    let mut after: Option<Waiting> = None;
    loop {
        let open: Vec<CategoryId> = all
            .values()
            .filter(|category| places.fit(&category.quotas, 1))
            .map(|category| category.id)
            .collect();
        if open.is_empty() {
            return Ok(promoted);
        }
        let mut waiting = queries::list_waiting(conn, event.id, &open, after.as_ref(), CHUNK).await?;
        let is_last = waiting.len() < CHUNK;
        if !is_last {
            waiting.truncate(whole_parties(&waiting));
        }
        let ids: Vec<RegistrationId> = waiting.iter().map(|one| one.id).collect();
        let options = categories::list_option_bounds(conn, &ids).await?;
        let chosen = choose(&waiting, all, &options, places);
        give(conn, host, event, all, &options, &chosen, now).await?;
        promoted += chosen.len();
        if is_last || waiting.is_empty() {
            return Ok(promoted);
        }
        after = waiting.pop();
    }
}

/// How many of `waiting` stand before the first party whose others are not all among them.
fn whole_parties(waiting: &[Waiting]) -> usize {
    let is_whole = |one: &Waiting| {
        let here = waiting
            .iter()
            .filter(|other| other.together_id == one.together_id)
            .count();
        one.together_id.is_none() || i64::try_from(here).is_ok_and(|here| here >= one.together)
    };
    waiting
        .iter()
        .position(|one| !is_whole(one))
        .unwrap_or(waiting.len())
}

/// Those of `waiting`, in their order, who get what is free.
fn choose(
    waiting: &[Waiting],
    all: &HashMap<CategoryId, Category>,
    options: &Options,
    places: &mut Places,
) -> Vec<RegistrationId> {
    let mut chosen = Vec::new();
    let mut parties = HashSet::new();
    for one in waiting {
        let Some(category) = all.get(&one.category_id) else {
            continue;
        };
        let party: Vec<&Waiting> = match one.together_id {
            Some(id) if !parties.insert(id) => continue,
            Some(id) => waiting
                .iter()
                .filter(|other| other.together_id == Some(id))
                .collect(),
            None => vec![one],
        };
        // A party chose the same extras: they were asked once.
        let quotas = category.bounds(options.get(&one.id));
        if places.fit(&quotas, party.len()) {
            for member in party {
                places.take(&quotas);
                chosen.push(member.id);
            }
        }
    }
    chosen
}

async fn give(
    conn: &mut Conn,
    host: &str,
    event: &Event,
    all: &HashMap<CategoryId, Category>,
    options: &Options,
    chosen: &[RegistrationId],
    now: DateTime<Utc>,
) -> diesel::QueryResult<()> {
    let unpaid = dues::list_unpaid(conn, chosen).await?;
    let rows = queries::lock_all(conn, event.id, chosen).await?;
    let changes: Vec<Change> = rows
        .into_iter()
        .filter_map(|was| {
            let category = all.get(&was.category_id)?;
            let admission = &category.admission;
            let status = match admission.waitlist {
                Waitlist::Confirmed => stage(
                    admission,
                    Standing {
                        is_proved: true,
                        is_reviewed: true,
                        has_place: true,
                        is_paid: !unpaid.contains(&was.id),
                    },
                ),
                Waitlist::Offered | Waitlist::Off => RegistrationStatus::Offered,
            };
            Some(Change {
                acts_until: news::acts_until(status, admission, event, now),
                quotas: category.bounds(options.get(&was.id)),
                has_place: true,
                together: None,
                deed: None,
                actor: Actor::System,
                reason: None,
                mail: MailPolicy::Send,
                overbooked: false,
                status,
                was,
            })
        })
        .collect();
    changes::apply(conn, host, event, &changes, now).await
}

/// Why the lines were not looked after.
#[derive(Debug, thiserror::Error)]
pub enum PromoteError {
    /// No connection.
    #[error(transparent)]
    Unavailable(#[from] DbError),
    /// The database did not take it.
    #[error(transparent)]
    Db(#[from] diesel::result::Error),
}

/// Looks after every line: whoever waits while a place that fits is free gets it. Says how many that were. An event
/// that fails is looked at again the next time; the others do not wait for it.
///
/// # Errors
/// When the database does not say who waits.
pub async fn promote_waiting(app: &App) -> Result<usize, PromoteError> {
    let events = {
        let mut conn = app.pool.get().await?;
        queries::list_events_with_lines(&mut conn).await?
    };
    let mut promoted = 0;
    for event_id in events {
        match promote_event(app, event_id).await {
            Ok(people) => promoted += people,
            Err(error) => tracing::warn!(%event_id, %error, "a line could not be looked after"),
        }
    }
    if promoted > 0 {
        app.waker.wake();
    }
    Ok(promoted)
}

/// The same for one event. Where people had waited although somebody had left, the transaction in which she left should
/// have called them: the log says so.
async fn promote_event(app: &App, event_id: EventId) -> Result<usize, PromoteError> {
    let mut conn = app.pool.get().await?;
    let (people, is_late) = conn
        .transaction(async |conn| {
            let now = app.clock.now(conn).await?;
            let held = events::lock_shared(conn, &[event_id]).await?;
            let Some(event) = held.first() else {
                return Ok((0, false));
            };
            let locked = categories::lock_quotas_of_event(conn, event_id).await?;
            let all = categories::find_all_of_event(conn, event_id).await?;
            let mut places = Places::of(&locked);
            let people = promote(conn, app.urls.host(), event, &all, &mut places, now).await?;
            let is_late = people > 0 && queries::line::was_left_last(conn, event_id).await?;
            Ok::<_, diesel::result::Error>((people, is_late))
        })
        .await?;
    if is_late {
        tracing::warn!(%event_id, people, "people still waited for places that others had left");
    } else if people > 0 {
        tracing::info!(%event_id, people, "people who waited got places that an organizer had made");
    }
    Ok(people)
}
