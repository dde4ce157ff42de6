//! What is told to attendees by mail: the confirmation, its copies, and “you are registered already”.
//!
//! A mail is rendered when it is sent, from what is true then, so a retry that comes a day late says nothing old.

use askama::Template;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use lettre::message::Mailbox;

use super::model::Registration;
use super::queries;
use crate::accounts;
use crate::events::{self, Event, EventStatus, Venue};
use crate::mail::{Letter, OutgoingMail, RenderError, Rendered, Renderer};
use crate::platform::calendar::{self, Entry};
use crate::platform::db::Conn;
use crate::platform::email::EmailAddress;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::RegistrationId;
use crate::platform::secret::{Keys, Purpose};
use crate::platform::web::urls::{self, Urls};
use crate::terms;

/// A place is hers.
pub(super) const CONFIRMED: &str = "registration.confirmed";
/// The same once more, because somebody asked for it.
pub(super) const COPY: &str = "registration.copy";
/// Somebody tried to register her again.
pub(super) const ALREADY_REGISTERED: &str = "registration.already_registered";

/// Renders all mails of this slice.
pub struct ConfirmationRenderer {
    /// Absolute links.
    pub urls: Urls,
    /// Keys of the personal links.
    pub keys: Keys,
}

/// What the templates say; every part of a mail says the same.
struct Facts {
    t: Tr,
    name: String,
    event: String,
    days: String,
    hours: String,
    zone: String,
    venue: Option<(String, String)>,
    category: String,
    reference: String,
    terms: Option<String>,
    link: String,
    event_link: String,
    organization: String,
    contact: Option<String>,
}

impl Facts {
    /// The first line, which calls her by the name she gave, whole.
    fn greeting(&self, id: &str) -> String {
        self.t.with(id, &[("name", Value::from(&self.name))])
    }

    /// “Label: value”, with the colon of the language.
    fn line(&self, label: &str, value: &str) -> String {
        self.t.with(
            "mail-line",
            &[
                ("label", Value::from(self.t.of(label))),
                ("value", Value::from(value)),
            ],
        )
    }

    fn questions(&self) -> Option<String> {
        let contact = self.contact.as_ref()?;
        Some(
            self.t
                .with("mail-questions", &[("contact", Value::from(contact))]),
        )
    }

    fn footer(&self) -> String {
        self.t.with(
            "mail-footer",
            &[("organization", Value::from(&self.organization))],
        )
    }
}

#[derive(Template)]
#[template(path = "registration/mail/confirmed/body.txt")]
struct ConfirmedText<'a> {
    facts: &'a Facts,
}

#[derive(Template)]
#[template(path = "registration/mail/confirmed/body.html")]
struct ConfirmedHtml<'a> {
    facts: &'a Facts,
}

#[derive(Template)]
#[template(path = "registration/mail/already_registered/body.txt")]
struct AlreadyText<'a> {
    facts: &'a Facts,
}

#[derive(Template)]
#[template(path = "registration/mail/already_registered/body.html")]
struct AlreadyHtml<'a> {
    facts: &'a Facts,
}

impl Renderer for ConfirmationRenderer {
    fn kinds(&self) -> &'static [&'static str] {
        &[CONFIRMED, COPY, ALREADY_REGISTERED]
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
        let Some(to) = recipient(&registration) else {
            return Ok(Rendered::Obsolete(
                "the registration has no address any more".to_owned(),
            ));
        };
        if !registration.status.is_live() {
            return Ok(Rendered::Obsolete(format!(
                "the registration is {} by now",
                registration.status
            )));
        }
        if event.status == EventStatus::Cancelled {
            return Ok(Rendered::Obsolete("the event was cancelled meanwhile".to_owned()));
        }
        let t = Tr::new(mail.language);
        let venue = match event.venue_id {
            Some(id) => Some(events::find_venue(conn, id).await?),
            None => None,
        };
        let facts = self.facts(conn, t, &registration, &event, venue.as_ref()).await?;
        let (text, html, subject, calendar) = if mail.kind == ALREADY_REGISTERED {
            let subject = t.with(
                "mail-already-registered-subject",
                &[("event", Value::from(&facts.event))],
            );
            (
                AlreadyText { facts: &facts }.render()?,
                AlreadyHtml { facts: &facts }.render()?,
                subject,
                None,
            )
        } else {
            let subject = t.with(
                "mail-confirmed-subject",
                &[
                    ("event", Value::from(&facts.event)),
                    ("days", Value::from(&facts.days)),
                ],
            );
            let calendar = event_entry(&self.urls, &event, venue.as_ref(), t, &facts.link);
            (
                ConfirmedText { facts: &facts }.render()?,
                ConfirmedHtml { facts: &facts }.render()?,
                subject,
                calendar,
            )
        };
        Ok(Rendered::Letter(Box::new(Letter {
            to,
            reply_to: event.contact_email.as_deref().and_then(mailbox),
            sender_name: Some(facts.organization.clone()),
            subject,
            text,
            html,
            calendar,
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
        let organization = accounts::find_organization(conn, event.organization_id).await?;
        Ok(Facts {
            t,
            name: registration.name.clone().unwrap_or_default(),
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
            link: self.urls.absolute(&urls::registration(&token)),
            event_link: self.urls.absolute(&urls::event(&event.slug)),
            organization: organization.name,
            contact: event.contact_email.clone(),
        })
    }
}

fn recipient(registration: &Registration) -> Option<Mailbox> {
    let email = EmailAddress::parse(registration.email.as_deref()?).ok()?;
    let address = email.ascii_domain_form().parse().ok()?;
    Some(Mailbox::new(registration.name.clone(), address))
}

fn mailbox(address: &str) -> Option<Mailbox> {
    Some(Mailbox::new(None, address.parse().ok()?))
}

/// The event as a calendar entry in the language of `t`; `link` is where the entry leads. `None` without a time.
pub(super) fn event_entry(
    urls: &Urls,
    event: &Event,
    venue: Option<&Venue>,
    t: Tr,
    link: &str,
) -> Option<String> {
    let schedule = event.schedule()?;
    let (lang, default) = (t.lang(), event.default_language);
    let when = t.when(schedule.zone, schedule.starts_local, schedule.ends_local);
    let location = venue.map(|venue| {
        format!(
            "{}, {}",
            venue.name.resolve(lang, default).1,
            venue.address.resolve(lang, default).1
        )
    });
    let description = format!("{}\n{}, {}\n{link}", when.days, when.hours, when.zone);
    Some(calendar::publish(&Entry {
        uid: format!("{}@{}", event.id, urls.host()),
        sequence: event.calendar_sequence,
        stamp: event.updated_at,
        starts_at: schedule.starts_at,
        ends_at: schedule.ends_at,
        summary: event.title(lang).1,
        description: &description,
        location: location.as_deref(),
        position: venue.and_then(|venue| venue.latitude.zip(venue.longitude)),
        url: link,
        cancelled: event.status == EventStatus::Cancelled,
    }))
}
