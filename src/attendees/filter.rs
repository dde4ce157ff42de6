//! Which attendees a list shows, and how. The whole state of a list is in its address, so a link shows a colleague
//! the same, and every link on the page is the same address with one thing changed.

use super::cursor::{Cursor, Direction, Order};
use crate::platform::fold::{self, Query};
use crate::platform::ids::text_enum;
use crate::platform::web::RawForm;
use crate::registration::{Reference, RegistrationStatus};

/// Rows a page, unless another size was chosen.
pub const PAGE_SIZE: usize = 50;
/// The sizes to choose from.
pub const PAGE_SIZES: [usize; 4] = [25, 50, 100, 200];
/// Fewer digits than this find half of the phone book.
const LEAST_DIGITS: usize = 4;

text_enum! {
    /// What a list shows beside name, address, organization, category, status and time.
    pub enum Column {
        /// From where.
        Country = "country",
        /// As what.
        Position = "position",
        /// For urgent news.
        Phone = "phone",
        /// The language of her mails.
        Language = "language",
        /// By which way it came.
        Channel = "channel",
        /// Whether organizers have written something down.
        Notes = "notes",
    }
}

/// The tab of the list: who is shown, by where they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Group {
    /// Everybody.
    #[default]
    All,
    /// One status.
    Status(RegistrationStatus),
    /// Whose latest mail could not be delivered.
    MailFailed,
}

impl Group {
    /// How addresses name it; everybody has no name.
    #[must_use]
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::Status(status) => Some(status.as_str()),
            Self::MailFailed => Some("mail_failed"),
        }
    }

    fn read(word: &str) -> Self {
        match word {
            "mail_failed" => Self::MailFailed,
            other => other.parse().map_or(Self::All, Self::Status),
        }
    }
}

/// What to look for, in every way in which it may be meant.
#[derive(Debug, Clone)]
pub struct Search {
    /// The words.
    pub query: Query,
    /// A whole reference, if that is what was typed. Some names look like one.
    pub reference: Option<Reference>,
    /// The digits of a phone number, if that is what was typed.
    pub phone: Option<String>,
}

impl Search {
    fn parse(typed: &str) -> Self {
        let digits = fold::digits(typed);
        let is_phone = digits.len() >= LEAST_DIGITS
            && typed
                .chars()
                .all(|c| c.is_numeric() || c.is_whitespace() || "+-()./".contains(c));
        Self {
            query: Query::parse(typed),
            reference: typed.parse().ok(),
            phone: is_phone.then_some(digits),
        }
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.query.is_empty()
    }
}

/// What a list shows.
#[derive(Debug, Clone)]
pub struct AttendeeFilter {
    /// What was typed, for the search box.
    pub typed: String,
    /// What to look for.
    pub search: Search,
    /// Who is shown.
    pub group: Group,
    /// Key of the one category that is shown.
    pub category: Option<String>,
    /// In which order.
    pub order: Order,
    /// What is shown beside the usual.
    pub columns: Vec<Column>,
    /// Rows a page.
    pub size: usize,
    /// Where the page begins; `None` is the first.
    pub cursor: Option<(Direction, Cursor)>,
    /// How many pages were turned to get here, for people to go by.
    pub page: u32,
}

impl AttendeeFilter {
    /// Reads an address's query. Whatever cannot be read is as if it were not there.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        let raw = RawForm::parse(query.as_bytes());
        let typed: String = raw
            .get("q")
            .chars()
            .filter(|c| !c.is_control())
            .take(200)
            .collect();
        let order: Order = raw.get("sort").parse().unwrap_or_default();
        let cursor = [("after", Direction::After), ("before", Direction::Before)]
            .into_iter()
            .find_map(|(name, direction)| Some((direction, Cursor::read(raw.get(name), order.by)?)));
        let page = match &cursor {
            Some(_) => raw.get("page").parse().unwrap_or(2).clamp(1, 1_000_000),
            None => 1,
        };
        Self {
            search: Search::parse(&typed),
            typed,
            group: Group::read(raw.get("status")),
            category: Some(raw.get("category"))
                .filter(|key| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
                .map(ToOwned::to_owned),
            order,
            columns: columns(&raw),
            size: raw
                .get("size")
                .parse()
                .ok()
                .filter(|size| PAGE_SIZES.contains(size))
                .unwrap_or(PAGE_SIZE),
            cursor,
            page,
        }
    }

