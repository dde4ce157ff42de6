//! `/r/{token}/withdraw`: what it means, and one button. Opening the page withdraws nothing, whoever opens it.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;

use super::head::EventHead;
use crate::platform::i18n::Value;
use crate::platform::web::{App, Error, Page, html, urls};
use crate::registration::queries::line::count_others_of_party;
use crate::registration::{Deed, EndOutcome, Owed, OwnRegistration, Step, may_withdraw, step, withdraw};

#[derive(Template)]
#[template(path = "registration/withdraw.html")]
struct WithdrawPage {
    page: Page,
    event: EventHead,
    name: String,
    reference: String,
    own_href: String,
    is_possible: bool,
    /// That those who were registered with her stay so, if there are any.
    others: Option<String>,
    /// What would be returned, a sentence each; nothing where nothing is to be paid.
    refund: Vec<String>,
}

impl WithdrawPage {
    async fn of(app: &App, own: &OwnRegistration, page: Page, is_possible: bool) -> Result<Self, Error> {
        let mut conn = app.pool.get().await?;
        let page = own.dress(&mut conn, page).await?;
        let refund = if is_possible {
            let now = app.clock.now(&conn).await?;
            let owed = Owed::find(&mut conn, &own.registration, &own.event, now, page.t).await?;
            let comes_back = |sum| page.t.with("owed-refund-now", &[("sum", Value::from(sum))]);
            owed.and_then(|owed| owed.refund)
                .map(|refund| refund.sentences(page.t, comes_back))
                .unwrap_or_default()
        } else {
            Vec::new()
        };
        let others = count_others_of_party(&mut conn, &own.registration).await?;
        Ok(Self {
            others: (others > 0).then(|| page.t.count("withdraw-others", others)),
            refund,
            event: EventHead::of(&own.event, page.t),
            name: own.registration.name.clone().unwrap_or_default(),
            reference: own.registration.reference.to_string(),
            own_href: urls::registration(&own.token),
            is_possible,
            page,
        })
    }
}

/// `GET /r/{token}/withdraw`
///
/// # Errors
/// 404 for a link that opens nothing.
pub async fn show(app: web::Data<App>, own: OwnRegistration, page: Page) -> Result<HttpResponse, Error> {
    let conn = app.pool.get().await?;
    let now = app.clock.now(&conn).await?;
    let has_way = matches!(step(own.registration.status, Deed::Withdraw), Step::To(_));
    let is_possible = has_way && may_withdraw(&own.event, now);
    drop(conn);
    let template = WithdrawPage::of(&app, &own, page, is_possible).await?;
    html(HttpResponse::Ok(), &template)
}

/// `POST /r/{token}/withdraw`: 303 to the registration's page, which says that it is withdrawn; 409 if it is too late.
///
/// # Errors
/// 404 for a link that opens nothing.
pub async fn submit(app: web::Data<App>, own: OwnRegistration, page: Page) -> Result<HttpResponse, Error> {
    match withdraw(&app, own.registration.id).await? {
        EndOutcome::Ended | EndOutcome::Already => Ok(HttpResponse::SeeOther()
            .insert_header((header::LOCATION, urls::registration(&own.token)))
            .finish()),
        EndOutcome::TooLate => {
            let template = WithdrawPage::of(&app, &own, page, false).await?;
            html(HttpResponse::build(StatusCode::CONFLICT), &template)
        }
    }
}
