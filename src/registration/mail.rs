//! What is told to attendees by mail: the confirmation, its copies, “you are registered already”, that a registration
//! has ended, and what has become of the event.
//!
//! A mail is rendered when it is sent, from what is true then, so a retry that comes a day late says nothing old.

mod facts;
mod personal;
mod moved;
mod admission;
mod review;
mod waitlist;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use lettre::message::Mailbox;

use facts::Facts;
use moved::find_move;
use personal::{Personal, changed, find_personal};

use super::entry::{event_calendar, event_entry};
use super::model::{Registration, RegistrationStatus};
use super::owed::Owed;
use super::queries;
use crate::accounts;
use crate::events::look::find_look;
use crate::events::{self, Event, EventStatus, Venue};
use crate::mail::{Body, Letter, OutgoingMail, RenderError, Rendered, Renderer, Withheld};
use crate::platform::calendar;
use crate::platform::db::Conn;
use crate::platform::email::EmailAddress;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::RegistrationId;
use crate::platform::secret::{Keys, Purpose};
use crate::platform::time::Zone;
use crate::platform::web::urls::{self, Urls};
use crate::terms;

/// A place is hers.
pub(super) const CONFIRMED: &str = "registration.confirmed";
/// The same once more, because somebody asked for it.
pub(super) const COPY: &str = "registration.copy";
/// Somebody tried to register her again.
pub(super) const ALREADY_REGISTERED: &str = "registration.already_registered";
/// She took it back.
pub(super) const WITHDRAWN: &str = "registration.withdrawn";
/// The organizer ended it.
pub(super) const CANCELLED: &str = "registration.cancelled";
/// What it says of her was changed.
pub(super) const CHANGED: &str = "registration.changed";
/// To the address that was taken off it.
pub(super) const ADDRESS_CHANGED: &str = "registration.address_changed";
/// A button that proves her address.
pub(super) const PROVE: &str = "registration.prove";
/// An organizer decides.
pub(super) const IN_REVIEW: &str = "registration.in_review";
/// An organizer asks before she decides.
pub(super) const MORE_ASKED: &str = "registration.more_asked";
/// An organizer decided against it.
pub(super) const REJECTED: &str = "registration.rejected";
/// What is due is to be paid first.
pub(super) const AWAITING_PAYMENT: &str = "registration.awaiting_payment";
/// She is in line for a place.
pub(super) const WAITLISTED: &str = "registration.waitlisted";
/// A place is held for her.
pub(super) const OFFERED: &str = "registration.offered";
/// Time ran out.
pub(super) const EXPIRED: &str = "registration.expired";
/// The event she is registered for does not take place.
pub(super) const EVENT_CANCELLED: &str = "registration.event_cancelled";
/// It takes place at another time or in another place.
pub(super) const EVENT_MOVED: &str = "registration.event_moved";

/// Renders all mails of this slice.
pub struct ConfirmationRenderer {
    /// Absolute links.
    pub urls: Urls,
    /// Keys of the personal links.
    pub keys: Keys,
}

impl Renderer for ConfirmationRenderer {
    fn kinds(&self) -> &'static [&'static str] {
        &[
            CONFIRMED,
            COPY,
            ALREADY_REGISTERED,
            WITHDRAWN,
            CANCELLED,
            CHANGED,
            ADDRESS_CHANGED,
            PROVE,
            IN_REVIEW,
            AWAITING_PAYMENT,
            MORE_ASKED,
            REJECTED,
            EVENT_CANCELLED,
            EVENT_MOVED,
            WAITLISTED,
            OFFERED,
            EXPIRED,
        ]
    }

    fn render<'a>(
        &'a self,
        conn: &'a mut Conn,
        mail: &'a OutgoingMail,
    ) -> BoxFuture<'a, Result<Rendered, RenderError>> {
        self.render_letter(conn, mail).boxed()
    }
}

