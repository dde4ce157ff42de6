//! `/organizer/events/{slug}`: where an event stands, what it still lacks, what needs attention.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::attention::{self, Attention};
use super::chart::Chart;
use super::queries;
use crate::categories::{self, Category};
use crate::events::{Event, EventAccess, EventStatus, Manage, Right as _, View, Workspace, WorkspacePage};
use crate::mail::Backlog;
use crate::platform::i18n::{Tr, Value};
use crate::platform::localized::Resolved;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, Page, html, urls};
use crate::publishing::organizer::{Deed, Said, deeds};
use crate::publishing::{find_lacks, find_notices, find_untold_move};
use crate::registration::{Availability, Offer, RegistrationStatus};
use crate::terms;

#[derive(Template)]
#[template(path = "dashboard/overview.html")]
struct OverviewPage {
    page: Page,
    workspace: Workspace,
    when: Option<String>,
    /// What keeps a draft from being published.
    lacks: Vec<(String, Option<String>)>,
    /// What was done just now.
    notice: Option<(String, &'static str)>,
    deeds: Vec<Deed>,
    is_draft: bool,
    publish_href: Option<String>,
    /// Whether a page asks first, because something of the terms is to be acknowledged.
    publish_asks: bool,
    preview_href: String,
    public_href: Option<String>,
    terms_href: Option<String>,
    attention: Vec<Attention>,
    /// Large numbers: value, word, and where the people behind it are listed.
    stats: Vec<Stat>,
    places: Vec<Places>,
    chart: Option<Chart>,
}

struct Stat {
    number: String,
    word: String,
    href: String,
}

/// How full a category is.
struct Places {
    name: Resolved,
    state: String,
    /// Of a limited number: taken in thousandths, and how many of how many in words.
    meter: Option<(i32, String)>,
}

/// `GET /organizer/events/{slug}`
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
    let mut conn = app.pool.get().await?;
    let now = app.clock.now(&conn).await?;
    let is_draft = event.status == EventStatus::Draft;
    let lacks = if is_draft {
        find_lacks(&mut conn, event).await?
    } else {
        Vec::new()
    };
    let publish_asks = is_draft && lacks.is_empty() && !find_notices(&mut conn, event).await?.0.is_empty();
    let terms = terms::find_current(&mut conn, event.id).await?;
    let availability = Availability::load(&mut conn, event, terms.as_ref(), now).await?;
    let offered: Vec<Category> = availability
        .offers
        .iter()
        .map(|offer| offer.category.clone())
        .collect();
    let quotas = categories::find_quota_states(&mut conn, &offered).await?;
    let counts = queries::count_by_status(&mut conn, event.id).await?;
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    let chart = Chart::load(&mut conn, event.id, zone, now, t).await?;
    let may_manage = access.role >= Manage::LEAST;
    let attention = attention::find(
        attention::Facts {
            event,
            terms: terms.as_ref(),
            availability: &availability,
            counts: &counts,
            mail: Backlog::load(&mut conn).await?.alarm(now),
            untold: find_untold_move(&mut conn, event, now)
                .await?
                .map_or(0, |untold| untold.people),
            now,
        },
        t,
    );
    let template = OverviewPage {
        workspace: Workspace::of(&access, t, WorkspacePage::Overview),
        when: event
            .schedule()
            .map(|schedule| t.when(schedule.zone, schedule.starts_local, schedule.ends_local))
            .map(|when| when.line(t)),
        publish_href: (is_draft && lacks.is_empty() && may_manage).then(|| urls::publish(&event.slug)),
        publish_asks,
        lacks: lacks
            .iter()
            .map(|lack| {
                let href = may_manage.then(|| lack.mend_href(&event.slug));
                (lack.words(t), href)
            })
            .collect(),
        notice: notice(&said.done, t),
        deeds: if may_manage {
            deeds(event, now, t)
        } else {
            Vec::new()
        },
        is_draft,
        preview_href: urls::preview(&event.slug),
        public_href: (!is_draft).then(|| urls::event(&event.slug)),
        terms_href: terms.map(|_| urls::terms(&event.slug)),
        // Whoever may only look cannot do anything about it.
        attention: if may_manage { attention } else { Vec::new() },
        stats: stats(event, &counts, t),
        places: availability
            .offers
            .iter()
            .map(|offer| places(event, offer, offer.category.tightest(&quotas), t))
            .collect(),
        chart,
        page,
    };
    html(HttpResponse::Ok(), &template)
}

/// What the page says of what was done just now, and how it looks.
fn notice(done: &str, t: Tr) -> Option<(String, &'static str)> {
    match done {
        "unpublished" => Some((t.of("done-unpublished"), "")),
        "has-registrations" => Some((t.of("done-has-registrations"), "bad")),
        "duplicated" => Some((t.of("done-duplicated"), "")),
        "restored" => Some((t.of("done-restored"), "")),
        "cancel-first" => Some((t.of("done-cancel-first"), "bad")),
        "cancelled" => Some((t.of("done-cancelled"), "")),
        _ => None,
    }
}

/// Confirmed always, everything else where there is any.
fn stats(event: &Event, counts: &[(RegistrationStatus, i64)], t: Tr) -> Vec<Stat> {
    let number_of = |status: RegistrationStatus| {
        counts
            .iter()
            .find(|(counted, _)| *counted == status)
            .map_or(0, |(_, number)| *number)
    };
    RegistrationStatus::ALL
        .iter()
        .filter(|status| **status == RegistrationStatus::Confirmed || number_of(**status) > 0)
        .map(|&status| Stat {
            number: t.number(number_of(status)),
            word: t.of(&format!("status-{}", status.as_str().replace('_', "-"))),
            href: format!("{}?status={status}", urls::attendees(&event.slug)),
        })
        .collect()
}

fn places(event: &Event, offer: &Offer, quota: Option<&categories::Quota>, t: Tr) -> Places {
    Places {
        name: offer.category.name.resolved(t.lang(), event.default_language),
        state: offer.state.words(t),
        meter: quota.map(|quota| {
            let thousandths = i64::from(quota.taken) * 1000 / i64::from(quota.size.max(1));
            let words = t.with(
                "overview-taken",
                &[
                    ("taken", Value::from(t.number(quota.taken))),
                    ("size", Value::from(t.number(quota.size))),
                ],
            );
            (i32::try_from(thousandths.min(1000)).unwrap_or(1000), words)
        }),
    }
}
