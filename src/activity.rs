//! The append-only log of who did what, when: written in the transaction of the change itself, so that there is
//! no change without its entry and no entry without its change. History pages, webhooks and erasure feed on it.
//!
//! Entries carry ids without foreign keys, because they outlive what they tell of, and no personal values outside
//! the `personal` column, which erasure may empty.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use uuid::Uuid;

use crate::platform::db::{Conn, statement};
use crate::platform::ids::{AccountId, ActivityId, EventId, OrganizationId, text_enum};
use crate::schema::activities;

text_enum! {
    /// What happened: stable words, part of the API.
    pub enum Kind {
        /// An organization was set up.
        OrganizationCreated = "organization.created",
        /// Somebody may sign in from now on.
        AccountCreated = "account.created",
        /// Somebody's own name or language was changed.
        AccountChanged = "account.changed",
        /// A password was set or changed.
        PasswordChanged = "account.password_changed",
        /// A sign-in link was made.
        SignInLinkCreated = "account.sign_in_link_created",
        /// Somebody signed in.
        SignedIn = "account.signed_in",
        /// Somebody signed out, or a browser was signed out from elsewhere.
        SignedOut = "account.signed_out",
        /// An organization got another name.
        OrganizationRenamed = "organization.renamed",
        /// Somebody was given a role.
        MembershipCreated = "membership.created",
        /// Somebody's role was changed.
        MembershipChanged = "membership.changed",
        /// Somebody left an organization, or was taken out of it.
        MembershipEnded = "membership.ended",
        /// Somebody was asked into an organization.
        InvitationCreated = "invitation.created",
        /// An invitation was sent once more.
        InvitationResent = "invitation.sent_again",
        /// An invitation was taken back.
        InvitationRevoked = "invitation.revoked",
        /// Somebody accepted an invitation.
        InvitationAccepted = "invitation.accepted",
        /// A venue was entered.
        VenueCreated = "venue.created",
        /// A venue's name, address or position was changed.
        VenueChanged = "venue.changed",
        /// A room was added to a venue.
        RoomCreated = "room.created",
        /// A room's name or capacity was changed.
        RoomChanged = "room.changed",
        /// A room is gone.
        RoomRemoved = "room.removed",
        /// An event was drafted.
        EventCreated = "event.created",
        /// An event's texts, time or place were changed.
        EventChanged = "event.changed",
        /// A draft went public.
        EventPublished = "event.published",
        /// A published event was taken back to draft.
        EventUnpublished = "event.unpublished",
        /// A copy was made of an event.
        EventDuplicated = "event.duplicated",
        /// An event was deleted; it can be restored for a while.
        EventDeleted = "event.deleted",
        /// A deleted event was brought back.
        EventRestored = "event.restored",
        /// An event was called off.
        EventCancelled = "event.cancelled",
        /// Attendees were told of another time or place.
        EventMoveTold = "event.move_told",
        /// Attendees were deliberately not told of another time or place.
        EventMoveNotTold = "event.move_not_told",
        /// A session was put on the agenda.
        SessionCreated = "session.created",
        /// A session of the agenda was changed.
        SessionChanged = "session.changed",
        /// A session was taken off the agenda.
        SessionRemoved = "session.removed",
        /// A participation category was added.
        CategoryCreated = "category.created",
        /// A participation category was changed.
        CategoryChanged = "category.changed",
        /// A participation category is no longer offered.
        CategoryArchived = "category.archived",
        /// A participation category is offered again.
        CategoryRestored = "category.restored",
        /// A quota was set up.
        QuotaCreated = "quota.created",
        /// A quota got another name, or bounds others.
        QuotaChanged = "quota.changed",
        /// A quota that bounded nothing was deleted.
        QuotaDeleted = "quota.deleted",
        /// A quota got another number of places.
        QuotaResized = "quota.resized",
        /// The draft of the terms was saved.
        TermsDrafted = "terms.drafted",
        /// A new version of the terms is in force.
        TermsPublished = "terms.published",
        /// A registration came in.
        RegistrationReceived = "registration.received",
        /// A registration has its place.
        RegistrationConfirmed = "registration.confirmed",
        /// A registration waits until its address is proved.
        RegistrationProofAwaited = "registration.proof_awaited",
        /// An address was proved by the link that was mailed to it.
        RegistrationProved = "registration.proved",
        /// A registration waits for an organizer's decision.
        RegistrationReviewAwaited = "registration.review_awaited",
        /// An organizer approved a registration.
        RegistrationApproved = "registration.approved",
        /// An organizer rejected a registration.
        RegistrationRejected = "registration.rejected",
        /// An organizer asked for more before deciding.
        RegistrationMoreAsked = "registration.more_asked",
        /// An attendee answered what an organizer had asked.
        RegistrationCompleted = "registration.completed",
        /// A registration waits for its payment.
        RegistrationPaymentAwaited = "registration.payment_awaited",
        /// A payment was noted.
        RegistrationPaid = "registration.paid",
        /// A registration is in line for a place.
        RegistrationWaitlisted = "registration.waitlisted",
        /// An organizer gave somebody in line another place in it.
        RegistrationPrioritized = "registration.prioritized",
        /// A place is held for somebody who was in line.
        RegistrationOffered = "registration.offered",
        /// She took the place that was offered.
        RegistrationOfferAccepted = "registration.offer_accepted",
        /// She did not want the place that was offered.
        RegistrationOfferDeclined = "registration.offer_declined",
        /// A registration ended because nobody acted in time.
        RegistrationExpired = "registration.expired",
        /// An attendee took her registration back.
        RegistrationWithdrawn = "registration.withdrawn",
        /// An organizer ended a registration.
        RegistrationCancelled = "registration.cancelled",
        /// What a registration says of its person was changed.
        RegistrationChanged = "registration.changed",
        /// A mistyped address was corrected, and the link renewed.
        RegistrationAddressChanged = "registration.address_changed",
        /// An attendee gave an optional consent on her own page.
        ConsentGiven = "registration.consent_given",
        /// An attendee withdrew an optional consent.
        ConsentWithdrawn = "registration.consent_withdrawn",
        /// A confirmation was sent once more.
        ConfirmationResent = "registration.confirmation_resent",
        /// An organizer wrote something down about an attendee.
        NoteWritten = "registration.note_written",
        /// The attendee list left the house.
        AttendeesExported = "attendees.exported",
    }
}

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody signed in.
    Account(AccountId),
    /// The attendee herself, by form or personal link.
    Attendee,
    /// Whoever runs the command line.
    Operator,
    /// Lanyard by itself.
    System,
}

