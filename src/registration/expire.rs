//! Time running out: whoever did not prove her address, answer an offer or pay until the hour that she was told ends by
//! itself, and what was held for her goes to the next. A task without input: whatever came due while nobody looked is
//! found at the next look.

use std::collections::BTreeMap;

use super::life::Deed;
use super::moves::{self, Move, Moved};
use super::queries;
use crate::activity::Actor;
use crate::platform::ids::EventId;
use crate::platform::web::{App, Error};

/// Registrations of one look.
const CHUNK: i64 = 500;

/// Ends what is due; says how many that were.
///
/// # Errors
/// When the database does not say what is due.
pub async fn expire_due(app: &App) -> Result<usize, Error> {
    let mut expired = 0;
    loop {
        let due = {
            let mut conn = app.pool.get().await?;
            let now = app.clock.now(&conn).await?;
            queries::list_due(&mut conn, now, CHUNK).await?
        };
        let mut by_event: BTreeMap<EventId, Vec<Move>> = BTreeMap::new();
        for (event_id, id) in &due {
            let one = Move::new(*id, Deed::Expire, Actor::System);
            by_event.entry(*event_id).or_default().push(one);
        }
        let mut ended = 0;
        for (event_id, moves) in by_event {
            match moves::act(app, event_id, &moves).await {
                Ok(moved) => ended += moved.iter().filter(|one| matches!(one, Moved::To(_))).count(),
                // An event that is busy now is looked at again; the others do not wait for it.
                Err(error) => {
                    tracing::warn!(%event_id, %error, "time ran out at an event that does not answer");
                }
            }
        }
        expired += ended;
        // None of a whole look could be ended: looking again at once would find the same.
        if ended == 0 || due.len() < usize::try_from(CHUNK).unwrap_or(usize::MAX) {
            return Ok(expired);
        }
    }
}
