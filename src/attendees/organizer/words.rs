//! What the pages of this folder say and look up alike.

use crate::events::Event;
use crate::mail::Withheld;
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

/// Why a mail failed or was withheld. What a relay said stays as it said it.
pub(super) fn reason_words(reason: &str, t: Tr) -> String {
    match reason.parse::<Withheld>() {
        Ok(why) => t.of(&format!("mail-withheld-{}", why.as_str().replace('_', "-"))),
        Err(_) => reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::lang::Lang;

    #[test]
    fn why_a_mail_is_withheld_is_said_in_every_language() {
        for t in Lang::ALL.map(Tr::new) {
            for why in Withheld::ALL {
                let words = reason_words(why.as_str(), t);
                assert!(!words.contains('‹') && words != why.as_str(), "{why}: {words}");
            }
        }
        let refusal = "550 5.1.1 no such user (at RCPT TO)";
        assert_eq!(reason_words(refusal, Tr::new(Lang::Ru)), refusal);
    }
}
