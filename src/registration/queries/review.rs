//! The SQL of reviews: the queue, and what is asked in it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::platform::db::Conn;
use crate::platform::ids::{CategoryId, EventId, RegistrationId, ReviewQuestionId};
use crate::registration::model::{Registration, RegistrationStatus, ReviewQuestion};
use crate::schema::{registrations, review_questions};

/// A part of the queue: those who have waited longest first, whoever is to answer something last.
pub(in crate::registration) async fn list_in_review(
    conn: &mut Conn,
    event_id: EventId,
    category_id: Option<CategoryId>,
    limit: i64,
) -> QueryResult<Vec<Registration>> {
    let open = review_questions::registration_id
        .eq(registrations::id)
        .and(review_questions::closed_at.is_null());
    let mut queue = registrations::table
        .left_join(review_questions::table.on(open))
        .filter(registrations::event_id.eq(event_id))
        .filter(registrations::status.eq(RegistrationStatus::PendingReview))
        .order((
            review_questions::id.is_not_null(),
            registrations::status_changed_at,
            registrations::id,
        ))
        .select(Registration::as_select())
        .limit(limit)
        .into_boxed();
    if let Some(category_id) = category_id {
        queue = queue.filter(registrations::category_id.eq(category_id));
    }
    queue.load(conn).await
}

/// How many of each category wait for a decision.
pub(in crate::registration) async fn count_in_review(
    conn: &mut Conn,
    event_id: EventId,
) -> QueryResult<Vec<(CategoryId, i64)>> {
    registrations::table
        .filter(registrations::event_id.eq(event_id))
        .filter(registrations::status.eq(RegistrationStatus::PendingReview))
        .group_by(registrations::category_id)
        .select((registrations::category_id, diesel::dsl::count_star()))
        .load(conn)
        .await
}

/// Those of `ids` that are at the event, in the order of their waiting.
pub(in crate::registration) async fn list_by_ids(
    conn: &mut Conn,
    event_id: EventId,
    ids: &[RegistrationId],
) -> QueryResult<Vec<Registration>> {
    registrations::table
        .filter(registrations::event_id.eq(event_id))
        .filter(registrations::id.eq_any(ids))
        .order((registrations::status_changed_at, registrations::id))
        .select(Registration::as_select())
        .load(conn)
        .await
}

/// What was asked of each of `ids`, in the order of asking.
pub(in crate::registration) async fn list_questions(
    conn: &mut Conn,
    ids: &[RegistrationId],
) -> QueryResult<Vec<ReviewQuestion>> {
    review_questions::table
        .filter(review_questions::registration_id.eq_any(ids))
        .order((review_questions::asked_at, review_questions::id))
        .select(ReviewQuestion::as_select())
        .load(conn)
        .await
}

/// What a registrant is to answer, if she is asked something.
///
/// # Errors
/// When the database does not answer.
pub async fn find_open_question(conn: &mut Conn, of: RegistrationId) -> QueryResult<Option<ReviewQuestion>> {
    review_questions::table
        .filter(review_questions::registration_id.eq(of))
        .filter(review_questions::closed_at.is_null())
        .select(ReviewQuestion::as_select())
        .first(conn)
        .await
        .optional()
}

/// Asks each of `ids` the same. Who has not answered the last question is asked this one instead.
pub(in crate::registration) async fn ask(
    conn: &mut Conn,
    ids: &[RegistrationId],
    question: &str,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    close_questions(conn, ids, now).await?;
    let rows: Vec<_> = ids
        .iter()
        .map(|id| {
            (
                review_questions::id.eq(ReviewQuestionId::new()),
                review_questions::registration_id.eq(id),
                review_questions::question.eq(question),
                review_questions::asked_at.eq(now),
            )
        })
        .collect();
    diesel::insert_into(review_questions::table)
        .values(rows)
        .execute(conn)
        .await?;
    Ok(())
}

/// Keeps her answer.
pub(in crate::registration) async fn answer(
    conn: &mut Conn,
    of: RegistrationId,
    answer: &str,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let open = review_questions::table
        .filter(review_questions::registration_id.eq(of))
        .filter(review_questions::closed_at.is_null());
    diesel::update(open)
        .set((
            review_questions::answer.eq(answer),
            review_questions::closed_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Nobody waits for the answers of `ids` any more.
pub(in crate::registration) async fn close_questions(
    conn: &mut Conn,
    ids: &[RegistrationId],
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let open = review_questions::table
        .filter(review_questions::registration_id.eq_any(ids))
        .filter(review_questions::closed_at.is_null());
    diesel::update(open)
        .set(review_questions::closed_at.eq(now))
        .execute(conn)
        .await?;
    Ok(())
}
