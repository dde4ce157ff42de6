//! The SQL of the attendee list. Every condition is answered by an index: the keyset walks
//! `registrations_newest_first` or `registrations_by_status`, search goes through two GIN indexes.

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::Stream;

use super::filter::{AttendeeFilter, Direction, PAGE_SIZE};
use crate::platform::countries::Country;
use crate::platform::db::Conn;
use crate::platform::fold::{Term, contains_pattern};
use crate::platform::ids::{EventId, RegistrationId};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::registration::{Reference, RegistrationStatus};
use crate::schema::{participation_categories, registrations};

/// A row of the list.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = registrations, check_for_backend(Pg))]
pub struct AttendeeRow {
    /// Its id.
    pub id: RegistrationId,
    /// What people call it by.
    pub reference: Reference,
    /// Where it is in its life.
    pub status: RegistrationStatus,
    /// Full name.
    pub name: Option<String>,
    /// Her address.
    pub email: Option<String>,
    /// For whom she comes.
    pub organization: Option<String>,
    /// From where.
    pub country: Option<Country>,
    /// When it came in.
    pub registered_at: DateTime<Utc>,
    /// Name of her category by language.
    #[diesel(select_expression = participation_categories::name)]
    pub category: Localized,
}

/// A row of the CSV.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = registrations, check_for_backend(Pg))]
pub(super) struct ExportRow {
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
}

/// How many registrations there are of each status that occurs.
pub type StatusCounts = Vec<(RegistrationStatus, i64)>;

/// What the search box and the event ask for, as a condition; the status comes on top.
macro_rules! matching {
    ($query:expr, $event_id:expr, $filter:expr) => {{
        let mut query = $query.filter(registrations::event_id.eq($event_id)).into_boxed();
        if let Some(reference) = &$filter.reference {
            query = query.filter(registrations::reference.eq(reference.as_str()));
        } else {
            for term in $filter.query.terms() {
                query = match term {
                    Term::Contains(part) => {
                        query.filter(registrations::search_text.like(contains_pattern(part)))
                    }
                    Term::Pieces(pieces) => {
                        query.filter(registrations::search_pieces.contains(pieces.clone()))
                    }
                };
            }
        }
        query
    }};
}

/// A page of the list and whether there is more behind it. Newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_page(
    conn: &mut Conn,
    event_id: EventId,
    filter: &AttendeeFilter,
) -> QueryResult<(Vec<AttendeeRow>, bool)> {
    let mut query = matching!(
        registrations::table.inner_join(participation_categories::table),
        event_id,
        filter
    );
    if let Some(status) = filter.status {
        query = query.filter(registrations::status.eq(status));
    }
    let backwards = matches!(filter.cursor, Some((Direction::Before, _)));
    // `<=` and then the tie: the first half is what an index can begin at.
    query = match filter.cursor {
        Some((Direction::After, cursor)) => query
            .filter(registrations::registered_at.le(cursor.registered_at))
            .filter(
                registrations::registered_at
                    .lt(cursor.registered_at)
                    .or(registrations::id.lt(cursor.id)),
            ),
        Some((Direction::Before, cursor)) => query
            .filter(registrations::registered_at.ge(cursor.registered_at))
            .filter(
                registrations::registered_at
                    .gt(cursor.registered_at)
                    .or(registrations::id.gt(cursor.id)),
            ),
        None => query,
    };
    query = if backwards {
        query.order((registrations::registered_at.asc(), registrations::id.asc()))
    } else {
        query.order((registrations::registered_at.desc(), registrations::id.desc()))
    };
    let most = i64::try_from(PAGE_SIZE + 1).unwrap_or(i64::MAX);
    let mut rows: Vec<AttendeeRow> = query
        .limit(most)
        .select(AttendeeRow::as_select())
        .load(conn)
        .await?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    if backwards {
        rows.reverse();
    }
    Ok((rows, more))
}

/// How many match, by status, whatever status the filter asks for: the tabs show all.
///
/// # Errors
/// When the database does not answer.
pub async fn count_by_status(
    conn: &mut Conn,
    event_id: EventId,
    filter: &AttendeeFilter,
) -> QueryResult<StatusCounts> {
    let counted = registrations::table
        .group_by(registrations::status)
        .select((registrations::status, diesel::dsl::count_star()));
    let mut counts: StatusCounts = matching!(counted, event_id, filter).load(conn).await?;
    counts.sort_unstable();
    Ok(counts)
}

/// All that match, newest first, as a stream: however many there are, memory does not grow.
pub(super) async fn stream_export(
    conn: &mut Conn,
    event_id: EventId,
    filter: &AttendeeFilter,
) -> QueryResult<impl Stream<Item = QueryResult<ExportRow>> + Send> {
    let mut query = matching!(
        registrations::table.inner_join(participation_categories::table),
        event_id,
        filter
    );
    if let Some(status) = filter.status {
        query = query.filter(registrations::status.eq(status));
    }
    query
        .order((registrations::registered_at.desc(), registrations::id.desc()))
        .select(ExportRow::as_select())
        .load_stream(conn)
        .await
}
