//! The mail that lists all registrations of one person with their links. Its row names one of them; which others there
//! are is looked up when it is sent, and so is the address.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use lettre::message::Mailbox;

use super::model::Registration;
use super::queries;
use crate::events::Event;
use crate::mail::{Body, Fact, OutgoingMail, RenderError, Rendered, Renderer, Withheld};
use crate::platform::db::Conn;
use crate::platform::email::EmailAddress;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::RegistrationId;
use crate::platform::secret::{Keys, Purpose};
use crate::platform::web::urls::{self, Urls};

/// All that somebody is registered for.
pub(super) const LINKS: &str = "registration.links";

/// Renders that mail.
pub struct LinksRenderer {
    /// Absolute links.
    pub urls: Urls,
    /// Keys of the personal links.
    pub keys: Keys,
}

impl Renderer for LinksRenderer {
    fn kinds(&self) -> &'static [&'static str] {
        &[LINKS]
    }

    fn render<'a>(
        &'a self,
        conn: &'a mut Conn,
        mail: &'a OutgoingMail,
    ) -> BoxFuture<'a, Result<Rendered, RenderError>> {
        self.render_letter(conn, mail).boxed()
    }
}

impl LinksRenderer {
    async fn render_letter(&self, conn: &mut Conn, mail: &OutgoingMail) -> Result<Rendered, RenderError> {
        let all = queries::list_of_person(conn, RegistrationId::from(mail.subject_id)).await?;
        let to = all.iter().find_map(|(registration, _)| {
            let email = EmailAddress::parse(registration.email.as_deref()?).ok()?;
            Some(Mailbox::new(None, email.ascii_domain_form().parse().ok()?))
        });
        let Some(to) = to else {
            return Ok(Rendered::Obsolete(Withheld::StatusChanged));
        };
        let t = Tr::new(mail.language);
        let host = [("host", Value::from(self.urls.host()))];
        let mut body = Body::new(t, t.of("mail-links-greeting")).paragraph(t.of("mail-links-intro"));
        for (registration, event) in &all {
            // Without the key of that time there is no link; the organizer can send a new one.
            let Some(link) = self.link(registration) else {
                continue;
            };
            body = body
                .facts(event.title(t.lang()).1, facts(registration, event, t))
                .button(t.of("mail-open"), &link);
        }
        let body = body
            .paragraph(t.of("mail-links-not-you"))
            .footer(t.with("mail-links-footer", &host));
        let letter = body.letter(to, t.with("mail-links-subject", &host))?;
        Ok(Rendered::Letter(Box::new(letter)))
    }

    fn link(&self, registration: &Registration) -> Option<String> {
        let token = self.keys.recover(
            Purpose::Registration,
            registration.id.uuid(),
            registration.link_epoch,
            &registration.link_hash.to_vec(),
        )?;
        Some(self.urls.absolute(&urls::registration(&token)))
    }
}

fn facts(registration: &Registration, event: &Event, t: Tr) -> Vec<Fact> {
    let when = event
        .schedule()
        .map(|schedule| t.when(schedule.zone, schedule.starts_local, schedule.ends_local))
        .map(|when| [when.days, when.hours, when.zone]);
    vec![
        Fact::new(t.of("mail-when"), when.into_iter().flatten()),
        Fact::code(t.of("mail-reference"), registration.reference.to_string()),
    ]
}
