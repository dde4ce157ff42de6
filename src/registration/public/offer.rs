//! `/r/{token}/offer`: the place that is held for somebody, until when, and two buttons. Opening the page answers
//! nothing, whoever opens it.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;

use super::head::EventHead;
use crate::platform::i18n::Value;
use crate::platform::localized::Resolved;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, Page, RawForm, html, urls};
use crate::registration::queries::line::list_companions;
use crate::registration::{
    AnswerOutcome, OfferAnswer, Owed, OwnRegistration, RegistrationStatus, answer_offer, queries,
};

#[derive(Template)]
#[template(path = "registration/offer.html")]
struct OfferPage {
    page: Page,
    event: EventHead,
    category: Resolved,
    name: String,
    reference: String,
    own_href: String,
    title: String,
    lead: String,
    /// Whether there is something to answer.
    is_open: bool,
    /// Said where it is about others, too.
    party: Option<String>,
    /// What taking part costs, if it costs anything.
    amount: Option<String>,
}

impl OfferPage {
    async fn of(app: &App, own: &OwnRegistration, page: Page) -> Result<Self, Error> {
        let mut conn = app.pool.get().await?;
        let page = own.dress(&mut conn, page).await?;
        let t = page.t;
        let OwnRegistration {
            registration, event, ..
        } = own;
        let now = app.clock.now(&conn).await?;
        let category = queries::find_category(&mut conn, registration.category_id).await?;
        let offered_until = registration
            .acts_until
            .filter(|until| registration.status == RegistrationStatus::Offered && now < *until);
        let zone = event.time_zone.unwrap_or(Zone::UTC);
        let amount = match offered_until {
            None => None,
            Some(_) => Owed::find(&mut conn, registration, event, now, t).await?,
        };
        let companions = list_companions(&mut conn, registration).await?;
        let held = companions
            .iter()
            .filter(|one| one.status == RegistrationStatus::Offered)
            .count();
        let (title, lead) = match offered_until {
            Some(until) => (
                "own-title-offered",
                t.with(
                    "offer-held-until",
                    &[("until", Value::from(t.moment(zone, until)))],
                ),
            ),
            None => match registration.status {
                RegistrationStatus::Confirmed
                | RegistrationStatus::AwaitingPayment
                | RegistrationStatus::PendingReview => ("offer-taken-title", t.of("offer-taken-text")),
                RegistrationStatus::Waitlisted => ("own-title-waitlisted", t.of("own-next-waitlisted")),
                _ => ("offer-gone-title", t.of("offer-gone-text")),
            },
        };
        Ok(Self {
            event: EventHead::of(event, t),
            category: category.name.resolved(t.lang(), event.default_language),
            name: registration.name.clone().unwrap_or_default(),
            reference: registration.reference.to_string(),
            own_href: urls::registration(&own.token),
            title: t.of(title),
            lead,
            is_open: offered_until.is_some(),
            party: (held > 0).then(|| t.count("offer-party", i64::try_from(held + 1).unwrap_or(i64::MAX))),
            amount: amount
                .map(|owed| owed.totals())
                .filter(|totals| !totals.is_empty()),
            page,
        })
    }
}

/// `GET /r/{token}/offer`
///
/// # Errors
/// 404 for a link that opens nothing.
pub async fn show(app: web::Data<App>, own: OwnRegistration, page: Page) -> Result<HttpResponse, Error> {
    let template = OfferPage::of(&app, &own, page).await?;
    html(HttpResponse::Ok(), &template)
}

/// `POST /r/{token}/offer`: 303 to the registration's page, which says what became of it; 409 if it is too late.
///
/// # Errors
/// 404 for a link that opens nothing.
pub async fn submit(
    app: web::Data<App>,
    own: OwnRegistration,
    page: Page,
    form: RawForm,
) -> Result<HttpResponse, Error> {
    let Ok(answer) = form.get("answer").parse::<OfferAnswer>() else {
        let template = OfferPage::of(&app, &own, page).await?;
        return html(HttpResponse::UnprocessableEntity(), &template);
    };
    match answer_offer(&app, &own.registration, answer).await? {
        AnswerOutcome::Answered(_) | AnswerOutcome::Already => Ok(HttpResponse::SeeOther()
            .insert_header((header::LOCATION, urls::registration(&own.token)))
            .finish()),
        AnswerOutcome::TooLate => {
            let template = OfferPage::of(&app, &own, page).await?;
            html(HttpResponse::build(StatusCode::CONFLICT), &template)
        }
    }
}
