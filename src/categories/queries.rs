//! The SQL of categories and of what their quotas hold.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use super::{Admission, Bound, Category, NewCategory, Quota, Reach};
use crate::platform::db::Conn;
use crate::platform::ids::{CategoryId, EventId, QuotaId, RegistrationId};
use crate::platform::localized::Localized;
use crate::schema::{
    category_quotas, event_quotas, option_quotas, participation_categories, quota_claims, quotas,
    registrations, terms_versions, waitlist_entries,
};

/// The categories of an event that are offered, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn list_of_event(conn: &mut Conn, event_id: EventId) -> QueryResult<Vec<Category>> {
    list_of_events(conn, &[event_id]).await
}

/// The same for several events at once.
///
/// # Errors
/// When the database does not answer.
pub async fn list_of_events(conn: &mut Conn, events: &[EventId]) -> QueryResult<Vec<Category>> {
    participation_categories::table
        .filter(participation_categories::event_id.eq_any(events))
        .filter(participation_categories::archived_at.is_null())
        .order((participation_categories::position, participation_categories::id))
        .select(Category::as_select())
        .load(conn)
        .await
}

/// Every category of an event, those no longer offered too, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn list_all(conn: &mut Conn, event_id: EventId) -> QueryResult<Vec<Category>> {
    participation_categories::table
        .filter(participation_categories::event_id.eq(event_id))
        .order((participation_categories::position, participation_categories::id))
        .select(Category::as_select())
        .load(conn)
        .await
}

/// The same for several events at once.
///
/// # Errors
/// When the database does not answer.
pub async fn list_all_of_events(mut conn: &Conn, events: &[EventId]) -> QueryResult<Vec<Category>> {
    participation_categories::table
        .filter(participation_categories::event_id.eq_any(events))
        .order((participation_categories::position, participation_categories::id))
        .select(Category::as_select())
        .load(&mut conn)
        .await
}

/// Every category of an event by its id.
///
/// # Errors
/// When the database does not answer.
pub async fn find_all_of_event(
    conn: &mut Conn,
    event_id: EventId,
) -> QueryResult<HashMap<CategoryId, Category>> {
    let all = list_all(conn, event_id).await?;
    Ok(all.into_iter().map(|category| (category.id, category)).collect())
}

/// The quotas that bound extras of the terms, by the extra's key, at some events.
///
/// # Errors
/// When the database does not answer.
pub async fn list_option_quotas(
    mut conn: &Conn,
    events: &[EventId],
) -> QueryResult<Vec<(EventId, String, QuotaId)>> {
    option_quotas::table
        .filter(option_quotas::event_id.eq_any(events))
        .select((
            option_quotas::event_id,
            option_quotas::option_key,
            option_quotas::quota_id,
        ))
        .load(&mut conn)
        .await
}

/// How many places are left for those extras of an event that are bounded, by the extra's key: in the scarcest of its
/// quotas. Without locking: for pages, not for decisions.
///
/// # Errors
/// When the database does not answer.
pub async fn list_options_left(conn: &mut Conn, event_id: EventId) -> QueryResult<HashMap<String, i32>> {
    let bounded: Vec<(String, Quota)> = option_quotas::table
        .inner_join(quotas::table)
        .filter(option_quotas::event_id.eq(event_id))
        .select((option_quotas::option_key, Quota::as_select()))
        .load(conn)
        .await?;
    let mut left: HashMap<String, i32> = HashMap::new();
    for (key, quota) in bounded {
        let least = left.entry(key).or_insert(i32::MAX);
        *least = quota.left().min(*least);
    }
    Ok(left)
}

#[derive(QueryableByName)]
struct OptionBound {
    #[diesel(sql_type = SqlUuid)]
    registration_id: RegistrationId,
    #[diesel(sql_type = SqlUuid)]
    quota_id: QuotaId,
}

/// The quotas that bound registrations beside those of their categories: those of the extras that were chosen.
///
/// # Errors
/// When the database does not answer.
pub async fn list_option_bounds(
    conn: &mut Conn,
    registrations: &[RegistrationId],
) -> QueryResult<HashMap<RegistrationId, Vec<QuotaId>>> {
    let rows: Vec<OptionBound> = diesel::sql_query(
        "SELECT r.id AS registration_id, b.quota_id FROM registrations r
         JOIN option_quotas b ON b.event_id = r.event_id AND r.choices -> 'extras' ? b.option_key
         WHERE r.id = ANY ($1)",
    )
    .bind::<Array<SqlUuid>, _>(registrations)
    .load(conn)
    .await?;
    let mut bounds: HashMap<RegistrationId, Vec<QuotaId>> = HashMap::new();
    for row in rows {
        bounds.entry(row.registration_id).or_default().push(row.quota_id);
    }
    Ok(bounds)
}

