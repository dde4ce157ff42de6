//! The mail that carries a sign-in link. Its row in the outbox knows the link's id; the link itself is computed when
//! the mail is rendered, so the outbox opens nothing either.

use askama::Template;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use lettre::message::Mailbox;
use serde::{Deserialize, Serialize};

use super::local_path::LocalPath;
use super::model::{Account, NewSignInLink};
use super::queries;
use crate::mail::{Letter, NewMail, OutgoingMail, Priority, RenderError, Rendered, Renderer};
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

/// What the templates say; every part of the mail says the same.
struct Facts {
    t: Tr,
    name: String,
    email: String,
    host: String,
    minutes: i64,
    browser: String,
    link: String,
}

impl Facts {
    fn subject(&self) -> String {
        self.t
            .with("account-mail-subject", &[("host", Value::from(&self.host))])
    }

    fn greeting(&self) -> String {
        self.t
            .with("account-mail-greeting", &[("name", Value::from(&self.name))])
    }

    fn intro(&self) -> String {
        let arguments = [
            ("host", Value::from(&self.host)),
            ("email", Value::from(&self.email)),
        ];
        self.t.with("account-mail-intro", &arguments)
    }

    fn who_asked(&self) -> String {
        if self.browser.is_empty() {
            return self.t.of("account-mail-asked");
        }
        self.t.with(
            "account-mail-asked-in",
            &[("browser", Value::from(&self.browser))],
        )
    }

    fn footer(&self) -> String {
        self.t
            .with("account-mail-footer", &[("host", Value::from(&self.host))])
    }
}

#[derive(Template)]
#[template(path = "accounts/mail/sign_in_link/subject.txt")]
struct Subject<'a> {
    facts: &'a Facts,
}

#[derive(Template)]
#[template(path = "accounts/mail/sign_in_link/body.txt")]
struct Text<'a> {
    facts: &'a Facts,
}

#[derive(Template)]
#[template(path = "accounts/mail/sign_in_link/body.html")]
struct Html<'a> {
    facts: &'a Facts,
}

impl SignInLinkRenderer {
    async fn render_letter(&self, conn: &mut Conn, mail: &OutgoingMail) -> Result<Rendered, RenderError> {
        let obsolete = |reason: &str| Ok(Rendered::Obsolete(reason.to_owned()));
        let id = SignInLinkId::from(mail.subject_id);
        let Some((link, account)) = queries::find_link_with_account(conn, id).await? else {
            return obsolete("the link was withdrawn");
        };
        if link.used_at.is_some() {
            return obsolete("the link was used already");
        }
        if account.disabled_at.is_some() {
            return obsolete("the account is disabled");
        }
        let Some(to) = recipient(&account) else {
            return obsolete("the account's address cannot be written to");
        };
        let Some(token) = self
            .keys
            .recover(Purpose::SignIn, link.id.uuid(), 0, &link.token_hash)
        else {
            return obsolete("the key that the link was made with is not known any more");
        };
        // Both are ours; if an older version wrote them differently, the link is worth more than they are.
        let parameters: LinkParameters = serde_json::from_value(mail.parameters.clone()).unwrap_or_default();
        let next = parameters.next.as_deref().and_then(LocalPath::parse);
        let facts = Facts {
            t: Tr::new(mail.language),
            name: account.name,
            email: account.email,
            host: self.urls.host().to_owned(),
            minutes: parameters.minutes,
            browser: parameters.browser,
            link: self.urls.absolute(&link_path(&token, next.as_ref())),
        };
        Ok(Rendered::Letter(Box::new(Letter {
            to,
            reply_to: None,
            sender_name: None,
            subject: Subject { facts: &facts }.render()?,
            text: Text { facts: &facts }.render()?,
            html: Html { facts: &facts }.render()?,
            calendar: None,
        })))
    }
}

fn recipient(account: &Account) -> Option<Mailbox> {
    let email = EmailAddress::parse(&account.email).ok()?;
    Some(Mailbox::new(
        Some(account.name.clone()),
        email.ascii_domain_form().parse().ok()?,
    ))
}
