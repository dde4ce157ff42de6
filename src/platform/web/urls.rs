//! Every path of the product in one place. Pages use the paths as they are; mails, calendars and redirects to the
//! outside get absolute links, which begin with the configured `BASE_URL` and never with what a request claims.

use std::fmt::Display;

use url::Url;

use crate::platform::secret::Token;

/// Makes absolute links.
#[derive(Clone, Debug)]
pub struct Urls {
    base: Url,
}

impl Urls {
    /// `base` is the configured `BASE_URL`.
    #[must_use]
    pub fn new(base: Url) -> Self {
        Self { base }
    }

    /// The absolute link to `path`, which begins with a slash.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base.as_str().trim_end_matches('/'))
    }

    /// Scheme, host and port: what a browser calls our origin.
    #[must_use]
    pub fn origin(&self) -> String {
        self.base.origin().ascii_serialization()
    }

    /// Our host name: the right side of Message-IDs and calendar UIDs.
    #[must_use]
    pub fn host(&self) -> &str {
        self.base.host_str().unwrap_or("localhost")
    }

    /// Whether cookies may demand a secure connection.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.base.scheme() == "https"
    }
}

/// `/`
pub const HOME: &str = "/";
/// The organizer's events.
pub const ORGANIZER: &str = "/organizer";
/// Sign-in.
pub const SIGN_IN: &str = "/organizer/sign-in";
/// Sign-out.
pub const SIGN_OUT: &str = "/organizer/sign-out";
/// Asks for a sign-in link by mail.
pub const SIGN_IN_LINK: &str = "/organizer/sign-in/link";
/// One's own account: password and signed-in browsers.
pub const ACCOUNT: &str = "/organizer/account";
/// Sets the password.
pub const PASSWORD: &str = "/organizer/account/password";
/// The mail folder.
pub const MAILBOX: &str = "/dev/mailbox";

/// An event's page.
#[must_use]
pub fn event(slug: impl Display) -> String {
    format!("/e/{slug}")
}

/// An event's current terms.
#[must_use]
pub fn terms(slug: impl Display) -> String {
    format!("/e/{slug}/terms")
}

/// Version `number` of an event's terms, for ever.
#[must_use]
pub fn terms_version(slug: impl Display, number: i32) -> String {
    format!("/e/{slug}/terms/{number}")
}

/// The registration form.
#[must_use]
pub fn register(slug: impl Display) -> String {
    format!("/e/{slug}/register")
}

/// An event's calendar entry.
#[must_use]
pub fn event_calendar(slug: impl Display) -> String {
    format!("/e/{slug}/calendar.ics")
}

/// A registration's own page.
#[must_use]
pub fn registration(token: &Token) -> String {
    format!("/r/{}", token.reveal())
}

/// A registration's calendar entry.
#[must_use]
pub fn registration_calendar(token: &Token) -> String {
    format!("/r/{}/calendar.ics", token.reveal())
}

/// The terms version a registration accepted.
#[must_use]
pub fn registration_terms(token: &Token) -> String {
    format!("/r/{}/terms", token.reveal())
}

/// Sends a registration's confirmation once more.
#[must_use]
pub fn registration_resend(token: &Token) -> String {
    format!("/r/{}/resend", token.reveal())
}

/// A one-time sign-in link.
#[must_use]
pub fn sign_in_with(token: &Token) -> String {
    format!("/organizer/sign-in/{}", token.reveal())
}

/// Ends one signed-in browser.
#[must_use]
pub fn session(id: impl Display) -> String {
    format!("/organizer/account/sessions/{id}/revoke")
}

/// An event in the organizer's workspace.
#[must_use]
pub fn organizer_event(slug: impl Display) -> String {
    format!("/organizer/events/{slug}")
}

/// Publishes a draft.
#[must_use]
pub fn publish(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/publish")
}

/// The attendee list.
#[must_use]
pub fn attendees(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/attendees")
}

/// The attendee list as CSV.
#[must_use]
pub fn attendees_csv(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/attendees.csv")
}

/// One registration in the organizer's workspace.
#[must_use]
pub fn attendee(slug: impl Display, id: impl Display) -> String {
    format!("/organizer/events/{slug}/attendees/{id}")
}

/// Sends one registration's confirmation once more.
#[must_use]
pub fn attendee_resend(slug: impl Display, id: impl Display) -> String {
    format!("/organizer/events/{slug}/attendees/{id}/resend")
}
