//! What has been decided about registrations, written as sets: status, place, line, history and mail of all of them
//! in a handful of statements. Whoever calls it holds the locks of the event's quotas and of the rows.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::model::{MailPolicy, Registration, RegistrationStatus};
use super::{mail as letters, news, queries};
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::categories::{self, Hold};
use crate::events::Event;
use crate::mail::{self, NewMail, Priority, Withheld};
use crate::platform::db::Conn;
use crate::platform::ids::{PartyId, QuotaId, RegistrationId};

/// One registration as it is to be.
#[derive(Debug)]
pub(super) struct Change {
    /// As it was.
    pub was: Registration,
    /// Where it stands now.
    pub status: RegistrationStatus,
    /// What bounds it: where it takes a place if it has none and shall have one.
    pub quotas: Vec<QuotaId>,
    /// Whether it has a place now.
    pub has_place: bool,
    /// Until when she must act.
    pub acts_until: Option<DateTime<Utc>>,
    /// With whom she waits for places together, if she waits.
    pub together: Option<PartyId>,
    /// What brought it about, where the status alone does not tell.
    pub deed: Option<Kind>,
    /// Who did it.
    pub actor: Actor,
    /// Why, in words for her.
    pub reason: Option<String>,
    /// Whether she is told.
    pub mail: MailPolicy,
    /// Whether it took a place beyond those there are.
    pub overbooked: bool,
}

impl Change {
    fn moves(&self) -> bool {
        self.status != self.was.status
    }

    /// A confirmation that was taken back is told anew when it comes again.
    fn mail_revision(&self) -> i32 {
        let taken_back = self.was.status == RegistrationStatus::Confirmed
            && self.status == RegistrationStatus::PendingReview;
        self.was.mail_revision + i32::from(taken_back)
    }

    fn entries<'a>(&'a self, event: &'a Event) -> impl Iterator<Item = NewActivity> + 'a {
        let arrival = self.moves().then(|| news::arrival(self.status));
        let mut data = json!({"was": self.was.status});
        if self.overbooked {
            data["overbooked"] = json!(true);
        }
        let personal: Option<Value> = self.reason.as_ref().map(|reason| json!({"reason": reason}));
        self.deed.into_iter().chain(arrival).map(move |kind| NewActivity {
            kind,
            actor: self.actor,
            organization_id: Some(event.organization_id),
            event_id: Some(event.id),
            subject_id: self.was.id.uuid(),
            data: data.clone(),
            personal: personal.clone(),
        })
    }

    /// Nothing, where she stays where she was; a row that is never sent, where a confirmation has no address to go to.
    fn letter(&self) -> Option<NewMail> {
        let kind = news::letter(self.status);
        let is_told = self.was.address().is_some() || kind == letters::CONFIRMED;
        let revision = match kind {
            letters::CONFIRMED => self.mail_revision(),
            _ => self.was.revision + 1,
        };
        (self.moves() && is_told).then(|| NewMail {
            kind,
            subject_id: self.was.id.uuid(),
            event_id: Some(self.was.event_id),
            language: self.was.language,
            revision,
            dedupe_key: Some(format!("{kind}:{}:{revision}", self.was.id)),
            parameters: json!({}),
            priority: Priority::Normal,
            expires_at: self.acts_until,
            suppressed: match self.was.address() {
                Some(_) => self.mail.reason(),
                None => Some(Withheld::NoAddress),
            },
        })
    }
}

/// Writes `changes`. `host` is our host name.
pub(super) async fn apply(
    conn: &mut Conn,
    host: &str,
    event: &Event,
    changes: &[Change],
    now: DateTime<Utc>,
) -> diesel::QueryResult<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let rows: Vec<queries::StatusUpdate<'_>> = changes
        .iter()
        .map(|change| queries::StatusUpdate {
            id: change.was.id,
            status: change.status,
            has_place: change.has_place,
            acts_until: change.acts_until,
            // Words about an earlier status say nothing of this one.
            reason: change.reason.as_deref(),
            changed_at: if change.moves() {
                now
            } else {
                change.was.status_changed_at
            },
            mail_revision: change.mail_revision(),
        })
        .collect();
    let ids = |wanted: &dyn Fn(&&Change) -> bool| -> Vec<RegistrationId> {
        changes
            .iter()
            .filter(wanted)
            .map(|change| change.was.id)
            .collect()
    };
    let left = ids(&|change| change.was.status == RegistrationStatus::Waitlisted && change.moves());
    queries::delete_waitlist_entries(conn, &left).await?;
    categories::release_places(
        conn,
        &ids(&|change| change.was.has_place && !change.has_place),
        now,
    )
    .await?;
    queries::update_statuses(conn, &rows).await?;
    let takers = changes
        .iter()
        .filter(|change| change.has_place && !change.was.has_place);
    let mut holds: Vec<Hold> = Vec::new();
    for taker in takers {
        if taker.overbooked {
            for quota in &taker.quotas {
                categories::make_room(conn, *quota, 1).await?;
            }
        }
        let places = taker.quotas.iter().map(|quota| Hold {
            quota_id: *quota,
            registration_id: taker.was.id,
            until: taker.acts_until,
        });
        if taker.overbooked {
            // Before the next one's room is made.
            categories::take_places(conn, &places.collect::<Vec<_>>(), now).await?;
        } else {
            holds.extend(places);
        }
    }
    categories::take_places(conn, &holds, now).await?;
    let kept: Vec<(RegistrationId, Option<DateTime<Utc>>)> = changes
        .iter()
        .filter(|change| {
            change.was.has_place && change.has_place && change.was.acts_until != change.acts_until
        })
        .map(|change| (change.was.id, change.acts_until))
        .collect();
    categories::hold_until(conn, &kept).await?;
    let waiting: Vec<queries::WaitlistInsert> = changes
        .iter()
        .filter(|change| change.status == RegistrationStatus::Waitlisted && change.moves())
        .map(|change| queries::WaitlistInsert {
            registration_id: change.was.id,
            event_id: change.was.event_id,
            category_id: change.was.category_id,
            since: change.was.registered_at,
            together_id: change.together,
        })
        .collect();
    queries::insert_waitlist_entries(conn, waiting).await?;
    let entries = changes.iter().flat_map(|change| change.entries(event)).collect();
    activity::record(conn, now, entries).await?;
    let mails = changes.iter().filter_map(Change::letter).collect();
    mail::enqueue(conn, now, host, mails).await
}
