//! Offering a place to somebody out of her turn, by name. Where none is free it stands on record as one too many.

use super::life::Deed;
use super::moves::{self, Move, Moved};
use crate::activity::Actor;
use crate::platform::ids::{EventId, RegistrationId};
use crate::platform::web::{App, Error};

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferPlaceOutcome {
    /// A place is held for her, and she is told.
    Offered,
    /// No place is free, and nobody said that there is to be one more.
    NoPlace,
    /// She does not wait any more.
    NotWaiting,
}

/// Offers a place to a registration of `event_id` that waits; `overbooks` says whether even if none is free.
///
/// # Errors
/// When the database does not take it.
pub async fn offer_place(
    app: &App,
    event_id: EventId,
    id: RegistrationId,
    overbooks: bool,
    actor: Actor,
) -> Result<OfferPlaceOutcome, Error> {
    let offer = Move {
        overbooks,
        ..Move::new(id, Deed::Offer, actor)
    };
    let moved = moves::act(app, event_id, &[offer]).await?;
    Ok(match moved.first() {
        Some(Moved::To(_)) => OfferPlaceOutcome::Offered,
        Some(Moved::NoPlace) => OfferPlaceOutcome::NoPlace,
        _ => OfferPlaceOutcome::NotWaiting,
    })
}