impl Actor {
    fn columns(self) -> (&'static str, Option<Uuid>) {
        match self {
            Self::Account(id) => ("account", Some(id.uuid())),
            Self::Attendee => ("attendee", None),
            Self::Operator => ("operator", None),
            Self::System => ("system", None),
        }
    }
}

/// An entry to be written.
#[derive(Debug)]
pub struct NewActivity {
    /// What happened.
    pub kind: Kind,
    /// Who did it.
    pub actor: Actor,
    /// In whose organization, if in one.
    pub organization_id: Option<OrganizationId>,
    /// At which event, if at one.
    pub event_id: Option<EventId>,
    /// To what.
    pub subject_id: Uuid,
    /// Facts without persons.
    pub data: Value,
    /// Facts about a person, erasable.
    pub personal: Option<Value>,
}

/// An entry as it is read.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = activities, check_for_backend(diesel::pg::Pg))]
pub struct ActivityRow {
    /// Its id.
    pub id: ActivityId,
    /// When.
    pub occurred_at: DateTime<Utc>,
    /// What happened.
    pub kind: Kind,
    /// `account`, `attendee`, `operator` or `system`.
    pub actor_kind: String,
    /// The account, if it was one.
    pub actor_id: Option<Uuid>,
    /// To what.
    pub subject_id: Uuid,
    /// Facts without persons.
    pub data: Value,
    /// Facts about a person, while they are not erased.
    pub personal: Option<Value>,
}

/// Which entries of an event's history are asked for.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Of these kinds; `None` is any.
    pub kinds: Option<Vec<Kind>>,
    /// Done by this one.
    pub actor: Option<Actor>,
    /// Done to this.
    pub subject_id: Option<Uuid>,
}

/// Where a page of history begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// At the latest entry.
    Latest,
    /// Behind this one, with what is older.
    OlderThan(DateTime<Utc>, ActivityId),
    /// Before this one, with what is newer.
    NewerThan(DateTime<Utc>, ActivityId),
}

statement! {
    struct InsertActivities -> diesel::sql_types::Untyped {
        id: Array<SqlUuid> = Vec<ActivityId>,
        occurred_at: Array<Timestamptz> = Vec<DateTime<Utc>>,
        kind: Array<Text> = Vec<Kind>,
        actor_kind: Array<Text> = Vec<&'static str>,
        actor_id: Array<Nullable<SqlUuid>> = Vec<Option<Uuid>>,
        organization_id: Array<Nullable<SqlUuid>> = Vec<Option<OrganizationId>>,
        event_id: Array<Nullable<SqlUuid>> = Vec<Option<EventId>>,
        subject_id: Array<SqlUuid> = Vec<Uuid>,
        data: Array<Jsonb> = Vec<Value>,
        personal: Array<Nullable<Jsonb>> = Vec<Option<Value>>,
    }
    "INSERT INTO activities (id, occurred_at, kind, actor_kind, actor_id, organization_id, event_id, subject_id, data,
         personal) SELECT * FROM unnest(",
    ")"
}

