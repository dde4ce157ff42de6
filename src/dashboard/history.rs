//! `/organizer/events/{slug}/history`: who did what, when.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::queries;
use crate::accounts;
use crate::activity::{self, ActivityRow, Actor, Begin, Kind, Selection};
use crate::attendees::{Deed, actor_words};
use crate::events::{Event, EventAccess, View, Workspace, WorkspacePage};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::{AccountId, ActivityId, RegistrationId};
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, Page, RawForm, html, urls};
use crate::registration::Reference;

/// Entries a page.
const PAGE_SIZE: usize = 50;

#[derive(Template)]
#[template(path = "dashboard/history.html")]
struct HistoryPage {
    page: Page,
    workspace: Workspace,
    here: String,
    /// Value, words, whether it is chosen.
    subjects: Vec<(String, String, bool)>,
    people: Vec<(String, String, bool)>,
    attendee: String,
    is_filtered: bool,
    times: String,
    days: Vec<Day>,
    newer: Option<String>,
    older: Option<String>,
}

struct Day {
    date: String,
    entries: Vec<Entry>,
}

struct Entry {
    instant: String,
    time: String,
    deed: Deed,
    who: String,
    /// To whom it was done: name and where she is looked at.
    attendee: Option<(String, String)>,
}

/// What a deed is about; the filter by kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Event,
    Places,
    Terms,
    Registrations,
    Lists,
}

impl Subject {
    const ALL: [Self; 5] = [
        Self::Event,
        Self::Places,
        Self::Terms,
        Self::Registrations,
        Self::Lists,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Places => "places",
            Self::Terms => "terms",
            Self::Registrations => "registrations",
            Self::Lists => "lists",
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::Event => "history-about-event",
            Self::Places => "history-about-places",
            Self::Terms => "history-about-terms",
            Self::Registrations => "history-about-registrations",
            Self::Lists => "history-about-lists",
        }
    }

    /// By the first word of the kind's name; what is none of the others is the event itself.
    fn of(kind: Kind) -> Self {
        match kind.as_str().split('.').next() {
            Some("category" | "quota") => Self::Places,
            Some("terms") => Self::Terms,
            Some("registration") => Self::Registrations,
            Some("attendees") => Self::Lists,
            _ => Self::Event,
        }
    }

    fn kinds(self) -> Vec<Kind> {
        Kind::ALL
            .iter()
            .copied()
            .filter(|kind| Self::of(*kind) == self)
            .collect()
    }
}

/// What the page is asked for, as it stands in its address.
#[derive(Debug, Clone)]
struct Asked {
    subject: Option<Subject>,
    actor: Option<Actor>,
    /// A reference as it was typed.
    attendee: String,
    begin: Begin,
}

impl Asked {
    fn parse(query: &str) -> Self {
        let raw = RawForm::parse(query.as_bytes());
        let begin = read_moment(raw.get("older"))
            .map(|(moment, id)| Begin::OlderThan(moment, id))
            .or_else(|| read_moment(raw.get("newer")).map(|(moment, id)| Begin::NewerThan(moment, id)));
        Self {
            subject: Subject::ALL
                .into_iter()
                .find(|subject| subject.word() == raw.get("about")),
            actor: match raw.get("who") {
                "attendee" => Some(Actor::Attendee),
                "system" => Some(Actor::System),
                other => other.parse::<AccountId>().ok().map(Actor::Account),
            },
            attendee: raw
                .get("attendee")
                .trim()
                .chars()
                .filter(|c| !c.is_control())
                .take(40)
                .collect(),
            begin: begin.unwrap_or(Begin::Latest),
        }
    }

    fn who(&self) -> Option<String> {
        match self.actor? {
            Actor::Account(id) => Some(id.to_string()),
            Actor::Attendee => Some("attendee".to_owned()),
            Actor::System | Actor::Operator => Some("system".to_owned()),
        }
    }

    fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let mut say = |name: &str, value: &str| {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        };
        say("about", self.subject.map_or("", Subject::word));
        say("who", &self.who().unwrap_or_default());
        say("attendee", &self.attendee);
        match self.begin {
            Begin::Latest => {}
            Begin::OlderThan(moment, id) => say("older", &write_moment(moment, id)),
            Begin::NewerThan(moment, id) => say("newer", &write_moment(moment, id)),
        }
        query.finish()
    }

    fn beginning(&self, begin: Begin) -> Self {
        Self {
            begin,
            ..self.clone()
        }
    }
}

/// Microseconds and id: `1764075600123456.0193…`.
fn write_moment(moment: DateTime<Utc>, id: ActivityId) -> String {
    format!("{}.{id}", moment.timestamp_micros())
}

fn read_moment(text: &str) -> Option<(DateTime<Utc>, ActivityId)> {
    let (micros, id) = text.split_once('.')?;
    let moment = DateTime::from_timestamp_micros(micros.parse().ok()?)
        // PostgreSQL's calendar is shorter than ours.
        .filter(|moment| (0..32_503_680_000).contains(&moment.timestamp()))?;
    Some((moment, id.parse().ok()?))
}

