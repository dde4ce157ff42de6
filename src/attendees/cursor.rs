//! The orders of the list, and where a page of it begins.
//!
//! A page is found by the last row of the one before, not by counting: whoever registers meanwhile shifts nothing, so
//! that nobody is seen twice or not at all. A cursor holds the values that made that row's place, because the row
//! itself may have changed by the time somebody turns the page.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::serde::ts_microseconds;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::platform::ids::{CategoryId, RegistrationId, text_enum};
use crate::registration::RegistrationStatus;

text_enum! {
    /// What a list is sorted by.
    pub enum Sort {
        /// By name.
        Name = "name",
        /// By address.
        Email = "email",
        /// By organization.
        Organization = "organization",
        /// By category, in the order in which the categories were made.
        Category = "category",
        /// By status.
        Status = "status",
        /// By the moment of registration.
        Registered = "registered_at",
    }
}

/// What a list is sorted by, and in which direction. In addresses a hyphen stands for descending: `-registered_at`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub by: Sort,
    /// Whether the largest comes first.
    pub is_descending: bool,
}

impl Default for Order {
    /// Newest first.
    fn default() -> Self {
        Self {
            by: Sort::Registered,
            is_descending: true,
        }
    }
}

impl std::fmt::Display for Order {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.is_descending { "-" } else { "" };
        write!(f, "{sign}{}", self.by)
    }
}

impl std::str::FromStr for Order {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (is_descending, word) = match text.strip_prefix('-') {
            Some(word) => (true, word),
            None => (false, text),
        };
        let by = word.parse()?;
        Ok(Self { by, is_descending })
    }
}

/// To which side of its cursor a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The next page.
    After,
    /// The previous page.
    Before,
}

/// Where a page begins: at this row, in the order of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// What gave the row its place.
    pub place: Place,
    /// Which of several in the same place.
    pub id: RegistrationId,
}

/// The value a row is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// When it was registered.
    #[serde(rename = "r")]
    Moment(#[serde(with = "ts_microseconds")] DateTime<Utc>),
    /// A name, an address, an organization.
    #[serde(rename = "t")]
    Text(String),
    /// A category, and when in it.
    #[serde(rename = "c")]
    Category(CategoryId, #[serde(with = "ts_microseconds")] DateTime<Utc>),
    /// A status, and when in it.
    #[serde(rename = "s")]
    Status(
        RegistrationStatus,
        #[serde(with = "ts_microseconds")] DateTime<Utc>,
    ),
}

/// What an empty text is sorted as: behind all letters, as in the indexes.
pub(super) const LAST: &str = "\u{FFFF}";

impl Cursor {
    /// Reads a cursor of a list that is sorted by `sort`; `None` for one that was made up or is of another order.
    #[must_use]
    pub fn read(text: &str, sort: Sort) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let cursor: Self = serde_json::from_slice(&bytes).ok()?;
        let fits = match (&cursor.place, sort) {
            (Place::Text(text), Sort::Name | Sort::Email | Sort::Organization) => !text.contains('\0'),
            (Place::Moment(moment), Sort::Registered)
            | (Place::Category(_, moment), Sort::Category)
            | (Place::Status(_, moment), Sort::Status) => is_storable(*moment),
            _ => false,
        };
        fits.then_some(cursor)
    }
}

/// PostgreSQL's calendar is shorter than ours; no registration lies outside this millennium.
fn is_storable(moment: DateTime<Utc>) -> bool {
    (0..32_503_680_000).contains(&moment.timestamp())
}

/// Opaque to whoever carries it.
impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let json = serde_json::to_vec(self).map_err(|_| std::fmt::Error)?;
        f.write_str(&URL_SAFE_NO_PAD.encode(json))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment() -> DateTime<Utc> {
        DateTime::from_timestamp_micros(1_800_000_000_123_456).unwrap()
    }

    #[test]
    fn a_cursor_survives_its_way_through_an_address() {
        for (place, sort) in [
            (Place::Moment(moment()), Sort::Registered),
            (Place::Text("王 & Sons".into()), Sort::Name),
            (Place::Category(CategoryId::new(), moment()), Sort::Category),
            (
                Place::Status(RegistrationStatus::Confirmed, moment()),
                Sort::Status,
            ),
        ] {
            let id = RegistrationId::new();
            let cursor = Cursor { place, id };
            assert_eq!(Cursor::read(&cursor.to_string(), sort), Some(cursor));
        }
    }

    #[test]
    fn a_cursor_that_somebody_made_up_is_none() {
        let made_up = |json: &str| URL_SAFE_NO_PAD.encode(json);
        let id = RegistrationId::new();
        for odd in [
            String::new(),
            "x".into(),
            "/".repeat(32),
            made_up("{}"),
            made_up(&format!(r#"{{"place":{{"t":"a\u0000b"}},"id":"{id}"}}"#)),
            made_up(&format!(r#"{{"place":{{"r":9000000000000000000}},"id":"{id}"}}"#)),
            made_up(&format!(r#"{{"place":{{"r":-1}},"id":"{id}"}}"#)),
        ] {
            for sort in Sort::ALL {
                assert_eq!(Cursor::read(&odd, *sort), None, "{odd} by {sort}");
            }
        }
        let of_names = Cursor {
            place: Place::Text("Anna".into()),
            id,
        };
        assert_eq!(Cursor::read(&of_names.to_string(), Sort::Registered), None);
    }

    #[test]
    fn an_order_reads_back() {
        for by in Sort::ALL {
            for is_descending in [true, false] {
                let order = Order {
                    by: *by,
                    is_descending,
                };
                assert_eq!(order.to_string().parse(), Ok(order));
            }
        }
        assert!("--name".parse::<Order>().is_err());
    }
}
