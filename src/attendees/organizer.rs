//! The attendee list, one attendee, the CSV.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use serde_json::json;

use super::export::stream_csv;
use super::filter::{AttendeeFilter, Cursor, Direction, FilterQuery};
use super::queries::{self, AttendeeRow};
use crate::activity::{self, ActivityRow, Actor, Kind, NewActivity};
use crate::events::{Event, EventAccess, Manage, View};
use crate::mail::{self, MailRow};
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::RegistrationId;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, Page, html, urls};
use crate::registration::{
    self, Registration, RegistrationStatus, ResendOutcome, find_category, resend_confirmation,
};
use crate::terms;

#[derive(Template)]
#[template(path = "attendees/list.html")]
struct ListPage {
    page: Page,
    event_title: String,
    event_href: String,
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
        event_title: event.title(page.lang()).1.to_owned(),
        event_href: urls::organizer_event(&event.slug),
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

fn status_words(status: RegistrationStatus, t: Tr) -> String {
    t.of(&format!("status-{}", status.as_str().replace('_', "-")))
}

/// A moment as the event's own clocks show it.
fn local_time(event: &Event, instant: chrono::DateTime<chrono::Utc>, t: Tr) -> String {
    t.date_time(event.time_zone.unwrap_or(Zone::UTC).local(instant))
}

/// `GET /organizer/events/{slug}/attendees.csv`: all that the list's filter shows. Who took the list is on record.
///
/// # Errors
/// When the database does not answer.
pub async fn download_csv(
    app: web::Data<App>,
    access: EventAccess<View>,
    query: web::Query<FilterQuery>,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let filter = AttendeeFilter {
        cursor: None,
        ..AttendeeFilter::from(query.into_inner())
    };
    let mut conn = app.pool.get().await?;
    let now = app.clock.now(&mut conn).await?;
    let entry = NewActivity {
        kind: Kind::AttendeesExported,
        actor: Actor::Account(access.signed_in.account.id),
        organization_id: Some(event.organization_id),
        event_id: Some(event.id),
        subject_id: event.id.uuid(),
        data: json!({"format": "csv", "status": filter.status, "searched": !filter.query.is_empty()}),
        personal: None,
    };
    activity::record(&mut conn, now, vec![entry]).await?;
    drop(conn);
    let disposition = format!("attachment; filename=\"{}-attendees.csv\"", event.slug);
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8; header=present")
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .streaming(stream_csv(app.pool.clone(), event.id, filter)))
}

#[derive(Template)]
#[template(path = "attendees/detail.html")]
struct DetailPage {
    page: Page,
    event_title: String,
    list_href: String,
    notice: Option<String>,
    name: String,
    status: String,
    tone: &'static str,
    /// Label and value; the value may be in any script and direction.
    facts: Vec<(String, String)>,
    terms: Option<(String, String)>,
    mails: Vec<MailFacts>,
    history: Vec<(String, String)>,
    resend_href: Option<String>,
}

struct MailFacts {
    kind: String,
    state: String,
    tone: &'static str,
    when: String,
    attempts: Vec<String>,
}

/// What a redirect back to the page says.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    mail: String,
}

/// A registration of exactly this event: an id from elsewhere is not found.
async fn find_own(app: &App, event: &Event, id: &str) -> Result<Registration, Error> {
    let id: RegistrationId = id.parse().map_err(|_| Error::NotFound)?;
    let mut conn = app.pool.get().await?;
    let registration = registration::find_by_id(&mut conn, id).await?;
    if registration.event_id == event.id {
        Ok(registration)
    } else {
        Err(Error::NotFound)
    }
}

