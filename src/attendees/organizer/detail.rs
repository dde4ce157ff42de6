//! One attendee: what is known, what was mailed, what happened, what organizers wrote down.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::consents::{ConsentFacts, consent_facts};
use super::money::Payments;
use super::words::{find_own, local_time, reason_words, status_words};
use crate::accounts;
use crate::activity;
use crate::attendees::history::{Deed, actor_words};
use crate::attendees::queries::{NoteRow, list_notes};
use crate::events::{Event, EventAccess, Manage, Right, View, Workspace, WorkspacePage};
use crate::mail::{self, MailRow, kind_words};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::AccountId;
use crate::platform::web::{App, Error, FormState, Page, html, urls};
use crate::registration::{Owed, Registration, find_category};
use crate::terms;

#[derive(Template)]
#[template(path = "attendees/detail.html")]
pub(super) struct DetailPage {
    page: Page,
    workspace: Workspace,
    /// The note as it was typed, where it could not be kept.
    form: FormState,
    list_href: String,
    notice: Option<String>,
    name: String,
    status: String,
    tone: &'static str,
    /// Label and value; the value may be in any script and direction.
    facts: Vec<(String, String)>,
    terms: Option<(String, String)>,
    consents: Vec<ConsentFacts>,
    /// `None` where nothing was ever to be paid.
    payments: Option<Payments>,
    mails: Vec<MailFacts>,
    notes: Vec<NoteFacts>,
    history: Vec<HistoryFacts>,
    /// What whoever may change something can do.
    deeds: Option<Deeds>,
}

struct MailFacts {
    kind: String,
    href: String,
    state: String,
    tone: &'static str,
    when: String,
    attempts: Vec<String>,
}

struct NoteFacts {
    body: String,
    who: String,
    when: String,
}

struct HistoryFacts {
    deed: Deed,
    who: String,
    when: String,
}

#[allow(
    clippy::struct_field_names,
    reason = "an address is named so in every template"
)]
struct Deeds {
    edit_href: String,
    cancel_href: Option<String>,
    notes_href: String,
    resend_href: Option<String>,
}

/// What a redirect back to the page says.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    mail: String,
    #[serde(default)]
    done: String,
}

impl Said {
    fn words(&self, t: Tr) -> Option<String> {
        let message = match (self.mail.as_str(), self.done.as_str()) {
            ("sent", _) => "attendee-mail-sent",
            ("too-often", _) => "attendee-mail-too-often",
            ("not-applicable", _) => "attendee-mail-not-applicable",
            (_, "noted") => "note-kept",
            (_, "paid") => "payment-noted",
            (_, "corrected") => "saved",
            (_, "cancelled") => "attendee-cancelled",
            (_, "entered") => "attendee-entered",
            _ => return None,
        };
        Some(t.of(message))
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
    let registration = find_own(&app, &access.event, &path.1).await?;
    let notice = said.words(page.t);
    let template = page_of(&app, &access, registration, page, notice, FormState::default()).await?;
    html(HttpResponse::Ok(), &template)
}

/// The page, with a note that could not be kept if there is one.
pub(super) async fn page_of<R: Right>(
    app: &App,
    access: &EventAccess<R>,
    registration: Registration,
    page: Page,
    notice: Option<String>,
    form: FormState,
) -> Result<DetailPage, Error> {
    let event = &access.event;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let category = find_category(&mut conn, registration.category_id).await?;
    let now = app.clock.now(&conn).await?;
    let owed = Owed::find(&mut conn, &registration, event, now, t).await?;
    let may_note = access.role >= Manage::LEAST;
    let payments = Payments::find(&mut conn, &registration, event, may_note, t).await?;
    let mails = mail::list_of_subject(&mut conn, registration.id.uuid()).await?;
    let notes = list_notes(&mut conn, registration.id).await?;
    let history = activity::list_of_subject(&mut conn, registration.id.uuid()).await?;
    let actors: Vec<AccountId> = history
        .iter()
        .filter_map(|entry| entry.actor_id.map(AccountId::from))
        .collect();
    let people = accounts::find_names(&mut conn, &actors).await?;
    Ok(DetailPage {
        workspace: Workspace::of(access, t, WorkspacePage::Attendees),
        form: match &payments {
            Some(payments) => payments.filled(form),
            None => form,
        },
        payments,
        list_href: urls::attendees(&event.slug),
        notice,
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
            owed.map(|owed| owed.totals()).filter(|totals| !totals.is_empty()),
            t,
        ),
        terms: terms_facts(&mut conn, &registration, event, t).await?,
        consents: consent_facts(&mut conn, &registration, event, t).await?,
        mails: mails
            .iter()
            .map(|mail| mail_facts(mail, &registration, event, t))
            .collect(),
        notes: notes.into_iter().map(|note| note_facts(note, event, t)).collect(),
        history: history
            .iter()
            .map(|entry| HistoryFacts {
                deed: Deed::of(entry, t),
                who: entry
                    .actor_id
                    .and_then(|id| people.get(&AccountId::from(id)).cloned())
                    .unwrap_or_else(|| actor_words(&entry.actor_kind, t)),
                when: local_time(event, entry.occurred_at, t),
            })
            .collect(),
        deeds: (access.role >= Manage::LEAST).then(|| Deeds {
            edit_href: urls::edit_attendee(&event.slug, registration.id),
            cancel_href: registration
                .status
                .is_live()
                .then(|| urls::cancel_attendee(&event.slug, registration.id)),
            notes_href: urls::attendee_notes(&event.slug, registration.id),
            resend_href: registration
                .status
                .is_live()
                .then(|| urls::attendee_resend(&event.slug, registration.id)),
        }),
        page,
    })
}

/// Which version was accepted, in words, and where it is read.
async fn terms_facts(
    conn: &mut Conn,
    registration: &Registration,
    event: &Event,
    t: Tr,
) -> Result<Option<(String, String)>, Error> {
    let Some(consent) = terms::find_consent(conn, registration.id).await? else {
        return Ok(None);
    };
    let version = terms::find_by_id(conn, consent.terms_version_id).await?;
    let words = t.with(
        "own-terms-accepted",
        &[
            ("number", Value::from(version.number)),
            ("moment", Value::from(t.moment(version.zone, consent.given_at))),
        ],
    );
    Ok(Some((words, urls::terms_version(&event.slug, version.number))))
}

fn note_facts(note: NoteRow, event: &Event, t: Tr) -> NoteFacts {
    NoteFacts {
        body: note.body,
        who: note.author.unwrap_or_else(|| t.of("actor-account")),
        when: local_time(event, note.written_at, t),
    }
}

fn detail_facts(
    registration: &Registration,
    event: &Event,
    category: &str,
    owed: Option<String>,
    t: Tr,
) -> Vec<(String, String)> {
    let country = registration
        .country
        .map(|country| country.name(t.lang()).to_owned());
    [
        ("attendee-reference", Some(registration.reference.to_string())),
        ("attendee-email", registration.email.clone()),
        ("attendee-category", Some(category.to_owned())),
        ("register-amount-total", owed),
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

fn mail_facts(mail: &MailRow, registration: &Registration, event: &Event, t: Tr) -> MailFacts {
    let status = &mail.status;
    let state = t.of(&format!("mail-state-{}", status.state.as_str().replace('_', "-")));
    MailFacts {
        kind: kind_words(&status.kind, t),
        href: urls::attendee_mail(&event.slug, registration.id, status.id),
        state: match &status.reason {
            Some(reason) => format!("{state}: {}", reason_words(reason, t)),
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
