//! `/organizer`: the events of one's organizations.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};

use super::queries;
use crate::accounts::{self, Role, SignedIn};
use crate::events::{self, Event, EventStatus, status_tag};
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::{EventId, OrganizationId};
use crate::platform::lang::Lang;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, Page, html, urls};
use crate::publishing::RESTORABLE;
use crate::publishing::organizer::Said;

#[derive(Template)]
#[template(path = "dashboard/home.html")]
struct HomePage {
    page: Page,
    notice: Option<String>,
    organizations: Vec<OrganizationFacts>,
    new_href: Option<&'static str>,
    /// The way from nothing to the first registration; empty once somebody has registered.
    steps: Vec<Step>,
}

impl HomePage {
    /// What is to be done next, by the one button of an empty workspace.
    fn next_step(&self) -> Option<&Step> {
        self.steps.iter().find(|step| !step.is_done)
    }

    /// Whether the button that begins an event is the next step's own.
    fn begins_with_an_event(&self) -> bool {
        self.next_step().is_some_and(|step| step.href == urls::NEW_EVENT)
    }
}

/// A step on the way to the first registration.
struct Step {
    words: String,
    is_done: bool,
    /// What its button says, and where it leads.
    button: String,
    href: String,
}

struct OrganizationFacts {
    name: String,
    role: String,
    team_href: String,
    /// For whoever may change venues.
    venues_href: Option<String>,
    groups: Vec<Group>,
    deleted: Vec<DeletedRow>,
}

/// Events that are alike for whoever works on them.
struct Group {
    name: String,
    events: Vec<EventRow>,
}

struct EventRow {
    title: String,
    lang: Lang,
    href: String,
    attendees_href: String,
    when: String,
    status: String,
    tone: &'static str,
    places: String,
}

struct DeletedRow {
    title: String,
    until: String,
    restore_href: String,
}

/// `GET /organizer`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    app: web::Data<App>,
    signed_in: SignedIn,
    said: web::Query<Said>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let page = page.signed_in_as(&signed_in.account.name);
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let now = app.clock.now(&conn).await?;
    let organizations = accounts::list_organizations(&mut conn, signed_in.account.id).await?;
    let may_manage = organizations.iter().any(|(_, role)| *role >= Role::Manager);
    let ids: Vec<OrganizationId> = organizations
        .iter()
        .map(|(organization, _)| organization.id)
        .collect();
    let events = events::list_of_organizations(&mut conn, &ids).await?;
    let taken = queries::count_places(&mut conn, &ids).await?;
    let deleted = events::list_deleted(&mut conn, &ids, now - RESTORABLE).await?;
    let rows = |event: &Event| event_row(event, &taken, now, t);
    let organizations = organizations
        .into_iter()
        .map(|(organization, role)| OrganizationFacts {
            role: t.of(&format!("role-{role}")),
            team_href: urls::team(organization.id),
            venues_href: (role >= Role::Manager).then(|| urls::venues(organization.id)),
            groups: groups(
                events
                    .iter()
                    .filter(|event| event.organization_id == organization.id),
                now,
                t,
                rows,
            ),
            deleted: deleted
                .iter()
                .filter(|(event, _)| role >= Role::Manager && event.organization_id == organization.id)
                .map(|(event, deleted_at)| deleted_row(event, *deleted_at, t))
                .collect(),
            name: organization.name,
        })
        .collect();
    let steps = if may_manage {
        first_steps(&events, &taken, t)
    } else {
        Vec::new()
    };
    let template = HomePage {
        notice: match said.done.as_str() {
            "deleted" => Some(t.of("done-deleted")),
            "joined" => Some(t.of("team-done-joined")),
            "left" => Some(t.of("team-done-left")),
            _ => None,
        },
        organizations,
        new_href: may_manage.then_some(urls::NEW_EVENT),
        steps,
        page,
    };
    html(HttpResponse::Ok(), &template)
}

/// Upcoming ones, the next one first; drafts; what is over or called off.
fn groups<'a>(
    events: impl Iterator<Item = &'a Event>,
    now: DateTime<Utc>,
    t: Tr,
    row: impl Fn(&Event) -> EventRow,
) -> Vec<Group> {
    let (mut upcoming, mut drafts, mut past) = (Vec::new(), Vec::new(), Vec::new());
    for event in events {
        match event.status {
            EventStatus::Draft => drafts.push(event),
            EventStatus::Published if !event.is_over(now) => upcoming.push(event),
            EventStatus::Published | EventStatus::Cancelled | EventStatus::Archived => past.push(event),
        }
    }
    upcoming.reverse();
    [
        ("dashboard-upcoming", upcoming),
        ("dashboard-drafts", drafts),
        ("dashboard-past", past),
    ]
    .into_iter()
    .filter(|(_, events)| !events.is_empty())
    .map(|(name, events)| Group {
        name: t.of(name),
        events: events.into_iter().map(&row).collect(),
    })
    .collect()
}

fn event_row(event: &Event, taken: &[(EventId, i64)], now: DateTime<Utc>, t: Tr) -> EventRow {
    let (lang, title) = event.title(t.lang());
    let (status, tone) = match event.status {
        EventStatus::Published if event.is_over(now) => ("event-status-over", "wait"),
        status => status_tag(status),
    };
    let people = people_at(event, taken);
    EventRow {
        title: title.to_owned(),
        lang,
        href: urls::organizer_event(&event.slug),
        attendees_href: urls::attendees(&event.slug),
        when: event.schedule().map_or_else(
            || t.of("event-without-time"),
            |schedule| {
                t.when(schedule.zone, schedule.starts_local, schedule.ends_local)
                    .days
            },
        ),
        status: t.of(status),
        tone,
        places: t.count("attendees-total", people),
    }
}

fn people_at(event: &Event, taken: &[(EventId, i64)]) -> i64 {
    taken
        .iter()
        .find(|(id, _)| *id == event.id)
        .map_or(0, |(_, people)| *people)
}

fn deleted_row(event: &Event, deleted_at: DateTime<Utc>, t: Tr) -> DeletedRow {
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    let until = t.date_long(zone.date(deleted_at + RESTORABLE));
    DeletedRow {
        title: event.title(t.lang()).1.to_owned(),
        until: t.with("dashboard-restorable", &[("until", Value::from(until))]),
        restore_href: urls::restore_event(event.id),
    }
}

/// What a new organizer does first; nothing once somebody has registered.
fn first_steps(events: &[Event], taken: &[(EventId, i64)], t: Tr) -> Vec<Step> {
    if events.iter().any(|event| people_at(event, taken) > 0) {
        return Vec::new();
    }
    let draft = events.iter().find(|event| event.status == EventStatus::Draft);
    let published = events.iter().find(|event| event.status != EventStatus::Draft);
    let latest = draft.or(published);
    let step = |words, is_done, button, href| Step {
        words: t.of(words),
        is_done,
        button: t.of(button),
        href,
    };
    let workspace = |event: Option<&Event>| {
        event.map_or(urls::ORGANIZER.to_owned(), |event| {
            urls::organizer_event(&event.slug)
        })
    };
    vec![
        step(
            "first-step-create",
            latest.is_some(),
            "dashboard-new",
            urls::NEW_EVENT.to_owned(),
        ),
        step(
            "first-step-publish",
            published.is_some(),
            "first-step-publish-button",
            workspace(latest),
        ),
        step(
            "first-step-share",
            false,
            "first-step-share-button",
            published.map_or(urls::HOME.to_owned(), |event| urls::event(&event.slug)),
        ),
    ]
}
