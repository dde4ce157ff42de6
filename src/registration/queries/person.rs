//! What one person is registered for, at whatever events.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::live;
use crate::events::Event;
use crate::platform::db::Conn;
use crate::platform::ids::RegistrationId;
use crate::registration::model::Registration;
use crate::schema::{events, registrations};

/// The registration that somebody made last, of those that still bind her.
pub(in crate::registration) async fn find_newest_of_person(
    conn: &mut Conn,
    email_key: &str,
) -> QueryResult<Option<RegistrationId>> {
    registrations::table
        .inner_join(events::table)
        .filter(registrations::email_key.eq(email_key))
        .filter(registrations::status.eq_any(live()))
        .filter(events::deleted_at.is_null())
        .order((registrations::registered_at.desc(), registrations::id.desc()))
        .select(registrations::id)
        .first(conn)
        .await
        .optional()
}

/// More than anybody is registered for at once; older ones are left out.
const MOST_OF_A_PERSON: i64 = 30;

/// What the person of `one` registration is registered for, the event that begins last first; `one` itself only if it
/// still binds her.
pub(in crate::registration) async fn list_of_person(
    conn: &mut Conn,
    one: RegistrationId,
) -> QueryResult<Vec<(Registration, Event)>> {
    let key: Option<String> = registrations::table
        .find(one)
        .select(registrations::email_key)
        .first(conn)
        .await?;
    registrations::table
        .inner_join(events::table)
        .filter(registrations::email_key.eq(key))
        .filter(registrations::status.eq_any(live()))
        .filter(events::deleted_at.is_null())
        .order((events::starts_at.desc(), registrations::id.desc()))
        .limit(MOST_OF_A_PERSON)
        .select((Registration::as_select(), Event::as_select()))
        .load(conn)
        .await
}