/// `GET /organizer/events/{slug}/history`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    app: web::Data<App>,
    access: EventAccess<View>,
    request: HttpRequest,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let asked = Asked::parse(request.query_string());
    let mut conn = app.pool.get().await?;
    let subject_id = match asked.attendee.as_str() {
        "" => None,
        typed => Some(find_attendee(&mut conn, event, typed).await?),
    };
    let selection = Selection {
        kinds: asked.subject.map(Subject::kinds),
        actor: asked.actor,
        subject_id: subject_id.map(|found| found.map_or(Uuid::nil(), RegistrationId::uuid)),
    };
    let (rows, more) =
        activity::list_of_event(&mut conn, event.id, &selection, asked.begin, PAGE_SIZE).await?;
    let accounts = activity::list_accounts_of_event(&mut conn, event.id).await?;
    let names = Names {
        accounts: accounts::find_names(&mut conn, &accounts).await?,
        attendees: queries::find_attendee_names(
            &mut conn,
            event.id,
            &rows.iter().map(|row| row.subject_id).collect::<Vec<_>>(),
        )
        .await?,
    };
    let here = urls::history(&event.slug);
    let (newer, older) = neighbours(&asked, &rows, more);
    let at = |asked: Asked| format!("{here}?{}", asked.to_query());
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    let template = HistoryPage {
        workspace: Workspace::of(&access, t, WorkspacePage::History),
        subjects: subjects(asked.subject, t),
        people: people(&asked, &names, t),
        is_filtered: asked.subject.is_some() || asked.actor.is_some() || !asked.attendee.is_empty(),
        times: t.with(
            "attendees-times",
            &[("zone", Value::from(t.zone_name(zone, app.clock.process_now())))],
        ),
        days: days(&rows, &names, event, zone, t),
        newer: newer.map(at),
        older: older.map(at),
        attendee: asked.attendee,
        here,
        page,
    };
    html(HttpResponse::Ok(), &template)
}

/// The attendee whose reference was typed, if there is one.
async fn find_attendee(conn: &mut Conn, event: &Event, typed: &str) -> Result<Option<RegistrationId>, Error> {
    let Ok(reference) = typed.parse::<Reference>() else {
        return Ok(None);
    };
    Ok(queries::find_by_reference(conn, event.id, &reference).await?)
}

/// Who the ids on the page are.
struct Names {
    accounts: HashMap<AccountId, String>,
    attendees: HashMap<Uuid, Option<String>>,
}

fn subjects(chosen: Option<Subject>, t: Tr) -> Vec<(String, String, bool)> {
    let everything = (String::new(), t.of("history-about-everything"), chosen.is_none());
    std::iter::once(everything)
        .chain(Subject::ALL.map(|subject| {
            (
                subject.word().to_owned(),
                t.of(subject.message()),
                chosen == Some(subject),
            )
        }))
        .collect()
}

fn people(asked: &Asked, names: &Names, t: Tr) -> Vec<(String, String, bool)> {
    let mut accounts: Vec<(&AccountId, &String)> = names.accounts.iter().collect();
    accounts.sort_by_key(|(_, name)| name.to_lowercase());
    let who = asked.who();
    [
        (String::new(), t.of("history-everybody")),
        ("attendee".to_owned(), t.of("history-attendees")),
        ("system".to_owned(), t.of("actor-system")),
    ]
    .into_iter()
    .chain(
        accounts
            .into_iter()
            .map(|(id, name)| (id.to_string(), name.clone())),
    )
    .map(|(value, words)| {
        let is_chosen = who.as_deref().unwrap_or_default() == value;
        (value, words, is_chosen)
    })
    .collect()
}

fn days(rows: &[ActivityRow], names: &Names, event: &Event, zone: Zone, t: Tr) -> Vec<Day> {
    let mut days: Vec<(NaiveDate, Day)> = Vec::new();
    for row in rows {
        let local = zone.local(row.occurred_at);
        if days.last().is_none_or(|(date, _)| *date != local.date()) {
            let day = Day {
                date: t.date_weekday(local.date()),
                entries: Vec::new(),
            };
            days.push((local.date(), day));
        }
        if let Some((_, day)) = days.last_mut() {
            day.entries.push(Entry {
                instant: row.occurred_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
                time: t.time(local.time()),
                deed: Deed::of(row, t),
                who: who(row, names, t),
                attendee: names.attendees.get(&row.subject_id).map(|name| {
                    (
                        name.clone().unwrap_or_else(|| t.of("attendees-no-name")),
                        urls::attendee(&event.slug, row.subject_id),
                    )
                }),
            });
        }
    }
    days.into_iter().map(|(_, day)| day).collect()
}

fn who(row: &ActivityRow, names: &Names, t: Tr) -> String {
    row.actor_id
        .and_then(|id| names.accounts.get(&AccountId::from(id)).cloned())
        .unwrap_or_else(|| actor_words(&row.actor_kind, t))
}

/// The pages with newer and with older entries.
fn neighbours(asked: &Asked, rows: &[ActivityRow], more: bool) -> (Option<Asked>, Option<Asked>) {
    let (has_newer, has_older) = match asked.begin {
        Begin::Latest => (false, more),
        Begin::OlderThan(..) => (true, more),
        Begin::NewerThan(..) => (more, true),
    };
    let newer = rows
        .first()
        .filter(|_| has_newer)
        .map(|row| asked.beginning(Begin::NewerThan(row.occurred_at, row.id)));
    let older = rows
        .last()
        .filter(|_| has_older)
        .map(|row| asked.beginning(Begin::OlderThan(row.occurred_at, row.id)));
    (newer, older)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_page_reads_back() {
        let id = ActivityId::new();
        let query = format!("about=terms&who=attendee&attendee=7K3F-9QXM&older=1800000000123456.{id}");
        assert_eq!(Asked::parse(&query).to_query(), query);
        for odd in [
            "about=shoe&who=x&older=1&newer=-5.x",
            "older=9000000000000000000.x",
            "",
        ] {
            assert_eq!(Asked::parse(odd).to_query(), "");
        }
    }

    #[test]
    fn every_kind_is_about_something_one_can_choose() {
        let chosen: usize = Subject::ALL.iter().map(|subject| subject.kinds().len()).sum();
        assert_eq!(chosen, Kind::ALL.len());
        assert_eq!(Subject::of(Kind::QuotaResized), Subject::Places);
    }
}
