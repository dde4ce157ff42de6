//! `/r/{token}/address`: what the link that was mailed to a new address opens. Opening it changes nothing, whatever
//! opens it; its button gives the registration that address.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;

use super::head::EventHead;
use crate::events::Event;
use crate::events::look::find_theme_href;
use crate::platform::secret::Token;
use crate::platform::web::{App, Error, Page, html, urls};
use crate::registration::{
    AddressChange, EmailConfirmed, Registration, confirm_email_change, has_come_true, may_change_email,
    own_link, queries,
};

#[derive(Template)]
#[template(path = "registration/address.html")]
struct AddressPage {
    page: Page,
    event: EventHead,
    name: String,
    reference: String,
    email: String,
    /// Whether there is a button.
    is_possible: bool,
    /// Why it did not work, title and text.
    notice: Option<(String, String)>,
}

/// What the link leads to.
struct Wish {
    token: Token,
    change: AddressChange,
    registration: Registration,
    event: Event,
    is_possible: bool,
    theme: Option<String>,
}

impl Wish {
    async fn load(app: &App, token: &str) -> Result<Self, Error> {
        let token = Token::parse(token).ok_or(Error::NotFound)?;
        let mut conn = app.pool.get().await?;
        let now = app.clock.now(&conn).await?;
        let (change, registration, event) =
            queries::find_address_change_by_link(&mut conn, token.hash(), now)
                .await?
                .ok_or(Error::NotFound)?;
        Ok(Self {
            is_possible: may_change_email(&registration, &event, now),
            theme: find_theme_href(&mut conn, &event).await?,
            token,
            change,
            registration,
            event,
        })
    }

    fn page(&self, page: Page) -> AddressPage {
        let page = page
            .in_stored_language(self.registration.language)
            .with_theme(self.theme.clone());
        let t = page.t;
        AddressPage {
            event: EventHead::of(&self.event, t),
            name: self.registration.name.clone().unwrap_or_default(),
            reference: self.registration.reference.to_string(),
            email: self.change.email.clone(),
            is_possible: self.is_possible,
            notice: (!self.is_possible).then(|| (t.of("email-late-title"), t.of("email-late-text"))),
            page,
        }
    }
}

/// `GET /r/{token}/address`
///
/// # Errors
/// 404 for a link that opens nothing, or no more.
pub async fn show(app: web::Data<App>, path: web::Path<String>, page: Page) -> Result<HttpResponse, Error> {
    let wish = Wish::load(&app, &path).await?;
    if wish.change.confirmed_at.is_some() {
        // She comes back to the mail: what it asked for is done.
        let own = own_link(&app, &wish.registration)
            .filter(|_| has_come_true(&wish.change, &wish.registration))
            .ok_or(Error::NotFound)?;
        return Ok(see(urls::registration(&own)));
    }
    html(HttpResponse::Ok(), &wish.page(page))
}

/// `POST /r/{token}/address`: 303 to the registration's page under its new link; 409 where it cannot be.
///
/// # Errors
/// 404 for a link that opens nothing, or no more.
pub async fn submit(app: web::Data<App>, path: web::Path<String>, page: Page) -> Result<HttpResponse, Error> {
    let mut wish = Wish::load(&app, &path).await?;
    let notice = match confirm_email_change(&app, &wish.token).await? {
        EmailConfirmed::Changed(token) => {
            return Ok(see(format!("{}?said=corrected", urls::registration(&token))));
        }
        EmailConfirmed::Unknown => return Err(Error::NotFound),
        EmailConfirmed::AlreadyRegistered => ("email-taken-title", "address-taken-text"),
        EmailConfirmed::TooLate => ("email-late-title", "email-late-text"),
    };
    wish.is_possible = false;
    let mut template = wish.page(page);
    let t = template.page.t;
    template.notice = Some((t.of(notice.0), t.of(notice.1)));
    html(HttpResponse::build(StatusCode::CONFLICT), &template)
}

fn see(location: String) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}
