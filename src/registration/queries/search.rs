//! The upkeep of what registrations are found by.

use diesel::QueryResult;
use diesel_async::RunQueryDsl as _;

use crate::platform::db::Conn;

/// Sorts what was written lately into the indexes of the search (PostgreSQL, "GIN Fast Update Technique"). It is found
/// before as well; but somebody has to do this once in a while, and it must not be a registration that has places
/// locked.
///
/// # Errors
/// When the database does not answer.
pub async fn sort_in_search(conn: &mut Conn) -> QueryResult<()> {
    diesel::sql_query(
        "SELECT gin_clean_pending_list('registrations_search_text'),
                gin_clean_pending_list('registrations_search_pieces')",
    )
    .execute(conn)
    .await?;
    Ok(())
}
