//! A form on its way through intake, with all that can be made ready before any lock is held.

use super::model::NewRegistration;
use crate::platform::ids::{PartyId, RegistrationId};
use crate::platform::secret::{Keys, Purpose, Token};
use crate::registration::model::Reference;
use crate::registration::search::SearchColumns;

/// What somebody asks for, and the registrations it is going to make.
#[derive(Debug, Clone)]
pub(in crate::registration) struct Application {
    /// What she asks for.
    pub new: NewRegistration,
    /// What two registrations of one person have in common.
    pub email_key: Option<String>,
    /// Whoever comes along is of one party with her.
    pub party: Option<PartyId>,
    /// Herself and whoever comes along.
    pub members: Vec<Member>,
}

/// One registration to be made.
#[derive(Debug, Clone)]
pub(in crate::registration) struct Member {
    /// Its id, chosen beforehand: whoever tries again after a lost answer recognizes her own.
    pub id: RegistrationId,
    /// Its personal link.
    pub token: Token,
    /// Whose.
    pub name: Option<String>,
    /// What people will call it by.
    pub reference: Reference,
    /// What it is found by.
    pub search: SearchColumns,
}

impl Application {
    /// Makes `new` ready.
    pub fn new(keys: &Keys, new: NewRegistration) -> Self {
        let companions = new.companions.iter().map(|companion| companion.name.clone());
        let members: Vec<Member> = std::iter::once(Some(new.name.clone()))
            .chain(companions)
            .enumerate()
            .map(|(place, name)| Member::new(keys, &new, name, place == 0))
            .collect();
        Self {
            email_key: new.email_key(),
            party: (members.len() > 1).then(PartyId::new),
            members,
            new,
        }
    }

    /// Whoever asks.
    pub fn head(&self) -> &Member {
        // There is always one: `new` begins with her.
        &self.members[0]
    }

    /// Gives everybody another reference: one of the random ones was taken.
    pub fn call_otherwise(&mut self) {
        let new = &self.new;
        for (place, member) in self.members.iter_mut().enumerate() {
            member.reference = Reference::random();
            member.search = search(new, member.name.as_deref(), &member.reference, place == 0);
        }
    }
}

impl Member {
    fn new(keys: &Keys, new: &NewRegistration, name: Option<String>, is_head: bool) -> Self {
        let id = RegistrationId::new();
        let reference = Reference::random();
        Self {
            token: keys.derive(Purpose::Registration, id.uuid(), 0),
            search: search(new, name.as_deref(), &reference, is_head),
            id,
            name,
            reference,
        }
    }
}

/// Address and phone are the head's own.
fn search(new: &NewRegistration, name: Option<&str>, reference: &Reference, is_head: bool) -> SearchColumns {
    let email = new.email.as_ref().filter(|_| is_head).map(ToString::to_string);
    SearchColumns::of(
        name.unwrap_or_default(),
        email.as_deref().unwrap_or_default(),
        new.organization.as_deref(),
        new.phone.as_deref().filter(|_| is_head),
        reference,
    )
}
