//! The queue of those about whom an organizer decides: what each of them said, and the ways to a decision.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::categories::{self, Category};
use crate::events::{Event, EventAccess, Manage, Right as _, View, Workspace, WorkspacePage};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::localized::Resolved;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, Page, html, urls};
use crate::registration::said::find_said;
use crate::registration::{Owed, Registration, ReviewQuestion, find_acceptances, queries};

/// As many as somebody decides about before she looks again.
const SHOWN: i64 = 20;

#[derive(Template)]
#[template(path = "review/queue.html")]
struct QueuePage {
    page: Page,
    workspace: Workspace,
    notice: Option<String>,
    /// How many wait in all that is shown.
    total: String,
    filters: Vec<Filter>,
    entries: Vec<Entry>,
    /// Whether there are several to be decided about at once.
    is_several: bool,
    /// Said where more wait than are shown.
    more: Option<String>,
    /// Where it is decided; `None` for whoever may only look.
    decision_href: Option<String>,
}

/// A way to one category's part of the queue, or to all of it.
struct Filter {
    name: Resolved,
    waiting: String,
    href: String,
    is_current: bool,
}

struct Entry {
    id: String,
    name: String,
    href: String,
    category: Resolved,
    /// Since when, and whether a place is held meanwhile.
    waits: String,
    place: String,
    /// The language in which she reads what is written to her.
    language: String,
    /// Label and value, in any script and direction.
    facts: Vec<(String, String)>,
    consents: Vec<ConsentFacts>,
    questions: Vec<QuestionFacts>,
    /// Whether everything that was asked is answered.
    is_completed: bool,
    /// Whether an answer is awaited.
    is_asked: bool,
}

struct ConsentFacts {
    text: Resolved,
    state: String,
    tone: &'static str,
}

struct QuestionFacts {
    question: String,
    answer: Option<String>,
    when: String,
}

/// Which part of the queue, and what a redirect back to it says.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    category: String,
    #[serde(default)]
    said: String,
    #[serde(default)]
    number: u32,
    #[serde(default)]
    skipped: u32,
}

impl Asked {
    fn words(&self, t: Tr) -> Option<String> {
        let message = match self.said.as_str() {
            "approve" => "review-approved",
            "reject" => "review-rejected",
            "ask" => "review-asked",
            "nobody" => return Some(t.of("review-nobody")),
            _ => return None,
        };
        let skipped = match self.skipped {
            0 => String::new(),
            skipped => t.count("review-skipped", skipped),
        };
        Some(t.sentences([t.count(message, self.number), skipped]))
    }
}

/// `GET /organizer/events/{slug}/review`
///
/// # Errors
/// 404 for an event of others.
pub async fn show_review(
    app: web::Data<App>,
    access: EventAccess<View>,
    asked: web::Query<Asked>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let categories = categories::list_all_of_events(&conn, &[event.id]).await?;
    let counts = queries::count_in_review(&mut conn, event.id).await?;
    let waiting = |category: &Category| {
        let found = counts.iter().find(|(id, _)| *id == category.id);
        found.map_or(0, |(_, number)| *number)
    };
    let chosen = categories.iter().find(|category| category.key == asked.category);
    let all: i64 = counts.iter().map(|(_, number)| number).sum();
    let total = chosen.map_or(all, &waiting);
    let listed =
        queries::list_in_review(&mut conn, event.id, chosen.map(|category| category.id), SHOWN).await?;
    let ids: Vec<_> = listed.iter().map(|registration| registration.id).collect();
    let questions = queries::list_questions(&mut conn, &ids).await?;
    let mut entries = Vec::new();
    for registration in &listed {
        let category = categories.iter().find(|one| one.id == registration.category_id);
        let own = questions
            .iter()
            .filter(|one| one.registration_id == registration.id);
        entries.push(Entry::find(&mut conn, registration, event, category, own.collect(), t).await?);
    }
    let shown = number_of(listed.len());
    let template = QueuePage {
        workspace: Workspace::of(&access, t, WorkspacePage::Review),
        notice: asked.words(t),
        total: t.count("review-waiting", total),
        filters: filters(event, &categories, &waiting, all, chosen, t),
        more: (total > shown).then(|| t.count("review-more", total - shown)),
        decision_href: (access.role >= Manage::LEAST).then(|| urls::review_decision(&event.slug)),
        is_several: entries.len() > 1,
        entries,
        page,
    };
    html(HttpResponse::Ok(), &template)
}

