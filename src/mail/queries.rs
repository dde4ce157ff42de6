//! The SQL of the outbox, its attempts and the relay's one row.
//!
//! Locks are taken in this order: a mail, then the relay.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Timestamptz};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::model::{AttemptOutcome, AttemptRow, MailRow, MailState, MailStatus, OutgoingMail};
use crate::platform::db::Conn;
use crate::platform::ids::{AttemptId, MailId};
use crate::schema::{mail_attempts, mail_relay, outgoing_mails};

/// How the relay is doing.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = mail_relay, check_for_backend(diesel::pg::Pg))]
pub struct RelayState {
    /// Until then nothing is sent.
    pub paused_until: Option<DateTime<Utc>>,
    /// Failures in a row that were the relay's; 0 while all is well.
    pub failures: i32,
    /// Why it is paused.
    pub reason: Option<String>,
}

impl RelayState {
    /// Whether nothing is to be sent at `now`.
    #[must_use]
    pub fn is_paused(&self, now: DateTime<Utc>) -> bool {
        self.paused_until.is_some_and(|until| until > now)
    }
}

/// The states are written out, not bound: only then does the planner of a prepared statement know that the partial
/// indexes serve, however small the table was when the statement was planned.
fn is_queued() -> diesel::expression::SqlLiteral<Bool> {
    sql("state = 'queued'")
}

fn is_in_flight() -> diesel::expression::SqlLiteral<Bool> {
    sql("state = 'in_flight'")
}

/// How the relay is doing.
///
/// # Errors
/// When the database does not answer.
pub async fn find_relay(conn: &mut Conn) -> QueryResult<RelayState> {
    mail_relay::table
        .select(RelayState::as_select())
        .first(conn)
        .await
}

/// The same, locked until the transaction ends.
///
/// # Errors
/// When the database does not answer.
pub async fn find_relay_for_update(conn: &mut Conn) -> QueryResult<RelayState> {
    mail_relay::table
        .select(RelayState::as_select())
        .for_update()
        .first(conn)
        .await
}