/// One category by its key.
pub(super) async fn find_by_key(
    conn: &mut Conn,
    event_id: EventId,
    key: &str,
) -> QueryResult<Option<Category>> {
    participation_categories::table
        .filter(participation_categories::event_id.eq(event_id))
        .filter(participation_categories::key.eq(key))
        .select(Category::as_select())
        .first(conn)
        .await
        .optional()
}

/// What of a category people change.
#[derive(AsChangeset)]
#[diesel(table_name = participation_categories)]
pub(super) struct CategoryUpdate<'a> {
    pub name: &'a Localized,
    pub description: &'a Localized,
}

/// Writes a change and raises the revision.
pub(super) async fn update(
    conn: &mut Conn,
    id: CategoryId,
    change: &CategoryUpdate<'_>,
    admission: Admission,
) -> QueryResult<()> {
    diesel::update(participation_categories::table.find(id))
        .set((
            change,
            admission,
            participation_categories::revision.eq(participation_categories::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// How many stand in line for a category.
pub(super) async fn count_waiting(conn: &mut Conn, id: CategoryId) -> QueryResult<i64> {
    waitlist_entries::table
        .filter(waitlist_entries::category_id.eq(id))
        .count()
        .get_result(conn)
        .await
}

/// Puts a category away, or offers it again.
pub(super) async fn set_archived(
    conn: &mut Conn,
    id: CategoryId,
    archived_at: Option<DateTime<Utc>>,
) -> QueryResult<()> {
    diesel::update(participation_categories::table.find(id))
        .set((
            participation_categories::archived_at.eq(archived_at),
            participation_categories::revision.eq(participation_categories::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Writes the order: each category's place is its place in `ids`.
pub(super) async fn set_order(conn: &mut Conn, ids: &[CategoryId]) -> QueryResult<()> {
    diesel::sql_query(
        "UPDATE participation_categories SET position = wanted.position::integer
         FROM unnest($1) WITH ORDINALITY AS wanted (id, position) WHERE participation_categories.id = wanted.id",
    )
    .bind::<Array<SqlUuid>, _>(ids)
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether nothing refers to the category and no version of the terms can name it: only then may it vanish.
pub(super) async fn is_unused(conn: &mut Conn, category: &Category) -> QueryResult<bool> {
    diesel::select(
        diesel::dsl::not(diesel::dsl::exists(
            registrations::table.filter(registrations::category_id.eq(category.id)),
        ))
        .and(diesel::dsl::not(diesel::dsl::exists(
            terms_versions::table.filter(terms_versions::event_id.eq(category.event_id)),
        ))),
    )
    .get_result(conn)
    .await
}

/// Deletes a category for good.
pub(super) async fn delete(conn: &mut Conn, id: CategoryId) -> QueryResult<()> {
    diesel::delete(participation_categories::table.find(id))
        .execute(conn)
        .await?;
    Ok(())
}

/// Deletes those of `left`, which a category has just left, that bound nothing and never held anybody.
pub(super) async fn delete_idle_quotas(conn: &mut Conn, left: &[QuotaId]) -> QueryResult<()> {
    diesel::delete(
        quotas::table.filter(quotas::id.eq_any(left)).filter(
            diesel::dsl::not(diesel::dsl::exists(
                category_quotas::table.filter(category_quotas::quota_id.eq(quotas::id)),
            ))
            .and(diesel::dsl::not(diesel::dsl::exists(
                event_quotas::table.filter(event_quotas::quota_id.eq(quotas::id)),
            )))
            .and(diesel::dsl::not(diesel::dsl::exists(
                option_quotas::table.filter(option_quotas::quota_id.eq(quotas::id)),
            )))
            .and(diesel::dsl::not(diesel::dsl::exists(
                quota_claims::table.filter(quota_claims::quota_id.eq(quotas::id)),
            ))),
        ),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What the quotas of these categories hold, without locking: for pages, not for decisions.
///
/// # Errors
/// When the database does not answer.
pub async fn find_quota_states(
    conn: &mut Conn,
    categories: &[Category],
) -> QueryResult<HashMap<QuotaId, Quota>> {
    let ids: HashSet<QuotaId> = categories
        .iter()
        .flat_map(|category| category.quotas.iter().copied())
        .collect();
    let rows: Vec<Quota> = quotas::table
        .filter(quotas::id.eq_any(ids))
        .select(Quota::as_select())
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|quota| (quota.id, quota)).collect())
}

/// Sets up a number of places.
///
/// # Errors
/// When the database does not take it.
pub async fn insert_quota(conn: &mut Conn, event_id: EventId, name: &str, size: i32) -> QueryResult<QuotaId> {
    let id = QuotaId::new();
    diesel::insert_into(quotas::table)
        .values((
            quotas::id.eq(id),
            quotas::event_id.eq(event_id),
            quotas::name.eq(name),
            quotas::size.eq(size),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

/// Gives a quota another name.
pub(super) async fn rename_quota(conn: &mut Conn, id: QuotaId, name: &str) -> QueryResult<()> {
    diesel::update(quotas::table.find(id))
        .set(quotas::name.eq(name))
        .execute(conn)
        .await?;
    Ok(())
}

/// Deletes a quota that bounds nothing, and what it once held with it.
pub(super) async fn delete_quota(conn: &mut Conn, id: QuotaId) -> QueryResult<()> {
    diesel::delete(quotas::table.find(id)).execute(conn).await?;
    Ok(())
}

/// Adds a category.
///
/// # Errors
/// When the database does not take it; `category_key_is_taken` among others.
pub async fn insert(conn: &mut Conn, new: &NewCategory<'_>) -> QueryResult<CategoryId> {
    let id = CategoryId::new();
    diesel::insert_into(participation_categories::table)
        .values((
            participation_categories::id.eq(id),
            participation_categories::event_id.eq(new.event_id),
            participation_categories::key.eq(new.key),
            participation_categories::name.eq(&new.name),
            participation_categories::description.eq(&new.description),
            participation_categories::position.eq(new.position),
            new.admission,
        ))
        .execute(conn)
        .await?;
    let bounds: Vec<_> = new
        .quotas
        .iter()
        .map(|quota| {
            (
                category_quotas::category_id.eq(id),
                category_quotas::quota_id.eq(*quota),
            )
        })
        .collect();
    diesel::insert_into(category_quotas::table)
        .values(bounds)
        .execute(conn)
        .await?;
    Ok(id)
}

/// The quotas of an event in the order in which they were made, each with what it bounds.
///
/// # Errors
/// When the database does not answer.
pub async fn list_bounds(conn: &mut Conn, event_id: EventId) -> QueryResult<Vec<Bound>> {
    let all: Vec<Quota> = quotas::table
        .filter(quotas::event_id.eq(event_id))
        .order(quotas::id)
        .select(Quota::as_select())
        .load(conn)
        .await?;
    let ids = || {
        quotas::table
            .filter(quotas::event_id.eq(event_id))
            .select(quotas::id)
    };
    let categories: Vec<(QuotaId, CategoryId)> = category_quotas::table
        .inner_join(participation_categories::table)
        .filter(category_quotas::quota_id.eq_any(ids()))
        .order((participation_categories::position, participation_categories::id))
        .select((category_quotas::quota_id, category_quotas::category_id))
        .load(conn)
        .await?;
    let whole: Vec<QuotaId> = event_quotas::table
        .filter(event_quotas::event_id.eq(event_id))
        .select(event_quotas::quota_id)
        .load(conn)
        .await?;
    let options: Vec<(QuotaId, String)> = option_quotas::table
        .filter(option_quotas::event_id.eq(event_id))
        .select((option_quotas::quota_id, option_quotas::option_key))
        .load(conn)
        .await?;
    Ok(all
        .into_iter()
        .map(|quota| Bound {
            reach: Reach {
                categories: of_quota(&categories, quota.id),
                event: whole.contains(&quota.id),
                options: of_quota(&options, quota.id).into_iter().collect(),
            },
            quota,
        })
        .collect())
}

fn of_quota<T: Clone>(pairs: &[(QuotaId, T)], id: QuotaId) -> Vec<T> {
    let own = pairs.iter().filter(|(quota, _)| *quota == id);
    own.map(|(_, bounded)| bounded.clone()).collect()
}

/// Says what a quota of the event bounds from now on. Whoever has a place already is counted by
/// `ledger::fit_claims`.
///
/// # Errors
/// When the database does not take it.
pub async fn set_reach(conn: &mut Conn, event_id: EventId, id: QuotaId, reach: &Reach) -> QueryResult<()> {
    diesel::delete(category_quotas::table.filter(category_quotas::quota_id.eq(id)))
        .execute(conn)
        .await?;
    diesel::delete(event_quotas::table.filter(event_quotas::quota_id.eq(id)))
        .execute(conn)
        .await?;
    diesel::delete(option_quotas::table.filter(option_quotas::quota_id.eq(id)))
        .execute(conn)
        .await?;
    let categories: Vec<_> = reach
        .categories
        .iter()
        .map(|category| {
            (
                category_quotas::category_id.eq(*category),
                category_quotas::quota_id.eq(id),
            )
        })
        .collect();
    diesel::insert_into(category_quotas::table)
        .values(categories)
        .execute(conn)
        .await?;
    if reach.event {
        diesel::insert_into(event_quotas::table)
            .values((event_quotas::event_id.eq(event_id), event_quotas::quota_id.eq(id)))
            .execute(conn)
            .await?;
    }
    let options: Vec<_> = reach
        .options
        .iter()
        .map(|key| {
            (
                option_quotas::event_id.eq(event_id),
                option_quotas::option_key.eq(key),
                option_quotas::quota_id.eq(id),
            )
        })
        .collect();
    diesel::insert_into(option_quotas::table)
        .values(options)
        .execute(conn)
        .await?;
    Ok(())
}
