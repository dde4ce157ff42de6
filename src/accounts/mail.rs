//! The mail that carries a sign-in link. Its row in the outbox knows the link's id; the link itself is computed when
//! the mail is rendered, so the outbox opens nothing either.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use lettre::message::Mailbox;
use serde::{Deserialize, Serialize};

use super::local_path::LocalPath;
use super::model::{Account, NewSignInLink};
use super::queries;
use crate::mail::{Body, NewMail, OutgoingMail, Priority, RenderError, Rendered, Renderer, Withheld, quoted};
use crate::platform::db::Conn;
use crate::platform::email::EmailAddress;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::SignInLinkId;
use crate::platform::lang::Lang;
use crate::platform::secret::{Keys, Purpose, Token};
use crate::platform::web::urls::{self, Urls};

/// The kind of the mail.
const SIGN_IN_LINK: &str = "account.sign_in_link";

/// What the mail says beside the link.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkParameters {
    /// How long the link works from the moment it was asked for.
    pub minutes: i64,
    /// The browser that asked, as it calls itself; empty if unknown.
    pub browser: String,
    /// Where to go on after signing in.
    pub next: Option<String>,
}

/// The outbox row for a link.
pub fn sign_in_link_mail(link: &NewSignInLink, language: Lang, parameters: &LinkParameters) -> NewMail {
    NewMail {
        kind: SIGN_IN_LINK,
        subject_id: link.id.uuid(),
        event_id: None,
        language,
        revision: 0,
        dedupe_key: None,
        parameters: serde_json::json!(parameters),
        priority: Priority::Urgent,
        expires_at: Some(link.expires_at),
        suppressed: None,
    }
}

/// The address of a link, with the way on behind it.
pub fn link_path(token: &Token, next: Option<&LocalPath>) -> String {
    let path = urls::sign_in_with(token);
    match next {
        None => path,
        Some(next) => {
            let query: String = form_urlencoded::Serializer::new(String::new())
                .append_pair("next", next.as_str())
                .finish();
            format!("{path}?{query}")
        }
    }
}

/// Renders the mails of this slice; `server` hands it to `mail`.
pub struct SignInLinkRenderer {
    /// Absolute links.
    pub urls: Urls,
    /// Keys the links are made with.
    pub keys: Keys,
}

impl Renderer for SignInLinkRenderer {
    fn kinds(&self) -> &'static [&'static str] {
        &[SIGN_IN_LINK]
    }

    fn render<'a>(
        &'a self,
        conn: &'a mut Conn,
        mail: &'a OutgoingMail,
    ) -> BoxFuture<'a, Result<Rendered, RenderError>> {
        self.render_letter(conn, mail).boxed()
    }
}

impl SignInLinkRenderer {
    async fn render_letter(&self, conn: &mut Conn, mail: &OutgoingMail) -> Result<Rendered, RenderError> {
        let obsolete = |why| Ok(Rendered::Obsolete(why));
        let id = SignInLinkId::from(mail.subject_id);
        let Some((link, account)) = queries::find_link_with_account(conn, id).await? else {
            return obsolete(Withheld::LinkGone);
        };
        if link.used_at.is_some() {
            return obsolete(Withheld::LinkGone);
        }
        if account.disabled_at.is_some() {
            return obsolete(Withheld::AccountDisabled);
        }
        let Some(to) = recipient(&account) else {
            return obsolete(Withheld::NoAddress);
        };
        let Some(token) = self
            .keys
            .recover(Purpose::SignIn, link.id.uuid(), 0, &link.token_hash)
        else {
            return obsolete(Withheld::KeyLost);
        };
        // Both are ours; if an older version wrote them differently, the link is worth more than they are.
        let parameters: LinkParameters = serde_json::from_value(mail.parameters.clone()).unwrap_or_default();
        let next = parameters.next.as_deref().and_then(LocalPath::parse);
        let t = Tr::new(mail.language);
        let host = [("host", Value::from(self.urls.host()))];
        let intro = [&host[..], &[("email", Value::from(&account.email))]].concat();
        let asked = if parameters.browser.is_empty() {
            t.of("account-mail-asked")
        } else {
            let browser = [("browser", Value::from(quoted(&parameters.browser)))];
            t.with("account-mail-asked-in", &browser)
        };
        let lifetime = t.count("account-mail-lifetime", parameters.minutes);
        let link = self.urls.absolute(&link_path(&token, next.as_ref()));
        let greeting = [("name", Value::from(quoted(&account.name)))];
        let body = Body::new(t, t.with("account-mail-greeting", &greeting))
            .preheader(lifetime.clone())
            .paragraph(t.with("account-mail-intro", &intro))
            .paragraph(t.of("account-mail-open"))
            .button(t.of("account-mail-button-label"), &link)
            .paragraph(t.sentences([lifetime, t.of("account-mail-button")]))
            .paragraph(t.sentences([
                asked,
                t.of("account-mail-not-you"),
                t.of("account-mail-never-forward"),
            ]))
            .footer(t.with("account-mail-footer", &host));
        let letter = body.letter(to, t.with("account-mail-subject", &host))?;
        Ok(Rendered::Letter(Box::new(letter)))
    }
}

fn recipient(account: &Account) -> Option<Mailbox> {
    let email = EmailAddress::parse(&account.email).ok()?;
    Some(Mailbox::new(
        Some(account.name.clone()),
        email.ascii_domain_form().parse().ok()?,
    ))
}
