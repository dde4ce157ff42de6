//! Other addresses of registrations: those that hold, and those that somebody wants and has yet to confirm.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::events::Event;
use crate::platform::db::Conn;
use crate::platform::ids::{AddressChangeId, RegistrationId};
use crate::platform::secret::TokenHash;
use crate::registration::model::{AddressChange, Registration};
use crate::schema::{address_changes, events, registrations};

/// Another address, and the link that goes there.
#[derive(AsChangeset)]
#[diesel(table_name = registrations)]
pub(in crate::registration) struct EmailUpdate {
    pub email: String,
    pub email_key: String,
    pub link_hash: Vec<u8>,
    pub link_epoch: i32,
    pub search_text: String,
    pub search_pieces: Vec<String>,
}

/// Gives a registration another address, of which a new confirmation tells.
pub(in crate::registration) async fn update_email(
    conn: &mut Conn,
    id: RegistrationId,
    update: EmailUpdate,
) -> QueryResult<()> {
    diesel::update(registrations::table.find(id))
        .set((
            update,
            registrations::mail_revision.eq(registrations::mail_revision + 1),
            registrations::revision.eq(registrations::revision + 1),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Keeps the address that somebody wants, in the place of what she wanted before.
pub(in crate::registration) async fn put_address_change(
    conn: &mut Conn,
    change: &AddressChange,
) -> QueryResult<()> {
    diesel::insert_into(address_changes::table)
        .values(change)
        .on_conflict(address_changes::registration_id)
        .do_update()
        // The id too, which a changeset leaves out: the link is made of it.
        .set((change, address_changes::id.eq(change.id)))
        .execute(conn)
        .await?;
    Ok(())
}

/// The wish whose link was opened, unless it is over at `now`.
pub(in crate::registration) async fn find_address_change_by_link(
    conn: &mut Conn,
    hash: TokenHash,
    now: DateTime<Utc>,
) -> QueryResult<Option<(AddressChange, Registration, Event)>> {
    address_changes::table
        .inner_join(registrations::table.inner_join(events::table))
        .filter(address_changes::token_hash.eq(hash.to_vec()))
        .filter(address_changes::expires_at.gt(now))
        .filter(events::deleted_at.is_null())
        .select((
            AddressChange::as_select(),
            Registration::as_select(),
            Event::as_select(),
        ))
        .first(conn)
        .await
        .optional()
}

/// A registration's wish that waits to be confirmed, unless it is over at `now`.
///
/// # Errors
/// When the database does not answer.
pub async fn find_address_change(
    conn: &mut Conn,
    of: RegistrationId,
    now: DateTime<Utc>,
) -> QueryResult<Option<AddressChange>> {
    address_changes::table
        .filter(address_changes::registration_id.eq(of))
        .filter(address_changes::expires_at.gt(now))
        .filter(address_changes::confirmed_at.is_null())
        .select(AddressChange::as_select())
        .first(conn)
        .await
        .optional()
}

/// Notes that a wish came true.
pub(in crate::registration) async fn confirm_address_change(
    conn: &mut Conn,
    id: AddressChangeId,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(address_changes::table.find(id))
        .set(address_changes::confirmed_at.eq(now))
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets the wish of a registration that waits: it has another address now, or shall keep the one it has.
pub(in crate::registration) async fn delete_address_change(
    conn: &mut Conn,
    of: RegistrationId,
) -> QueryResult<()> {
    diesel::delete(address_changes::table)
        .filter(address_changes::registration_id.eq(of))
        .filter(address_changes::confirmed_at.is_null())
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets wishes whose links open nothing any more.
pub(in crate::registration) async fn delete_dead_address_changes(
    conn: &mut Conn,
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    diesel::delete(address_changes::table)
        .filter(address_changes::expires_at.le(now))
        .execute(conn)
        .await
}
