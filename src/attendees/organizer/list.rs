//! The attendee list.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::words::{local_time, status_words};
use crate::attendees::filter::{AttendeeFilter, Cursor, Direction, FilterQuery};
use crate::attendees::queries::{self, AttendeeRow};
use crate::events::{Event, EventAccess, View, Workspace, WorkspacePage};
use crate::platform::i18n::Tr;
use crate::platform::web::{App, Error, Page, html, urls};
use crate::registration::RegistrationStatus;

#[derive(Template)]
#[template(path = "attendees/list.html")]
struct ListPage {
    page: Page,
    workspace: Workspace,
    here: String,
    csv_href: String,
    typed: String,
    status: Option<RegistrationStatus>,
    tabs: Vec<Tab>,
    rows: Vec<ListRow>,
    /// How many match, in words.
    total: String,
    previous: Option<String>,
    next: Option<String>,
    /// Where the same search finds more, if a status is in its way.
    wider: Option<String>,
}

struct Tab {
    name: String,
    number: String,
    href: String,
    current: bool,
}

struct ListRow {
    name: String,
    email: String,
    organization: String,
    country: String,
    category: String,
    status: String,
    tone: &'static str,
    registered: String,
    href: String,
}

/// `GET /organizer/events/{slug}/attendees`
///
/// # Errors
/// When the database does not answer.
pub async fn list(
    app: web::Data<App>,
    access: EventAccess<View>,
    query: web::Query<FilterQuery>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let filter = AttendeeFilter::from(query.into_inner());
    let mut conn = app.pool.get().await?;
    let (rows, more) = queries::list_page(&mut conn, event.id, &filter).await?;
    let counts = queries::count_by_status(&mut conn, event.id, &filter).await?;
    let t = page.t;
    let here = urls::attendees(&event.slug);
    let everyone: i64 = counts.iter().map(|(_, number)| number).sum();
    let of_status = |wanted| {
        counts
            .iter()
            .find(|(status, _)| *status == wanted)
            .map_or(0, |(_, number)| *number)
    };
    let total = filter.status.map_or(everyone, of_status);
    let (previous, next) = neighbours(&filter, &rows, more);
    let link = |query: String| {
        if query.is_empty() {
            here.clone()
        } else {
            format!("{here}?{query}")
        }
    };
    let template = ListPage {
        workspace: Workspace::of(&access, t, WorkspacePage::Attendees),
        csv_href: csv_link(event, &filter),
        tabs: tabs(&filter, &counts, everyone, t, &link),
        rows: rows.iter().map(|row| list_row(row, event, t)).collect(),
        total: t.count("attendees-total", total),
        previous: previous.map(&link),
        next: next.map(&link),
        wider: (filter.status.is_some() && total == 0 && everyone > 0)
            .then(|| link(filter.with_status(None))),
        status: filter.status,
        typed: filter.typed,
        here,
        page,
    };
    html(HttpResponse::Ok(), &template)
}

fn tabs(
    filter: &AttendeeFilter,
    counts: &[(RegistrationStatus, i64)],
    everyone: i64,
    t: Tr,
    link: &impl Fn(String) -> String,
) -> Vec<Tab> {
    let all = Tab {
        name: t.of("attendees-tab-all"),
        number: t.number(everyone),
        href: link(filter.with_status(None)),
        current: filter.status.is_none(),
    };
    // A tab for each status that occurs, and for the one that is looked at.
    let shown = RegistrationStatus::ALL.iter().filter_map(|&status| {
        let number = counts
            .iter()
            .find(|(counted, _)| *counted == status)
            .map_or(0, |(_, number)| *number);
        (number > 0 || filter.status == Some(status)).then(|| Tab {
            name: status_words(status, t),
            number: t.number(number),
            href: link(filter.with_status(Some(status))),
            current: filter.status == Some(status),
        })
    });
    std::iter::once(all).chain(shown).collect()
}

fn list_row(row: &AttendeeRow, event: &Event, t: Tr) -> ListRow {
    ListRow {
        name: row.name.clone().unwrap_or_else(|| t.of("attendees-no-name")),
        email: row.email.clone().unwrap_or_default(),
        organization: row.organization.clone().unwrap_or_default(),
        country: row
            .country
            .map(|country| country.name(t.lang()).to_owned())
            .unwrap_or_default(),
        category: row
            .category
            .resolve(t.lang(), event.default_language)
            .1
            .to_owned(),
        status: status_words(row.status, t),
        tone: row.status.tone(),
        registered: local_time(event, row.registered_at, t),
        href: urls::attendee(&event.slug, row.id),
    }
}

/// Query strings of the pages before and after this one.
fn neighbours(filter: &AttendeeFilter, rows: &[AttendeeRow], more: bool) -> (Option<String>, Option<String>) {
    let cursor = |row: &AttendeeRow| Cursor {
        registered_at: row.registered_at,
        id: row.id,
    };
    let (has_newer, has_older) = match filter.cursor {
        None => (false, more),
        Some((Direction::After, _)) => (true, more),
        Some((Direction::Before, _)) => (more, true),
    };
    let previous = rows
        .first()
        .filter(|_| has_newer)
        .map(|row| filter.at(Direction::Before, cursor(row)));
    let next = rows
        .last()
        .filter(|_| has_older)
        .map(|row| filter.at(Direction::After, cursor(row)));
    (previous, next)
}

fn csv_link(event: &Event, filter: &AttendeeFilter) -> String {
    let href = urls::attendees_csv(&event.slug);
    match filter.with_status(filter.status) {
        query if query.is_empty() => href,
        query => format!("{href}?{query}"),
    }
}
