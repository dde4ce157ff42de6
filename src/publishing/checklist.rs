//! What keeps an event from being published. Only what an attendee cannot do without is on the list.

use chrono::NaiveDateTime;

use crate::categories;
use crate::events::Event;
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::time::{LocalTimeFault, Zone};
use crate::platform::web::urls;
use crate::terms;
use crate::terms::lint::Finding;

/// Something that is missing or cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// There must be time: zone, begin or end is missing.
    Time,
    /// It ends when it begins, or before.
    EndsBeforeStart,
    /// The clocks of its zone skip the time at which it is to begin or end.
    SkippedTime {
        /// The time that never is.
        local: NaiveDateTime,
        /// Where the clocks jump to.
        resumes: NaiveDateTime,
        /// In which zone.
        zone: Zone,
    },
    /// Nobody knows where to go.
    Venue,
    /// Nobody knows whom to ask.
    Contact,
    /// There is nothing to register for.
    Category,
    /// Nobody knows on what terms.
    Terms,
    /// So many rules of the terms cannot be meant.
    Faults(usize),
}

impl Lack {
    /// The page of the workspace on which it is mended.
    #[must_use]
    pub fn mend_href(&self, slug: &str) -> String {
        match self {
            Self::Time | Self::EndsBeforeStart | Self::SkippedTime { .. } | Self::Venue => {
                urls::event_schedule(slug)
            }
            Self::Contact => urls::event_details(slug),
            Self::Category => urls::categories(slug),
            Self::Terms | Self::Faults(_) => urls::terms_draft(slug),
        }
    }

    /// A sentence for the organizer: what is missing and what to do.
    #[must_use]
    pub fn words(&self, t: Tr) -> String {
        match self {
            Self::Time => t.of("lack-time"),
            Self::EndsBeforeStart => t.of("lack-ends-before-start"),
            Self::SkippedTime { local, resumes, zone } => t.with(
                "lack-skipped-time",
                &[
                    ("local", Value::from(t.date_time(*local))),
                    ("resumes", Value::from(t.time(resumes.time()))),
                    ("zone", Value::from(zone.to_string())),
                ],
            ),
            Self::Venue => t.of("lack-venue"),
            Self::Contact => t.of("lack-contact"),
            Self::Category => t.of("lack-category"),
            Self::Terms => t.of("lack-terms"),
            Self::Faults(count) => t.count("lack-terms-faults", *count),
        }
    }
}

/// Everything the event lacks, in the order in which one would mend it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_lacks(conn: &mut Conn, event: &Event) -> diesel::QueryResult<Vec<Lack>> {
    let mut lacks = time_lacks(event);
    if event.venue_id.is_none() {
        lacks.push(Lack::Venue);
    }
    if event.contact_email.is_none() {
        lacks.push(Lack::Contact);
    }
    if categories::list_of_event(conn, event.id).await?.is_empty() {
        lacks.push(Lack::Category);
    }
    if terms::find_current(conn, event.id).await?.is_some() {
        return Ok(lacks);
    }
    if terms::find_draft(conn, event.id).await?.is_none() {
        lacks.push(Lack::Terms);
    }
    let (examined, _) = terms::examine_draft(conn, event).await?;
    if !examined.faults.is_empty() {
        lacks.push(Lack::Faults(examined.faults.len()));
    }
    Ok(lacks)
}

/// What of the terms may be meant and is acknowledged when the event is published, with its mark; nothing where they
/// have a version already.
///
/// # Errors
/// When the database does not answer.
pub async fn find_notices(conn: &mut Conn, event: &Event) -> diesel::QueryResult<(Vec<Finding>, String)> {
    if terms::find_current(conn, event.id).await?.is_some() {
        return Ok((Vec::new(), String::new()));
    }
    let (examined, mark) = terms::examine_draft(conn, event).await?;
    Ok((examined.notices, mark))
}

fn time_lacks(event: &Event) -> Vec<Lack> {
    let (Some(zone), Some(starts), Some(ends)) = (event.time_zone, event.starts_local, event.ends_local)
    else {
        return vec![Lack::Time];
    };
    let instants = [starts, ends].map(|local| zone.to_instant(local));
    let faults: Vec<Lack> = instants
        .iter()
        .zip([starts, ends])
        .filter_map(|(instant, local)| match instant {
            Ok(_) => None,
            Err(LocalTimeFault::Skipped { gap_end, .. }) => Some(Lack::SkippedTime {
                local,
                resumes: *gap_end,
                zone,
            }),
            Err(LocalTimeFault::OutOfRange) => Some(Lack::Time),
        })
        .collect();
    if !faults.is_empty() {
        return faults;
    }
    match instants {
        [Ok(starts), Ok(ends)] if ends.instant <= starts.instant => vec![Lack::EndsBeforeStart],
        _ => Vec::new(),
    }
}