impl ConfirmationRenderer {
    async fn render_letter(&self, conn: &mut Conn, mail: &OutgoingMail) -> Result<Rendered, RenderError> {
        let registration = queries::find_by_id(conn, RegistrationId::from(mail.subject_id)).await?;
        let event = events::find_by_id(conn, registration.event_id).await?;
        let personal = find_personal(conn, mail).await?;
        let to = match (&personal, mail.kind.as_str()) {
            (Some(Personal::Address { old }), _) => address(old, None),
            (_, ADDRESS_CHANGED) => None,
            _ => recipient(&registration),
        };
        let Some(to) = to else {
            return Ok(Rendered::Obsolete(Withheld::NoAddress));
        };
        if let Some(reason) = obsolete(mail, &registration, &event).filter(|_| mail.sent_at.is_none()) {
            return Ok(Rendered::Obsolete(reason));
        }
        let t = Tr::new(mail.language);
        let venue = match event.venue_id {
            Some(id) => Some(events::find_venue(conn, id).await?),
            None => None,
        };
        let mut facts = self.facts(conn, t, &registration, &event, venue.as_ref()).await?;
        let zone = event.time_zone.unwrap_or(Zone::UTC);
        let until = registration.acts_until.map(|until| t.moment(zone, until));
        if matches!(
            mail.kind.as_str(),
            CONFIRMED | COPY | WITHDRAWN | AWAITING_PAYMENT
        ) {
            let now = registration.status_changed_at;
            facts.owed = Owed::find(conn, &registration, &event, now, t).await?;
        }
        let mut calendar = None;
        let (subject, body) = match effective_kind(mail, &registration) {
            ALREADY_REGISTERED => (
                "mail-already-registered-subject",
                facts.registered_for(
                    facts
                        .to_her("mail-already-registered-greeting")
                        .paragraph(t.of("mail-already-registered-intro")),
                ),
            ),
            WITHDRAWN => (
                "mail-withdrawn-subject",
                facts.registered_for(
                    facts
                        .to_her("mail-withdrawn-greeting")
                        .paragraph(t.of("mail-withdrawn-intro")),
                ),
            ),
            CANCELLED => {
                let mut body = facts
                    .to_her("mail-cancelled-greeting")
                    .paragraph(t.of("mail-cancelled-intro"));
                if let Some(said) = &registration.status_reason {
                    body = body.paragraph(t.with("mail-cancelled-reason", &[("reason", Value::from(said))]));
                }
                ("mail-cancelled-subject", facts.registered_for(body))
            }
            CHANGED => {
                let Some(Personal::Details(changes)) = personal else {
                    return Ok(Rendered::Obsolete(Withheld::Erased));
                };
                let body = facts
                    .to_her("mail-changed-greeting")
                    .paragraph(t.of("mail-changed-intro"))
                    .facts("", changes.iter().map(|change| changed(change, t)).collect());
                ("mail-changed-subject", facts.registered_for(body))
            }
            // To somebody who may have nothing to do with the registration: nothing of it is told.
            ADDRESS_CHANGED => (
                "mail-address-changed-subject",
                Body::new(t, t.of("mail-address-changed-greeting"))
                    .ribbon(facts.ribbon)
                    .paragraph(t.of("mail-address-changed-text"))
                    .paragraph(t.of("mail-address-changed-wrong"))
                    .facts(&facts.event, vec![]),
            ),
            EVENT_CANCELLED => {
                let mut body = facts
                    .to_her("mail-event-cancelled-greeting")
                    .paragraph(t.of("mail-event-cancelled-intro"));
                let (_, words) = event.cancellation_words.resolve(t.lang(), event.default_language);
                if !words.is_empty() {
                    body = body.paragraph(t.with("mail-cancelled-reason", &[("reason", Value::from(words))]));
                }
                calendar = event_calendar(
                    &self.urls,
                    &event,
                    venue.as_ref(),
                    t,
                    &facts.link,
                    calendar::cancel,
                );
                (
                    "mail-event-cancelled-subject",
                    facts
                        .registered_for(body)
                        .paragraph(t.of("mail-event-cancelled-calendar")),
                )
            }
            EVENT_MOVED => {
                let Some((moved, changes)) = find_move(conn, mail, &event, venue.as_ref()).await? else {
                    return Ok(Rendered::Obsolete(Withheld::MovedBack));
                };
                calendar = event_entry(&self.urls, &event, venue.as_ref(), t, &facts.link);
                let (_, words) = moved.words.resolve(t.lang(), event.default_language);
                facts.moved(words, changes)
            }
            PROVE => ("mail-prove-subject", facts.prove(until.as_deref())),
            AWAITING_PAYMENT => (
                "mail-awaiting-payment-subject",
                facts.awaiting_payment(until.as_deref()),
            ),
            IN_REVIEW => ("mail-in-review-subject", facts.in_review()),
            MORE_ASKED => {
                let Some(asked) = queries::find_open_question(conn, registration.id).await? else {
                    return Ok(Rendered::Obsolete(Withheld::StatusChanged));
                };
                ("mail-more-asked-subject", facts.more_asked(&asked.question))
            }
            REJECTED => (
                "mail-rejected-subject",
                facts.rejected(registration.status_reason.as_deref()),
            ),
            WAITLISTED => {
                let category = queries::find_category(conn, registration.category_id).await?;
                ("mail-waitlisted-subject", facts.waitlisted(&category.admission))
            }
            OFFERED => (
                "mail-offered-subject",
                facts.offered(until.as_deref().unwrap_or_default()),
            ),
            EXPIRED => ("mail-expired-subject", facts.expired()),
            _ => {
                let body = facts
                    .to_her("mail-confirmed-greeting")
                    .paragraph(t.of("mail-confirmed-intro"));
                let mut body = facts.registered_for(body);
                if let Some(terms) = &facts.terms {
                    body = body.paragraph(terms.clone());
                }
                calendar = event_entry(&self.urls, &event, venue.as_ref(), t, &facts.link);
                (
                    "mail-confirmed-subject",
                    body.paragraph(t.of("mail-calendar-attached")),
                )
            }
        };
        let letter = facts.closed(body).letter(to, facts.about_event(subject))?;
        Ok(Rendered::Letter(Box::new(Letter {
            reply_to: event.contact_email.as_deref().and_then(mailbox),
            sender_name: Some(facts.organization),
            calendar,
            ..letter
        })))
    }

