//! `/organizer/events/{slug}/waitlist`: who waits, in the order in which they get a place, and why nobody gets one now.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::reason::{self, Facts};
use crate::categories;
use crate::events::{EventAccess, Manage, Right as _, View, Workspace, WorkspacePage};
use crate::platform::i18n::{Tr, Value};
use crate::platform::localized::Resolved;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, Page, html, urls};
use crate::registration::RegistrationStatus;
use crate::registration::queries::line::{self as queries, InLine};

/// People of one line that the page shows; the list of attendees has all.
const SHOWN: i64 = 200;

#[derive(Template)]
#[template(path = "waitlist/list.html")]
struct ListPage {
    page: Page,
    workspace: Workspace,
    notice: Option<String>,
    lines: Vec<LineRows>,
    all_href: String,
}

/// The line of one category.
struct LineRows {
    category: Resolved,
    count: String,
    why: String,
    rows: Vec<Row>,
    /// Said where the line is longer than what is shown.
    more: Option<String>,
}

struct Row {
    position: String,
    name: String,
    organization: Option<String>,
    href: String,
    since: String,
    party: Option<String>,
    is_preferred: bool,
    /// Nothing for whoever may only look.
    deeds: Option<Deeds>,
}

/// Where an organizer does something about somebody in line.
struct Deeds {
    turn: String,
    offer: String,
    cancel: String,
}

/// What a redirect back to the page says.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    done: String,
}

/// `GET /organizer/events/{slug}/waitlist`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    app: web::Data<App>,
    access: EventAccess<View>,
    said: web::Query<Said>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let may_manage = access.role >= Manage::LEAST;
    let mut conn = app.pool.get().await?;
    let now = app.clock.now(&conn).await?;
    let all = categories::list_all_of_events(&conn, &[event.id]).await?;
    let quotas = categories::find_quota_states(&mut conn, &all).await?;
    let names = queries::find_quota_names(&mut conn, event.id).await?;
    let mut lines = Vec::new();
    for category in &all {
        let waiting = queries::list_line(&mut conn, category.id, SHOWN).await?;
        let Some(head) = waiting.first() else {
            continue;
        };
        let facts = Facts {
            event,
            category,
            quotas: &quotas,
            names: &names,
            head,
            offers: queries::find_open_offers(&mut conn, category.id).await?,
            now,
        };
        let shown = i64::try_from(waiting.len()).unwrap_or(SHOWN);
        lines.push(LineRows {
            category: category.name.resolved(t.lang(), event.default_language),
            count: t.count("waitlist-count", head.waiting),
            why: reason::why(&facts, t),
            more: (head.waiting > shown).then(|| t.count("waitlist-more", head.waiting - shown)),
            rows: (1..)
                .zip(&waiting)
                .map(|(position, one)| row(&event.slug, event.time_zone, position, one, may_manage, t))
                .collect(),
        });
    }
    let template = ListPage {
        workspace: Workspace::of(&access, t, WorkspacePage::Waitlist),
        notice: match said.done.as_str() {
            "turn" => Some(t.of("waitlist-done-turn")),
            "offered" => Some(t.of("waitlist-done-offered")),
            _ => None,
        },
        lines,
        all_href: format!(
            "{}?status={}",
            urls::attendees(&event.slug),
            RegistrationStatus::Waitlisted
        ),
        page,
    };
    html(HttpResponse::Ok(), &template)
}

fn row(slug: &str, zone: Option<Zone>, position: i64, one: &InLine, may_manage: bool, t: Tr) -> Row {
    let zone = zone.unwrap_or(Zone::UTC);
    Row {
        position: t.number(position),
        name: one.name.clone().unwrap_or_else(|| t.of("attendees-no-name")),
        organization: one.organization.clone(),
        href: urls::attendee(slug, one.id),
        since: t.with(
            "waitlist-since",
            &[("since", Value::from(t.date_time(zone.local(one.since))))],
        ),
        party: (one.together > 1).then(|| t.count("waitlist-together", one.together)),
        is_preferred: one.priority > 0,
        deeds: may_manage.then(|| Deeds {
            turn: urls::waitlist_turn(slug, one.id),
            offer: urls::waitlist_offer(slug, one.id),
            cancel: urls::cancel_attendee(slug, one.id),
        }),
    }
}
