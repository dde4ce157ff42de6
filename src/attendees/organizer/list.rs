//! The attendee list.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::words::{local_time, status_words};
use crate::attendees::cursor::{Direction, Order, Sort};
use crate::attendees::filter::{AttendeeFilter, Column, Group, PAGE_SIZES};
use crate::attendees::queries::{self, AttendeeRow, Counts};
use crate::categories::Category;
use crate::events::{Event, EventAccess, EventStatus, Manage, Right as _, View, Workspace, WorkspacePage};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::CategoryId;
use crate::platform::localized::Resolved;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, Page, html, urls};
use crate::registration::RegistrationStatus;

#[derive(Template)]
#[template(path = "attendees/list.html")]
struct ListPage {
    page: Page,
    workspace: Workspace,
    here: String,
    csv_href: String,
    json_href: String,
    /// Where somebody is entered by hand.
    new_href: Option<String>,
    typed: String,
    /// The tab, which the form keeps.
    group: Option<&'static str>,
    tabs: Vec<Tab>,
    /// What the list leaves out beside the tab and the search, and where it is shown again.
    narrowed: Option<(String, String)>,
    options: Options,
    heads: Vec<Head>,
    rows: Vec<ListRow>,
    /// How many match, in words.
    total: String,
    /// Which page this is, if not the first.
    number: Option<String>,
    /// By which clock the times are, in words.
    times: String,
    previous: Option<String>,
    next: Option<String>,
    /// Said where the list is empty.
    empty: String,
    /// What to do about an empty list: words and where that leads.
    drops: Vec<(String, String)>,
}

struct Tab {
    name: String,
    number: String,
    href: String,
    current: bool,
}

