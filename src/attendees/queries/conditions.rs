//! The conditions and orders of the list, as pieces of SQL of our own: row comparisons, collations and answers in
//! several ways are beyond what diesel's words can say. Every value is bound; only what stands here is text.

use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Array, Bool, Jsonb, Text, Timestamptz, Uuid as SqlUuid};

use crate::attendees::cursor::{Cursor, Direction, Order, Place, Sort};
use crate::attendees::filter::{AttendeeFilter, Group};
use crate::platform::fold::{Term, contains_pattern};
use crate::platform::ids::EventId;

/// That the latest mail to her could not be delivered: nothing was sent or put in line since.
const MAIL_FAILED: &str = "EXISTS (SELECT FROM outgoing_mails m WHERE m.subject_id = registrations.id \
     AND m.state = 'failed' AND NOT EXISTS (SELECT FROM outgoing_mails later WHERE later.subject_id = m.subject_id \
     AND later.created_at > m.created_at AND later.state IN ('queued', 'in_flight', 'sent')))";

/// The same of everybody at an event, beginning from the few mails that failed.
const AMONG_FAILED: &str = "registrations.id IN (SELECT m.subject_id FROM outgoing_mails m \
     WHERE m.event_id = registrations.event_id AND m.state = 'failed' AND NOT EXISTS (SELECT FROM outgoing_mails later \
     WHERE later.subject_id = m.subject_id AND later.created_at > m.created_at \
     AND later.state IN ('queued', 'in_flight', 'sent')))";

/// Gives pieces of SQL their place among diesel's expressions: conditions, and what stands behind ORDER BY, where no
/// type is asked for.
macro_rules! piece {
    ($name:ty) => {
        piece!($name, Bool);
    };
    ($name:ty, $type:ty) => {
        impl Expression for $name {
            type SqlType = $type;
        }
        impl<QS> AppearsOnTable<QS> for $name {}
        impl<QS> SelectableExpression<QS> for $name {}
        impl<G> ValidGrouping<G> for $name {
            type IsAggregate = is_aggregate::Never;
        }
        // Statements with such a piece are prepared by their text.
        impl QueryId for $name {
            type QueryId = ();
            const HAS_STATIC_QUERY_ID: bool = false;
        }
    };
}

/// Something about a row that is so or is not.
#[derive(Debug, Clone, Copy)]
pub enum Flag {
    /// Whether the latest mail to her failed.
    MailFailed,
    /// Whether organizers have written something down.
    HasNotes,
}

piece!(Flag);

impl QueryFragment<Pg> for Flag {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(match self {
            Self::MailFailed => MAIL_FAILED,
            Self::HasNotes => {
                "EXISTS (SELECT FROM registration_notes n WHERE n.registration_id = registrations.id)"
            }
        });
        Ok(())
    }
}

/// How each consent beside the terms stands that she ever gave: an object by key, the latest word counting.
#[derive(Debug, Clone, Copy)]
pub struct ConsentStates;

piece!(ConsentStates, Jsonb);

impl QueryFragment<Pg> for ConsentStates {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(
            "(SELECT coalesce(jsonb_object_agg(c.key, CASE WHEN c.withdrawn_at IS NULL THEN 'given' ELSE 'withdrawn' END \
             ORDER BY c.given_at), '{}') FROM consents c WHERE c.registration_id = registrations.id \
             AND c.key IS NOT NULL)",
        );
        Ok(())
    }
}

/// Who of an event is shown.
#[derive(Debug)]
pub(super) struct Matching<'a> {
    event_id: EventId,
    category: Option<&'a str>,
    group: Group,
    /// What to look for: all conditions of one of the sets must hold.
    sets: Vec<Vec<Condition>>,
}

/// One condition of a search.
#[derive(Debug)]
enum Condition {
    Reference(String),
    Pattern(String),
    Pieces(Vec<String>),
}

