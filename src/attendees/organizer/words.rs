//! What the pages of this folder say and look up alike.

use crate::events::Event;
use crate::platform::i18n::Tr;
use crate::platform::ids::RegistrationId;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error};
use crate::registration::{self, Registration, RegistrationStatus};

pub(super) fn status_words(status: RegistrationStatus, t: Tr) -> String {
    t.of(&format!("status-{}", status.as_str().replace('_', "-")))
}

/// A moment as the event's own clocks show it.
pub(super) fn local_time(event: &Event, instant: chrono::DateTime<chrono::Utc>, t: Tr) -> String {
    t.date_time(event.time_zone.unwrap_or(Zone::UTC).local(instant))
}

/// A registration of exactly this event: an id from elsewhere is not found.
pub(super) async fn find_own(app: &App, event: &Event, id: &str) -> Result<Registration, Error> {
    let id: RegistrationId = id.parse().map_err(|_| Error::NotFound)?;
    let mut conn = app.pool.get().await?;
    let registration = registration::find_by_id(&mut conn, id).await?;
    if registration.event_id == event.id {
        Ok(registration)
    } else {
        Err(Error::NotFound)
    }
}
