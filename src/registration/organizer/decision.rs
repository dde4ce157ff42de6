//! A decision about one or many in the queue: who it is about, who is left out and why, what she will read, and one
//! button. Opening the page decides nothing.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::events::{EventAccess, Manage, Workspace, WorkspacePage};
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::RegistrationId;
use crate::platform::lang::Lang;
use crate::platform::web::{App, Error, FormState, Mistakes, Page, RawForm, html, urls};
use crate::registration::moves::Moved;
use crate::registration::{Decision, Registration, RegistrationStatus, queries, review};

/// The longest reason and the longest question, in characters.
const MAX_WORDS: usize = 1_000;
/// More than any page offers to tick.
const MAX_IDS: usize = 500;

/// What is to be decided, before its words are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Approve,
    Reject,
    Ask,
}

impl Kind {
    fn of(form: &RawForm) -> Result<Self, Error> {
        match form.get("decision") {
            "approve" => Ok(Self::Approve),
            "reject" => Ok(Self::Reject),
            "ask" => Ok(Self::Ask),
            _ => Err(Error::BadRequest),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Ask => "ask",
        }
    }

    fn title(self, waiting: &[&Registration], t: Tr) -> String {
        let (about_one, about_several) = match self {
            Self::Approve => ("review-approve-title-one", "review-approve-title"),
            Self::Reject => ("review-reject-title-one", "review-reject-title"),
            Self::Ask => ("review-ask-title-one", "review-ask-title"),
        };
        match waiting {
            [only] => t.with(about_one, &[("name", Value::from(name_of(only, t)))]),
            several => t.count(about_several, several.len()),
        }
    }

    fn means(self) -> &'static str {
        match self {
            Self::Approve => "review-approve-means",
            Self::Reject => "review-reject-means",
            Self::Ask => "review-ask-means",
        }
    }
}

#[derive(Template)]
#[template(path = "review/decision.html")]
struct DecisionPage {
    page: Page,
    workspace: Workspace,
    form: FormState,
    kind: &'static str,
    title: String,
    /// What happens when the button is pressed.
    means: String,
    /// Those it is about.
    people: Vec<PersonFacts>,
    /// Those who are left out, and why.
    skipped: Vec<PersonFacts>,
    /// In which languages what is written will be read.
    languages: String,
    /// Said where there is no place for them.
    no_place: Option<String>,
    back_href: String,
}

struct PersonFacts {
    id: String,
    name: String,
    /// The language she reads, or why she is left out.
    note: String,
}

