//! `OwnRegistration`: whoever holds the personal link.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};

use super::model::Registration;
use super::queries;
use crate::events::Event;
use crate::events::look::find_theme_href;
use crate::platform::db::Conn;
use crate::platform::secret::Token;
use crate::platform::web::{App, Error, Page};

/// The registration whose link was opened, with its event, whatever has become of either.
pub struct OwnRegistration {
    /// The registration.
    pub registration: Registration,
    /// Its event.
    pub event: Event,
    /// The token of the link, for links onward.
    pub token: Token,
}

impl OwnRegistration {
    /// The page in the registration's language and its event's colours.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn dress(&self, conn: &mut Conn, page: Page) -> Result<Page, Error> {
        let theme = find_theme_href(conn, &self.event).await?;
        Ok(page
            .in_stored_language(self.registration.language)
            .with_theme(theme))
    }
}

impl FromRequest for OwnRegistration {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let app = request
                .app_data::<web::Data<App>>()
                .ok_or_else(|| Error::internal("the app is not wired"))?;
            let token = request
                .match_info()
                .get("token")
                .and_then(Token::parse)
                .ok_or(Error::NotFound)?;
            let mut conn = app.pool.get().await?;
            let (registration, event) = queries::find_by_link(&mut conn, token.hash())
                .await?
                .ok_or(Error::NotFound)?;
            Ok(Self {
                registration,
                event,
                token,
            })
        })
    }
}
