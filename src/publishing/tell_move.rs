//! Telling people that an event takes place at another time or in another place, or deciding that they need not hear of
//! it. Whichever it is, it is decided once; no mail leaves before.

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection as _;
use serde_json::json;

use crate::activity::{self, Actor, Kind, NewActivity};
use crate::events::moves::{self, Change, EventMove, Whereabouts};
use crate::events::{self, Event, EventStatus};
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::i18n::Tr;
use crate::platform::ids::EventMoveId;
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::registration::{self, Audience};

/// A move that waits for the organizer's decision.
#[derive(Debug)]
pub struct UntoldMove {
    /// What was before.
    pub moved: EventMove,
    /// What is now.
    pub after: Whereabouts,
    /// Whom it concerns.
    pub audience: Audience,
    /// How many that are.
    pub people: i64,
}

impl UntoldMove {
    /// What has changed, for a reader of `t`; where nothing has for her, for the readers of another language.
    #[must_use]
    pub fn changes(&self, default: Lang, t: Tr) -> Vec<Change> {
        [t.lang(), default]
            .into_iter()
            .chain(Lang::ALL)
            .map(|lang| {
                self.after
                    .changes_since(&self.moved.before, default, Tr::new(lang))
            })
            .find(|changes| !changes.is_empty())
            .unwrap_or_default()
    }
}

/// The move of `event` that people have not been told of, if it still concerns anybody at `now`.
///
/// # Errors
/// When the database does not answer.
pub async fn find_untold_move(
    conn: &mut Conn,
    event: &Event,
    now: DateTime<Utc>,
) -> QueryResult<Option<UntoldMove>> {
    if event.status != EventStatus::Published || event.is_over(now) {
        return Ok(None);
    }
    let Some(moved) = moves::find_unsettled(conn, event.id).await? else {
        return Ok(None);
    };
    let untold = with_audience(conn, event, moved).await?;
    Ok(untold.filter(|untold| untold.people > 0))
}

async fn with_audience(conn: &mut Conn, event: &Event, moved: EventMove) -> QueryResult<Option<UntoldMove>> {
    let Some(venue) = event.venue_id else {
        return Ok(None);
    };
    let Some(after) = Whereabouts::of(event, &events::find_venue(conn, venue).await?) else {
        return Ok(None);
    };
    let audience = Audience {
        event: event.id,
        registered_until: Some(moved.moved_at),
        languages: after.concerned(&moved.before, event.default_language),
    };
    let people = registration::count_audience(conn, &audience).await?;
    Ok(Some(UntoldMove {
        moved,
        after,
        audience,
        people,
    }))
}

/// What an organizer has decided about a move.
#[derive(Debug)]
pub struct Decision<'a> {
    /// The move she saw, and in which revision.
    pub moved: (EventMoveId, i32),
    /// Whether people are told.
    pub is_told: bool,
    /// What she says to them.
    pub words: &'a Localized,
    /// Who decides.
    pub actor: Actor,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionOutcome {
    /// It is decided: people are told, or not. Pressing twice is no fault.
    Settled {
        /// Whether they are.
        is_told: bool,
    },
    /// The event was moved again meanwhile.
    MovedAgain,
    /// There is nothing to tell any more.
    Nothing,
}

/// Settles a move of `event`; `host` is our host name.
///
/// Call [`Waker::wake`](crate::platform::worker::Waker::wake) afterwards.
///
/// # Errors
/// When the database does not take it.
pub async fn settle_move(
    conn: &mut Conn,
    clock: &Clock,
    host: &str,
    event: &Event,
    decision: &Decision<'_>,
) -> QueryResult<DecisionOutcome> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let (id, revision) = decision.moved;
        // Only the move is held, not the event: people may register while a hundred thousand are told.
        let Some(moved) = moves::find_for_update(conn, event.id, id).await? else {
            return Ok(DecisionOutcome::Nothing);
        };
        if let Some(is_told) = moved.is_told {
            return Ok(DecisionOutcome::Settled { is_told });
        }
        if moved.revision != revision {
            return Ok(DecisionOutcome::MovedAgain);
        }
        let event = events::find_by_id(conn, event.id).await?;
        if event.status != EventStatus::Published {
            return Ok(DecisionOutcome::Nothing);
        }
        let Some(untold) = with_audience(conn, &event, moved).await? else {
            return Ok(DecisionOutcome::Nothing);
        };
        let is_told = decision.is_told;
        moves::settle(conn, id, is_told, decision.words, now).await?;
        let (kind, data) = if is_told {
            let people = registration::tell_moved(conn, now, host, &untold.audience, id).await?;
            (Kind::EventMoveTold, json!({"people": people}))
        } else {
            (Kind::EventMoveNotTold, json!({}))
        };
        let entry = NewActivity {
            kind,
            actor: decision.actor,
            organization_id: Some(event.organization_id),
            event_id: Some(event.id),
            subject_id: event.id.uuid(),
            data,
            personal: None,
        };
        activity::record(conn, now, vec![entry]).await?;
        Ok(DecisionOutcome::Settled { is_told })
    })
    .await
}