fn ids(form: &RawForm) -> Vec<RegistrationId> {
    let mut ids: Vec<RegistrationId> = form.all("id").filter_map(|id| id.parse().ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.truncate(MAX_IDS);
    ids
}

fn is_waiting(registration: &Registration) -> bool {
    registration.status == RegistrationStatus::PendingReview
}

fn name_of(registration: &Registration, t: Tr) -> String {
    let name = registration.name.clone();
    name.unwrap_or_else(|| t.of("attendees-no-name"))
}

impl DecisionPage {
    fn of(
        access: &EventAccess<Manage>,
        page: Page,
        form: FormState,
        kind: Kind,
        people: &[Registration],
    ) -> Self {
        let page = page.signed_in_as(&access.signed_in.account.name);
        let t = page.t;
        let (waiting, others): (Vec<&Registration>, Vec<&Registration>) =
            people.iter().partition(|one| is_waiting(one));
        let facts = |registration: &Registration, note: String| PersonFacts {
            id: registration.id.to_string(),
            name: name_of(registration, t),
            note,
        };
        let reads = |lang: Lang| {
            let number = waiting.iter().filter(|one| one.language == lang).count();
            (number > 0).then(|| (lang.endonym().to_owned(), t.number(number)))
        };
        let read: Vec<(String, String)> = Lang::ALL.into_iter().filter_map(reads).collect();
        let languages: Vec<String> = match read.as_slice() {
            // Everybody reads the same.
            [(language, _)] => vec![language.clone()],
            several => {
                let counted = several.iter();
                counted
                    .map(|(language, number)| format!("{language}: {number}"))
                    .collect()
            }
        };
        Self {
            workspace: Workspace::of(access, t, WorkspacePage::Review),
            form,
            kind: kind.word(),
            title: kind.title(&waiting, t),
            means: t.of(kind.means()),
            people: waiting
                .iter()
                .map(|one| facts(one, one.language.endonym().to_owned()))
                .collect(),
            skipped: others
                .into_iter()
                .map(|one| {
                    let status = one.status.as_str().replace('_', "-");
                    facts(one, t.of(&format!("status-{status}")))
                })
                .collect(),
            languages: t.with(
                "review-languages",
                &[("languages", Value::from(languages.join(", ")))],
            ),
            no_place: None,
            back_href: urls::review(&access.event.slug),
            page,
        }
    }
}

/// `GET /organizer/events/{slug}/review/decision?decision=…&id=…`
///
/// # Errors
/// 404 for an event of others.
pub async fn ask_decision(
    app: web::Data<App>,
    request: HttpRequest,
    access: EventAccess<Manage>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let form = RawForm::parse(request.query_string().as_bytes());
    let kind = Kind::of(&form)?;
    let mut conn = app.pool.get().await?;
    let people = queries::list_by_ids(&mut conn, access.event.id, &ids(&form)).await?;
    if people.is_empty() {
        return Ok(back(&access, "nobody", 0, 0));
    }
    let template = DecisionPage::of(&access, page, FormState::default(), kind, &people);
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/events/{slug}/review/decision`: 303 to the queue; 422 where words are missing; 409 with those for
/// whom there is no place.
///
/// # Errors
/// 404 for an event of others.
pub async fn decide(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    page: Page,
    form: RawForm,
) -> Result<HttpResponse, Error> {
    let t = page.t;
    let event_id = access.event.id;
    let kind = Kind::of(&form)?;
    let mut conn = app.pool.get().await?;
    let people = queries::list_by_ids(&mut conn, event_id, &ids(&form)).await?;
    drop(conn);
    if people.is_empty() {
        return Ok(back(&access, "nobody", 0, 0));
    }
    let mut mistakes = Mistakes::new(t);
    let Some(decision) = read(&mut mistakes, &form, kind) else {
        let form = FormState::rejected(form, mistakes.found);
        let template = DecisionPage::of(&access, page, form, kind, &people);
        return html(HttpResponse::UnprocessableEntity(), &template);
    };
    let ids: Vec<RegistrationId> = people.iter().map(|one| one.id).collect();
    let moved = review(&app, event_id, &ids, &decision, access.signed_in.account.id).await?;
    let done = moved
        .iter()
        .filter(|moved| matches!(moved, Moved::To(_) | Moved::Stays))
        .count();
    let without: Vec<RegistrationId> = ids
        .iter()
        .zip(&moved)
        .filter(|(_, moved)| **moved == Moved::NoPlace)
        .map(|(id, _)| *id)
        .collect();
    if without.is_empty() {
        return Ok(back(&access, kind.word(), done, moved.len() - done));
    }
    let mut conn = app.pool.get().await?;
    let people = queries::list_by_ids(&mut conn, event_id, &without).await?;
    let form = FormState::rejected(form, Vec::new());
    let mut template = DecisionPage::of(&access, page, form, kind, &people);
    template.no_place = Some(t.count("review-no-place", without.len()));
    html(HttpResponse::build(StatusCode::CONFLICT), &template)
}

/// The decision with its words; `None` after a mistake was added.
fn read(mistakes: &mut Mistakes, form: &RawForm, kind: Kind) -> Option<Decision> {
    if kind == Kind::Approve {
        return Some(Decision::Approve {
            overbooks: form.has("overbook"),
        });
    }
    let words = mistakes.block(form, "words", MAX_WORDS)?;
    if words.is_empty() {
        let missing = match kind {
            Kind::Ask => "review-ask-words-missing",
            _ => "review-reject-words-missing",
        };
        mistakes.add("words", mistakes.t.of(missing));
        return None;
    }
    Some(match kind {
        Kind::Ask => Decision::AskMore { question: words },
        _ => Decision::Reject { reason: words },
    })
}

fn back(access: &EventAccess<Manage>, said: &str, number: usize, skipped: usize) -> HttpResponse {
    let queue = urls::review(&access.event.slug);
    let location = format!("{queue}?said={said}&number={number}&skipped={skipped}");
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .finish()
}
