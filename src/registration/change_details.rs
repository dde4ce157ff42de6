//! Changing what a registration says of its person: by herself until the event begins, by an organizer at any time.
//! Her address is another matter, because her link goes there: see `correct_email`.

use chrono::{DateTime, Utc};
use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::details::{DetailChange, DetailField, Details};
use super::life::{Deed, Step, may_withdraw, step};
use super::mail::CHANGED;
use super::model::MailPolicy;
use super::model::Registration;
use super::moves::{self, Move};
use super::queries;
use super::search::SearchColumns;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::categories::{self, Category};
use crate::events::{self, Event};
use crate::mail::{self, NewMail, Priority};
use crate::platform::db::Conn;
use crate::platform::ids::RegistrationId;
use crate::platform::web::{App, Error};

/// A change that somebody asks for.
#[derive(Debug)]
pub struct DetailsChange {
    /// The registration's revision that the form was opened on.
    pub revision: i32,
    /// All details as they are to be.
    pub details: Details,
    /// Who asks.
    pub actor: Actor,
    /// Whether she is told, if what changes stands on her badge.
    pub mail: MailPolicy,
}

/// How it went.
#[derive(Debug, Clone)]
pub enum ChangeOutcome {
    /// It is saved.
    Changed,
    /// There was nothing to change.
    Unchanged,
    /// Somebody else changed it since the form was opened; this is what it says now.
    Conflict(Box<Registration>),
    /// The registration has ended, or the event has begun.
    TooLate,
}

/// Changes the details of a registration.
///
/// # Errors
/// When the database does not take it.
pub async fn change_details(
    app: &App,
    id: RegistrationId,
    change: DetailsChange,
) -> Result<ChangeOutcome, Error> {
    let mut conn = app.pool.get().await?;
    let outcome = conn
        .transaction(async |conn| {
            let now = app.clock.now(conn).await?;
            let seen = queries::find_by_id(conn, id).await?;
            let category = queries::find_category(conn, seen.category_id).await?;
            let mut held = events::lock_shared(conn, &[seen.event_id]).await?;
            let event = held.pop().ok_or(diesel::result::Error::NotFound)?;
            if is_reviewed_again(&seen, &category) {
                // Before her own row, as everybody does who moves registrations.
                categories::lock_quotas_of_event(conn, event.id).await?;
            }
            let registration = queries::find_for_update(conn, id).await?;
            let by_herself = change.actor == Actor::Attendee;
            if by_herself && !(registration.status.is_live() && may_withdraw(&event, now)) {
                return Ok(ChangeOutcome::TooLate);
            }
            let changes = Details::of(&registration).changes(&change.details);
            if changes.is_empty() {
                return Ok(ChangeOutcome::Unchanged);
            }
            if registration.revision != change.revision {
                return Ok(ChangeOutcome::Conflict(Box::new(registration)));
            }
            let writing = Writing {
                event: &event,
                actor: change.actor,
                mail: change.mail,
                host: app.urls.host(),
                now,
            };
            write_details(conn, &registration, &change.details, changes, writing).await?;
            if by_herself && is_reviewed_again(&seen, &category) {
                let again = [Move::new(id, Deed::ReviewAgain, change.actor)];
                moves::perform(conn, app.urls.host(), &event, &again, now).await?;
            }
            Ok::<_, diesel::result::Error>(ChangeOutcome::Changed)
        })
        .await?;
    if matches!(outcome, ChangeOutcome::Changed) {
        app.waker.wake();
    }
    Ok(outcome)
}

/// Whether what its attendee changes is looked at by an organizer again, before it counts.
#[must_use]
pub fn is_reviewed_again(registration: &Registration, category: &Category) -> bool {
    category.admission.reviews_edits && matches!(step(registration.status, Deed::ReviewAgain), Step::To(_))
}

/// Around what details are written.
pub(super) struct Writing<'a> {
    pub event: &'a Event,
    pub actor: Actor,
    pub mail: MailPolicy,
    pub host: &'a str,
    pub now: DateTime<Utc>,
}

/// Writes details that differ by `changes`, with their history and, where they stand on her badge, their mail. The
/// caller holds the registration's lock.
pub(super) async fn write_details(
    conn: &mut Conn,
    registration: &Registration,
    details: &Details,
    changes: Vec<DetailChange>,
    writing: Writing<'_>,
) -> diesel::QueryResult<()> {
    let id = registration.id;
    let search = SearchColumns::of(
        &details.name,
        registration.email.as_deref().unwrap_or_default(),
        details.organization.as_deref(),
        details.phone.as_deref(),
        &registration.reference,
    );
    queries::update_details(conn, id, details, search).await?;
    let revision = registration.revision + 1;
    let fields: Vec<DetailField> = changes.iter().map(|change| change.field).collect();
    let entry = NewActivity {
        kind: Kind::RegistrationChanged,
        actor: writing.actor,
        organization_id: Some(writing.event.organization_id),
        event_id: Some(writing.event.id),
        subject_id: id.uuid(),
        data: json!({"fields": fields, "revision": revision}),
        personal: Some(json!(changes)),
    };
    activity::record(conn, writing.now, vec![entry]).await?;
    let is_of_note = fields.iter().any(|field| stands_on_the_badge(*field));
    if is_of_note && registration.email.is_some() && registration.status.is_live() {
        let letter = changed_mail(registration, revision, writing.mail);
        mail::enqueue(conn, writing.now, writing.host, vec![letter]).await?;
    }
    Ok(())
}

fn stands_on_the_badge(field: DetailField) -> bool {
    match field {
        DetailField::Name | DetailField::Organization | DetailField::Position => true,
        DetailField::Country | DetailField::Phone => false,
    }
}

fn changed_mail(registration: &Registration, revision: i32, policy: MailPolicy) -> NewMail {
    NewMail {
        kind: CHANGED,
        subject_id: registration.id.uuid(),
        event_id: Some(registration.event_id),
        language: registration.language,
        revision,
        dedupe_key: Some(format!("{CHANGED}:{}:{revision}", registration.id)),
        parameters: json!({}),
        priority: Priority::Normal,
        expires_at: None,
        suppressed: policy.reason(),
    }
}
