//! Correcting what is known of an attendee.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::words::find_own;
use crate::accounts;
use crate::activity::{self, Actor, Kind};
use crate::attendees::history::actor_words;
use crate::events::{Event, EventAccess, Manage, Workspace, WorkspacePage};
use crate::mail::Withheld;
use crate::platform::countries::Country;
use crate::platform::email::EmailAddress;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::AccountId;
use crate::platform::time::Zone;
use crate::platform::web::{
    App, Conflict, Error, FieldError, FormState, Mistakes, Page, RawForm, html, urls,
};
use crate::registration::public::{read_details, read_name};
use crate::registration::{
    Correction, DetailField, Details, MailPolicy, Registration, RegistrationCorrected, correct_registration,
};

#[derive(Template)]
#[template(path = "attendees/edit.html")]
struct EditPage {
    page: Page,
    workspace: Workspace,
    form: FormState,
    conflict: Option<Conflict>,
    name: String,
    back_href: String,
    revision: i32,
    countries: &'static [(Country, &'static str)],
    /// Whether there is an address that can be replaced, but not taken away.
    has_email: bool,
}

fn edit_page(
    access: &EventAccess<Manage>,
    registration: &Registration,
    page: Page,
    form: FormState,
    conflict: Option<Conflict>,
) -> EditPage {
    let page = page.signed_in_as(&access.signed_in.account.name);
    EditPage {
        workspace: Workspace::of(access, page.t, WorkspacePage::Attendees),
        form,
        conflict,
        name: registration
            .name
            .clone()
            .unwrap_or_else(|| page.t.of("attendees-no-name")),
        back_href: urls::attendee(&access.event.slug, registration.id),
        revision: registration.revision,
        countries: Country::all_sorted(page.lang()),
        has_email: registration.email.is_some(),
        page,
    }
}

fn stored(registration: &Registration) -> FormState {
    let details = Details::of(registration);
    let country = details.country.map(|country| country.code().to_owned());
    FormState::fresh([
        ("name", details.name),
        ("email", registration.email.clone().unwrap_or_default()),
        ("organization", details.organization.unwrap_or_default()),
        ("position", details.position.unwrap_or_default()),
        ("country", country.unwrap_or_default()),
        ("phone", details.phone.unwrap_or_default()),
        ("tell", "yes".to_owned()),
    ])
}

/// `GET /organizer/events/{slug}/attendees/{id}/edit`
///
/// # Errors
/// 404 for a registration of another event.
pub async fn show_edit(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let registration = find_own(&app, &access.event, &path.1).await?;
    let template = edit_page(&access, &registration, page, stored(&registration), None);
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/events/{slug}/attendees/{id}/edit`
///
/// # Errors
/// 404 for a registration of another event.
pub async fn edit(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    path: web::Path<(String, String)>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let t = page.t;
    let registration = find_own(&app, event, &path.1).await?;
    let (details, email) = match parse(&form, &registration, t) {
        Ok(parsed) => parsed,
        Err(errors) => {
            let form = FormState::rejected(form, errors);
            let template = edit_page(&access, &registration, page, form, None);
            return html(HttpResponse::UnprocessableEntity(), &template);
        }
    };
    let correction = Correction {
        revision: form.get("revision").parse().unwrap_or(0),
        details: details.clone(),
        email: email.clone(),
        actor: Actor::Account(access.signed_in.account.id),
        mail: mail_policy(&form),
    };
    let done = match correct_registration(&app, registration.id, correction).await? {
        RegistrationCorrected::Changed => "?done=corrected",
        RegistrationCorrected::Unchanged => "",
        RegistrationCorrected::AddressTaken => {
            let errors = vec![FieldError {
                field: "email".into(),
                message: t.of("attendee-email-taken"),
            }];
            let form = FormState::rejected(form, errors);
            let template = edit_page(&access, &registration, page, form, None);
            return html(HttpResponse::UnprocessableEntity(), &template);
        }
        RegistrationCorrected::Conflict(now) => {
            let conflict = Conflict {
                words: last_change(&app, event, &now, t).await?,
                stored: differences(&now, &details, email.as_ref(), t),
            };
            let form = FormState::rejected(form, Vec::new());
            let template = edit_page(&access, &now, page, form, Some(conflict));
            return html(HttpResponse::Conflict(), &template);
        }
    };
    let location = format!("{}{done}", urls::attendee(&event.slug, registration.id));
    Ok(HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .finish())
}

/// Whether the box that tells her by mail is ticked.
pub(super) fn mail_policy(form: &RawForm) -> MailPolicy {
    if form.has("tell") {
        MailPolicy::Send
    } else {
        MailPolicy::Suppress(Withheld::NotTold)
    }
}

fn parse(
    form: &RawForm,
    registration: &Registration,
    t: Tr,
) -> Result<(Details, Option<EmailAddress>), Vec<FieldError>> {
    let mut mistakes = Mistakes::new(t);
    let name = read_name(&mut mistakes, form);
    // Whoever has an address keeps one: her link goes there.
    let email = if registration.email.is_some() || form.has("email") {
        mistakes.email(form, "email")
    } else {
        None
    };
    match read_details(&mut mistakes, form, name, true) {
        Some(details) if mistakes.found.is_empty() => Ok((details, email)),
        _ => Err(mistakes.found),
    }
}

/// Who changed her details last, and when.
async fn last_change(app: &App, event: &Event, registration: &Registration, t: Tr) -> Result<String, Error> {
    let mut conn = app.pool.get().await?;
    let entries = activity::list_of_subject(&mut conn, registration.id.uuid()).await?;
    let last = entries.iter().rev().find(|entry| {
        matches!(
            entry.kind,
            Kind::RegistrationChanged
                | Kind::RegistrationAddressChanged
                | Kind::RegistrationCancelled
                | Kind::RegistrationWithdrawn
        )
    });
    let Some(last) = last else {
        return Ok(t.of("conflict-somebody"));
    };
    let name = match last.actor_id {
        Some(id) => accounts::find_name(&mut conn, AccountId::from(id)).await?,
        None => registration.name.clone(),
    };
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    Ok(t.with(
        "conflict-who",
        &[
            (
                "name",
                Value::from(name.unwrap_or_else(|| actor_words(&last.actor_kind, t))),
            ),
            ("moment", Value::from(t.moment(zone, last.occurred_at))),
        ],
    ))
}

/// What is stored where it is not what was typed.
fn differences(
    stored: &Registration,
    typed: &Details,
    email: Option<&EmailAddress>,
    t: Tr,
) -> Vec<(String, String)> {
    let mut differences: Vec<(String, String)> = typed
        .changes(&Details::of(stored))
        .into_iter()
        .map(|change| {
            let value = match (change.field, stored.country) {
                (DetailField::Country, Some(country)) => country.name(t.lang()).to_owned(),
                _ => change.new.unwrap_or_default(),
            };
            (change.field.label(t), value)
        })
        .collect();
    if email.map(ToString::to_string) != stored.email {
        differences.push((t.of("attendee-email"), stored.email.clone().unwrap_or_default()));
    }
    differences
}