/// `GET /organizer/events/{slug}/attendees/{id}`
///
/// # Errors
/// 404 for a registration of another event.
pub async fn show(
    app: web::Data<App>,
    access: EventAccess<View>,
    path: web::Path<(String, String)>,
    said: web::Query<Said>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let may_write = access.role >= <Manage as crate::events::Right>::LEAST;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let registration = find_own(&app, event, &path.1).await?;
    let mut conn = app.pool.get().await?;
    let category = find_category(&mut conn, registration.category_id).await?;
    let mails = mail::list_of_subject(&mut conn, registration.id.uuid()).await?;
    let history = activity::list_of_subject(&mut conn, registration.id.uuid()).await?;
    let terms = match terms::find_consent(&mut conn, registration.id).await? {
        Some(consent) => {
            let version = terms::find_by_id(&mut conn, consent.terms_version_id).await?;
            let words = t.with(
                "own-terms-accepted",
                &[
                    ("number", Value::from(version.number)),
                    ("moment", Value::from(t.moment(version.zone, consent.given_at))),
                ],
            );
            Some((words, urls::terms_version(&event.slug, version.number)))
        }
        None => None,
    };
    let template = DetailPage {
        event_title: event.title(page.lang()).1.to_owned(),
        list_href: urls::attendees(&event.slug),
        notice: match said.mail.as_str() {
            "sent" => Some(t.of("attendee-mail-sent")),
            "too-often" => Some(t.of("attendee-mail-too-often")),
            "not-applicable" => Some(t.of("attendee-mail-not-applicable")),
            _ => None,
        },
        name: registration
            .name
            .clone()
            .unwrap_or_else(|| t.of("attendees-no-name")),
        status: status_words(registration.status, t),
        tone: registration.status.tone(),
        facts: detail_facts(
            &registration,
            event,
            category.name(page.lang(), event.default_language),
            t,
        ),
        terms,
        mails: mails.iter().map(|mail| mail_facts(mail, event, t)).collect(),
        history: history
            .iter()
            .map(|entry| (history_words(entry, t), local_time(event, entry.occurred_at, t)))
            .collect(),
        resend_href: (may_write && registration.status.is_live())
            .then(|| urls::attendee_resend(&event.slug, registration.id)),
        page,
    };
    html(HttpResponse::Ok(), &template)
}

fn detail_facts(registration: &Registration, event: &Event, category: &str, t: Tr) -> Vec<(String, String)> {
    let country = registration
        .country
        .map(|country| country.name(t.lang()).to_owned());
    [
        ("attendee-reference", Some(registration.reference.to_string())),
        ("attendee-email", registration.email.clone()),
        ("attendee-category", Some(category.to_owned())),
        ("attendee-organization", registration.organization.clone()),
        ("attendee-position", registration.position.clone()),
        ("attendee-country", country),
        ("attendee-phone", registration.phone.clone()),
        (
            "attendee-language",
            Some(registration.language.endonym().to_owned()),
        ),
        (
            "attendee-channel",
            Some(t.of(&format!(
                "channel-{}",
                registration.channel.as_str().replace('_', "-")
            ))),
        ),
        (
            "attendee-registered",
            Some(local_time(event, registration.registered_at, t)),
        ),
    ]
    .into_iter()
    .filter_map(|(label, value)| Some((t.of(label), value?)))
    .collect()
}

fn mail_facts(mail: &MailRow, event: &Event, t: Tr) -> MailFacts {
    let status = &mail.status;
    let state = t.of(&format!("mail-state-{}", status.state.as_str().replace('_', "-")));
    MailFacts {
        kind: t.of(&format!("mail-kind-{}", status.kind.replace(['.', '_'], "-"))),
        state: match &status.reason {
            Some(reason) => format!("{state}: {reason}"),
            None => state,
        },
        tone: match status.state {
            mail::MailState::Sent => "good",
            mail::MailState::Queued | mail::MailState::InFlight | mail::MailState::Suppressed => "wait",
            mail::MailState::Failed => "bad",
        },
        when: local_time(event, status.sent_at.unwrap_or(status.created_at), t),
        attempts: mail
            .attempts
            .iter()
            .map(|attempt| {
                let outcome = attempt.outcome.map_or("running", mail::AttemptOutcome::as_str);
                t.with(
                    "mail-attempt",
                    &[
                        ("number", Value::from(attempt.number)),
                        ("moment", Value::from(local_time(event, attempt.started_at, t))),
                        ("outcome", Value::from(t.of(&format!("mail-outcome-{outcome}")))),
                    ],
                )
            })
            .collect(),
    }
}

fn history_words(entry: &ActivityRow, t: Tr) -> String {
    let what = t.of(&format!(
        "activity-{}",
        entry.kind.as_str().replace(['.', '_'], "-")
    ));
    format!("{what} · {}", t.of(&format!("actor-{}", entry.actor_kind)))
}

/// `POST /organizer/events/{slug}/attendees/{id}/resend`
///
/// # Errors
/// 404 for a registration of another event.
pub async fn resend(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Error> {
    let registration = find_own(&app, &access.event, &path.1).await?;
    let actor = Actor::Account(access.signed_in.account.id);
    let said = match resend_confirmation(&app, &registration, access.event.organization_id, actor).await? {
        ResendOutcome::Queued => "sent",
        ResendOutcome::TooOften => "too-often",
        ResendOutcome::NotApplicable => "not-applicable",
    };
    let location = format!(
        "{}?mail={said}",
        urls::attendee(&access.event.slug, registration.id)
    );
    Ok(HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .finish())
}
