//! What organizers wrote down about an attendee.

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::platform::db::Conn;
use crate::platform::ids::{AccountId, NoteId, RegistrationId};
use crate::schema::{accounts, registration_notes};

/// A note as it is read.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = registration_notes, check_for_backend(Pg))]
pub(in crate::attendees) struct NoteRow {
    /// What was written.
    pub body: String,
    /// When.
    pub written_at: DateTime<Utc>,
    /// By whom; nobody any more, if the account is gone.
    #[diesel(select_expression = accounts::name.nullable())]
    pub author: Option<String>,
}

/// The notes about one registration, newest first.
pub(in crate::attendees) async fn list_notes(
    conn: &mut Conn,
    registration_id: RegistrationId,
) -> QueryResult<Vec<NoteRow>> {
    registration_notes::table
        .left_join(accounts::table)
        .filter(registration_notes::registration_id.eq(registration_id))
        .order((
            registration_notes::written_at.desc(),
            registration_notes::id.desc(),
        ))
        .select(NoteRow::as_select())
        .load(conn)
        .await
}

/// Writes a note down.
pub(in crate::attendees) async fn insert_note(
    conn: &mut Conn,
    registration_id: RegistrationId,
    author_id: AccountId,
    body: &str,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(registration_notes::table)
        .values((
            registration_notes::id.eq(NoteId::new()),
            registration_notes::registration_id.eq(registration_id),
            registration_notes::author_id.eq(author_id),
            registration_notes::body.eq(body),
            registration_notes::written_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
