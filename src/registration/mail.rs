//! What is told to attendees by mail: the confirmation, its copies, “you are registered already”, and that a
//! registration has ended.
//!
//! A mail is rendered when it is sent, from what is true then, so a retry that comes a day late says nothing old.

use askama::Template;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use lettre::message::Mailbox;

use super::details::{DetailChange, DetailField};
use super::model::{Registration, RegistrationStatus};
use super::queries;
use crate::accounts;
use crate::activity::{self, Kind};
use crate::events::{self, Event, EventStatus, Venue};
use crate::mail::{Letter, OutgoingMail, RenderError, Rendered, Renderer};
use crate::platform::calendar::{self, Entry};
use crate::platform::countries::Country;
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
/// She took it back.
pub(super) const WITHDRAWN: &str = "registration.withdrawn";
/// The organizer ended it.
pub(super) const CANCELLED: &str = "registration.cancelled";
/// What it says of her was changed.
pub(super) const CHANGED: &str = "registration.changed";
/// To the address that was taken off it.
pub(super) const ADDRESS_CHANGED: &str = "registration.address_changed";

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

/// What a letter says.
struct Words {
    subject: String,
    text: String,
    html: String,
    calendar: Option<String>,
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

    /// A subject line, which begins with the event's title.
    fn about_event(&self, id: &str) -> String {
        let arguments = [
            ("event", Value::from(&self.event)),
            ("days", Value::from(&self.days)),
        ];
        self.t.with(id, &arguments)
    }

    /// A letter of a few sentences.
    fn notice(&self, subject: &str, greeting: &str, paragraphs: &[String]) -> askama::Result<Words> {
        let greeting = self.greeting(greeting);
        let text = NoticeText {
            facts: self,
            greeting: &greeting,
            paragraphs,
        };
        let html = NoticeHtml {
            facts: self,
            greeting: &greeting,
            paragraphs,
        };
        Ok(Words {
            subject: self.about_event(subject),
            text: text.render()?,
            html: html.render()?,
            calendar: None,
        })
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

/// A letter of a few sentences.
#[derive(Template)]
#[template(path = "registration/mail/notice/body.txt")]
struct NoticeText<'a> {
    facts: &'a Facts,
    greeting: &'a str,
    paragraphs: &'a [String],
}

#[derive(Template)]
#[template(path = "registration/mail/notice/body.html")]
struct NoticeHtml<'a> {
    facts: &'a Facts,
    greeting: &'a str,
    paragraphs: &'a [String],
}

/// To somebody who may have nothing to do with the registration: nothing of it is told.
#[derive(Template)]
#[template(path = "registration/mail/farewell/body.txt")]
struct FarewellText<'a> {
    facts: &'a Facts,
    paragraphs: &'a [String],
}

