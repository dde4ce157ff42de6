//! `OwnRegistration`: whoever holds the personal link.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};

use super::model::Registration;
use super::queries;
use crate::events::Event;
use crate::platform::secret::Token;
use crate::platform::web::{App, Error};

/// The registration whose link was opened, with its event, whatever has become of either.
pub struct OwnRegistration {
    /// The registration.
    pub registration: Registration,
    /// Its event.
    pub event: Event,
    /// The token of the link, for links onward.
    pub token: Token,
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
