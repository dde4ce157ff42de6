//! Changing when and where an event takes place. The wall clock and its zone are the truth; the instants follow.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::model::{EditOutcome, Event, NewVenue};
use super::moves::{self, Whereabouts};
use super::queries::{self, EventPlace};
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::{EventId, VenueId};
use crate::platform::time::{LocalTimeFault, Zone};

/// A begin and an end that can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The zone of the wall clock.
    pub zone: Zone,
    /// Begin and end, by the wall clock.
    pub local: (NaiveDateTime, NaiveDateTime),
    instants: (DateTime<Utc>, DateTime<Utc>),
    /// Whether a clock that is put back shows begin or end twice; the earlier one is meant.
    pub ambiguous: bool,
}

/// Why a begin and an end cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanFault {
    /// The clocks skip the time of the begin.
    Start(LocalTimeFault),
    /// The clocks skip the time of the end.
    End(LocalTimeFault),
    /// It ends when it begins, or before.
    Order,
}

impl Span {
    /// Looks whether the zone's clocks ever show these times, in this order.
    ///
    /// # Errors
    /// [`SpanFault`].
    pub fn new(zone: Zone, starts: NaiveDateTime, ends: NaiveDateTime) -> Result<Self, SpanFault> {
        let from = zone.to_instant(starts).map_err(SpanFault::Start)?;
        let to = zone.to_instant(ends).map_err(SpanFault::End)?;
        if to.instant <= from.instant {
            return Err(SpanFault::Order);
        }
        Ok(Self {
            zone,
            local: (starts, ends),
            instants: (from.instant, to.instant),
            ambiguous: from.ambiguous || to.ambiguous,
        })
    }
}

/// Where an event is to take place.
#[derive(Debug)]
pub enum VenueChoice {
    /// It is not known yet.
    None,
    /// One the organization has.
    Known(VenueId),
    /// One to be entered.
    New(NewVenue),
}

/// Sets time and venue of an event that is still in `revision`. Whoever expects a published one elsewhere may have to
/// be told; see [`moves`].
///
/// # Errors
/// When the database does not take it.
pub async fn change_place(
    conn: &mut Conn,
    clock: &Clock,
    id: EventId,
    revision: i32,
    span: Option<Span>,
    venue: &VenueChoice,
    actor: Actor,
) -> diesel::QueryResult<EditOutcome> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let event = queries::find_for_update(conn, id).await?;
        if event.revision != revision {
            return Ok(EditOutcome::Conflict);
        }
        let entry = |kind, subject_id, data| NewActivity {
            kind,
            actor,
            organization_id: Some(event.organization_id),
            event_id: Some(id),
            subject_id,
            data,
            personal: None,
        };
        let mut entries = Vec::new();
        let venue_id = match venue {
            VenueChoice::None => None,
            VenueChoice::Known(id) => Some(*id),
            VenueChoice::New(new) => {
                let id = queries::insert_venue(conn, new).await?;
                entries.push(entry(Kind::VenueCreated, id.uuid(), json!({})));
                Some(id)
            }
        };
        let place = EventPlace {
            venue_id,
            time_zone: span.map(|span| span.zone),
            starts_local: span.map(|span| span.local.0),
            ends_local: span.map(|span| span.local.1),
            starts_at: span.map(|span| span.instants.0),
            ends_at: span.map(|span| span.instants.1),
        };
        queries::update_place(conn, id, place, now).await?;
        entries.push(entry(Kind::EventChanged, id.uuid(), json!({"what": "place"})));
        activity::record(conn, now, entries).await?;
        let changed = queries::find_by_id(conn, id).await?;
        let whereabouts = (
            whereabouts(conn, &event).await?,
            whereabouts(conn, &changed).await?,
        );
        if let (Some(before), Some(after)) = whereabouts
            && !changed.is_over(now)
        {
            moves::note(conn, clock, &event, &before, &after).await?;
        }
        Ok(EditOutcome::Saved)
    })
    .await
}

/// When and where an event takes place; `None` while it lacks something of it.
async fn whereabouts(conn: &mut Conn, event: &Event) -> diesel::QueryResult<Option<Whereabouts>> {
    let Some(venue) = event.venue_id else {
        return Ok(None);
    };
    Ok(Whereabouts::of(event, &queries::find_venue(conn, venue).await?))
}
