//! What every page needs to know of its request: the language, the way to itself in other languages, who is
//! signed in.

use std::convert::Infallible;
use std::future::{Ready, ready};

use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest};

use crate::platform::i18n::Tr;
use crate::platform::lang::Lang;
use crate::platform::web::{assets, urls};

/// The cookie that keeps a language somebody chose.
const LANGUAGE_COOKIE: &str = "lang";

/// How the language of a request was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Choice {
    /// `?lang=`: she asks for it here and now.
    Asked(Lang),
    /// A cookie from an earlier choice.
    Remembered(Lang),
    /// What her browser prefers, or English.
    Guessed(Lang),
}

/// One page's view of its request.
#[derive(Clone)]
pub struct Page {
    /// Speaks the page's language.
    pub t: Tr,
    choice: Choice,
    path: String,
    /// The query without `lang`.
    query: String,
    /// What the links to other languages carry.
    parameter: &'static str,
    /// The name of who is signed in, on the organizer's pages.
    pub signed_in: Option<String>,
    /// The style sheet of the event it is about, where that has colours of its own.
    pub theme: Option<String>,
}

/// A link to the same page in another language.
pub struct LanguageLink {
    /// The language.
    pub lang: Lang,
    /// Where it leads.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
}

/// A link of the workspace's header.
pub struct PartLink {
    /// The message that names the part.
    pub words: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// `page` for this very page, `true` for one within the part; the value of `aria-current`.
    pub current: Option<&'static str>,
}

impl Page {
    /// The page's view of `request`.
    #[must_use]
    pub fn of(request: &HttpRequest) -> Self {
        let mut asked = None;
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in form_urlencoded::parse(request.query_string().as_bytes()) {
            if name == "lang" {
                asked = value.parse::<Lang>().ok().or(asked);
            } else {
                query.append_pair(&name, &value);
            }
        }
        let remembered = || {
            request
                .cookie(LANGUAGE_COOKIE)
                .and_then(|cookie| cookie.value().parse::<Lang>().ok())
        };
        let preferred = || {
            let header = request.headers().get(header::ACCEPT_LANGUAGE)?;
            Lang::negotiate(header.to_str().ok()?)
        };
        let choice = match asked {
            Some(lang) => Choice::Asked(lang),
            None => remembered().map_or_else(
                || Choice::Guessed(preferred().unwrap_or(Lang::En)),
                Choice::Remembered,
            ),
        };
        let (Choice::Asked(lang) | Choice::Remembered(lang) | Choice::Guessed(lang)) = choice;
        Self {
            t: Tr::new(lang),
            choice,
            path: request.path().to_owned(),
            query: query.finish(),
            parameter: "lang",
            signed_in: None,
            theme: None,
        }
    }

    /// The page's language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.t.lang()
    }

    /// The same page in the language that is stored with what it shows, unless another was asked for just now.
    #[must_use]
    pub fn in_stored_language(mut self, stored: Lang) -> Self {
        if !matches!(self.choice, Choice::Asked(_)) {
            self.t = Tr::new(stored);
        }
        self
    }

    /// The page as a reader of `lang` sees it, whatever the language of who asks: its links to other languages
    /// carry `parameter` and change nothing but what is shown.
    #[must_use]
    pub fn shown_in(mut self, lang: Lang, parameter: &'static str) -> Self {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in form_urlencoded::parse(self.query.as_bytes()) {
            if name != parameter {
                query.append_pair(&name, &value);
            }
        }
        self.query = query.finish();
        self.parameter = parameter;
        self.t = Tr::new(lang);
        self
    }

    /// The page for somebody signed in under `name`.
    #[must_use]
    pub fn signed_in_as(mut self, name: &str) -> Self {
        self.signed_in = Some(name.to_owned());
        self
    }

    /// The parts of the workspace but one's account, in the order of the header.
    #[must_use]
    pub fn parts(&self) -> [PartLink; 2] {
        let here = self.part();
        [("nav-events", urls::ORGANIZER), ("nav-team", urls::TEAM)].map(|(words, href)| PartLink {
            words,
            href,
            current: match here == Some(href) {
                true if self.path == href => Some("page"),
                true => Some("true"),
                false => None,
            },
        })
    }

    /// The first address of the part of the workspace that this page is in.
    #[must_use]
    pub fn part(&self) -> Option<&'static str> {
        let mut segments = self.path.strip_prefix(urls::ORGANIZER)?.split('/').skip(1);
        match segments.next() {
            None | Some("events" | "new-event") => Some(urls::ORGANIZER),
            // Places belong to the events that are held there, however they are addressed.
            Some("organizations") if segments.nth(1) == Some("venues") => None,
            Some("team" | "organizations") => Some(urls::TEAM),
            Some("account") => Some(urls::ACCOUNT),
            Some(_) => None,
        }
    }

    /// The page in the colours of its event.
    #[must_use]
    pub fn with_theme(mut self, href: Option<String>) -> Self {
        self.theme = href;
        self
    }

    /// Links to this page in every language.
    #[must_use]
    pub fn languages(&self) -> Vec<LanguageLink> {
        Lang::ALL
            .iter()
            .map(|&lang| LanguageLink {
                lang,
                href: self.href_in(lang),
                current: lang == self.lang(),
            })
            .collect()
    }

    /// This page's own address with its language, for a form that comes back to it.
    #[must_use]
    pub fn here(&self) -> String {
        self.href_in(self.lang())
    }

    fn href_in(&self, lang: Lang) -> String {
        let separator = if self.query.is_empty() { "" } else { "&" };
        format!("{}?{}{separator}{}={lang}", self.path, self.query, self.parameter)
    }

    /// The public address of a static file.
    #[must_use]
    pub fn asset(&self, name: &str) -> &'static str {
        assets::address(name)
    }

    /// The cookie to set when she chose a language, so that the next page keeps it.
    #[must_use]
    pub fn language_cookie(&self, secure: bool) -> Option<Cookie<'static>> {
        let Choice::Asked(lang) = self.choice else {
            return None;
        };
        Some(
            Cookie::build(LANGUAGE_COOKIE, lang.code())
                .path("/")
                .same_site(SameSite::Lax)
                .secure(secure)
                .http_only(true)
                .max_age(actix_web::cookie::time::Duration::days(365))
                .finish(),
        )
    }
}

impl FromRequest for Page {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn the_header_knows_in_which_part_of_the_workspace_a_page_is() {
        for (path, part) in [
            ("/organizer", Some(urls::ORGANIZER)),
            ("/organizer/events/forum/attendees", Some(urls::ORGANIZER)),
            ("/organizer/organizations/1", Some(urls::TEAM)),
            ("/organizer/organizations/1/team", Some(urls::TEAM)),
            ("/organizer/organizations/1/venues/2/rooms/3", None),
            ("/organizer/account/password", Some(urls::ACCOUNT)),
            ("/organizer/invitations/x", None),
            ("/e/forum", None),
        ] {
            let page = Page::of(&TestRequest::with_uri(path).to_http_request());
            assert_eq!(page.part(), part, "{path}");
        }
        let home = Page::of(&TestRequest::with_uri("/organizer").to_http_request());
        assert_eq!(home.parts().map(|part| part.current), [Some("page"), None]);
    }
}
