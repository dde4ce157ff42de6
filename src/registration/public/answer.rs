//! `/r/{token}/answer`: what an organizer asks before deciding, and room for the answer.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;

use super::head::EventHead;
use crate::platform::web::{App, Error, FormState, Mistakes, Page, RawForm, html, urls};
use crate::registration::{Moved, OwnRegistration, RegistrationStatus, answer_question, find_open_question};

/// The longest answer, in characters.
const MAX_ANSWER: usize = 2_000;

#[derive(Template)]
#[template(path = "registration/answer.html")]
struct AnswerPage {
    page: Page,
    form: FormState,
    event: EventHead,
    own_href: String,
    change_href: String,
    /// `None` where nothing is asked any more.
    question: Option<String>,
}

impl AnswerPage {
    async fn of(app: &App, own: &OwnRegistration, page: Page, form: FormState) -> Result<Self, Error> {
        let mut conn = app.pool.get().await?;
        let page = own.dress(&mut conn, page).await?;
        let open = find_open_question(&mut conn, own.registration.id).await?;
        let is_waiting = own.registration.status == RegistrationStatus::PendingReview;
        Ok(Self {
            form,
            event: EventHead::of(&own.event, page.t),
            own_href: urls::registration(&own.token),
            change_href: urls::registration_change(&own.token),
            question: open.filter(|_| is_waiting).map(|open| open.question),
            page,
        })
    }
}

/// `GET /r/{token}/answer`
///
/// # Errors
/// 404 for a link that opens nothing.
pub async fn show(app: web::Data<App>, own: OwnRegistration, page: Page) -> Result<HttpResponse, Error> {
    let template = AnswerPage::of(&app, &own, page, FormState::default()).await?;
    html(HttpResponse::Ok(), &template)
}

/// `POST /r/{token}/answer`: 303 to the registration's page; 422 without an answer; 409 where nothing is asked any more.
///
/// # Errors
/// 404 for a link that opens nothing.
pub async fn submit(
    app: web::Data<App>,
    own: OwnRegistration,
    page: Page,
    form: RawForm,
) -> Result<HttpResponse, Error> {
    let t = page.clone().in_stored_language(own.registration.language).t;
    let mut mistakes = Mistakes::new(t);
    let answer = mistakes.block(&form, "answer", MAX_ANSWER);
    if answer.as_deref() == Some("") {
        mistakes.add("answer", t.of("answer-missing"));
    }
    let Some(answer) = answer.filter(|_| mistakes.found.is_empty()) else {
        let state = FormState::rejected(form, mistakes.found);
        let template = AnswerPage::of(&app, &own, page, state).await?;
        return html(HttpResponse::UnprocessableEntity(), &template);
    };
    if answer_question(&app, own.registration.id, &answer).await? == Moved::Stays {
        let location = format!("{}?said=answered", urls::registration(&own.token));
        return Ok(HttpResponse::SeeOther()
            .insert_header((header::LOCATION, location))
            .finish());
    }
    let template = AnswerPage::of(&app, &own, page, FormState::rejected(form, Vec::new())).await?;
    html(HttpResponse::build(StatusCode::CONFLICT), &template)
}