fn number_of(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The categories in which somebody waits; nothing where there is nothing to choose.
fn filters(
    event: &Event,
    categories: &[Category],
    waiting: &impl Fn(&Category) -> i64,
    all: i64,
    chosen: Option<&Category>,
    t: Tr,
) -> Vec<Filter> {
    let own: Vec<&Category> = categories
        .iter()
        .filter(|category| waiting(category) > 0 || chosen.is_some_and(|chosen| chosen.id == category.id))
        .collect();
    if own.len() < 2 && chosen.is_none() {
        return Vec::new();
    }
    let everybody = Filter {
        name: Resolved {
            lang: t.lang(),
            text: t.of("review-all-categories"),
        },
        waiting: t.number(all),
        href: urls::review(&event.slug),
        is_current: chosen.is_none(),
    };
    let each = own.into_iter().map(|category| Filter {
        name: category.name.resolved(t.lang(), event.default_language),
        waiting: t.number(waiting(category)),
        href: format!("{}?category={}", urls::review(&event.slug), category.key),
        is_current: chosen.is_some_and(|chosen| chosen.id == category.id),
    });
    std::iter::once(everybody).chain(each).collect()
}

impl Entry {
    async fn find(
        conn: &mut Conn,
        registration: &Registration,
        event: &Event,
        category: Option<&Category>,
        questions: Vec<&ReviewQuestion>,
        t: Tr,
    ) -> Result<Self, Error> {
        let zone = event.time_zone.unwrap_or(Zone::UTC);
        let owed = Owed::find(conn, registration, event, registration.registered_at, t).await?;
        let mut facts = person(registration, t);
        facts.extend(find_said(conn, registration, event, t).await?);
        if let Some(totals) = owed.map(|owed| owed.totals()).filter(|totals| !totals.is_empty()) {
            facts.push((t.of("register-amount-total"), totals));
        }
        let acceptances = find_acceptances(conn, registration, event, t.lang()).await?;
        let given = acceptances
            .given
            .iter()
            .filter(|one| one.consent.withdrawn_at.is_none() && !acceptances.is_superseded(one));
        let given = given.filter_map(|one| Some((one.text.clone()?, "attendee-consent-given", "good")));
        let open = acceptances.open.iter();
        let open = open.map(|one| (one.text.clone(), "attendee-consent-open", "off"));
        let consents = given.chain(open).map(|(text, state, tone)| ConsentFacts {
            text,
            state: t.of(state),
            tone,
        });
        let is_asked = questions.iter().any(|one| one.closed_at.is_none());
        Ok(Self {
            id: registration.id.to_string(),
            name: registration
                .name
                .clone()
                .unwrap_or_else(|| t.of("attendees-no-name")),
            href: urls::attendee(&event.slug, registration.id),
            category: category.map_or_else(
                || Resolved {
                    lang: t.lang(),
                    text: String::new(),
                },
                |category| category.name.resolved(t.lang(), event.default_language),
            ),
            waits: t.with(
                "review-since",
                &[(
                    "moment",
                    Value::from(t.moment(zone, registration.status_changed_at)),
                )],
            ),
            place: t.of(if registration.has_place {
                "review-place-held"
            } else {
                "review-place-none"
            }),
            language: registration.language.endonym().to_owned(),
            consents: consents.collect(),
            is_completed: !is_asked && questions.iter().any(|one| one.answer.is_some()),
            is_asked,
            questions: questions
                .into_iter()
                .map(|one| QuestionFacts {
                    question: one.question.clone(),
                    answer: one.answer.clone(),
                    when: t.moment(zone, one.asked_at),
                })
                .collect(),
            facts,
        })
    }
}

fn person(registration: &Registration, t: Tr) -> Vec<(String, String)> {
    let country = registration.country;
    [
        ("attendee-reference", Some(registration.reference.to_string())),
        ("attendee-email", registration.email.clone()),
        ("attendee-organization", registration.organization.clone()),
        ("attendee-position", registration.position.clone()),
        (
            "attendee-country",
            country.map(|country| country.name(t.lang()).to_owned()),
        ),
        ("attendee-phone", registration.phone.clone()),
    ]
    .into_iter()
    .filter_map(|(label, value)| Some((t.of(label), value?)))
    .collect()
}
