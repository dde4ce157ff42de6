//! What a registration's own page says of the line it stands in, and of the place that is held for it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::categories::{Category, Waitlist};
use crate::events::Event;
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::secret::Token;
use crate::platform::time::Zone;
use crate::platform::web::urls;
use crate::registration::{Registration, RegistrationStatus, find_position, find_progress};

/// What counts as “in the last days”.
const LATELY: TimeDelta = TimeDelta::days(7);

/// Where she stands while she has no place, or none yet.
pub(super) enum OwnLine {
    /// In line: the number she has, and what is to be said of it, a sentence each.
    Waiting {
        /// “No. 12 of 40”.
        position: String,
        sentences: Vec<String>,
    },
    /// A place is held for her.
    Offered {
        /// Until when, with the zone.
        until: String,
        /// Where she answers.
        href: String,
    },
}

impl OwnLine {
    pub async fn find(
        conn: &mut Conn,
        registration: &Registration,
        event: &Event,
        category: &Category,
        token: &Token,
        now: DateTime<Utc>,
        t: Tr,
    ) -> diesel::QueryResult<Option<Self>> {
        match registration.status {
            RegistrationStatus::Offered => {
                let zone = event.time_zone.unwrap_or(Zone::UTC);
                Ok(registration.acts_until.map(|until| Self::Offered {
                    until: t.with(
                        "offer-held-until",
                        &[("until", Value::from(t.moment(zone, until)))],
                    ),
                    href: urls::registration_offer(token),
                }))
            }
            RegistrationStatus::Waitlisted => {
                let Some(position) = find_position(conn, registration.id).await? else {
                    return Ok(None);
                };
                let progress = find_progress(conn, event.id, category.id, now - LATELY).await?;
                let mut sentences = vec![match position.before {
                    0 => t.of("line-first"),
                    before => t.count("line-before", before),
                }];
                if position.together > 1 {
                    sentences.push(t.count("line-together", position.together));
                }
                match progress.ever {
                    0 => sentences.push(t.of("line-none-ever")),
                    ever => {
                        sentences.push(t.count("line-ever", ever));
                        sentences.push(match progress.lately {
                            0 => t.of("line-none-lately"),
                            lately => t.count("line-lately", lately),
                        });
                    }
                }
                sentences.push(match category.admission.waitlist {
                    Waitlist::Confirmed => t.of("line-confirmed-at-once"),
                    Waitlist::Offered | Waitlist::Off => {
                        t.count("line-offered", i64::from(category.admission.offer_hours))
                    }
                });
                sentences.push(t.of("line-no-promise"));
                Ok(Some(Self::Waiting {
                    position: t.with(
                        "line-position",
                        &[
                            ("position", Value::from(t.number(position.before + 1))),
                            ("waiting", Value::from(t.number(position.waiting))),
                        ],
                    ),
                    sentences,
                }))
            }
            _ => Ok(None),
        }
    }
}
