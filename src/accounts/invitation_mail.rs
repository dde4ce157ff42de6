//! The mail that asks somebody into an organization. Like a sign-in link its row knows an id; what it says and the
//! link are found when it is rendered.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use lettre::message::Mailbox;

use super::model::{Account, Invitation, Organization};
use super::queries;
use crate::mail::{
    Body, Letter, NewMail, OutgoingMail, Priority, RenderError, Rendered, Renderer, Withheld, quoted, subject,
};
use crate::platform::db::Conn;
use crate::platform::email::EmailAddress;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::InvitationId;
use crate::platform::secret::{Keys, Purpose};
use crate::platform::time::Zone;
use crate::platform::web::urls::{self, Urls};

/// The kind of the mail.
const INVITATION: &str = "account.invitation";

/// The outbox row for an invitation.
pub fn invitation_mail(invitation: &Invitation) -> NewMail {
    NewMail {
        kind: INVITATION,
        subject_id: invitation.id.uuid(),
        event_id: None,
        language: invitation.language,
        revision: 0,
        dedupe_key: None,
        parameters: serde_json::json!({}),
        priority: Priority::Urgent,
        expires_at: Some(invitation.expires_at),
        suppressed: None,
    }
}

/// Renders invitations; `server` hands it to `mail`.
pub struct InvitationRenderer {
    /// Absolute links.
    pub urls: Urls,
    /// Keys the links are made with.
    pub keys: Keys,
}

impl Renderer for InvitationRenderer {
    fn kinds(&self) -> &'static [&'static str] {
        &[INVITATION]
    }

    fn render<'a>(
        &'a self,
        conn: &'a mut Conn,
        mail: &'a OutgoingMail,
    ) -> BoxFuture<'a, Result<Rendered, RenderError>> {
        self.render_letter(conn, mail).boxed()
    }
}

impl InvitationRenderer {
    async fn render_letter(&self, conn: &mut Conn, mail: &OutgoingMail) -> Result<Rendered, RenderError> {
        let obsolete = |why| Ok(Rendered::Obsolete(why));
        let id = InvitationId::from(mail.subject_id);
        let Some((invitation, organization)) = queries::find_invitation_of(conn, id).await? else {
            return obsolete(Withheld::LinkGone);
        };
        if invitation.accepted_at.is_some() || invitation.revoked_at.is_some() {
            return obsolete(Withheld::LinkGone);
        }
        let Some(to) = mailbox(None, &invitation.email) else {
            return obsolete(Withheld::NoAddress);
        };
        let Some(token) = self
            .keys
            .recover(Purpose::Invitation, id.uuid(), 0, &invitation.token_hash)
        else {
            return obsolete(Withheld::KeyLost);
        };
        let inviter = match invitation.invited_by {
            Some(account) => queries::find_account(conn, account).await?,
            None => None,
        };
        let link = self.urls.absolute(&urls::invitation(&token));
        let t = Tr::new(mail.language);
        Ok(Rendered::Letter(Box::new(self.letter(
            t,
            to,
            &invitation,
            &organization,
            inviter.as_ref(),
            &link,
        )?)))
    }

    fn letter(
        &self,
        t: Tr,
        to: Mailbox,
        invitation: &Invitation,
        organization: &Organization,
        inviter: Option<&Account>,
        link: &str,
    ) -> Result<Letter, RenderError> {
        let name = [("organization", Value::from(quoted(&organization.name)))];
        let intro = match inviter {
            Some(inviter) => {
                let who = [&name[..], &[("name", Value::from(quoted(&inviter.name)))]].concat();
                t.with("invitation-mail-intro-by", &who)
            }
            None => t.with("invitation-mail-intro", &name),
        };
        let role = t.of(invitation.role.name_message());
        let about = t.of(invitation.role.about_message());
        let until = t.moment(Zone::UTC, invitation.expires_at);
        let body = Body::new(t, t.with("invitation-mail-heading", &name))
            .preheader(intro.clone())
            .paragraph(intro)
            .paragraph(t.with(
                "invitation-mail-role",
                &[("role", Value::from(role)), ("about", Value::from(about))],
            ))
            .button(t.of("invitation-mail-button"), link)
            .paragraph(t.with("invitation-mail-until", &[("until", Value::from(until))]))
            .paragraph(t.of("invitation-mail-not-you"))
            .footer(t.with(
                "invitation-mail-footer",
                &[
                    ("host", Value::from(self.urls.host())),
                    ("email", Value::from(&invitation.email)),
                ],
            ));
        let subject = subject(&organization.name, |organization| {
            t.with(
                "invitation-mail-subject",
                &[("organization", Value::from(organization))],
            )
        });
        Ok(Letter {
            reply_to: inviter.and_then(|inviter| mailbox(Some(&inviter.name), &inviter.email)),
            sender_name: Some(organization.name.clone()),
            ..body.letter(to, subject)?
        })
    }
}

fn mailbox(name: Option<&str>, email: &str) -> Option<Mailbox> {
    let email = EmailAddress::parse(email).ok()?;
    Some(Mailbox::new(
        name.map(ToOwned::to_owned),
        email.ascii_domain_form().parse().ok()?,
    ))
}
