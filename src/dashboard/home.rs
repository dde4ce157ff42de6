//! `/organizer`: the events of one's organizations.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::{self, SignedIn};
use crate::events::{self, status_tag};
use crate::platform::ids::OrganizationId;
use crate::platform::web::{App, Error, Page, html, urls};

#[derive(Template)]
#[template(path = "dashboard/home.html")]
struct HomePage {
    page: Page,
    organizations: Vec<OrganizationFacts>,
}

struct OrganizationFacts {
    name: String,
    role: String,
    events: Vec<EventRow>,
}

struct EventRow {
    title: String,
    href: String,
    attendees_href: String,
    when: String,
    status: String,
    tone: &'static str,
}

/// `GET /organizer`
///
/// # Errors
/// When the database does not answer.
pub async fn show(app: web::Data<App>, signed_in: SignedIn, page: Page) -> Result<HttpResponse, Error> {
    let page = page.signed_in_as(&signed_in.account.name);
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let organizations = accounts::list_organizations(&mut conn, signed_in.account.id).await?;
    let ids: Vec<OrganizationId> = organizations
        .iter()
        .map(|(organization, _)| organization.id)
        .collect();
    let events = events::list_of_organizations(&mut conn, &ids).await?;
    let organizations = organizations
        .into_iter()
        .map(|(organization, role)| OrganizationFacts {
            role: t.of(&format!("role-{role}")),
            events: events
                .iter()
                .filter(|event| event.organization_id == organization.id)
                .map(|event| {
                    let (status, tone) = status_tag(event.status);
                    EventRow {
                        title: event.title(page.lang()).1.to_owned(),
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
                    }
                })
                .collect(),
            name: organization.name,
        })
        .collect();
    html(HttpResponse::Ok(), &HomePage { page, organizations })
}
