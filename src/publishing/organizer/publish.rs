//! The publish button.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use crate::activity::Actor;
use crate::events::{EventAccess, Manage};
use crate::platform::web::{App, Error, urls};
use crate::publishing::publish::{PublishError, publish_event};

impl From<PublishError> for Error {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::Db(error) => error.into(),
            PublishError::Terms(error) => Self::internal(error),
        }
    }
}

/// `POST /organizer/events/{slug}/publish`: back to the event's page, which shows how it went.
///
/// # Errors
/// When the database does not answer.
pub async fn publish(app: web::Data<App>, access: EventAccess<Manage>) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    publish_event(
        &mut conn,
        &app.clock,
        access.event.id,
        Actor::Account(access.signed_in.account.id),
    )
    .await?;
    Ok(HttpResponse::SeeOther()
        .insert_header((header::LOCATION, urls::organizer_event(&access.event.slug)))
        .finish())
}
