//! Reading the list: a page of it, its counts, all of it. Every condition and every order is answered by an index;
//! `tests/it/attendees/plans.rs` asks PostgreSQL whether that is so.
//!
//! What a page is made of is asked on a shared connection, so that its questions go out together and wait for the
//! network once.

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::Stream;

use super::conditions::{Beyond, ConsentStates, Flag, InOrder, Matching};
use crate::attendees::cursor::{Cursor, Direction, LAST, Place, Sort};
use crate::attendees::filter::{AttendeeFilter, Group};
use crate::categories::Category;
use crate::platform::countries::Country;
use crate::platform::db::Conn;
use crate::platform::ids::{CategoryId, EventId, RegistrationId};
use crate::platform::lang::Lang;
use crate::registration::{Reference, RegistrationStatus};
use crate::schema::{participation_categories, registrations};
use crate::terms::Channel;

/// A row of the list.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = registrations, check_for_backend(Pg))]
pub struct AttendeeRow {
    /// Its id.
    pub id: RegistrationId,
    /// In which capacity.
    pub category_id: CategoryId,
    /// What people call it by.
    pub reference: Reference,
    /// Where it is in its life.
    pub status: RegistrationStatus,
    /// By which way it came.
    pub channel: Channel,
    /// The language of her mails.
    pub language: Lang,
    /// Full name.
    pub name: Option<String>,
    /// Her address.
    pub email: Option<String>,
    /// For whom she comes.
    pub organization: Option<String>,
    /// As what.
    pub position: Option<String>,
    /// From where.
    pub country: Option<Country>,
    /// For urgent news.
    pub phone: Option<String>,
    /// When it came in.
    pub registered_at: DateTime<Utc>,
    /// Whether the latest mail to her could not be delivered.
    #[diesel(select_expression = Flag::MailFailed, select_expression_type = Flag)]
    pub mail_failed: bool,
    /// Whether organizers have written something down.
    #[diesel(select_expression = Flag::HasNotes, select_expression_type = Flag)]
    pub has_notes: bool,
}

impl AttendeeRow {
    /// Its place in a list that is sorted by `sort`.
    #[must_use]
    pub fn cursor(&self, sort: Sort) -> Cursor {
        let text = |text: &Option<String>| Place::Text(text.clone().unwrap_or_else(|| LAST.to_owned()));
        let place = match sort {
            Sort::Name => text(&self.name),
            Sort::Email => text(&self.email),
            Sort::Organization => text(&self.organization),
            Sort::Category => Place::Category(self.category_id, self.registered_at),
            Sort::Status => Place::Status(self.status, self.registered_at),
            Sort::Registered => Place::Moment(self.registered_at),
        };
        Cursor { place, id: self.id }
    }
}

/// A row of an export.
#[derive(Debug, Queryable, Selectable, serde::Serialize)]
#[diesel(table_name = registrations, check_for_backend(Pg))]
pub(in crate::attendees) struct ExportRow {
    #[serde(serialize_with = "as_shown")]
    pub reference: Reference,
    pub name: Option<String>,
    pub email: Option<String>,
    pub organization: Option<String>,
    pub position: Option<String>,
    pub country: Option<String>,
    pub phone: Option<String>,
    #[diesel(select_expression = participation_categories::key)]
    pub category: String,
    pub status: RegistrationStatus,
    pub language: Lang,
    pub registered_at: DateTime<Utc>,
    /// `given` or `withdrawn` by key.
    #[diesel(select_expression = ConsentStates, select_expression_type = ConsentStates)]
    pub consents: serde_json::Value,
}

fn as_shown<S: serde::Serializer>(reference: &Reference, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(reference)
}

/// How many match: by status, and how many of all have a mail that failed.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// Of each status that occurs.
    pub by_status: Vec<(RegistrationStatus, i64)>,
    /// Whose latest mail failed.
    pub mail_failed: i64,
}

impl Counts {
    /// How many are in a group.
    #[must_use]
    pub fn of(&self, group: Group) -> i64 {
        match group {
            Group::All => self.by_status.iter().map(|(_, number)| number).sum(),
            Group::Status(wanted) => self
                .by_status
                .iter()
                .find(|(status, _)| *status == wanted)
                .map_or(0, |(_, number)| *number),
            Group::MailFailed => self.mail_failed,
        }
    }
}

/// A page of the list and whether there is more behind it.
///
/// # Errors
/// When the database does not answer.
pub async fn list_page(
    mut conn: &Conn,
    event_id: EventId,
    filter: &AttendeeFilter,
) -> QueryResult<(Vec<AttendeeRow>, bool)> {
    let direction = filter
        .cursor
        .as_ref()
        .map_or(Direction::After, |(direction, _)| *direction);
    let mut rows: Vec<AttendeeRow> = registrations::table
        .filter(Matching::new(event_id, filter, filter.group))
        .filter(Beyond::new(filter))
        .order(InOrder::new(filter.order, direction))
        .limit(i64::try_from(filter.size + 1).unwrap_or(i64::MAX))
        .select(AttendeeRow::as_select())
        .load(&mut conn)
        .await?;
    let more = rows.len() > filter.size;
    rows.truncate(filter.size);
    if direction == Direction::Before {
        rows.reverse();
    }
    Ok((rows, more))
}

/// How many match, whatever group the filter asks for: the tabs show all.
///
/// # Errors
/// When the database does not answer.
pub async fn count(conn: &Conn, event_id: EventId, filter: &AttendeeFilter) -> QueryResult<Counts> {
    let (mut one, mut other) = (conn, conn);
    let by_status = registrations::table
        .filter(Matching::new(event_id, filter, Group::All))
        .group_by(registrations::status)
        .select((registrations::status, diesel::dsl::count_star()))
        .load(&mut one);
    let mail_failed = registrations::table
        .filter(Matching::new(event_id, filter, Group::MailFailed))
        .count()
        .get_result(&mut other);
    let (by_status, mail_failed) = tokio::try_join!(by_status, mail_failed)?;
    Ok(Counts {
        by_status,
        mail_failed,
    })
}

/// Every category of an event in its order, those no longer offered too: people are still in them.
///
/// # Errors
/// When the database does not answer.
pub async fn find_categories(mut conn: &Conn, event_id: EventId) -> QueryResult<Vec<Category>> {
    participation_categories::table
        .filter(participation_categories::event_id.eq(event_id))
        .order((participation_categories::position, participation_categories::id))
        .select(Category::as_select())
        .load(&mut conn)
        .await
}

/// All that match, in the order of the list, as a stream: however many there are, memory does not grow.
pub(in crate::attendees) async fn stream_export(
    conn: &mut Conn,
    event_id: EventId,
    filter: &AttendeeFilter,
) -> QueryResult<impl Stream<Item = QueryResult<ExportRow>> + Send> {
    registrations::table
        .inner_join(participation_categories::table)
        .filter(Matching::new(event_id, filter, filter.group))
        .order(InOrder::new(filter.order, Direction::After))
        .select(ExportRow::as_select())
        .load_stream(conn)
        .await
}