/// Writes `entries` as having happened at `now`.
///
/// # Errors
/// When the database does not take them; the transaction is lost then.
pub async fn record(mut conn: &Conn, now: DateTime<Utc>, entries: Vec<NewActivity>) -> QueryResult<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let mut all = InsertActivities::default();
    for entry in entries {
        let (actor_kind, actor_id) = entry.actor.columns();
        all.id.push(ActivityId::new());
        all.occurred_at.push(now);
        all.kind.push(entry.kind);
        all.actor_kind.push(actor_kind);
        all.actor_id.push(actor_id);
        all.organization_id.push(entry.organization_id);
        all.event_id.push(entry.event_id);
        all.subject_id.push(entry.subject_id);
        all.data.push(entry.data);
        all.personal.push(entry.personal);
    }
    all.execute(&mut conn).await?;
    Ok(())
}

/// What happened to one subject, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_of_subject(conn: &mut Conn, subject_id: Uuid) -> QueryResult<Vec<ActivityRow>> {
    activities::table
        .filter(activities::subject_id.eq(subject_id))
        .order((activities::occurred_at, activities::id))
        .select(ActivityRow::as_select())
        .load(conn)
        .await
}

/// The account that last changed a subject, and when; `None` where nobody signed in ever did.
///
/// # Errors
/// When the database does not answer.
pub async fn find_last_editor(
    conn: &mut Conn,
    subject_id: Uuid,
) -> QueryResult<Option<(AccountId, DateTime<Utc>)>> {
    activities::table
        .filter(activities::subject_id.eq(subject_id))
        .filter(activities::actor_kind.eq("account"))
        .filter(activities::actor_id.is_not_null())
        .order((activities::occurred_at.desc(), activities::id.desc()))
        .select((activities::actor_id.assume_not_null(), activities::occurred_at))
        .first(conn)
        .await
        .optional()
}

/// The erasable part of the entry of `kind` that led a subject to `revision`, if it is not erased.
///
/// # Errors
/// When the database does not answer.
pub async fn find_personal(
    conn: &mut Conn,
    subject_id: Uuid,
    kind: Kind,
    revision: i32,
) -> QueryResult<Option<Value>> {
    let entries: Vec<(Value, Option<Value>)> = activities::table
        .filter(activities::subject_id.eq(subject_id))
        .filter(activities::kind.eq(kind))
        .select((activities::data, activities::personal))
        .load(conn)
        .await?;
    let entry = entries.into_iter().find(|(data, _)| data["revision"] == revision);
    Ok(entry.and_then(|(_, personal)| personal))
}

/// A page of an event's history, newest first, and whether there is more in its direction. Walks the log by its
/// index, so that what is written meanwhile shifts nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn list_of_event(
    conn: &mut Conn,
    event_id: EventId,
    selection: &Selection,
    begin: Begin,
    most: usize,
) -> QueryResult<(Vec<ActivityRow>, bool)> {
    let mut query = activities::table
        .filter(activities::event_id.eq(event_id))
        .select(ActivityRow::as_select())
        .limit(i64::try_from(most + 1).unwrap_or(i64::MAX))
        .into_boxed();
    if let Some(kinds) = &selection.kinds {
        query = query.filter(activities::kind.eq_any(kinds));
        // Said once more in the words of the index that leaves registrations out.
        if kinds
            .iter()
            .all(|kind| !kind.as_str().starts_with("registration."))
        {
            query = query.filter(sql::<Bool>("activities.kind NOT LIKE 'registration.%'"));
        }
    }
    if let Some(actor) = selection.actor {
        let (kind, id) = actor.columns();
        query = match id {
            Some(id) => query.filter(activities::actor_id.eq(id)),
            None => query.filter(activities::actor_kind.eq(kind)),
        };
    }
    if let Some(subject_id) = selection.subject_id {
        query = query.filter(activities::subject_id.eq(subject_id));
    }
    // `<=` and then the tie: the first half is what an index can begin at.
    query = match begin {
        Begin::Latest => query,
        Begin::OlderThan(moment, id) => query
            .filter(activities::occurred_at.le(moment))
            .filter(activities::occurred_at.lt(moment).or(activities::id.lt(id))),
        Begin::NewerThan(moment, id) => query
            .filter(activities::occurred_at.ge(moment))
            .filter(activities::occurred_at.gt(moment).or(activities::id.gt(id))),
    };
    let is_backwards = matches!(begin, Begin::NewerThan(..));
    query = if is_backwards {
        query.order((activities::occurred_at.asc(), activities::id.asc()))
    } else {
        query.order((activities::occurred_at.desc(), activities::id.desc()))
    };
    let mut rows = query.load(conn).await?;
    let more = rows.len() > most;
    rows.truncate(most);
    if is_backwards {
        rows.reverse();
    }
    Ok((rows, more))
}

/// The accounts that did something at an event.
///
/// # Errors
/// When the database does not answer.
pub async fn list_accounts_of_event(conn: &mut Conn, event_id: EventId) -> QueryResult<Vec<AccountId>> {
    activities::table
        .filter(activities::event_id.eq(event_id))
        .filter(activities::actor_id.is_not_null())
        .select(activities::actor_id.assume_not_null())
        .distinct()
        .load(conn)
        .await
}
