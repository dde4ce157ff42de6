//! Proof of address: whoever registers has the link of her page at once, whatever address she typed. What proves the
//! address is a second secret that goes nowhere but into the mail.

use super::life::Deed;
use super::model::{Registration, RegistrationStatus};
use super::moves::{self, Move, Moved};
use super::queries::line::list_companions;
use crate::activity::Actor;
use crate::platform::secret::{Keys, Purpose, Token};
use crate::platform::web::{App, Error};

/// Whether `proof` is what was mailed to the address that `registration` has now.
#[must_use]
pub fn is_proof(keys: &Keys, registration: &Registration, proof: &Token) -> bool {
    let hash = proof.hash().to_vec();
    keys.recover(
        Purpose::Proof,
        registration.id.uuid(),
        registration.link_epoch,
        &hash,
    )
    .is_some()
}

/// The address is hers: her registration goes on to whatever comes next, and so do those that she looks after by it.
///
/// # Errors
/// When the database does not take it.
pub async fn prove(app: &App, registration: &Registration) -> Result<Moved, Error> {
    let companions = {
        let mut conn = app.pool.get().await?;
        list_companions(&mut conn, registration).await?
    };
    let unproved = |one: &&Registration| one.status == RegistrationStatus::Unverified;
    let party = std::iter::once(registration).chain(companions.iter().filter(unproved));
    let proofs: Vec<Move> = party
        .map(|one| Move::new(one.id, Deed::Prove, Actor::Attendee))
        .collect();
    let moved = moves::act(app, registration.event_id, &proofs).await?;
    Ok(moved.into_iter().next().unwrap_or(Moved::Impossible))
}