    async fn facts(
        &self,
        conn: &mut Conn,
        t: Tr,
        registration: &Registration,
        event: &Event,
        venue: Option<&Venue>,
    ) -> Result<Facts, RenderError> {
        let lang = t.lang();
        let category = queries::find_category(conn, registration.category_id).await?;
        let consent = terms::find_consent(conn, registration.id).await?;
        let version = match &consent {
            Some(consent) => Some(terms::find_by_id(conn, consent.terms_version_id).await?),
            None => None,
        };
        let terms = consent.zip(version).map(|(consent, version)| {
            t.with(
                "mail-terms-accepted",
                &[
                    ("number", Value::from(version.number)),
                    ("moment", Value::from(t.moment(version.zone, consent.given_at))),
                ],
            )
        });
        let when = event
            .schedule()
            .map(|schedule| t.when(schedule.zone, schedule.starts_local, schedule.ends_local));
        let (days, hours, zone) = when
            .map(|when| (when.days, when.hours, when.zone))
            .unwrap_or_default();
        let hash = registration.link_hash.to_vec();
        let token = self
            .keys
            .recover(
                Purpose::Registration,
                registration.id.uuid(),
                registration.link_epoch,
                &hash,
            )
            .ok_or_else(|| {
                RenderError::Fault("the key of the link is lost: set SECRET_KEY_PREVIOUS".to_owned())
            })?;
        let proof = self
            .keys
            .derive(Purpose::Proof, registration.id.uuid(), registration.link_epoch);
        let organization = accounts::find_organization(conn, event.organization_id).await?;
        Ok(Facts {
            t,
            ribbon: find_look(conn, event.id).await?.ribbon(),
            name: registration.name.clone().unwrap_or_default(),
            is_looked_after: registration.is_looked_after(),
            event: event.title(lang).1.to_owned(),
            days,
            hours,
            zone,
            venue: venue.map(|venue| {
                let default = event.default_language;
                (
                    venue.name.resolve(lang, default).1.to_owned(),
                    venue.address.resolve(lang, default).1.to_owned(),
                )
            }),
            category: category.name(lang, event.default_language).to_owned(),
            reference: registration.reference.to_string(),
            terms,
            owed: None,
            link: self.urls.absolute(&urls::registration(&token)),
            proof_link: self.urls.absolute(&urls::registration_proof(&token, &proof)),
            offer_link: self.urls.absolute(&urls::registration_offer(&token)),
            event_link: self.urls.absolute(&urls::event(&event.slug)),
            organization: organization.name,
            contact: event.contact_email.clone(),
        })
    }
}

