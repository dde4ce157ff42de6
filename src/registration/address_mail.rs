//! The mail that asks whoever reads a new address whether a registration shall have it. It goes there and nowhere else;
//! its row names the registration and which wish it is about, and the link is computed when it is sent.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use lettre::message::Mailbox;
use serde::{Deserialize, Serialize};

use super::model::{AddressChange, Registration};
use super::queries;
use crate::events;
use crate::events::look::find_look;
use crate::mail::{
    Body, Fact, NewMail, OutgoingMail, Priority, RenderError, Rendered, Renderer, Withheld, quoted, subject,
};
use crate::platform::db::Conn;
use crate::platform::email::EmailAddress;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::{AddressChangeId, RegistrationId};
use crate::platform::secret::{Keys, Purpose};
use crate::platform::time::Zone;
use crate::platform::web::urls::{self, Urls};

/// To the address that somebody wants.
const CONFIRM_ADDRESS: &str = "registration.confirm_address";

#[derive(Serialize, Deserialize)]
struct Parameters {
    change: AddressChangeId,
}

/// The outbox row that asks about `change`.
pub(super) fn confirm_address_mail(registration: &Registration, change: &AddressChange) -> NewMail {
    NewMail {
        kind: CONFIRM_ADDRESS,
        subject_id: registration.id.uuid(),
        event_id: Some(registration.event_id),
        language: registration.language,
        revision: registration.revision,
        dedupe_key: None,
        parameters: serde_json::json!(Parameters { change: change.id }),
        priority: Priority::Urgent,
        expires_at: Some(change.expires_at),
        suppressed: None,
    }
}

/// Renders that mail; `server` hands it to `mail`.
pub struct ConfirmAddressRenderer {
    /// Absolute links.
    pub urls: Urls,
    /// Keys the links are made with.
    pub keys: Keys,
}

impl Renderer for ConfirmAddressRenderer {
    fn kinds(&self) -> &'static [&'static str] {
        &[CONFIRM_ADDRESS]
    }

    fn render<'a>(
        &'a self,
        conn: &'a mut Conn,
        mail: &'a OutgoingMail,
    ) -> BoxFuture<'a, Result<Rendered, RenderError>> {
        self.render_letter(conn, mail).boxed()
    }
}

impl ConfirmAddressRenderer {
    async fn render_letter(&self, conn: &mut Conn, mail: &OutgoingMail) -> Result<Rendered, RenderError> {
        let obsolete = |reason| Ok(Rendered::Obsolete(reason));
        let asked: Option<Parameters> = serde_json::from_value(mail.parameters.clone()).ok();
        let of = RegistrationId::from(mail.subject_id);
        let wish = queries::find_address_change(conn, of, mail.created_at).await?;
        let Some(change) = wish.filter(|wish| asked.is_some_and(|asked| asked.change == wish.id)) else {
            return obsolete(Withheld::LinkGone);
        };
        let registration = queries::find_by_id(conn, of).await?;
        if !registration.status.is_live() {
            return obsolete(Withheld::StatusChanged);
        }
        let Some(to) = mailbox(&change.email) else {
            return obsolete(Withheld::NoAddress);
        };
        let token = self
            .keys
            .recover(Purpose::AddressChange, change.id.uuid(), 0, &change.token_hash);
        let Some(token) = token else {
            return obsolete(Withheld::KeyLost);
        };
        let event = events::find_by_id(conn, registration.event_id).await?;
        let zone = event.time_zone.unwrap_or(Zone::UTC);
        let t = Tr::new(mail.language);
        let name = registration.name.as_deref().unwrap_or_default();
        let (_, title) = event.title(t.lang());
        let until = t.with(
            "mail-confirm-address-until",
            &[("until", Value::from(t.moment(zone, change.expires_at)))],
        );
        let body = Body::new(
            t,
            t.with(
                "mail-confirm-address-greeting",
                &[("name", Value::from(quoted(name)))],
            ),
        )
        .ribbon(find_look(conn, event.id).await?.ribbon())
        .preheader(until.clone())
        .paragraph(t.with(
            "mail-confirm-address-intro",
            &[("email", Value::from(quoted(&change.email)))],
        ))
        .facts(
            title,
            vec![Fact::code(
                t.of("mail-reference"),
                registration.reference.to_string(),
            )],
        )
        .button(
            t.of("mail-confirm-address-button"),
            &self.urls.absolute(&urls::confirm_address(&token)),
        )
        .paragraph(until)
        .paragraph(t.of("mail-confirm-address-not-you"))
        .footer(t.with(
            "mail-confirm-address-footer",
            &[("host", Value::from(self.urls.host()))],
        ));
        let subject = subject(title, |event| {
            t.with("mail-confirm-address-subject", &[("event", Value::from(event))])
        });
        Ok(Rendered::Letter(Box::new(body.letter(to, subject)?)))
    }
}

fn mailbox(email: &str) -> Option<Mailbox> {
    let email = EmailAddress::parse(email).ok()?;
    Some(Mailbox::new(None, email.ascii_domain_form().parse().ok()?))
}
