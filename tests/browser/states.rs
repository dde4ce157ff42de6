//! Every page in every state that somebody may meet: the one list that pictures are taken from and checks walk along.
//!
//! A new page is a line here. A test below names every address that shows a page and is in no state of the list.
//!
//! `{words in braces}` stand for what the [`Stage`](crate::stage::Stage) knows: ids, links, the name and address of
//! who registers in the language of the walk.

/// Who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// Somebody without an account.
    Visitor,
    /// Somebody who may look at the organization's events and change nothing.
    Viewer,
    /// Somebody who may change them.
    Manager,
    /// Somebody who decides who belongs to the organization.
    Owner,
}

/// What somebody does on a page to bring a state about.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Types into the field that the selector finds.
    Type(&'static str, &'static str),
    /// Chooses from a list.
    Choose(&'static str, &'static str),
    /// Chooses the picture that the stage drew.
    Attach(&'static str),
    /// Clicks where that leads to no other page.
    Click(&'static str),
    /// Clicks where it does, to one that comes with this status.
    Send(&'static str, u16),
    /// Opens the page again, which comes with this status.
    Reload(u16),
    /// Types more into a field than any form takes.
    Flood(&'static str),
    /// Has sent the form at an address so many times already, filled in like this.
    Often(&'static str, &'static [(&'static str, &'static str)], usize),
    /// From here on the server lacks what it stands on, until the state has been brought about.
    Lose(Loss),
}

/// What a server may lose.
#[derive(Clone, Copy, Debug)]
pub enum Loss {
    /// The whole database, as when its machine is started anew.
    Database,
    /// A table, as no fault of ours should come to pass.
    Table,
}

/// A page in one of its states.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// Names its pictures and findings.
    pub name: &'static str,
    pub who: Who,
    pub address: &'static str,
    /// With which status the address answers.
    pub status: u16,
    pub steps: &'static [Step],
}

impl State {
    const fn answering(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    const fn then(mut self, steps: &'static [Step]) -> Self {
        self.steps = steps;
        self
    }
}

const fn at(name: &'static str, who: Who, address: &'static str) -> State {
    State {
        name,
        who,
        address,
        status: 200,
        steps: &[],
    }
}

use Step::{Attach, Choose, Click, Flood, Lose, Often, Reload, Send, Type};
use Who::{Manager, Owner, Viewer, Visitor};

/// The button that a form is for, among those that help to fill it in.
pub const SUBMIT: &str = "main form button:not([type=button], .quiet, .small, .hidden)";

const REGISTER: &[Step] = &[
    Type("#name", "{name}"),
    Type("#email", "{email}"),
    Click("input[name=category]:not([value=delegate])"),
    Type("#organization", "{affiliation}"),
    Click("#accept_terms"),
    Send(SUBMIT, 200),
];

const REGISTER_AGAIN: &[Step] = &[
    Type("#name", "{name}"),
    Type("#email", "{email}"),
    Click("input[name=category]:not([value=delegate])"),
    Click("#accept_terms"),
    Send(SUBMIT, 409),
];

/// In the order in which they are brought about: some need what earlier ones have done.
pub const STATES: &[State] = &[
    at("home", Visitor, "/"),
    at("event", Visitor, "/e/dialogue-of-integrations"),
    at("event-free", Visitor, "/e/open-lecture"),
    at("event-lined", Visitor, "/e/ports-round-table"),
    at("event-full", Visitor, "/e/full"),
    at("event-not-yet", Visitor, "/e/not-yet"),
    at("event-closed", Visitor, "/e/closed"),
    at("event-cancelled", Visitor, "/e/cancelled"),
    at("event-over", Visitor, "/e/over"),
    at("event-long", Visitor, "/e/long"),
    at("terms", Visitor, "/e/dialogue-of-integrations/terms"),
    at("terms-numbered", Visitor, "/e/dialogue-of-integrations/terms/1"),
    at("event-paid", Visitor, "/e/paid"),
    at("terms-paid", Visitor, "/e/paid/terms"),
    at("terms-paid-first", Visitor, "/e/paid/terms/1"),
    at("register", Visitor, "/e/dialogue-of-integrations/register"),
    at("register-phone", Visitor, "/e/phones/register"),
    at("register-long", Visitor, "/e/long/register"),
    at("register-empty", Visitor, "/e/dialogue-of-integrations/register").then(&[Send(SUBMIT, 422)]),
    at("register-mistakes", Visitor, "/e/phones/register").then(&[
        Type("#name", "{name}"),
        Type("#email", "not-an-address"),
        Choose("#country", "KZ"),
        Type("#phone", "call me"),
        Send(SUBMIT, 422),
    ]),
    at("register-consents", Visitor, "/e/consents/register"),
    at("register-consents-mistakes", Visitor, "/e/consents/register").then(&[
        Type("#name", "{name}"),
        Type("#email", "{email}"),
        Click("input[name=category][value=press]"),
        Click("#consent_1"),
        Send(SUBMIT, 422),
    ]),
    at("register-paid", Visitor, "/e/paid/register"),
    at("register-paid-chosen", Visitor, "/e/paid/register").then(&[
        Type("#name", "{name}"),
        Click("input[name=category][value=expert]"),
        Click("#fact_member"),
        Click("#extra_2"),
    ]),
    at("register-paid-mistakes", Visitor, "/e/paid/register").then(&[
        Type("#extra_1", "many"),
        Click("#fact_member"),
        Send(SUBMIT, 422),
    ]),
    at("register-line", Visitor, "/e/ports-round-table/register"),
    at("register-full", Visitor, "/e/full/register"),
    at("register-full-meanwhile", Visitor, "/e/filling/register").then(&[
        Type("#name", "{name}"),
        Type("#email", "slower@example.org"),
        Click("#accept_terms"),
        Often(
            "/e/filling/register",
            &[("name", "Anna"), ("email", "faster@example.org")],
            1,
        ),
        Send(SUBMIT, 409),
    ]),
    at("register-not-yet", Visitor, "/e/not-yet/register"),
    at("register-closed", Visitor, "/e/closed/register"),
    at("own", Visitor, "/e/dialogue-of-integrations/register").then(REGISTER),
    at("register-twice", Visitor, "/e/dialogue-of-integrations/register").then(REGISTER_AGAIN),
    at("own-later", Visitor, "{own}"),
    at("own-terms", Visitor, "{own}/terms"),
    at("own-sent-again", Visitor, "{own}").then(&[Send("form[action$=resend] button", 200)]),
    at("own-change", Visitor, "{own}/change"),
    at("own-change-mistakes", Visitor, "{own}/change").then(&[Type("#name", ""), Send(SUBMIT, 422)]),
    at("own-email", Visitor, "{own}/email"),
    at("own-email-mistakes", Visitor, "{own}/email").then(&[Type("#email", "nowhere"), Send(SUBMIT, 422)]),
    at("own-email-too-often", Visitor, "{own}/email").then(&[
        Often("{own}/email", &[("email", "{email}")], 5),
        Type("#email", "another@example.org"),
        Send(SUBMIT, 429),
    ]),
    at("own-email-change", Visitor, "{own-older}/email"),
    at("own-email-asked", Visitor, "{own-older}/email")
        .then(&[Type("#email", "elsewhere@example.org"), Send(SUBMIT, 200)]),
    at("own-email-waiting", Visitor, "{own-older}/email"),
    at("address", Visitor, "{address}"),
    at("own-withdraw", Visitor, "{own}/withdraw"),
    at("own-long", Visitor, "{own-long}"),
    at("own-consents", Visitor, "{own-consents}"),
    at("own-consents-withdrawn", Visitor, "{own-consents}").then(&[Send("button[name=withdraw]", 200)]),
    at("own-consents-receipt", Visitor, "{own-consents}/receipt"),
    at("own-paid", Visitor, "{own-paid}"),
    at("own-paid-withdraw", Visitor, "{own-paid}/withdraw"),
    at("own-asked", Visitor, "{own-asked}"),
    at("own-answer", Visitor, "{own-asked}/answer"),
    at("own-answer-mistakes", Visitor, "{own-asked}/answer").then(&[Send(SUBMIT, 422)]),
    at("own-lined", Visitor, "{own-lined}"),
    at("own-offered", Visitor, "{own-offered}"),
    at("own-offer", Visitor, "{own-offered}/offer"),
    at("register-lined", Visitor, "/e/lined/register"),
    at("waitlist", Manager, "/organizer/events/lined/waitlist"),
    at(
        "waitlist-turn",
        Manager,
        "/organizer/events/lined/waitlist/{lined}/turn",
    ),
    at(
        "waitlist-offer",
        Manager,
        "/organizer/events/lined/waitlist/{lined}/offer",
    ),
    at("own-unproved", Visitor, "{own-unproved}"),
    at("own-payable", Visitor, "{own-payable}"),
    at("own-prove", Visitor, "{own-unproved}/prove/{proof}"),
    at("own-event-cancelled", Visitor, "{own-event-cancelled}"),
    at("own-withdrawn", Visitor, "{own-withdrawn}"),
    at("find", Visitor, "/find-registration"),
    at("find-mistakes", Visitor, "/find-registration").then(&[Type("#email", "nowhere"), Send(SUBMIT, 422)]),
    at("find-of-event", Visitor, "/e/dialogue-of-integrations/find"),
    at("found", Visitor, "/e/dialogue-of-integrations/find")
        .then(&[Type("#email", "{email}"), Send(SUBMIT, 200)]),
    at("not-found", Visitor, "/nothing-here").answering(404),
    at("dead-link", Visitor, "/r/nothing").answering(404),
    at("method-not-allowed", Visitor, "/organizer/sign-out").answering(405),
    at("too-large", Visitor, "/find-registration").then(&[Flood("#email"), Send(SUBMIT, 413)]),
    at("cross-site", Visitor, "{elsewhere}").then(&[Send("button", 403)]),
    at("find-too-often", Visitor, "/find-registration").then(&[
        Often("/find-registration", &[("email", "often@example.org")], 3),
        Type("#email", "often@example.org"),
        Send(SUBMIT, 429),
    ]),
    at("register-too-often", Visitor, "/e/open-lecture/register").then(&[
        Often(
            "/e/open-lecture/register",
            &[("name", "Anna"), ("email", "often@example.org")],
            66,
        ),
        Type("#name", "{name}"),
        Type("#email", "often@example.org"),
        Click("#accept_terms"),
        Send(SUBMIT, 429),
    ]),
    // The form itself is kept for a second, whatever becomes of the database.
    at("unavailable", Visitor, "{own-unproved}").then(&[Lose(Loss::Database), Reload(503)]),
    at("unavailable-form-kept", Visitor, "/e/phones/register").then(&[
        Type("#name", "{name}"),
        Type("#email", "kept@example.org"),
        Click("input[name=category][value=expert]"),
        Click("#accept_terms"),
        Lose(Loss::Database),
        Send(SUBMIT, 503),
    ]),
    at("internal-error", Visitor, "/e/dialogue-of-integrations/register")
        .then(&[Lose(Loss::Table), Reload(500)]),
    at("internal-error-form-kept", Visitor, "/e/phones/register").then(&[
        Type("#name", "{name}"),
        Type("#email", "kept@example.org"),
        Click("input[name=category][value=expert]"),
        Click("#accept_terms"),
        Lose(Loss::Table),
        Send(SUBMIT, 500),
    ]),
    at("sign-in", Visitor, "/organizer/sign-in"),
    at("sign-in-mistakes", Visitor, "/organizer/sign-in").then(&[Send(SUBMIT, 422)]),
    at("sign-in-password-mistakes", Visitor, "/organizer/sign-in").then(&[
        Click("summary"),
        Send("form[action='/organizer/sign-in'] button", 422),
    ]),
    at("sign-in-too-often", Visitor, "/organizer/sign-in").then(&[
        Often("/organizer/sign-in", &[("email", "often@example.org")], 5),
        Type("#email", "often@example.org"),
        Send(SUBMIT, 429),
    ]),
    at("sign-in-requested", Visitor, "/organizer/sign-in")
        .then(&[Type("#email", "{newcomer}"), Send(SUBMIT, 200)]),
    at("sign-in-link", Visitor, "{sign-in}"),
    at("sign-in-dead-link", Visitor, "/organizer/sign-in/nothing").answering(410),
    at("organizer", Owner, "/organizer"),
    at("organizer-viewer", Viewer, "/organizer"),
    at("account", Owner, "/organizer/account"),
    at("account-mistakes", Owner, "/organizer/account").then(&[Type("#name", ""), Send(SUBMIT, 422)]),
    at("account-password-mistakes", Owner, "/organizer/account")
        .then(&[Send("form[action$=password] button", 422)]),
    at("team", Owner, "/organizer/organizations/{organization}/team"),
    at(
        "team-viewer",
        Viewer,
        "/organizer/organizations/{organization}/team",
    ),
    at(
        "team-mistakes",
        Owner,
        "/organizer/organizations/{organization}/team",
    )
    .then(&[Send("form[action$=invite] button", 422)]),
    at(
        "team-invited",
        Owner,
        "/organizer/organizations/{organization}/team",
    )
    .then(&[
        Type("#email", "invitee@example.org"),
        Click("input[name=role][value=viewer]"),
        Send("form[action$=invite] button", 200),
    ]),
    at("invitation", Visitor, "{invitation}"),
    at("invitation-of-somebody-else", Manager, "{invitation}"),
    at("invitation-dead", Visitor, "/organizer/invitations/nothing").answering(410),
    at("organization", Owner, "/organizer/organizations/{organization}"),
    at(
        "organization-mistakes",
        Owner,
        "/organizer/organizations/{organization}",
    )
    .then(&[Type("#name", ""), Send(SUBMIT, 422)]),
    at("new-event", Manager, "/organizer/new-event"),
    at("new-event-mistakes", Manager, "/organizer/new-event").then(&[Send(SUBMIT, 422)]),
    at("overview", Owner, "/organizer/events/dialogue-of-integrations"),
    at(
        "overview-viewer",
        Viewer,
        "/organizer/events/dialogue-of-integrations",
    ),
    at("overview-draft", Manager, "/organizer/events/draft"),
    at("overview-ready", Manager, "/organizer/events/ready"),
    at("overview-long", Manager, "/organizer/events/long"),
    at("overview-cancelled", Manager, "/organizer/events/cancelled"),
    at("overview-over", Manager, "/organizer/events/over"),
    at(
        "forbidden",
        Viewer,
        "/organizer/events/dialogue-of-integrations/details",
    )
    .answering(403),
    at(
        "details",
        Manager,
        "/organizer/events/dialogue-of-integrations/details",
    ),
    at("details-long", Manager, "/organizer/events/long/details"),
    at("details-mistakes", Manager, "/organizer/events/ready/details")
        .then(&[Type("#title_en", ""), Send(SUBMIT, 422)]),
    at(
        "schedule",
        Manager,
        "/organizer/events/dialogue-of-integrations/when-and-where",
    ),
    at(
        "schedule-draft",
        Manager,
        "/organizer/events/draft/when-and-where",
    ),
    at("look", Manager, "/organizer/events/dialogue-of-integrations/look"),
    at(
        "picture-mistakes",
        Manager,
        "/organizer/events/ready/look/picture",
    )
    .then(&[Type("#picture_alt_zh", "会场"), Send("form[enctype] button", 422)]),
    at("picture", Manager, "/organizer/events/open-lecture/look").then(&[
        Attach("#picture"),
        Type("#picture_alt_en", "The sea in the evening"),
        Type("#picture_alt_ru", "Вечернее море"),
        Type("#picture_alt_zh", "傍晚的大海"),
        Send("form[enctype] button", 200),
    ]),
    at("event-picture", Visitor, "/e/open-lecture"),
    at(
        "agenda",
        Manager,
        "/organizer/events/dialogue-of-integrations/agenda",
    ),
    at("agenda-none", Manager, "/organizer/events/draft/agenda"),
    at(
        "session-new",
        Manager,
        "/organizer/events/dialogue-of-integrations/agenda/new",
    ),
    at(
        "session-new-mistakes",
        Manager,
        "/organizer/events/dialogue-of-integrations/agenda/new",
    )
    .then(&[Send(SUBMIT, 422)]),
    at(
        "session",
        Manager,
        "/organizer/events/dialogue-of-integrations/agenda/{session}",
    ),
    at(
        "preview",
        Viewer,
        "/organizer/events/dialogue-of-integrations/preview",
    ),
    at("preview-draft", Manager, "/organizer/events/ready/preview"),
    at(
        "venues",
        Manager,
        "/organizer/organizations/{organization}/venues",
    ),
    at(
        "venue",
        Manager,
        "/organizer/organizations/{organization}/venues/{venue}",
    ),
    at(
        "room-new",
        Manager,
        "/organizer/organizations/{organization}/venues/{venue}/rooms/new",
    ),
    at(
        "room",
        Manager,
        "/organizer/organizations/{organization}/venues/{venue}/rooms/{room}",
    ),
    at(
        "terms-draft",
        Manager,
        "/organizer/events/dialogue-of-integrations/terms",
    ),
    at("terms-draft-notices", Manager, "/organizer/events/doubtful/terms"),
    at("publish-asks", Manager, "/organizer/events/doubtful/publish"),
    at("publish-unread", Manager, "/organizer/events/doubtful/publish")
        .then(&[Send("main form button", 422)]),
    at("overview-asks", Manager, "/organizer/events/doubtful"),
    at("terms-draft-none", Manager, "/organizer/events/draft/terms"),
    at("terms-fees", Manager, "/organizer/events/paid/terms/fees"),
    at("terms-fees-none", Manager, "/organizer/events/draft/terms/fees"),
    at(
        "terms-fees-mistakes",
        Manager,
        "/organizer/events/paid/terms/fees",
    )
    .then(&[
        Type("#currency_2", "₽₽₽"),
        Type("#step_2_until", "soon"),
        Type("#fee_1_1_1", "a lot"),
        Send(SUBMIT, 422),
    ]),
    at(
        "terms-cancellation",
        Manager,
        "/organizer/events/paid/terms/cancellation",
    ),
    at(
        "terms-cancellation-none",
        Manager,
        "/organizer/events/draft/terms/cancellation",
    ),
    at(
        "terms-cancellation-mistakes",
        Manager,
        "/organizer/events/paid/terms/cancellation",
    )
    .then(&[
        Type("#refund_1_percent", "150"),
        Type("#refund_2_until", "many"),
        Type("#no_show", "all"),
        Send(SUBMIT, 422),
    ]),
    at("terms-consents", Manager, "/organizer/events/paid/terms/consents"),
    at(
        "terms-consents-filled",
        Manager,
        "/organizer/events/draft/terms/consents",
    )
    .then(&[Send("button[value=photographs]", 200)]),
    at(
        "terms-consents-mistakes",
        Manager,
        "/organizer/events/draft/terms/consents",
    )
    .then(&[Send("button[value=consent]", 200), Send(SUBMIT, 422)]),
    at(
        "terms-file",
        Manager,
        "/organizer/events/dialogue-of-integrations/terms/file",
    ),
    at(
        "terms-file-mistakes",
        Manager,
        "/organizer/events/draft/terms/file",
    )
    .then(&[
        Type(
            "#text",
            "[conference]\nname = \"C\"\nzone = \"Europe/Moscow\"\n\n[[fee]]\n\n[[refund]]\npercent = 150\n\n\
             [[refund]]\nuntil = \"3 days before start\"\n",
        ),
        Send("form[enctype] button", 422),
    ]),
    at(
        "categories",
        Manager,
        "/organizer/events/dialogue-of-integrations/categories",
    ),
    at("categories-none", Manager, "/organizer/events/draft/categories"),
    at("category-new", Manager, "/organizer/events/ready/categories/new"),
    at(
        "category-new-mistakes",
        Manager,
        "/organizer/events/ready/categories/new",
    )
    .then(&[Send(SUBMIT, 422)]),
    at(
        "category",
        Manager,
        "/organizer/events/dialogue-of-integrations/categories/delegate",
    ),
    at(
        "category-mistakes",
        Manager,
        "/organizer/events/dialogue-of-integrations/categories/press",
    )
    .then(&[Type("#payment_days", "many"), Send(SUBMIT, 422)]),
    at(
        "quota-new",
        Manager,
        "/organizer/events/dialogue-of-integrations/quotas/new",
    ),
    at(
        "quota",
        Manager,
        "/organizer/events/dialogue-of-integrations/quotas/{quota}/bounds",
    ),
    at(
        "quota-extra",
        Manager,
        "/organizer/events/paid/quotas/{quota-extra}/bounds",
    ),
    at("quotas-of-extras", Manager, "/organizer/events/paid/categories"),
    at(
        "quota-new-mistakes",
        Manager,
        "/organizer/events/dialogue-of-integrations/quotas/new",
    )
    .then(&[Send(SUBMIT, 422)]),
    at("tell-move", Manager, "/organizer/events/moved/tell"),
    at("overview-moved", Manager, "/organizer/events/moved"),
    at(
        "schedule-told",
        Manager,
        "/organizer/events/moved/when-and-where?saved=told",
    ),
    at(
        "cancel",
        Manager,
        "/organizer/events/dialogue-of-integrations/cancel",
    ),
    at(
        "history",
        Viewer,
        "/organizer/events/dialogue-of-integrations/history",
    ),
    at("history-short", Manager, "/organizer/events/draft/history"),
    at("history-long", Manager, "/organizer/events/phones/history"),
    at(
        "attendees",
        Manager,
        "/organizer/events/dialogue-of-integrations/attendees",
    ),
    at(
        "attendees-viewer",
        Viewer,
        "/organizer/events/dialogue-of-integrations/attendees",
    ),
    at(
        "attendees-none-found",
        Manager,
        "/organizer/events/dialogue-of-integrations/attendees?q=nobody&status=confirmed",
    ),
    at(
        "attendees-none-yet",
        Manager,
        "/organizer/events/not-yet/attendees",
    ),
    at("attendees-long", Manager, "/organizer/events/phones/attendees"),
    at(
        "attendee",
        Manager,
        "/organizer/events/dialogue-of-integrations/attendees/{attendee}",
    ),
    at(
        "attendee-viewer",
        Viewer,
        "/organizer/events/dialogue-of-integrations/attendees/{attendee}",
    ),
    at(
        "attendee-long",
        Manager,
        "/organizer/events/phones/attendees/{attendee-long}",
    ),
    at(
        "attendee-mail",
        Viewer,
        "/organizer/events/phones/attendees/{attendee-long}/mails/{mail-long}",
    ),
    at(
        "attendee-mail-text",
        Viewer,
        "/organizer/events/phones/attendees/{attendee-long}/mails/{mail-long}?part=text",
    ),
    at(
        "attendee-mail-withheld",
        Viewer,
        "/organizer/events/dialogue-of-integrations/attendees/{attendee}/mails/{mail-withheld}",
    ),
    at(
        "attendee-new",
        Manager,
        "/organizer/events/dialogue-of-integrations/attendees/new",
    ),
    at(
        "attendee-new-mistakes",
        Manager,
        "/organizer/events/dialogue-of-integrations/attendees/new",
    )
    .then(&[Send(SUBMIT, 422)]),
    at(
        "attendee-edit",
        Manager,
        "/organizer/events/dialogue-of-integrations/attendees/{attendee}/edit",
    ),
    at(
        "attendee-cancel",
        Manager,
        "/organizer/events/dialogue-of-integrations/attendees/{attendee}/cancel",
    ),
    at(
        "attendee-payable",
        Manager,
        "/organizer/events/payable/attendees/{payable}",
    ),
    at(
        "attendee-payable-mistakes",
        Manager,
        "/organizer/events/payable/attendees/{payable}",
    )
    .then(&[
        Type("#amount", "much"),
        Send("form[action$='/payments'] button", 422),
    ]),
    at("review", Manager, "/organizer/events/reviewed/review"),
    at(
        "review-reject",
        Manager,
        "/organizer/events/reviewed/review/decision?decision=reject&id={in-review}",
    ),
    at(
        "review-reject-mistakes",
        Manager,
        "/organizer/events/reviewed/review/decision?decision=reject&id={in-review}",
    )
    .then(&[Send(SUBMIT, 422)]),
    at("styles", Visitor, "/dev/styles"),
    at("mailbox", Visitor, "/dev/mailbox"),
    at("mailbox-mail", Visitor, "/dev/mailbox/{mail}"),
    at("mailbox-mail-text", Visitor, "/dev/mailbox/{mail}?part=text"),
    at("mailbox-mail-files", Visitor, "/dev/mailbox/{mail}?part=files"),
    at(
        "mailbox-mail-headers",
        Visitor,
        "/dev/mailbox/{mail}?part=headers",
    ),
];

/// Addresses that show no page of ours, and why.
const NO_PAGES: &[(&str, &str)] = &[
    ("/e/{slug}/register/amount", "a part of the form's page"),
    ("/e/{slug}/calendar.ics", "a file"),
    ("/r/{token}/calendar.ics", "a file"),
    ("/e/{slug}/terms/{number}.toml", "a file"),
    ("/organizer/events/{slug}/terms/file.toml", "a file"),
    ("/organizer/events/{slug}/attendees.csv", "a file"),
    ("/organizer/events/{slug}/attendees.json", "a file"),
    ("/organizer/sign-in/link", "leads back to the form"),
    ("/organizer/account/password", "leads back to the form"),
    ("/organizer/account/details", "leads back to the form"),
    ("/organizer/team", "leads to the team of who has but one"),
    (
        "/organizer/organizations/{organization}/team/leave",
        "leads back to the team",
    ),
    (
        "/organizer/organizations/{organization}/team/invite",
        "leads back to the team",
    ),
    (
        "/organizer/organizations/{organization}/team/invitations/{invitation}/resend",
        "leads back to the team",
    ),
    (
        "/organizer/organizations/{organization}/team/{account}/role",
        "leads back to the team",
    ),
    (
        "/organizer/organizations/{organization}/team/{account}/remove",
        "leads back to the team",
    ),
    (
        "/dev/mailbox/{name}/html",
        "every mail's own page, of which the walk shows one a kind",
    ),
    ("/e/{slug}/picture/{name}", "a picture"),
    ("/r/{token}/receipt.txt", "a file"),
    ("/r/{token}/terms/{part}.json", "a file"),
    ("/dev/mailbox/{name}/files/{number}", "a file"),
    (
        "/organizer/events/{slug}/attendees/{id}/mails/{mail}/html",
        "the mail within the page that shows it",
    ),
    ("/e/{slug}/theme.{hash}.css", "a style sheet"),
    ("/healthz", "for machines"),
    ("/metrics", "for machines"),
    ("/readyz", "for machines"),
    ("/static/{name:.*}", "files"),
];

mod tests {
    use std::collections::BTreeSet;

    use lanyard::server::ROUTES;

    use super::*;

    /// Whether `address` is one of the addresses that `pattern` stands for.
    fn is_of(address: &str, pattern: &str) -> bool {
        let path = address.split('?').next().unwrap_or_default();
        let (path, pattern): (Vec<_>, Vec<_>) = (path.split('/').collect(), pattern.split('/').collect());
        path.len() == pattern.len()
            && path
                .iter()
                .zip(&pattern)
                .all(|(part, pattern)| match pattern.split_once('}') {
                    Some((_, ending)) if pattern.starts_with('{') => part.ends_with(ending),
                    _ => part == pattern,
                })
    }

    /// The pattern an address is served by: of those it fits, the one that says most of it.
    fn served_by(address: &str) -> Option<&'static str> {
        let address = address
            .replace("{own", "/r/{own")
            .replace("{sign-in}", "/organizer/sign-in/{sign-in}")
            .replace("{invitation}", "/organizer/invitations/{invitation}")
            .replace("{address}", "/r/{address}/address");
        ROUTES
            .iter()
            .map(|route| route.path)
            .filter(|pattern| is_of(&address, pattern))
            .min_by_key(|pattern| pattern.matches('{').count())
    }

    #[test]
    fn every_page_is_in_the_list() {
        let shown: BTreeSet<_> = STATES
            .iter()
            .filter_map(|state| served_by(state.address))
            .collect();
        let exempt: BTreeSet<_> = NO_PAGES.iter().map(|(pattern, _)| *pattern).collect();
        let missing: BTreeSet<_> = ROUTES
            .iter()
            .filter(|route| route.method == "GET")
            .map(|route| route.path)
            .filter(|pattern| !shown.contains(pattern) && !exempt.contains(pattern))
            .collect();
        assert!(missing.is_empty(), "in no state of the list: {missing:#?}");
        let needless: Vec<_> = exempt
            .iter()
            .filter(|pattern| shown.contains(*pattern) || !ROUTES.iter().any(|route| route.path == **pattern))
            .collect();
        assert!(needless.is_empty(), "exempt without need: {needless:#?}");
    }

    #[test]
    fn names_are_unique_and_fit_for_files() {
        let names: BTreeSet<_> = STATES.iter().map(|state| state.name).collect();
        assert_eq!(names.len(), STATES.len(), "a name is given twice");
        for name in names {
            assert!(
                name.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
                "{name} becomes the name of a file"
            );
        }
    }

    #[test]
    fn a_literal_address_is_told_from_one_with_an_id() {
        assert_eq!(
            served_by("/organizer/events/ready/categories/new"),
            Some("/organizer/events/{slug}/categories/new")
        );
        assert_eq!(served_by("{own}/terms"), Some("/r/{token}/terms"));
        assert_eq!(served_by("/nothing-here"), None);
    }
}