/// What a mail says: a copy says what is true now.
fn effective_kind<'a>(mail: &'a OutgoingMail, registration: &Registration) -> &'a str {
    match (mail.kind.as_str(), registration.status) {
        (COPY, RegistrationStatus::Unverified) => PROVE,
        (COPY, RegistrationStatus::PendingReview) => IN_REVIEW,
        (COPY, RegistrationStatus::AwaitingPayment) => AWAITING_PAYMENT,
        (COPY, RegistrationStatus::Waitlisted) => WAITLISTED,
        (COPY, RegistrationStatus::Offered) => OFFERED,
        (kind, _) => kind,
    }
}

/// Why a mail is not to be sent any more, if it is not: each kind speaks of one state of things.
fn obsolete(mail: &OutgoingMail, registration: &Registration, event: &Event) -> Option<Withheld> {
    let still_so = match mail.kind.as_str() {
        ADDRESS_CHANGED => true,
        EVENT_CANCELLED => event.status == EventStatus::Cancelled && registration.status.is_live(),
        CONFIRMED | COPY if mail.revision < registration.mail_revision => {
            return Some(Withheld::Superseded);
        }
        WITHDRAWN => registration.status == RegistrationStatus::Withdrawn,
        CANCELLED => registration.status == RegistrationStatus::Cancelled,
        REJECTED => registration.status == RegistrationStatus::Rejected,
        EXPIRED => registration.status == RegistrationStatus::Expired,
        WAITLISTED => registration.status == RegistrationStatus::Waitlisted,
        OFFERED => registration.status == RegistrationStatus::Offered,
        _ if event.status == EventStatus::Cancelled => {
            return Some(Withheld::EventCancelled);
        }
        CONFIRMED => registration.status == RegistrationStatus::Confirmed,
        PROVE => registration.status == RegistrationStatus::Unverified,
        AWAITING_PAYMENT => registration.status == RegistrationStatus::AwaitingPayment,
        IN_REVIEW | MORE_ASKED => registration.status == RegistrationStatus::PendingReview,
        _ => registration.status.is_live(),
    };
    (!still_so).then_some(Withheld::StatusChanged)
}

/// Her name stands beside no address but her own.
fn recipient(registration: &Registration) -> Option<Mailbox> {
    let name = registration
        .name
        .clone()
        .filter(|_| !registration.is_looked_after());
    address(registration.address()?, name)
}

fn address(typed: &str, name: Option<String>) -> Option<Mailbox> {
    let email = EmailAddress::parse(typed).ok()?;
    Some(Mailbox::new(name, email.ascii_domain_form().parse().ok()?))
}

fn mailbox(address: &str) -> Option<Mailbox> {
    Some(Mailbox::new(None, address.parse().ok()?))
}