    /// Whether nobody is left out.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.typed.is_empty() && self.group == Group::All && self.category.is_none() && self.cursor.is_none()
    }

    /// The same list from its first page.
    #[must_use]
    pub fn first_page(&self) -> Self {
        Self {
            cursor: None,
            page: 1,
            ..self.clone()
        }
    }

    /// The same, of others.
    #[must_use]
    pub fn in_group(&self, group: Group) -> Self {
        Self {
            group,
            ..self.first_page()
        }
    }

    /// The same in another order.
    #[must_use]
    pub fn ordered(&self, order: Order) -> Self {
        Self {
            order,
            ..self.first_page()
        }
    }

    /// The same in every category.
    #[must_use]
    pub fn in_every_category(&self) -> Self {
        Self {
            category: None,
            ..self.first_page()
        }
    }

    /// The same without looking for anybody.
    #[must_use]
    pub fn without_search(&self) -> Self {
        Self {
            typed: String::new(),
            search: Search::parse(""),
            ..self.first_page()
        }
    }

    /// The page on one side of `cursor`.
    #[must_use]
    pub fn beside(&self, direction: Direction, cursor: Cursor) -> Self {
        let page = match direction {
            Direction::After => self.page.saturating_add(1),
            Direction::Before => self.page.saturating_sub(1).max(1),
        };
        Self {
            cursor: Some((direction, cursor)),
            page,
            ..self.clone()
        }
    }

    /// The query of this list's address; what is as usual goes without saying.
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let mut say = |name: &str, value: &str| {
            query.append_pair(name, value);
        };
        if !self.typed.is_empty() {
            say("q", &self.typed);
        }
        if let Some(word) = self.group.word() {
            say("status", word);
        }
        if let Some(key) = &self.category {
            say("category", key);
        }
        if self.order != Order::default() {
            say("sort", &self.order.to_string());
        }
        if self.columns != USUAL {
            let words: Vec<&str> = self.columns.iter().map(|column| column.as_str()).collect();
            say("columns", &words.join(" "));
        }
        if self.size != PAGE_SIZE {
            say("size", &self.size.to_string());
        }
        if let Some((direction, cursor)) = &self.cursor {
            let name = match direction {
                Direction::After => "after",
                Direction::Before => "before",
            };
            say(name, &cursor.to_string());
            say("page", &self.page.to_string());
        }
        query.finish()
    }
}

/// What is shown if nobody chose.
const USUAL: [Column; 1] = [Column::Country];

/// A link says all columns in one value, a form one in each; the form's hidden empty one says that somebody chose.
fn columns(raw: &RawForm) -> Vec<Column> {
    let said: Vec<&str> = raw.all("columns").collect();
    if said.is_empty() {
        return USUAL.to_vec();
    }
    Column::ALL
        .iter()
        .copied()
        .filter(|column| {
            said.iter()
                .any(|words| words.split(' ').any(|word| word == column.as_str()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_a_list_keep_what_was_typed() {
        let filter = AttendeeFilter::parse("q=%D0%BF%D0%B5%D1%82%D1%80%D0%BE%D0%B2+%26+co&page=7");
        assert_eq!(
            filter
                .in_group(Group::Status(RegistrationStatus::Confirmed))
                .to_query(),
            "q=%D0%BF%D0%B5%D1%82%D1%80%D0%BE%D0%B2+%26+co&status=confirmed"
        );
    }

    #[test]
    fn the_whole_state_of_a_list_comes_back_from_its_address() {
        let cursor =
            "eyJwbGFjZSI6eyJ0IjoiQW5uYSJ9LCJpZCI6IjAxOTNlM2I0LTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMCJ9";
        let query = format!(
            "q=anna&status=mail_failed&category=expert&sort=-name&columns=phone+notes&size=100&after={cursor}&page=3"
        );
        assert_eq!(AttendeeFilter::parse(&query).to_query(), query);
        assert_eq!(AttendeeFilter::parse("").to_query(), "");
        assert_eq!(AttendeeFilter::parse("columns=").to_query(), "columns=");
        let of_form =
            AttendeeFilter::parse("columns=&columns=phone&columns=country&sort=-registered_at&size=50");
        assert_eq!(of_form.to_query(), "columns=country+phone");
    }

    #[test]
    fn what_cannot_be_read_is_not_there() {
        let filter =
            AttendeeFilter::parse("status=odd&category=%00&sort=shoe&columns=shoe&size=7&after=x&page=9");
        assert_eq!(filter.to_query(), "columns=");
        assert_eq!(filter.page, 1);
    }

    #[test]
    fn a_number_is_looked_for_as_a_phone_and_a_name_is_not() {
        let phone = |typed| Search::parse(typed).phone;
        assert_eq!(phone("+7 (862) 266-33").as_deref(), Some("786226633"));
        assert_eq!(phone("２６６３３").as_deref(), Some("26633"));
        assert_eq!(phone("123"), None);
        assert_eq!(phone("Anna 2345"), None);
        let name = Search::parse("Bergmann");
        assert!(name.reference.is_some() && !name.query.is_empty());
    }
}