#[derive(Template)]
#[template(path = "registration/mail/farewell/body.html")]
struct FarewellHtml<'a> {
    facts: &'a Facts,
    paragraphs: &'a [String],
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
        let personal = personal_facts(conn, mail).await?;
        let to = match (&personal, mail.kind.as_str()) {
            (Some(Personal::Address { old }), _) => address(old, None),
            (_, ADDRESS_CHANGED) => None,
            _ => recipient(&registration),
        };
        let Some(to) = to else {
            return Ok(Rendered::Obsolete(
                "the registration has no address any more".to_owned(),
            ));
        };
        if let Some(reason) = obsolete(mail, &registration, &event) {
            return Ok(Rendered::Obsolete(reason));
        }
        let t = Tr::new(mail.language);
        let venue = match event.venue_id {
            Some(id) => Some(events::find_venue(conn, id).await?),
            None => None,
        };
        let facts = self.facts(conn, t, &registration, &event, venue.as_ref()).await?;
        let Words {
            subject,
            text,
            html,
            calendar,
        } = match mail.kind.as_str() {
            ALREADY_REGISTERED => Words {
                subject: facts.about_event("mail-already-registered-subject"),
                text: AlreadyText { facts: &facts }.render()?,
                html: AlreadyHtml { facts: &facts }.render()?,
                calendar: None,
            },
            WITHDRAWN => facts.notice(
                "mail-withdrawn-subject",
                "mail-withdrawn-greeting",
                &[t.of("mail-withdrawn-intro")],
            )?,
            CANCELLED => {
                let said = registration.status_reason.as_ref();
                let said = said.map(|said| t.with("mail-cancelled-reason", &[("reason", Value::from(said))]));
                let paragraphs: Vec<String> = [Some(t.of("mail-cancelled-intro")), said]
                    .into_iter()
                    .flatten()
                    .collect();
                facts.notice("mail-cancelled-subject", "mail-cancelled-greeting", &paragraphs)?
            }
            CHANGED => {
                let Some(Personal::Details(changes)) = personal else {
                    return Ok(Rendered::Obsolete("what was changed is erased".to_owned()));
                };
                let lines = changes.iter().map(|change| change_line(change, t));
                let paragraphs: Vec<String> =
                    std::iter::once(t.of("mail-changed-intro")).chain(lines).collect();
                facts.notice("mail-changed-subject", "mail-changed-greeting", &paragraphs)?
            }
            ADDRESS_CHANGED => {
                let paragraphs = [
                    t.of("mail-address-changed-text"),
                    t.of("mail-address-changed-wrong"),
                ];
                let (facts, paragraphs) = (&facts, &paragraphs[..]);
                Words {
                    subject: facts.about_event("mail-address-changed-subject"),
                    text: FarewellText { facts, paragraphs }.render()?,
                    html: FarewellHtml { facts, paragraphs }.render()?,
                    calendar: None,
                }
            }
            _ => Words {
                subject: facts.about_event("mail-confirmed-subject"),
                text: ConfirmedText { facts: &facts }.render()?,
                html: ConfirmedHtml { facts: &facts }.render()?,
                calendar: event_entry(&self.urls, &event, venue.as_ref(), t, &facts.link),
            },
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

/// Why a mail is not to be sent any more, if it is not: each kind speaks of one state of things.
fn obsolete(mail: &OutgoingMail, registration: &Registration, event: &Event) -> Option<String> {
    let still_so = match mail.kind.as_str() {
        ADDRESS_CHANGED => true,
        CONFIRMED | COPY if mail.revision < registration.mail_revision => {
            return Some("a newer confirmation took its place".to_owned());
        }
        WITHDRAWN => registration.status == RegistrationStatus::Withdrawn,
        CANCELLED => registration.status == RegistrationStatus::Cancelled,
        _ if event.status == EventStatus::Cancelled => {
            return Some("the event was cancelled meanwhile".to_owned());
        }
        _ => registration.status.is_live(),
    };
    (!still_so).then(|| format!("the registration is {} by now", registration.status))
}

fn recipient(registration: &Registration) -> Option<Mailbox> {
    address(registration.email.as_deref()?, registration.name.clone())
}

fn address(typed: &str, name: Option<String>) -> Option<Mailbox> {
    let email = EmailAddress::parse(typed).ok()?;
    Some(Mailbox::new(name, email.ascii_domain_form().parse().ok()?))
}

/// What a mail tells of a person, kept with the history and not with the mail, so that it can be erased.
enum Personal {
    Details(Vec<DetailChange>),
    Address { old: String },
}

async fn personal_facts(conn: &mut Conn, mail: &OutgoingMail) -> diesel::QueryResult<Option<Personal>> {
    let kind = match mail.kind.as_str() {
        CHANGED => Kind::RegistrationChanged,
        ADDRESS_CHANGED => Kind::RegistrationAddressChanged,
        _ => return Ok(None),
    };
    let Some(personal) = activity::find_personal(conn, mail.subject_id, kind, mail.revision).await? else {
        return Ok(None);
    };
    if let Some(old) = personal["old"].as_str() {
        return Ok(Some(Personal::Address { old: old.to_owned() }));
    }
    Ok(serde_json::from_value(personal).ok().map(Personal::Details))
}

/// “Full name: old → new”.
fn change_line(change: &DetailChange, t: Tr) -> String {
    let words = |value: &Option<String>| match value {
        None => "–".to_owned(),
        Some(code) if change.field == DetailField::Country => {
            Country::parse(code).map_or_else(|_| code.clone(), |country| country.name(t.lang()).to_owned())
        }
        Some(value) => value.clone(),
    };
    let arguments = [
        ("field", Value::from(change.field.label(t))),
        ("old", Value::from(words(&change.old))),
        ("new", Value::from(words(&change.new))),
    ];
    t.with("mail-changed-line", &arguments)
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
