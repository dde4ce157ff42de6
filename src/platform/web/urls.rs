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
/// What has taken place.
pub const PAST_EVENTS: &str = "/?past=1";
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
/// Changes one's own name and language.
pub const DETAILS: &str = "/organizer/account/details";
/// Sets the password.
pub const PASSWORD: &str = "/organizer/account/password";
/// The team of one's organization, or a choice of several.
pub const TEAM: &str = "/organizer/team";
/// Drafts an event.
pub const NEW_EVENT: &str = "/organizer/new-event";
/// Mails somebody the links to her registrations.
pub const FIND_REGISTRATION: &str = "/find-registration";
/// Every part of the design system in every state.
pub const STYLES: &str = "/dev/styles";
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

/// Version `number` of an event's terms as a file.
#[must_use]
pub fn terms_version_toml(slug: impl Display, number: i32) -> String {
    format!("/e/{slug}/terms/{number}.toml")
}

/// The registration form.
#[must_use]
pub fn register(slug: impl Display) -> String {
    format!("/e/{slug}/register")
}

/// What the choices in the query come to, as a part of that form.
#[must_use]
pub fn register_amount(slug: impl Display) -> String {
    format!("/e/{slug}/register/amount")
}

/// Mails somebody who comes from an event the links to her registrations.
#[must_use]
pub fn find_registration_of(slug: impl Display) -> String {
    format!("/e/{slug}/find")
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

/// A text of the terms version a registration accepted, byte for byte as its digest is over it: `part` is a language's
/// code, or `rules`.
#[must_use]
pub fn registration_terms_text(token: &Token, part: impl Display) -> String {
    format!("/r/{}/terms/{part}.json", token.reveal())
}

/// What a registration has accepted, to keep.
#[must_use]
pub fn registration_receipt(token: &Token) -> String {
    format!("/r/{}/receipt", token.reveal())
}

/// The same as plain text.
#[must_use]
pub fn registration_receipt_text(token: &Token) -> String {
    format!("/r/{}/receipt.txt", token.reveal())
}

/// Gives or withdraws an optional consent.
#[must_use]
pub fn registration_consents(token: &Token) -> String {
    format!("/r/{}/consents", token.reveal())
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

/// The attendee list as JSON.
#[must_use]
pub fn attendees_json(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/attendees.json")
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

/// Where whoever reads a mail proves that the address is hers.
#[must_use]
pub fn registration_proof(token: &Token, proof: &Token) -> String {
    format!("/r/{}/prove/{}", token.reveal(), proof.reveal())
}

/// Where a registrant answers what an organizer asked her.
#[must_use]
pub fn registration_answer(token: &Token) -> String {
    format!("/r/{}/answer", token.reveal())
}

/// Where it is noted what was received for a registration.
#[must_use]
pub fn attendee_payments(slug: impl Display, id: impl Display) -> String {
    format!("/organizer/events/{slug}/attendees/{id}/payments")
}

/// Who waits for a decision at an event.
#[must_use]
pub fn review(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/review")
}

/// Where it is decided about some of them.
#[must_use]
pub fn review_decision(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/review/decision")
}

/// The place that is held for a registration, to be taken or declined.
#[must_use]
pub fn registration_offer(token: &Token) -> String {
    format!("/r/{}/offer", token.reveal())
}

/// The lines of an event's waitlist.
#[must_use]
pub fn waitlist(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/waitlist")
}

/// Lets somebody in a line go before all others.
#[must_use]
pub fn waitlist_turn(slug: impl Display, id: impl Display) -> String {
    format!("/organizer/events/{slug}/waitlist/{id}/turn")
}

/// Offers somebody in a line a place out of her turn.
#[must_use]
pub fn waitlist_offer(slug: impl Display, id: impl Display) -> String {
    format!("/organizer/events/{slug}/waitlist/{id}/offer")
}

/// Withdraws a registration.
#[must_use]
pub fn registration_withdraw(token: &Token) -> String {
    format!("/r/{}/withdraw", token.reveal())
}

/// Changes the details of a registration.
#[must_use]
pub fn registration_change(token: &Token) -> String {
    format!("/r/{}/change", token.reveal())
}

/// Gives a registration another address.
#[must_use]
pub fn registration_email(token: &Token) -> String {
    format!("/r/{}/email", token.reveal())
}

/// Confirms another address of a registration, by the link that was mailed to it.
#[must_use]
pub fn confirm_address(token: &Token) -> String {
    format!("/r/{}/address", token.reveal())
}

/// Changes an event's texts, contact and look.
#[must_use]
pub fn event_details(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/details")
}

/// Sets when and where an event takes place.
#[must_use]
pub fn event_schedule(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/when-and-where")
}

/// Sets an event's colour and picture.
#[must_use]
pub fn event_look(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/look")
}

/// Takes an event's picture.
#[must_use]
pub fn upload_event_picture(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/look/picture")
}

/// Takes an event's picture away.
#[must_use]
pub fn remove_event_picture(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/look/picture/remove")
}

/// An event's agenda in the organizer's workspace.
#[must_use]
pub fn agenda(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/agenda")
}

/// Adds a session to the agenda.
#[must_use]
pub fn new_agenda_session(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/agenda/new")
}

/// The participation categories in the organizer's workspace.
#[must_use]
pub fn categories(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/categories")
}

/// Adds a participation category.
#[must_use]
pub fn new_category(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/categories/new")
}

/// The terms' draft.
#[must_use]
pub fn terms_draft(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/terms")
}

/// Fees and payment in the terms' draft of a manager's event.
#[must_use]
pub fn terms_fees(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/terms/fees")
}

/// Cancellation, refund and substitution in the terms' draft of a manager's event.
#[must_use]
pub fn terms_cancellation(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/terms/cancellation")
}

/// Consents beside the terms in the draft of a manager's event.
#[must_use]
pub fn terms_consents(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/terms/consents")
}

/// Publishes the terms' draft as the next version.
#[must_use]
pub fn publish_terms(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/terms/publish")
}

/// The terms' draft as a file, to be read and edited as text.
#[must_use]
pub fn terms_file(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/terms/file")
}

/// The terms' draft as a file to take away.
#[must_use]
pub fn terms_file_toml(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/terms/file.toml")
}

/// An event as a visitor will see it.
#[must_use]
pub fn preview(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/preview")
}

/// Takes a published event back to draft.
#[must_use]
pub fn unpublish(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/unpublish")
}

/// Calls an event off.
#[must_use]
pub fn cancel_event(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/cancel")
}

/// Tells attendees that an event takes place at another time or in another place.
#[must_use]
pub fn tell_move(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/tell")
}

/// Makes a copy of an event.
#[must_use]
pub fn duplicate(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/duplicate")
}

/// Deletes an event, so that it can still be restored.
#[must_use]
pub fn delete_event(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/delete")
}

/// An event's history.
#[must_use]
pub fn history(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/history")
}

/// Enters an attendee by hand.
#[must_use]
pub fn new_attendee(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/attendees/new")
}

/// One session of the agenda.
#[must_use]
pub fn agenda_session(slug: impl Display, id: impl Display) -> String {
    format!("/organizer/events/{slug}/agenda/{id}")
}

/// Takes a session off the agenda.
#[must_use]
pub fn delete_agenda_session(slug: impl Display, id: impl Display) -> String {
    format!("/organizer/events/{slug}/agenda/{id}/delete")
}

/// A mail to an attendee.
#[must_use]
pub fn attendee_mail(slug: impl Display, id: impl Display, mail: impl Display) -> String {
    format!("/organizer/events/{slug}/attendees/{id}/mails/{mail}")
}

/// Corrects an attendee's details.
#[must_use]
pub fn edit_attendee(slug: impl Display, id: impl Display) -> String {
    format!("/organizer/events/{slug}/attendees/{id}/edit")
}

/// Cancels an attendee's registration.
#[must_use]
pub fn cancel_attendee(slug: impl Display, id: impl Display) -> String {
    format!("/organizer/events/{slug}/attendees/{id}/cancel")
}

/// Adds a note to an attendee.
#[must_use]
pub fn attendee_notes(slug: impl Display, id: impl Display) -> String {
    format!("/organizer/events/{slug}/attendees/{id}/notes")
}

/// One participation category.
#[must_use]
pub fn category(slug: impl Display, key: impl Display) -> String {
    format!("/organizer/events/{slug}/categories/{key}")
}

/// Puts a participation category away.
#[must_use]
pub fn archive_category(slug: impl Display, key: impl Display) -> String {
    format!("/organizer/events/{slug}/categories/{key}/archive")
}

/// Brings a deleted event back.
#[must_use]
pub fn restore_event(id: impl Display) -> String {
    format!("/organizer/deleted-events/{id}/restore")
}

/// An organization's own facts: its name.
#[must_use]
pub fn organization(organization: impl Display) -> String {
    format!("/organizer/organizations/{organization}")
}

/// An organization's team.
#[must_use]
pub fn team(organization: impl Display) -> String {
    format!("/organizer/organizations/{organization}/team")
}

/// Invites somebody into an organization.
#[must_use]
pub fn invite(organization: impl Display) -> String {
    format!("/organizer/organizations/{organization}/team/invite")
}

/// Changes somebody's role in an organization.
#[must_use]
pub fn member_role(organization: impl Display, account: impl Display) -> String {
    format!("/organizer/organizations/{organization}/team/{account}/role")
}

/// Takes somebody out of an organization.
#[must_use]
pub fn remove_member(organization: impl Display, account: impl Display) -> String {
    format!("/organizer/organizations/{organization}/team/{account}/remove")
}

/// Leaves an organization.
#[must_use]
pub fn leave(organization: impl Display) -> String {
    format!("/organizer/organizations/{organization}/team/leave")
}

/// Sends an invitation once more.
#[must_use]
pub fn resend_invitation(organization: impl Display, id: impl Display) -> String {
    format!("/organizer/organizations/{organization}/team/invitations/{id}/resend")
}

/// Takes an invitation back.
#[must_use]
pub fn revoke_invitation(organization: impl Display, id: impl Display) -> String {
    format!("/organizer/organizations/{organization}/team/invitations/{id}/revoke")
}

/// An organization's venues.
#[must_use]
pub fn venues(organization: impl Display) -> String {
    format!("/organizer/organizations/{organization}/venues")
}

/// One venue with its rooms.
#[must_use]
pub fn venue(organization: impl Display, id: impl Display) -> String {
    format!("/organizer/organizations/{organization}/venues/{id}")
}

/// Adds a room to a venue.
#[must_use]
pub fn new_room(organization: impl Display, venue: impl Display) -> String {
    format!("/organizer/organizations/{organization}/venues/{venue}/rooms/new")
}

/// One room of a venue.
#[must_use]
pub fn room(organization: impl Display, venue: impl Display, id: impl Display) -> String {
    format!("/organizer/organizations/{organization}/venues/{venue}/rooms/{id}")
}

/// Removes a room from a venue.
#[must_use]
pub fn remove_room(organization: impl Display, venue: impl Display, id: impl Display) -> String {
    format!("/organizer/organizations/{organization}/venues/{venue}/rooms/{id}/remove")
}

/// An invitation into an organization.
#[must_use]
pub fn invitation(token: &Token) -> String {
    format!("/organizer/invitations/{}", token.reveal())
}

/// An event's own colours, as a style sheet that changes its address with its content.
#[must_use]
pub fn event_theme(slug: impl Display, hash: impl Display) -> String {
    format!("/e/{slug}/theme.{hash}.css")
}

/// An event's picture; the address changes with the picture.
#[must_use]
pub fn event_picture(slug: impl Display, name: impl Display) -> String {
    format!("/e/{slug}/picture/{name}")
}

/// Moves a participation category up or down.
#[must_use]
pub fn move_category(slug: impl Display, key: impl Display) -> String {
    format!("/organizer/events/{slug}/categories/{key}/move")
}

/// Offers a participation category again.
#[must_use]
pub fn restore_category(slug: impl Display, key: impl Display) -> String {
    format!("/organizer/events/{slug}/categories/{key}/restore")
}

/// The form for a new quota.
#[must_use]
pub fn new_quota(slug: impl Display) -> String {
    format!("/organizer/events/{slug}/quotas/new")
}

/// What a quota is called and whom it bounds.
#[must_use]
pub fn quota_bounds(slug: impl Display, id: impl Display) -> String {
    format!("/organizer/events/{slug}/quotas/{id}/bounds")
}

/// Deletes a quota that bounds nothing.
#[must_use]
pub fn delete_quota(slug: impl Display, id: impl Display) -> String {
    format!("/organizer/events/{slug}/quotas/{id}/delete")
}

/// Sets the number of places of a quota.
#[must_use]
pub fn quota(slug: impl Display, id: impl Display) -> String {
    format!("/organizer/events/{slug}/quotas/{id}")
}
