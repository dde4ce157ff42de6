//! Proof of address: whoever registers has the link of her page at once, whatever address she typed. What proves the
//! address is a second secret that goes nowhere but into the mail.

use super::life::Deed;
use super::model::Registration;
use super::moves::{self, Move, Moved};
use crate::activity::Actor;
use crate::platform::ids::RegistrationId;
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

/// The address is hers: the registration goes on to whatever comes next.
///
/// # Errors
/// When the database does not take it.
pub async fn prove(app: &App, id: RegistrationId) -> Result<Moved, Error> {
    moves::act_on_one(app, Move::new(id, Deed::Prove, Actor::Attendee)).await
}
