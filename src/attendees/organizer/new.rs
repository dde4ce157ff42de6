//! Entering somebody by hand: through the same intake as everybody, with the terms accepted at the desk.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde_json::json;
use uuid::Uuid;

use super::edit::mail_policy;
use crate::events::{EventAccess, Manage, Workspace, WorkspacePage};
use crate::platform::countries::Country;
use crate::platform::email::EmailAddress;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::SubmissionId;
use crate::platform::lang::Lang;
use crate::platform::localized::Resolved;
use crate::platform::secret::Digest;
use crate::platform::web::{App, Error, FieldError, FormState, Mistakes, Page, RawForm, html, urls};
use crate::registration::public::{read_details, read_name};
use crate::registration::{
    Availability, Intake, NewRegistration, Refusal, RegisterError, RegistrationOutcome, Submission,
};
use crate::terms::{self, Channel, Choices, TermsVersion};

#[derive(Template)]
#[template(path = "attendees/new.html")]
struct NewPage {
    page: Page,
    workspace: Workspace,
    form: FormState,
    /// Why she was not entered, and where to look.
    refusal: Option<(String, Option<String>)>,
    /// Whether the event can take anybody at all.
    is_possible: bool,
    choices: Vec<Choice>,
    terms: Option<TermsFacts>,
    languages: Vec<(String, String)>,
    countries: &'static [(Country, &'static str)],
    submission_id: String,
    list_href: String,
}

struct TermsFacts {
    /// Which version is accepted by the tick.
    id: String,
    words: String,
    href: String,
}

struct Choice {
    key: String,
    name: Resolved,
    state: String,
}

/// What the page is made of, read once.
struct Ground {
    availability: Availability,
    terms: Option<TermsVersion>,
}

impl Ground {
    async fn load(app: &App, access: &EventAccess<Manage>) -> Result<Self, Error> {
        let mut conn = app.pool.get().await?;
        let now = app.clock.now(&conn).await?;
        let terms = terms::find_current(&mut conn, access.event.id).await?;
        let availability = Availability::load(&mut conn, &access.event, terms.as_ref(), now).await?;
        Ok(Self { availability, terms })
    }

    fn page(
        &self,
        access: &EventAccess<Manage>,
        page: Page,
        form: FormState,
        refusal: Option<(String, Option<String>)>,
        submission_id: Uuid,
    ) -> NewPage {
        let event = &access.event;
        let page = page.signed_in_as(&access.signed_in.account.name);
        let t = page.t;
        NewPage {
            workspace: Workspace::of(access, t, WorkspacePage::Attendees),
            form,
            refusal,
            is_possible: self.terms.is_some(),
            choices: self
                .availability
                .offers
                .iter()
                .map(|offer| Choice {
                    key: offer.category.key.clone(),
                    name: offer.category.name.resolved(t.lang(), event.default_language),
                    state: offer.state.words(t),
                })
                .collect(),
            terms: self.terms.as_ref().map(|terms| TermsFacts {
                id: terms.id.to_string(),
                words: t.with("new-attendee-terms", &[("number", Value::from(terms.number))]),
                href: urls::terms_version(&event.slug, terms.number),
            }),
            languages: Lang::ALL
                .map(|lang| (lang.to_string(), lang.endonym().to_owned()))
                .into(),
            countries: Country::all_sorted(page.lang()),
            submission_id: submission_id.to_string(),
            list_href: urls::attendees(&event.slug),
            page,
        }
    }
}

