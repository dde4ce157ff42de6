//! Which attendees a list shows. The whole state of a list is in its address, so a link shows a colleague the same.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::platform::fold::Query;
use crate::platform::ids::RegistrationId;
use crate::registration::{Reference, RegistrationStatus};

/// Rows a page.
pub const PAGE_SIZE: usize = 50;

/// The address's query as it came. Whatever cannot be read is as if it were not there.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct FilterQuery {
    /// What somebody typed into the search box.
    #[serde(default)]
    q: String,
    /// A status.
    #[serde(default)]
    status: String,
    /// The page after this row.
    #[serde(default)]
    after: String,
    /// The page before this row.
    #[serde(default)]
    before: String,
}

/// Where a page begins: behind this row, in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// When the row was registered.
    pub registered_at: DateTime<Utc>,
    /// Which of those.
    pub id: RegistrationId,
}

/// To which side of its cursor a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Older registrations: the next page.
    After,
    /// Newer ones: the previous page.
    Before,
}

/// What a list shows.
#[derive(Debug, Clone)]
pub struct AttendeeFilter {
    /// What was typed, for the search box.
    pub typed: String,
    /// What to look for.
    pub query: Query,
    /// A whole reference, if that is what was typed.
    pub reference: Option<Reference>,
    /// One status; `None` is all.
    pub status: Option<RegistrationStatus>,
    /// Where the page begins; `None` is the first.
    pub cursor: Option<(Direction, Cursor)>,
}

impl From<FilterQuery> for AttendeeFilter {
    fn from(raw: FilterQuery) -> Self {
        let typed: String = raw.q.chars().filter(|c| !c.is_control()).take(200).collect();
        let after = raw.after.parse().ok().map(|cursor| (Direction::After, cursor));
        let before = raw.before.parse().ok().map(|cursor| (Direction::Before, cursor));
        Self {
            query: Query::parse(&typed),
            reference: typed.parse().ok(),
            typed,
            status: raw.status.parse().ok(),
            cursor: after.or(before),
        }
    }
}

impl AttendeeFilter {
    /// This list's query string with another status and from its first page.
    #[must_use]
    pub fn with_status(&self, status: Option<RegistrationStatus>) -> String {
        self.to_query(status, None)
    }

    /// The query string of the page on one side of `cursor`.
    #[must_use]
    pub fn at(&self, direction: Direction, cursor: Cursor) -> String {
        self.to_query(self.status, Some((direction, cursor)))
    }

    fn to_query(&self, status: Option<RegistrationStatus>, cursor: Option<(Direction, Cursor)>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !self.typed.is_empty() {
            query.append_pair("q", &self.typed);
        }
        if let Some(status) = status {
            query.append_pair("status", status.as_str());
        }
        match cursor {
            Some((Direction::After, cursor)) => query.append_pair("after", &cursor.to_string()),
            Some((Direction::Before, cursor)) => query.append_pair("before", &cursor.to_string()),
            None => &mut query,
        };
        query.finish()
    }
}

/// Opaque to whoever carries it: microseconds and id.
impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut bytes = self.registered_at.timestamp_micros().to_be_bytes().to_vec();
        bytes.extend_from_slice(self.id.uuid().as_bytes());
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl std::str::FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| ())?;
        let (micros, id) = bytes.split_first_chunk::<8>().ok_or(())?;
        let micros = i64::from_be_bytes(*micros);
        // PostgreSQL's calendar is shorter than ours; no registration lies outside this millennium.
        let registered_at = DateTime::from_timestamp_micros(micros)
            .filter(|instant| (0..32_503_680_000).contains(&instant.timestamp()))
            .ok_or(())?;
        Ok(Self {
            registered_at,
            id: Uuid::from_slice(id).map_err(|_| ())?.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_its_way_through_an_address() {
        let registered_at = DateTime::from_timestamp_micros(1_800_000_000_123_456).unwrap();
        let cursor = Cursor {
            registered_at,
            id: RegistrationId::new(),
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
    }

    #[test]
    fn a_cursor_that_somebody_made_up_is_none() {
        for odd in ["", "x", "AAAA", &"_".repeat(32), &"/".repeat(32)] {
            assert!(odd.parse::<Cursor>().is_err(), "{odd}");
        }
    }

    #[test]
    fn links_of_a_list_keep_what_was_typed() {
        let filter = AttendeeFilter::from(FilterQuery {
            q: "петров & co".into(),
            ..FilterQuery::default()
        });
        assert_eq!(
            filter.with_status(Some(RegistrationStatus::Confirmed)),
            "q=%D0%BF%D0%B5%D1%82%D1%80%D0%BE%D0%B2+%26+co&status=confirmed"
        );
    }
}