piece!(Matching<'_>);

impl<'a> Matching<'a> {
    /// Whom `filter` asks for, if it asked for `group`.
    pub fn new(event_id: EventId, filter: &'a AttendeeFilter, group: Group) -> Self {
        let search = &filter.search;
        let mut sets = Vec::new();
        if !search.is_empty() {
            sets.push(search.query.terms().iter().flat_map(conditions).collect());
        }
        if let Some(reference) = &search.reference {
            sets.push(vec![Condition::Reference(reference.as_str().to_owned())]);
        }
        if let Some(digits) = &search.phone {
            sets.push(vec![Condition::Pattern(contains_pattern(digits))]);
        }
        Self {
            event_id,
            category: filter.category.as_deref(),
            group,
            sets,
        }
    }
}

fn conditions(term: &Term) -> Vec<Condition> {
    match term {
        Term::Contains(part) => vec![Condition::Pattern(contains_pattern(part))],
        Term::Pieces(pieces) => vec![Condition::Pieces(pieces.clone())],
        Term::Sequence { pieces, whole } => vec![
            Condition::Pieces(pieces.clone()),
            Condition::Pattern(contains_pattern(whole)),
        ],
    }
}

impl QueryFragment<Pg> for Matching<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("registrations.event_id = ");
        out.push_bind_param::<SqlUuid, _>(&self.event_id)?;
        if let Some(key) = &self.category {
            out.push_sql(
                " AND registrations.category_id = (SELECT k.id FROM participation_categories k WHERE k.event_id = ",
            );
            out.push_bind_param::<SqlUuid, _>(&self.event_id)?;
            out.push_sql(" AND k.key = ");
            out.push_bind_param::<Text, str>(key)?;
            out.push_sql(")");
        }
        match &self.group {
            Group::All => {}
            Group::Status(status) => {
                out.push_sql(" AND registrations.status = ");
                out.push_bind_param::<Text, _>(status)?;
            }
            Group::MailFailed => {
                out.push_sql(" AND ");
                out.push_sql(AMONG_FAILED);
            }
        }
        if self.sets.is_empty() {
            return Ok(());
        }
        let mut before = " AND ((";
        for set in &self.sets {
            for condition in set {
                out.push_sql(before);
                condition.walk_ast(out.reborrow())?;
                before = " AND ";
            }
            before = ") OR (";
        }
        out.push_sql("))");
        Ok(())
    }
}

impl QueryFragment<Pg> for Condition {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        match self {
            Self::Reference(reference) => {
                out.push_sql("registrations.reference = ");
                out.push_bind_param::<Text, _>(reference)
            }
            Self::Pattern(pattern) => {
                out.push_sql("registrations.search_text LIKE ");
                out.push_bind_param::<Text, _>(pattern)
            }
            Self::Pieces(pieces) => {
                out.push_sql("registrations.search_pieces @> ");
                out.push_bind_param::<Array<Text>, _>(pieces)
            }
        }
    }
}

impl Sort {
    /// The columns that make the order, as the indexes have them; the id breaks ties.
    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Name => &[r#"coalesce(registrations.name, U&'\FFFF') COLLATE "und-x-icu""#],
            Self::Email => &[r#"coalesce(registrations.email, U&'\FFFF') COLLATE "und-x-icu""#],
            Self::Organization => &[r#"coalesce(registrations.organization, U&'\FFFF') COLLATE "und-x-icu""#],
            Self::Category => &["registrations.category_id", "registrations.registered_at"],
            Self::Status => &["registrations.status", "registrations.registered_at"],
            Self::Registered => &["registrations.registered_at"],
        }
    }
}

/// The order of the list, or the opposite one for a page before.
#[derive(Debug, Clone, Copy)]
pub(super) struct InOrder {
    order: Order,
    is_descending: bool,
}

piece!(InOrder);

impl InOrder {
    /// Away from the cursor in `direction`.
    pub fn new(order: Order, direction: Direction) -> Self {
        Self {
            order,
            is_descending: order.is_descending == (direction == Direction::After),
        }
    }
}

impl QueryFragment<Pg> for InOrder {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let direction = if self.is_descending { " DESC, " } else { ", " };
        for column in self.order.by.columns() {
            out.push_sql(column);
            out.push_sql(direction);
        }
        out.push_sql("registrations.id");
        if self.is_descending {
            out.push_sql(" DESC");
        }
        Ok(())
    }
}

/// The rows on one side of a cursor, or all of them: one comparison of rows, at which a scan of the index begins.
#[derive(Debug)]
pub(super) struct Beyond<'a> {
    order: Order,
    cursor: Option<&'a (Direction, Cursor)>,
}

piece!(Beyond<'_>);

impl<'a> Beyond<'a> {
    /// Behind the filter's cursor.
    pub fn new(filter: &'a AttendeeFilter) -> Self {
        Self {
            order: filter.order,
            cursor: filter.cursor.as_ref(),
        }
    }
}

impl QueryFragment<Pg> for Beyond<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let Some((direction, cursor)) = self.cursor else {
            out.push_sql("true");
            return Ok(());
        };
        out.push_sql("(");
        for column in self.order.by.columns() {
            out.push_sql(column);
            out.push_sql(", ");
        }
        let goes_down = self.order.is_descending == (*direction == Direction::After);
        out.push_sql(if goes_down {
            "registrations.id) < ("
        } else {
            "registrations.id) > ("
        });
        match &cursor.place {
            Place::Text(text) => out.push_bind_param::<Text, _>(text)?,
            Place::Moment(moment) => out.push_bind_param::<Timestamptz, _>(moment)?,
            Place::Category(id, moment) => {
                out.push_bind_param::<SqlUuid, _>(id)?;
                out.push_sql(", ");
                out.push_bind_param::<Timestamptz, _>(moment)?;
            }
            Place::Status(status, moment) => {
                out.push_bind_param::<Text, _>(status)?;
                out.push_sql(", ");
                out.push_bind_param::<Timestamptz, _>(moment)?;
            }
        }
        out.push_sql(", ");
        out.push_bind_param::<SqlUuid, _>(&cursor.id)?;
        out.push_sql(")");
        Ok(())
    }
}