/// `GET /organizer/events/{slug}/attendees/new`
///
/// # Errors
/// When the database does not answer.
pub async fn show_new(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let ground = Ground::load(&app, &access).await?;
    let mut defaults = vec![
        ("language", access.event.default_language.to_string()),
        ("tell", "yes".to_owned()),
    ];
    if let [only] = ground.availability.offers.as_slice() {
        defaults.push(("category", only.category.key.clone()));
    }
    let form = FormState::fresh(defaults);
    let template = ground.page(&access, page, form, None, Uuid::new_v4());
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/events/{slug}/attendees/new`: 303 to the new attendee; 422 with mistakes; 409 if she cannot be
/// entered as things stand.
///
/// # Errors
/// When the database does not answer.
pub async fn enter(
    app: web::Data<App>,
    intake: web::Data<Intake>,
    access: EventAccess<Manage>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let t = page.t;
    let ground = Ground::load(&app, &access).await?;
    let submission_id = form
        .get("submission_id")
        .parse()
        .unwrap_or_else(|_| Uuid::new_v4());
    let new = match parse(&form, &access, &ground, submission_id, t) {
        Ok(new) => new,
        Err(errors) => {
            let form = FormState::rejected(form, errors);
            let template = ground.page(&access, page, form, None, submission_id);
            return html(HttpResponse::UnprocessableEntity(), &template);
        }
    };
    let slug = &access.event.slug;
    let refusal = match intake.register(new).await {
        Ok(RegistrationOutcome::Taken { id, .. } | RegistrationOutcome::Replayed { id, .. }) => {
            let location = format!("{}?done=entered", urls::attendee(slug, id));
            return Ok(HttpResponse::SeeOther()
                .insert_header((header::LOCATION, location))
                .finish());
        }
        Ok(RegistrationOutcome::Refused(refusal)) => refusal,
        Err(error @ (RegisterError::Busy | RegisterError::Unavailable(_))) => {
            return Err(Error::Unavailable(error.to_string()));
        }
        Err(error @ (RegisterError::Db(_) | RegisterError::Lost)) => return Err(Error::internal(error)),
    };
    let ground = Ground::load(&app, &access).await?;
    // A form that made somebody is spent.
    let next = match refusal {
        Refusal::FormUsed { .. } => Uuid::new_v4(),
        _ => submission_id,
    };
    let refusal = refusal_words(&refusal, slug, t);
    let form = FormState::rejected(form, Vec::new());
    let template = ground.page(&access, page, form, Some(refusal), next);
    html(HttpResponse::build(StatusCode::CONFLICT), &template)
}

/// Why she was not entered, and where to look.
fn refusal_words(refusal: &Refusal, slug: &str, t: Tr) -> (String, Option<String>) {
    let message = match refusal {
        Refusal::AlreadyRegistered(id) => {
            return (t.of("new-attendee-known"), Some(urls::attendee(slug, id)));
        }
        Refusal::FormUsed { .. } => "new-attendee-form-used",
        Refusal::Full | Refusal::OptionFull(_) => "new-attendee-full",
        Refusal::TermsChanged => "new-attendee-terms-changed",
        Refusal::UnknownCategory | Refusal::AmountChanged => "new-attendee-category-gone",
        Refusal::NotYet(_) | Refusal::Closed | Refusal::Cancelled | Refusal::Over => "new-attendee-closed",
    };
    (t.of(message), None)
}

fn parse(
    form: &RawForm,
    access: &EventAccess<Manage>,
    ground: &Ground,
    submission_id: Uuid,
    t: Tr,
) -> Result<NewRegistration, Vec<FieldError>> {
    let event = &access.event;
    let mut mistakes = Mistakes::new(t);
    let category = ground
        .availability
        .offers
        .iter()
        .map(|offer| &offer.category)
        .find(|category| category.key == form.get("category"));
    if category.is_none() {
        mistakes.add("category", t.of("register-category-missing"));
    }
    let name = read_name(&mut mistakes, form);
    let email = if form.has("email") {
        mistakes.email(form, "email")
    } else {
        None
    };
    let details = read_details(&mut mistakes, form, name, true);
    if ground.terms.is_some() && !form.has("accepted") {
        mistakes.add("accepted", t.of("new-attendee-accepted-missing"));
    }
    let (Some(details), Some(category), Some(terms), true) = (
        details,
        category,
        ground.terms.as_ref(),
        mistakes.found.is_empty(),
    ) else {
        return Err(mistakes.found);
    };
    let content = json!({
        "name": details.name, "email": email.as_ref().map(EmailAddress::key), "category": category.key,
        "organization": details.organization, "position": details.position,
        "country": details.country.map(Country::code), "phone": details.phone,
    });
    Ok(NewRegistration {
        event_id: event.id,
        category_id: category.id,
        // The version that stood beside the tick, whatever is in force by now.
        terms_version_id: form.get("terms_version").parse().unwrap_or(terms.id),
        consents: Vec::new(),
        channel: Channel::Desk,
        language: form.get("language").parse().unwrap_or(event.default_language),
        name: details.name,
        email,
        organization: details.organization,
        position: details.position,
        country: details.country,
        phone: details.phone,
        submission: Some(Submission {
            id: SubmissionId::from(submission_id),
            digest: Digest::of(content.to_string().as_bytes()),
        }),
        mail: mail_policy(form),
        registered_at: None,
        entered_by: Some(access.signed_in.account.id),
        overbooks: form.has("overbook"),
        companions: Vec::new(),
        stays_together: false,
        choices: Choices::default(),
        shown_amounts: None,
    })
}