/// Writes how the relay is doing.
///
/// # Errors
/// When the database does not take it.
pub async fn update_relay(conn: &mut Conn, state: &RelayState) -> QueryResult<()> {
    diesel::update(mail_relay::table)
        .set((
            mail_relay::paused_until.eq(state.paused_until),
            mail_relay::failures.eq(state.failures),
            mail_relay::reason.eq(&state.reason),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// The mail whose turn it is, locked; mails that somebody else has locked are passed over.
///
/// # Errors
/// When the database does not answer.
pub async fn find_due_for_update(conn: &mut Conn, now: DateTime<Utc>) -> QueryResult<Option<OutgoingMail>> {
    outgoing_mails::table
        .filter(is_queued())
        .filter(outgoing_mails::next_attempt_at.le(now))
        .order((outgoing_mails::priority, outgoing_mails::next_attempt_at))
        .select(OutgoingMail::as_select())
        .for_update()
        .skip_locked()
        .first(conn)
        .await
        .optional()
}

/// Takes a locked mail for one attempt and writes the attempt down.
///
/// # Errors
/// When the database does not take it.
pub async fn insert_attempt(
    conn: &mut Conn,
    mail: &OutgoingMail,
    now: DateTime<Utc>,
    lease: TimeDelta,
) -> QueryResult<AttemptId> {
    let id = AttemptId::new();
    diesel::update(outgoing_mails::table.find(mail.id))
        .set((
            outgoing_mails::state.eq(MailState::InFlight),
            outgoing_mails::lease_until.eq(now + lease),
            outgoing_mails::attempts.eq(mail.attempts),
        ))
        .execute(conn)
        .await?;
    diesel::insert_into(mail_attempts::table)
        .values((
            mail_attempts::id.eq(id),
            mail_attempts::outgoing_mail_id.eq(mail.id),
            mail_attempts::number.eq(mail.attempts),
            mail_attempts::started_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

/// Locks a mail if it is still at its attempt `number`: nobody has begun a later one, and it is not done with.
///
/// # Errors
/// When the database does not answer.
pub async fn lock_at_attempt(conn: &mut Conn, id: MailId, number: i32) -> QueryResult<bool> {
    let found: Option<MailId> = outgoing_mails::table
        .find(id)
        .filter(outgoing_mails::attempts.eq(number))
        .filter(outgoing_mails::state.eq_any([MailState::InFlight, MailState::Queued]))
        .select(outgoing_mails::id)
        .for_update()
        .first(conn)
        .await
        .optional()?;
    Ok(found.is_some())
}

/// Writes down how an attempt ended.
///
/// # Errors
/// When the database does not take it.
pub async fn finish_attempt(
    conn: &mut Conn,
    id: AttemptId,
    now: DateTime<Utc>,
    outcome: AttemptOutcome,
    detail: &str,
) -> QueryResult<()> {
    diesel::update(mail_attempts::table.find(id))
        .set((
            mail_attempts::finished_at.eq(now),
            mail_attempts::outcome.eq(outcome),
            mail_attempts::detail.eq(detail),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// How many attempts of a mail ended without a clear answer.
///
/// # Errors
/// When the database does not answer.
pub async fn count_temporary(conn: &mut Conn, id: MailId) -> QueryResult<i64> {
    mail_attempts::table
        .filter(mail_attempts::outgoing_mail_id.eq(id))
        .filter(mail_attempts::outcome.eq_any([AttemptOutcome::Temporary, AttemptOutcome::Lost]))
        .count()
        .get_result(conn)
        .await
}

/// How many attempts of a mail ended with a detail that begins with `words`.
///
/// # Errors
/// When the database does not answer.
pub async fn count_with_detail(conn: &mut Conn, id: MailId, words: &str) -> QueryResult<i64> {
    mail_attempts::table
        .filter(mail_attempts::outgoing_mail_id.eq(id))
        .filter(mail_attempts::detail.like(format!("{words}%")))
        .count()
        .get_result(conn)
        .await
}

/// The relay took it over.
///
/// # Errors
/// When the database does not take it.
pub async fn mark_sent(conn: &mut Conn, id: MailId, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(outgoing_mails::table.find(id))
        .set((
            outgoing_mails::state.eq(MailState::Sent),
            outgoing_mails::sent_at.eq(now),
            outgoing_mails::lease_until.eq(None::<DateTime<Utc>>),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// It is tried again at `at`.
///
/// # Errors
/// When the database does not take it.
pub async fn requeue(conn: &mut Conn, id: MailId, at: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(outgoing_mails::table.find(id))
        .set((
            outgoing_mails::state.eq(MailState::Queued),
            outgoing_mails::next_attempt_at.eq(at),
            outgoing_mails::lease_until.eq(None::<DateTime<Utc>>),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// It is done with, as `failed` or `suppressed`, for `reason`.
///
/// # Errors
/// When the database does not take it.
pub async fn give_up(conn: &mut Conn, id: MailId, state: MailState, reason: &str) -> QueryResult<()> {
    diesel::update(outgoing_mails::table.find(id))
        .set((
            outgoing_mails::state.eq(state),
            outgoing_mails::reason.eq(reason),
            outgoing_mails::lease_until.eq(None::<DateTime<Utc>>),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Gives up every waiting mail that is of no use any more, for `reason`; says how many.
///
/// # Errors
/// When the database does not take it.
pub async fn give_up_expired(conn: &mut Conn, now: DateTime<Utc>, reason: &str) -> QueryResult<usize> {
    diesel::update(
        outgoing_mails::table
            .filter(is_queued())
            .filter(outgoing_mails::expires_at.le(now)),
    )
    .set((
        outgoing_mails::state.eq(MailState::Failed),
        outgoing_mails::reason.eq(reason),
    ))
    .execute(conn)
    .await
}

/// The mails whose process did not come back in time, locked.
///
/// # Errors
/// When the database does not answer.
pub async fn list_abandoned_for_update(conn: &mut Conn, now: DateTime<Utc>) -> QueryResult<Vec<MailId>> {
    outgoing_mails::table
        .filter(is_in_flight())
        .filter(outgoing_mails::lease_until.le(now))
        .select(outgoing_mails::id)
        .for_update()
        .skip_locked()
        .load(conn)
        .await
}

/// Closes the open attempts of `mails` as lost and puts the mails back into the queue.
///
/// # Errors
/// When the database does not take it.
pub async fn return_to_queue(
    conn: &mut Conn,
    mails: &[MailId],
    now: DateTime<Utc>,
    why: &str,
) -> QueryResult<()> {
    let open = mail_attempts::table
        .filter(mail_attempts::outgoing_mail_id.eq_any(mails))
        .filter(mail_attempts::finished_at.is_null());
    diesel::update(open)
        .set((
            mail_attempts::finished_at.eq(now),
            mail_attempts::outcome.eq(AttemptOutcome::Lost),
            mail_attempts::detail.eq(why),
        ))
        .execute(conn)
        .await?;
    diesel::update(outgoing_mails::table.filter(outgoing_mails::id.eq_any(mails)))
        .set((
            outgoing_mails::state.eq(MailState::Queued),
            outgoing_mails::next_attempt_at.eq(now),
            outgoing_mails::lease_until.eq(None::<DateTime<Utc>>),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// What waits in the outbox.
#[derive(Debug, QueryableByName)]
pub struct Waiting {
    #[diesel(sql_type = BigInt)]
    pub queued: i64,
    #[diesel(sql_type = BigInt)]
    pub in_flight: i64,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub oldest: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub due_since: Option<DateTime<Utc>>,
}

/// Counts what waits. Both halves are read from their partial indexes, however much was sent before.
///
/// # Errors
/// When the database does not answer.
pub async fn count_waiting(conn: &mut Conn) -> QueryResult<Waiting> {
    diesel::sql_query(
        "SELECT q.number AS queued, f.number AS in_flight, least(q.oldest, f.oldest) AS oldest, q.due_since
         FROM (SELECT count(*) AS number, min(created_at) AS oldest, min(next_attempt_at) AS due_since
               FROM outgoing_mails WHERE state = 'queued') q,
              (SELECT count(*) AS number, min(created_at) AS oldest
               FROM outgoing_mails WHERE state = 'in_flight') f",
    )
    .get_result(conn)
    .await
}

/// Where these mails stand; one that is not there is left out.
pub(super) async fn list_by_ids(conn: &mut Conn, ids: &[MailId]) -> QueryResult<Vec<MailStatus>> {
    outgoing_mails::table
        .filter(outgoing_mails::id.eq_any(ids))
        .select(MailStatus::as_select())
        .load(conn)
        .await
}

/// A mail about `subject_id`, to be rendered once more, and where it stands.
///
/// # Errors
/// When the database does not answer.
pub async fn find_of_subject(
    conn: &mut Conn,
    subject_id: Uuid,
    id: MailId,
) -> QueryResult<Option<(OutgoingMail, MailStatus)>> {
    outgoing_mails::table
        .find(id)
        .filter(outgoing_mails::subject_id.eq(subject_id))
        .select((OutgoingMail::as_select(), MailStatus::as_select()))
        .first(conn)
        .await
        .optional()
}

/// The mails about one subject with all that was tried, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_of_subject(conn: &mut Conn, subject_id: Uuid) -> QueryResult<Vec<MailRow>> {
    let mails: Vec<MailStatus> = outgoing_mails::table
        .filter(outgoing_mails::subject_id.eq(subject_id))
        .order((outgoing_mails::created_at, outgoing_mails::id))
        .select(MailStatus::as_select())
        .load(conn)
        .await?;
    let ids: Vec<MailId> = mails.iter().map(|mail| mail.id).collect();
    let mut attempts: Vec<AttemptRow> = mail_attempts::table
        .filter(mail_attempts::outgoing_mail_id.eq_any(ids))
        .order(mail_attempts::number)
        .select(AttemptRow::as_select())
        .load(conn)
        .await?;
    Ok(mails
        .into_iter()
        .map(|status| {
            let own = attempts
                .extract_if(.., |attempt| attempt.outgoing_mail_id == status.id)
                .collect();
            MailRow {
                status,
                attempts: own,
            }
        })
        .collect())
}
