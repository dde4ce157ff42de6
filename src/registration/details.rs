//! What a registration says of its person, and what differs between two states of it.

use serde::{Deserialize, Serialize};

use super::model::Registration;
use crate::platform::countries::Country;
use crate::platform::i18n::Tr;
use crate::platform::ids::text_enum;

/// What a registration says of its person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// Full name, as she writes it.
    pub name: String,
    /// For whom she comes.
    pub organization: Option<String>,
    /// As what.
    pub position: Option<String>,
    /// From where.
    pub country: Option<Country>,
    /// For urgent news.
    pub phone: Option<String>,
}

text_enum! {
    /// One of the details.
    pub enum DetailField {
        /// Full name.
        Name = "name",
        /// Organization.
        Organization = "organization",
        /// Position.
        Position = "position",
        /// Country.
        Country = "country",
        /// Phone.
        Phone = "phone",
    }
}

/// One detail before and after, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailChange {
    /// Which.
    pub field: DetailField,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
}

impl DetailField {
    /// What its field is called on every form.
    #[must_use]
    pub fn label(self, t: Tr) -> String {
        t.of(match self {
            Self::Name => "register-name",
            Self::Organization => "register-organization",
            Self::Position => "register-position",
            Self::Country => "register-country",
            Self::Phone => "register-phone",
        })
    }
}

impl Details {
    /// What `registration` says now.
    #[must_use]
    pub fn of(registration: &Registration) -> Self {
        Self {
            name: registration.name.clone().unwrap_or_default(),
            organization: registration.organization.clone(),
            position: registration.position.clone(),
            country: registration.country,
            phone: registration.phone.clone(),
        }
    }

    /// What differs between these and `new` ones, in the order of the form.
    #[must_use]
    pub fn changes(&self, new: &Self) -> Vec<DetailChange> {
        let values = |details: &Self| {
            [
                Some(details.name.clone()).filter(|name| !name.is_empty()),
                details.organization.clone(),
                details.position.clone(),
                details.country.map(|country| country.code().to_owned()),
                details.phone.clone(),
            ]
        };
        DetailField::ALL
            .iter()
            .zip(values(self).into_iter().zip(values(new)))
            .filter(|(_, (old, new))| old != new)
            .map(|(&field, (old, new))| DetailChange { field, old, new })
            .collect()
    }
}
