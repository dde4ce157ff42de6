//! Whom something about an event is told by mail.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::live;
use crate::platform::db::Conn;
use crate::platform::ids::{EventId, RegistrationId};
use crate::platform::lang::Lang;
use crate::registration::model::RegistrationStatus;
use crate::schema::registrations;

/// Whom something about an event is told: whoever has a live registration and an address.
#[derive(Debug, Clone)]
pub struct Audience {
    /// Of this event.
    pub event: EventId,
    /// Only who registered until then.
    pub registered_until: Option<DateTime<Utc>>,
    /// Only readers of these languages.
    pub languages: Vec<Lang>,
}

impl Audience {
    /// Everybody who counts on `event`.
    #[must_use]
    pub fn everybody(event: EventId) -> Self {
        Self {
            event,
            registered_until: None,
            languages: Lang::ALL.into(),
        }
    }
}

#[diesel::dsl::auto_type(no_type_alias)]
fn in_audience(audience: &Audience) -> _ {
    let event: EventId = audience.event;
    let until: DateTime<Utc> = audience.registered_until.unwrap_or(DateTime::<Utc>::MAX_UTC);
    let live: Vec<RegistrationStatus> = live();
    let languages: Vec<Lang> = audience.languages.clone();
    registrations::table
        .filter(registrations::event_id.eq(event))
        .filter(registrations::status.eq_any(live))
        .filter(registrations::email.is_not_null())
        .filter(registrations::language.eq_any(languages))
        .filter(registrations::registered_at.le(until))
}

/// How many people are in an audience.
///
/// # Errors
/// When the database does not answer.
pub async fn count_audience(conn: &mut Conn, audience: &Audience) -> QueryResult<i64> {
    in_audience(audience).count().get_result(conn).await
}

/// The same people and their languages, `limit` of them behind `after`.
pub(in crate::registration) async fn list_audience(
    conn: &mut Conn,
    audience: &Audience,
    after: Option<RegistrationId>,
    limit: i64,
) -> QueryResult<Vec<(RegistrationId, Lang)>> {
    in_audience(audience)
        .filter(registrations::id.gt(after.map_or(Uuid::nil(), RegistrationId::uuid)))
        .order(registrations::id)
        .limit(limit)
        .select((registrations::id, registrations::language))
        .load(conn)
        .await
}