/// What the form below the search offers.
struct Options {
    /// Value, words, whether it is chosen.
    categories: Vec<(String, String, bool)>,
    orders: Vec<(String, String, bool)>,
    columns: Vec<(&'static str, String, bool)>,
    sizes: Vec<(String, String, bool)>,
}

/// The head of a column.
struct Head {
    name: String,
    href: String,
    /// `ascending` or `descending`, where the list is sorted by it.
    sorted: Option<&'static str>,
    class: &'static str,
}

struct ListRow {
    href: String,
    name: String,
    email: String,
    organization: String,
    category: Option<Resolved>,
    status: String,
    tone: &'static str,
    mail_failed: bool,
    has_notes: bool,
    registered: String,
    instant: String,
    position: String,
    country: String,
    phone: String,
    language: Option<(&'static str, &'static str)>,
    channel: String,
}

/// `GET /organizer/events/{slug}/attendees`
///
/// # Errors
/// When the database does not answer.
pub async fn list(
    app: web::Data<App>,
    access: EventAccess<View>,
    request: HttpRequest,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let filter = AttendeeFilter::parse(request.query_string());
    let conn = app.pool.get().await?;
    // Asked together: three answers for one wait.
    let ((rows, more), counts, categories) = tokio::try_join!(
        queries::list_page(&conn, event.id, &filter),
        queries::count(&conn, event.id, &filter),
        queries::find_categories(&conn, event.id),
    )?;
    let here = urls::attendees(&event.slug);
    let at = |filter: &AttendeeFilter| address(&here, filter);
    let is_whole = filter.is_whole();
    let drops = match (rows.is_empty(), is_whole) {
        (false, _) => Vec::new(),
        (true, false) => drops(&conn, event, &filter, &counts, &at, t).await?,
        (true, true) => vec![whom_to_tell(event, t)],
    };
    let names: HashMap<CategoryId, Resolved> = categories
        .iter()
        .map(|category| {
            (
                category.id,
                category.name.resolved(t.lang(), event.default_language),
            )
        })
        .collect();
    let (previous, next) = neighbours(&filter, &rows, more);
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    let template = ListPage {
        workspace: Workspace::of(&access, t, WorkspacePage::Attendees),
        csv_href: address(&urls::attendees_csv(&event.slug), &filter.first_page()),
        json_href: address(&urls::attendees_json(&event.slug), &filter.first_page()),
        new_href: (access.role >= Manage::LEAST).then(|| urls::new_attendee(&event.slug)),
        group: filter.group.word(),
        tabs: tabs(&filter, &counts, t, &at),
        narrowed: filter.category.as_deref().map(|key| {
            let category = categories.iter().find(|category| category.key == key);
            let name = category.map_or(key, |category| category.name(t.lang(), event.default_language));
            let words = t.with("attendees-only-category", &[("category", Value::from(name))]);
            (words, at(&filter.in_every_category()))
        }),
        options: options(&filter, &categories, event, t),
        heads: heads(&filter, t, &at),
        rows: rows
            .iter()
            .map(|row| {
                let category = names.get(&row.category_id).cloned();
                list_row(row, category, &filter, event, t)
            })
            .collect(),
        total: t.count("attendees-total", counts.of(filter.group)),
        number: (filter.page > 1).then(|| {
            let number = t.number(filter.page);
            t.with("attendees-page", &[("number", Value::from(number))])
        }),
        times: t.with(
            "attendees-times",
            &[("zone", Value::from(t.zone_name(zone, app.clock.process_now())))],
        ),
        previous: previous.as_ref().map(at),
        next: next.as_ref().map(at),
        empty: t.of(if is_whole {
            "attendees-none-yet"
        } else {
            "attendees-none"
        }),
        drops,
        typed: filter.typed,
        here,
        page,
    };
    html(HttpResponse::Ok(), &template)
}

fn address(path: &str, filter: &AttendeeFilter) -> String {
    match filter.to_query() {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

/// A tab for everybody, for each status that occurs, for mail that failed, and for the one that is looked at.
fn tabs(
    filter: &AttendeeFilter,
    counts: &Counts,
    t: Tr,
    at: &impl Fn(&AttendeeFilter) -> String,
) -> Vec<Tab> {
    let statuses = RegistrationStatus::ALL
        .iter()
        .map(|status| Group::Status(*status));
    std::iter::once(Group::All)
        .chain(statuses)
        .chain([Group::MailFailed])
        .filter(|group| *group == Group::All || *group == filter.group || counts.of(*group) > 0)
        .map(|group| Tab {
            name: match group {
                Group::All => t.of("attendees-tab-all"),
                Group::Status(status) => status_words(status, t),
                Group::MailFailed => t.of("attendees-mail-failed"),
            },
            number: t.number(counts.of(group)),
            href: at(&filter.in_group(group)),
            current: filter.group == group,
        })
        .collect()
}

/// The name of a column in its head and among the orders.
fn sort_message(sort: Sort) -> &'static str {
    match sort {
        Sort::Name => "attendees-column-name",
        Sort::Email => "attendees-column-email",
        Sort::Organization => "attendees-column-organization",
        Sort::Category => "attendees-column-category",
        Sort::Status => "attendees-column-status",
        Sort::Registered => "attendees-column-registered",
    }
}

/// Each leads to the list sorted by it; the one it is sorted by turns it around. Time begins with the newest.
fn heads(filter: &AttendeeFilter, t: Tr, at: &impl Fn(&AttendeeFilter) -> String) -> Vec<Head> {
    Sort::ALL
        .iter()
        .map(|&by| {
            let is_current = filter.order.by == by;
            let order = Order {
                by,
                is_descending: if is_current {
                    !filter.order.is_descending
                } else {
                    by == Sort::Registered
                },
            };
            Head {
                name: t.of(sort_message(by)),
                href: at(&filter.ordered(order)),
                sorted: is_current.then_some(if filter.order.is_descending {
                    "descending"
                } else {
                    "ascending"
                }),
                class: if by == Sort::Registered { "figures" } else { "" },
            }
        })
        .collect()
}

fn options(filter: &AttendeeFilter, categories: &[Category], event: &Event, t: Tr) -> Options {
    let everyone = (
        String::new(),
        t.of("attendees-every-category"),
        filter.category.is_none(),
    );
    let categories = categories.iter().map(|category| {
        let name = category.name(t.lang(), event.default_language).to_owned();
        let is_chosen = filter.category.as_ref() == Some(&category.key);
        (category.key.clone(), name, is_chosen)
    });
    let orders = Sort::ALL.iter().flat_map(|&by| {
        [by == Sort::Registered, by != Sort::Registered].map(|is_descending| {
            let order = Order { by, is_descending };
            let way = match (by, is_descending) {
                (Sort::Registered, true) => "attendees-newest-first",
                (Sort::Registered, false) => "attendees-oldest-first",
                // No order of letters: categories come as they were made, statuses by their codes.
                (Sort::Category | Sort::Status, false) => "attendees-forward",
                (Sort::Category | Sort::Status, true) => "attendees-backward",
                (_, false) => "attendees-ascending",
                (_, true) => "attendees-descending",
            };
            let words = t.with(way, &[("column", Value::from(t.of(sort_message(by))))]);
            (order.to_string(), words, filter.order == order)
        })
    });
    Options {
        categories: std::iter::once(everyone).chain(categories).collect(),
        orders: orders.collect(),
        columns: Column::ALL
            .iter()
            .map(|column| {
                let message = match column {
                    Column::Country => "attendee-country",
                    Column::Position => "attendee-position",
                    Column::Phone => "attendee-phone",
                    Column::Language => "attendee-language",
                    Column::Channel => "attendee-channel",
                    Column::Notes => "attendee-notes",
                };
                (column.as_str(), t.of(message), filter.columns.contains(column))
            })
            .collect(),
        sizes: PAGE_SIZES
            .map(|size| (size.to_string(), t.number(size), filter.size == size))
            .into(),
    }
}

fn list_row(
    row: &AttendeeRow,
    category: Option<Resolved>,
    filter: &AttendeeFilter,
    event: &Event,
    t: Tr,
) -> ListRow {
    let shows = |column: Column| filter.columns.contains(&column);
    let text = |column: Column, value: &Option<String>| match value {
        Some(value) if shows(column) => value.clone(),
        _ => String::new(),
    };
    ListRow {
        href: urls::attendee(&event.slug, row.id),
        name: row.name.clone().unwrap_or_else(|| t.of("attendees-no-name")),
        email: row.email.clone().unwrap_or_default(),
        organization: row.organization.clone().unwrap_or_default(),
        category,
        status: status_words(row.status, t),
        tone: row.status.tone(),
        mail_failed: row.mail_failed,
        has_notes: row.has_notes && shows(Column::Notes),
        registered: local_time(event, row.registered_at, t),
        instant: row
            .registered_at
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        position: text(Column::Position, &row.position),
        country: match row.country {
            Some(country) if shows(Column::Country) => country.name(t.lang()).to_owned(),
            _ => String::new(),
        },
        phone: text(Column::Phone, &row.phone),
        language: shows(Column::Language).then(|| (row.language.html_tag(), row.language.endonym())),
        channel: if shows(Column::Channel) {
            t.of(&format!("channel-{}", row.channel.as_str().replace('_', "-")))
        } else {
            String::new()
        },
    }
}

/// The pages before and after this one.
fn neighbours(
    filter: &AttendeeFilter,
    rows: &[AttendeeRow],
    more: bool,
) -> (Option<AttendeeFilter>, Option<AttendeeFilter>) {
    let (has_previous, has_next) = match &filter.cursor {
        None => (false, more),
        Some((Direction::After, _)) => (true, more),
        Some((Direction::Before, _)) => (more, true),
    };
    let beside = |row: &AttendeeRow, direction| filter.beside(direction, row.cursor(filter.order.by));
    let previous = rows
        .first()
        .filter(|_| has_previous)
        .map(|row| beside(row, Direction::Before));
    let next = rows
        .last()
        .filter(|_| has_next)
        .map(|row| beside(row, Direction::After));
    (previous, next)
}

/// The next step while nobody has registered: the page to share, or what it lacks.
fn whom_to_tell(event: &Event, t: Tr) -> (String, String) {
    match event.status {
        EventStatus::Draft => (t.of("attendees-none-draft"), urls::organizer_event(&event.slug)),
        _ => (t.of("attendees-none-share"), urls::event(&event.slug)),
    }
}

/// What stands in the way where nobody is found: what can be dropped, and how many that would show.
async fn drops(
    conn: &Conn,
    event: &Event,
    filter: &AttendeeFilter,
    counts: &Counts,
    at: &impl Fn(&AttendeeFilter) -> String,
    t: Tr,
) -> Result<Vec<(String, String)>, Error> {
    let mut drops = Vec::new();
    let mut offer = |message: &str, wider: AttendeeFilter, number: i64| {
        if number > 0 {
            drops.push((t.count(message, number), at(&wider)));
        }
    };
    if filter.cursor.is_some() {
        offer(
            "attendees-to-first-page",
            filter.first_page(),
            counts.of(filter.group),
        );
    }
    if filter.group != Group::All {
        offer(
            "attendees-drop-status",
            filter.in_group(Group::All),
            counts.of(Group::All),
        );
    }
    if filter.category.is_some() {
        let wider = filter.in_every_category();
        let found = queries::count(conn, event.id, &wider).await?;
        offer("attendees-drop-category", wider, found.of(filter.group));
    }
    if !filter.typed.is_empty() {
        let wider = filter.without_search();
        let found = queries::count(conn, event.id, &wider).await?;
        offer("attendees-drop-search", wider, found.of(filter.group));
    }
    Ok(drops)
}
