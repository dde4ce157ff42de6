//! What a database knows of the processes that use it: the secret key that its links were made with.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::platform::db::Conn;
use crate::platform::secret::Keys;
use crate::schema::installation;

/// Whether `keys` are the ones this database is used with. The first process to come decides; later the current key
/// may take over from the previous one, where a process has both.
///
/// # Errors
/// When the database does not answer.
pub async fn agree_on_key(conn: &mut Conn, keys: &Keys) -> QueryResult<bool> {
    let ours = keys.fingerprint();
    diesel::insert_into(installation::table)
        .values(installation::secret_key_fingerprint.eq(&ours))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    let known: String = installation::table
        .select(installation::secret_key_fingerprint)
        .first(conn)
        .await?;
    if known == ours {
        return Ok(true);
    }
    if keys.previous_fingerprint().as_deref() != Some(&known) {
        return Ok(false);
    }
    diesel::update(installation::table.filter(installation::secret_key_fingerprint.eq(known)))
        .set(installation::secret_key_fingerprint.eq(ours))
        .execute(conn)
        .await?;
    Ok(true)
}

/// Whether the database is used with one of `keys`, or with none yet; changes nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn knows_key(conn: &mut Conn, keys: &Keys) -> QueryResult<bool> {
    let known: Option<String> = installation::table
        .select(installation::secret_key_fingerprint)
        .first(conn)
        .await
        .optional()?;
    Ok(known.is_none_or(|known| known == keys.fingerprint() || keys.previous_fingerprint() == Some(known)))
}
