//! `/r/{token}/prove/{proof}`: what the mail's button opens. Opening it proves nothing, whatever opens it; its own button
//! does.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;

use super::head::EventHead;
use crate::platform::i18n::Value;
use crate::platform::secret::Token;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, Page, html, urls};
use crate::registration::{Moved, OwnRegistration, RegistrationStatus, is_proof, prove};

#[derive(Template)]
#[template(path = "registration/prove.html")]
struct ProvePage {
    page: Page,
    event: EventHead,
    name: String,
    reference: String,
    email: String,
    own_href: String,
    stage: Stage,
}

enum Stage {
    /// There is a button, until then.
    Possible(Option<String>),
    /// The address is proved.
    Done,
    /// It has ended; the form is where to begin anew.
    TooLate(String),
}

impl ProvePage {
    async fn of(app: &App, own: &OwnRegistration, page: Page) -> Result<Self, Error> {
        let mut conn = app.pool.get().await?;
        let page = own.dress(&mut conn, page).await?;
        let now = app.clock.now(&conn).await?;
        let (t, registration) = (page.t, &own.registration);
        let until = registration.acts_until;
        let stage = match registration.status {
            RegistrationStatus::Unverified if until.is_none_or(|until| now < until) => {
                let zone = own.event.time_zone.unwrap_or(Zone::UTC);
                let words = |until| t.with("own-until", &[("until", Value::from(t.moment(zone, until)))]);
                Stage::Possible(until.map(words))
            }
            RegistrationStatus::Unverified => Stage::TooLate(urls::register(&own.event.slug)),
            status if status.is_live() => Stage::Done,
            _ => Stage::TooLate(urls::register(&own.event.slug)),
        };
        Ok(Self {
            event: EventHead::of(&own.event, t),
            name: registration.name.clone().unwrap_or_default(),
            reference: registration.reference.to_string(),
            email: registration.email.clone().unwrap_or_default(),
            own_href: urls::registration(&own.token),
            stage,
            page,
        })
    }
}

fn check(app: &App, own: &OwnRegistration, path: &(String, String)) -> Result<(), Error> {
    let proof = Token::parse(&path.1).ok_or(Error::NotFound)?;
    if is_proof(&app.config.keys, &own.registration, &proof) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// `GET /r/{token}/prove/{proof}`
///
/// # Errors
/// 404 for a link that proves nothing, among them one that went to an address of before.
pub async fn show(
    app: web::Data<App>,
    own: OwnRegistration,
    path: web::Path<(String, String)>,
    page: Page,
) -> Result<HttpResponse, Error> {
    check(&app, &own, &path)?;
    html(HttpResponse::Ok(), &ProvePage::of(&app, &own, page).await?)
}

/// `POST /r/{token}/prove/{proof}`: 303 to the registration's page; 409 if it is too late.
///
/// # Errors
/// 404 for a link that proves nothing.
pub async fn submit(
    app: web::Data<App>,
    own: OwnRegistration,
    path: web::Path<(String, String)>,
    page: Page,
) -> Result<HttpResponse, Error> {
    check(&app, &own, &path)?;
    match prove(&app, &own.registration).await? {
        Moved::To(_) | Moved::Stays | Moved::Done => {
            let location = format!("{}?said=proved", urls::registration(&own.token));
            Ok(HttpResponse::SeeOther()
                .insert_header((header::LOCATION, location))
                .finish())
        }
        Moved::Impossible | Moved::NoPlace => {
            let mut template = ProvePage::of(&app, &own, page).await?;
            template.stage = Stage::TooLate(urls::register(&own.event.slug));
            html(HttpResponse::build(StatusCode::CONFLICT), &template)
        }
    }
}
