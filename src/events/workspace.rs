//! What stands above every page of an event in the organizer's workspace: which event, in what state, and the ways
//! to its other pages.

use super::extractors::EventAccess;
use super::model::EventStatus;
use crate::accounts::{Manage, Right};
use crate::platform::i18n::Tr;
use crate::platform::lang::Lang;
use crate::platform::web::urls;

/// A page of an event's workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkspacePage {
    /// Where the event stands.
    Overview,
    /// The attendee list, one attendee.
    Attendees,
    /// Who waits for a decision.
    Review,
    /// Who waits for a place.
    Waitlist,
    /// Texts, contact, address.
    Details,
    /// Time, venue.
    Schedule,
    /// Colour and picture.
    Look,
    /// Sessions by day.
    Agenda,
    /// Categories and quotas.
    Categories,
    /// The terms' draft and versions.
    Terms,
    /// Who did what.
    History,
}

impl WorkspacePage {
    const SETUP: [Self; 6] = [
        Self::Details,
        Self::Schedule,
        Self::Categories,
        Self::Terms,
        Self::Agenda,
        Self::Look,
    ];

    fn message(self) -> &'static str {
        match self {
            Self::Overview => "workspace-overview",
            Self::Attendees => "workspace-attendees",
            Self::Review => "workspace-review",
            Self::Waitlist => "workspace-waitlist",
            Self::Details => "workspace-details",
            Self::Schedule => "workspace-schedule",
            Self::Look => "workspace-look",
            Self::Agenda => "workspace-agenda",
            Self::Categories => "workspace-categories",
            Self::Terms => "workspace-terms",
            Self::History => "workspace-history",
        }
    }

    fn href(self, slug: &str) -> String {
        match self {
            Self::Overview => urls::organizer_event(slug),
            Self::Attendees => urls::attendees(slug),
            Self::Review => urls::review(slug),
            Self::Waitlist => urls::waitlist(slug),
            Self::Details => urls::event_details(slug),
            Self::Schedule => urls::event_schedule(slug),
            Self::Look => urls::event_look(slug),
            Self::Agenda => urls::agenda(slug),
            Self::Categories => urls::categories(slug),
            Self::Terms => urls::terms_draft(slug),
            Self::History => urls::history(slug),
        }
    }
}

/// The head of a workspace page, for `layouts/workspace.html`.
pub struct Workspace {
    /// The event's title and the language it is in.
    pub title: String,
    /// The language of the title.
    pub lang: Lang,
    /// Its status in words.
    pub status: String,
    /// How the status looks.
    pub tone: &'static str,
    /// The pages of everyday work.
    pub tabs: Vec<WorkspaceTab>,
    /// The pages of setting up, while one of them is open.
    pub setup: Vec<WorkspaceTab>,
}

/// A way to another page.
pub struct WorkspaceTab {
    /// Its name.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is this page, or the group this page belongs to.
    pub current: bool,
}

impl Workspace {
    /// The head of the page `current`. Whoever may only look is not offered the pages that change things.
    pub fn of<R: Right>(access: &EventAccess<R>, t: Tr, current: WorkspacePage) -> Self {
        let event = &access.event;
        let (lang, title) = event.title(t.lang());
        let (status, tone) = status_tag(event.status);
        let tab = |page: WorkspacePage| WorkspaceTab {
            name: t.of(page.message()),
            href: page.href(&event.slug),
            current: page == current,
        };
        let in_setup = WorkspacePage::SETUP.contains(&current);
        let mut tabs = vec![
            tab(WorkspacePage::Overview),
            tab(WorkspacePage::Attendees),
            tab(WorkspacePage::Review),
            tab(WorkspacePage::Waitlist),
        ];
        if access.role >= Manage::LEAST {
            tabs.push(WorkspaceTab {
                name: t.of("workspace-setup"),
                href: WorkspacePage::Details.href(&event.slug),
                current: in_setup,
            });
        }
        tabs.push(tab(WorkspacePage::History));
        Self {
            title: title.to_owned(),
            lang,
            status: t.of(status),
            tone,
            tabs,
            setup: if in_setup {
                WorkspacePage::SETUP.map(tab).into()
            } else {
                Vec::new()
            },
        }
    }
}

/// The tag of an event's status: its message id and how it looks.
#[must_use]
pub fn status_tag(status: EventStatus) -> (&'static str, &'static str) {
    match status {
        EventStatus::Draft => ("event-status-draft", "wait"),
        EventStatus::Published => ("event-status-published", "good"),
        EventStatus::Cancelled => ("event-status-cancelled", "bad"),
        EventStatus::Archived => ("event-status-archived", "wait"),
    }
}
